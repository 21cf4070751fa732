"""Which post may be on which day, where, and how one comes to it: dated rules.

The rules and their sources in words: docs/rules/posts.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.acts.models import ActKind
from bagana.people.models import Path, PostKind
from bagana.territory.models import UnitVersion
from bagana.web.errors import Refused

REVISED: Final = date(2022, 1, 1)
"""The revision of 2020-12-24 of the law on units and their governance holds from it."""
BAG: Final = 3
LAW_2006: Final = gettext_lazy(
    "Нутгийн удирдлагын тухай хууль, 2006 он: 2022-01-01 хүртэл Хурлын дарга,"
    " Тэргүүлэгчидтэй"
)
LAW_2020: Final = gettext_lazy(
    "Нутгийн удирдлагын тухай хуулийн шинэчилсэн найруулга, 2020 он: 2022-01-01-нээс"
    " Хурлын зөвлөлтэй, хуралдааны даргыг хуралдаан бүрд сонгоно"
)


@dataclass(frozen=True, slots=True)
class KindRule:
    """When a kind of post stands in a bag, and the only ways to it (empty: any)."""

    paths: tuple[Path, ...] = ()
    since: date | None = None
    until: date | None = None
    law: str | Promise = ""
    term_years: int | None = None

    def stands(self, on: date) -> bool:
        begun = self.since is None or on >= self.since
        return begun and (self.until is None or on < self.until)


_MEETING = (Path.MEETING,)
RULES: Final = {
    PostKind.GOVERNOR: KindRule(paths=(Path.NOMINATION,), term_years=4),
    PostKind.MEETING_CHAIR: KindRule(_MEETING, None, REVISED, LAW_2006, 4),
    PostKind.PRESIDIUM: KindRule(_MEETING, None, REVISED, LAW_2006, 4),
    PostKind.COUNCIL: KindRule(_MEETING, REVISED, None, LAW_2020, 4),
    PostKind.TOSGON_HEAD: KindRule(paths=(Path.ELECTION,), term_years=4),
}
ACTS: Final = {
    Path.NOMINATION: (ActKind.DECREE,),
    Path.MEETING: (ActKind.RESOLUTION,),
    Path.ELECTION: (ActKind.RESOLUTION, ActKind.RECORD),
    Path.DECREE: (ActKind.DECREE, ActKind.ORDER),
}
"""By which kind of act each path ends in an appointment."""
INTERIM_ACTS: Final = (ActKind.DECREE, ActKind.ORDER)


def rule_of(kind: str) -> KindRule:
    return RULES.get(PostKind(kind), KindRule())


def check_kind(kind: str, version: UnitVersion, on: date) -> None:
    """Refuse a post that the law of the day does not know, or that is not of here."""
    rule = rule_of(kind)
    if version.kind.level == BAG and not rule.stands(on):
        raise Refused(
            _("Энэ өдөр багт ийм албан тушаал байхгүй: %(rule)s.") % {"rule": rule.law},
            _("Тухайн өдрийн хуульд нийцэх албан тушаал сонгоно уу."),
            "kind",
        )
    if kind == PostKind.TOSGON_HEAD and not version.is_tosgon:
        raise Refused(
            _("Энэ нэгж тосгоны бүтэцгүй тул тосгоны Захирагчгүй."),
            _("Тосгоны бүтэцтэй баг сонгоно уу."),
            "kind",
        )


def check_path(kind: str, path: str) -> None:
    allowed = rule_of(kind).paths
    if path not in Path.values or (allowed and path not in allowed):
        words = ", ".join(str(one.label) for one in allowed)
        raise Refused(
            _("Энэ албан тушаалд ийм журмаар томилдоггүй."),
            _("Журам нь: %(paths)s.") % {"paths": words} if words else "",
            "path",
        )
