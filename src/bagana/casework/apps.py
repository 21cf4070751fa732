from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "bagana.casework"
    label = "casework"
    verbose_name = "Үйлчилгээ"
