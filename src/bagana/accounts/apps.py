from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bagana.accounts"
    label = "accounts"
    verbose_name = "Хэрэглэгч"

    def ready(self) -> None:
        from bagana.accounts.handover import ROLES
        from bagana.territory import handover

        handover.register(ROLES)
