from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "bagana.people"
    label = "people"
    verbose_name = "Ажилтан"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.people import leaving
        from bagana.people.consequences import PeopleConsequence
        from bagana.people.handover import DUTIES, POSTS
        from bagana.people.models import ItemKind
        from bagana.people.resting import of_posts, of_staff
        from bagana.territory import consequences, handover

        founded.register(of_posts)
        founded.register(of_staff)
        consequences.register(PeopleConsequence())
        handover.register(POSTS)
        handover.register(DUTIES)
        leaving.register(
            leaving.OpenWork(
                "assets",
                lambda: str(_("Албаны хөрөнгө")),
                leaving.assets_of,
                ItemKind.ASSET,
            )
        )
        leaving.register(
            leaving.OpenWork(
                "returns", lambda: str(_("Өгөх мэдээ")), leaving.returns_of
            )
        )
