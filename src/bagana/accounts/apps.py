from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bagana.accounts"
    label = "accounts"
    verbose_name = "Хэрэглэгч"
