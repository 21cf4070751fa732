from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "bagana.collection"
    label = "collection"
    verbose_name = "Тоо цуглуулалт"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.collection.consequences import RETURNS, CollectionConsequence
        from bagana.collection.locking import handed_in
        from bagana.collection.resting import of_rounds
        from bagana.collection.tracing import ORIGIN
        from bagana.indicators.queries.tracing import register_origin
        from bagana.registers import locking
        from bagana.territory import consequences, handover

        founded.register(of_rounds)
        consequences.register(CollectionConsequence())
        handover.register(RETURNS)
        locking.register(handed_in)
        register_origin("register", ORIGIN)
