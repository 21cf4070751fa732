from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "bagana.documents"
    label = "documents"
    verbose_name = "Баримт бичиг"
