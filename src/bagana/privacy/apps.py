from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "bagana.privacy"
    label = "privacy"
    verbose_name = "Хувийн мэдээллийн хамгаалалт"
