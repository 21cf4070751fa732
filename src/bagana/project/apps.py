from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "bagana.project"
    label = "project"
    verbose_name = "Багана"

    def ready(self) -> None:
        from bagana.project import checks  # noqa: F401 - registers them
