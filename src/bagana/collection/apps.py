from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "bagana.collection"
    label = "collection"
    verbose_name = "Тоо цуглуулалт"

    def ready(self) -> None:
        from bagana.collection.locking import handed_in
        from bagana.collection.tracing import ORIGIN
        from bagana.indicators.queries.tracing import register_origin
        from bagana.registers import locking

        locking.register(handed_in)
        register_origin("register", ORIGIN)
