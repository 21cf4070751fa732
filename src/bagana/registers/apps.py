from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "bagana.registers"
    label = "registers"
    verbose_name = "Бүртгэл"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.indicators import carrying
        from bagana.registers.carrying import RegisterCarrier
        from bagana.registers.checks import CHECKS
        from bagana.registers.consequences import RegistersConsequence
        from bagana.registers.handover import SOURCES
        from bagana.registers.norms_resting import of_norms
        from bagana.territory import checks, consequences, handover

        founded.register(of_norms)
        carrying.register(RegisterCarrier)
        consequences.register(RegistersConsequence())
        for check in CHECKS:
            checks.register(check)
        for source in SOURCES:
            handover.register(source)
