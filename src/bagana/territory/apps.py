from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "bagana.territory"
    label = "territory"
    verbose_name = "Нэгж"

    def ready(self) -> None:
        from bagana.territory import consequences
        from bagana.territory.own_consequences import AreaConsequence

        consequences.register(AreaConsequence())
