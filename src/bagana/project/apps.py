from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "bagana.project"
    label = "project"
    verbose_name = "Багана"
