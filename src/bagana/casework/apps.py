from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "bagana.casework"
    label = "casework"
    verbose_name = "Үйлчилгээ"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.casework import reference_subjects  # noqa: F401  joins when read
        from bagana.casework.consequences import CaseworkConsequence
        from bagana.casework.handover import DELEGATIONS, OPEN, REQUESTS, ROUNDS
        from bagana.casework.outreach_consequences import OutreachConsequence
        from bagana.casework.resting import of_delegations, of_services
        from bagana.people import leaving
        from bagana.territory import consequences, handover

        founded.register(of_services)
        founded.register(of_delegations)
        consequences.register(CaseworkConsequence())
        consequences.register(OutreachConsequence())
        for source in (REQUESTS, ROUNDS, DELEGATIONS):
            handover.register(source)
        leaving.register(OPEN)
