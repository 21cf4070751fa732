from django.apps import AppConfig


class RedistrictingConfig(AppConfig):
    name = "bagana.redistricting"
    label = "redistricting"
    verbose_name = "Шинэчлэн зохион байгуулалт"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.indicators import carrying
        from bagana.redistricting import proposal_checks
        from bagana.redistricting.carrying import BlockCarrier
        from bagana.redistricting.checks import CHECKS
        from bagana.redistricting.consequences import RedrawingConsequence
        from bagana.redistricting.handover import HOUSEHOLDS
        from bagana.redistricting.proposal_resting import of_proposals
        from bagana.territory import checks, consequences, handover

        carrying.register(BlockCarrier)
        consequences.register(RedrawingConsequence())
        founded.register(of_proposals)
        for check in (*CHECKS, *proposal_checks.CHECKS):
            checks.register(check)
        handover.register(HOUSEHOLDS)
