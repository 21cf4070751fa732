from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "bagana.programme"
    label = "programme"
    verbose_name = "Хөтөлбөр"
