from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "bagana.territory"
    label = "territory"
    verbose_name = "Нэгж"
