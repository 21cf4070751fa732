from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "bagana.demo"
    label = "demo"
    verbose_name = "Жишээ өгөгдөл"
