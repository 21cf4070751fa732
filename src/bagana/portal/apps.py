from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "bagana.portal"
    label = "portal"
    verbose_name = "Нийтийн хуудас"
