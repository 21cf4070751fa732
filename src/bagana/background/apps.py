from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "bagana.background"
    label = "background"
    verbose_name = "Ажил"
