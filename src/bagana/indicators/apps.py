from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IndicatorsConfig(AppConfig):
    name = "bagana.indicators"
    label = "indicators"
    verbose_name = "Үзүүлэлт"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.indicators.checks import CHECKS
        from bagana.indicators.consequences import FiguresConsequence
        from bagana.indicators.handover import DRAFTS
        from bagana.indicators.resting import publications, withdrawals
        from bagana.territory import checks, consequences, handover

        consequences.register(FiguresConsequence())
        for check in CHECKS:
            checks.register(check)
        handover.register(DRAFTS)
        founded.register(publications)
        founded.register(withdrawals)
        # Every application declares what it can compute in its own catalogue.py.
        autodiscover_modules("catalogue")
