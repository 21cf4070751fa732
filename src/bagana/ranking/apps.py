from django.apps import AppConfig


class RankingConfig(AppConfig):
    name = "bagana.ranking"
    label = "ranking"
    verbose_name = "Жишиг баг"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.indicators import holding
        from bagana.ranking import run_checks, selection_checks
        from bagana.ranking.checks import CHECKS
        from bagana.ranking.consequences import RankingConsequence
        from bagana.ranking.handover import SOURCES
        from bagana.ranking.holding import SelectionHolder
        from bagana.ranking.resting import of_methods
        from bagana.ranking.selection_resting import of_selections
        from bagana.territory import checks, consequences, handover

        consequences.register(RankingConsequence())
        holding.register(SelectionHolder())
        for source in SOURCES:
            handover.register(source)
        founded.register(of_methods)
        founded.register(of_selections)
        for check in (*CHECKS, *run_checks.CHECKS, *selection_checks.CHECKS):
            checks.register(check)
