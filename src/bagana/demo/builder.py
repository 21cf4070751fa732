"""Build the demonstration by the actions an office uses, in the order of the years.

The figures come in through the same import as an officer's file and are published by
the same action; only the national register itself is founded directly.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation
from django.utils.translation import gettext as _

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.demo import state, users
from bagana.demo.daily.building import build_daily
from bagana.demo.figures import (
    derive_ratios,
    import_figures,
    load_catalogues,
    publish_all,
)
from bagana.demo.founding import change_of_2019, found_register, record_acts
from bagana.demo.programme import begin_programme, build_programme
from bagana.demo.ranking import (
    begin_next_version,
    freeze_methods,
    hold_selections,
)
from bagana.demo.redrawing import (
    begin_mending,
    hold_hearing,
    make_plans,
    take_blocks_in,
)
from bagana.demo.registers.building import build_registers
from bagana.programme.models import Programme
from bagana.project.commands.environment import progress, say
from bagana.territory.founding import refresh_statistics


def build() -> None:
    """Fill an empty installation; broken off, it is built anew at the next start."""
    say(_("Үзүүлэнг бэлдэж байна:"))
    state.write(state.State.BUILDING)
    with _stage(_("нэгжийн бүртгэл, зааг, ангилал")):
        found_register()
    administrator, first = users.add_administrator()
    with _stage(_("шийдвэр, 2019 оны өөрчлөлт")):
        acts = record_acts(administrator)
        change_of_2019(acts, administrator)
    others = users.add_others(administrator)
    programme = begin_programme(administrator, acts)
    _figures(administrator, programme, acts)
    officer = User.objects.get(username=users.OTHERS[0].username)
    with _stage(_("зохиомол өрх, хүн, мал: бүртгэл, тооллого")):
        build_registers(administrator, officer, acts)
    with _stage(_("хөтөлбөр: төлөвлөгөө, мөнгө, хяналт")):
        build_programme(administrator, programme, acts)
    with _stage(_("ажилтан, хурал, иргэдийн хүсэлт: Мандал сум")):
        build_daily(administrator, officer)
    with _stage(_("жишиг баг шалгаруулалт")):
        hold_selections(administrator, programme, acts)
        begin_next_version(administrator)
    with _stage(_("Мандалын багуудыг шинэчлэн зохион байгуулах хувилбар")):
        scenario = make_plans(administrator, take_blocks_in(administrator))
        proposal = hold_hearing(administrator, scenario)
        begin_mending(administrator, proposal.alternatives.get(letter="B").plan)
    people = users.describe([first, *others])
    users.keep(people)
    state.write(state.State.BUILT)
    say()
    say(_("Нэвтрэх нэр, нууц үг (одоо үүсгэв):"))
    say(people)
    say()


@contextmanager
def _stage(title: str) -> Iterator[None]:
    """Said in the reader's language, recorded in the first one, whoever reads."""
    with progress(title), translation.override("mn"):
        yield


def _figures(administrator: User, programme: Programme, acts: dict[str, Act]) -> None:
    with _stage(_("үзүүлэлтийн каталог")):
        load_catalogues()
    with _stage(_("ажиглалт оруулах")):
        import_figures(administrator)
    with _stage(_("харьцаа үзүүлэлт бодох")):
        derive_ratios(administrator)
    # A method is frozen before the figures that it will judge are published.
    freeze_methods(administrator, programme, acts)
    with _stage(_("нийтлэх")):
        publish_all(administrator)
    refresh_statistics()
