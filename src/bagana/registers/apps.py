from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "bagana.registers"
    label = "registers"
    verbose_name = "Бүртгэл"
