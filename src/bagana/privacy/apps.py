from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "bagana.privacy"
    label = "privacy"
    verbose_name = "Хувийн мэдээллийн хамгаалалт"

    def ready(self) -> None:
        from bagana.accounts.kept import wrap_with
        from bagana.privacy import own_datasets  # noqa: F401  declares
        from bagana.privacy.kept import unwrapped, wrapped

        wrap_with(wrapped, unwrapped)

        # What each application keeps of people, seals, and erases, it says itself.
        autodiscover_modules("datasets", "sealed", "subjects", "research")
