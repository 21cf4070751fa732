"""Build the demonstration by the actions an office uses, in the order of the years.

The figures come in through the same import as an officer's file and are published by
the same action; only the national register itself is founded directly.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagana.accounts.models import User
from bagana.demo import state, users
from bagana.demo.figures import (
    derive_ratios,
    import_figures,
    load_catalogues,
    publish_all,
)
from bagana.demo.founding import change_of_2019, found_register, record_acts
from bagana.demo.programme import build_programme
from bagana.project.commands.environment import progress, say
from bagana.territory.founding import refresh_statistics


def build() -> None:
    """Fill an empty installation; broken off, it is built anew at the next start."""
    say(_("Үзүүлэнг бэлдэж байна:"))
    state.write(state.State.BUILDING)
    with progress(_("нэгжийн бүртгэл, зааг, ангилал")):
        found_register()
    administrator, first = users.add_administrator()
    with progress(_("шийдвэр, 2019 оны өөрчлөлт")):
        acts = record_acts(administrator)
        change_of_2019(acts, administrator)
    _figures(administrator)
    with progress(_("хөтөлбөр: бичвэр, төлөвлөгөө, мөнгө")):
        build_programme(administrator, acts)
    people = users.describe([first, *users.add_others(administrator)])
    users.keep(people)
    state.write(state.State.BUILT)
    say()
    say(_("Нэвтрэх нэр, нууц үг (одоо үүсгэв):"))
    say(people)
    say()


def _figures(administrator: User) -> None:
    with progress(_("үзүүлэлтийн каталог")):
        load_catalogues()
    with progress(_("ажиглалт оруулах")):
        import_figures(administrator)
    with progress(_("харьцаа үзүүлэлт бодох")):
        derive_ratios(administrator)
    with progress(_("нийтлэх")):
        publish_all(administrator)
    refresh_statistics()
