from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "bagana.programme"
    label = "programme"
    verbose_name = "Хөтөлбөр"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.programme.checks import CHECKS
        from bagana.programme.consequences import ProgrammeConsequence
        from bagana.programme.handover import SOURCES
        from bagana.programme.money_resting import of_money
        from bagana.programme.resting import of_programmes
        from bagana.territory import checks, consequences, handover

        consequences.register(ProgrammeConsequence())
        for check in CHECKS:
            checks.register(check)
        for source in SOURCES:
            handover.register(source)
        founded.register(of_programmes)
        founded.register(of_money)
