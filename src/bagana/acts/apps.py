from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "bagana.acts"
    label = "acts"
    verbose_name = "Шийдвэр"
