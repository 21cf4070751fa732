from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "bagana.web"
    label = "web"
    verbose_name = "Хуудасны суурь"
