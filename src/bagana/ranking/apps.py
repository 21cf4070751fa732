from django.apps import AppConfig


class RankingConfig(AppConfig):
    name = "bagana.ranking"
    label = "ranking"
    verbose_name = "Жишиг баг"
