from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IndicatorsConfig(AppConfig):
    name = "bagana.indicators"
    label = "indicators"
    verbose_name = "Үзүүлэлт"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.indicators.consequences import FiguresConsequence
        from bagana.indicators.resting import publications
        from bagana.territory.consequences import register

        register(FiguresConsequence())
        founded.register(publications)
        # Every application declares what it can compute in its own catalogue.py.
        autodiscover_modules("catalogue")
