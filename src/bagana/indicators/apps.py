from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "bagana.indicators"
    label = "indicators"
    verbose_name = "Үзүүлэлт"
