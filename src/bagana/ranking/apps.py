from django.apps import AppConfig


class RankingConfig(AppConfig):
    name = "bagana.ranking"
    label = "ranking"
    verbose_name = "Жишиг баг"

    def ready(self) -> None:
        from bagana.indicators import holding
        from bagana.ranking.holding import SelectionHolder

        holding.register(SelectionHolder())
