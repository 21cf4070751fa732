"""Who holds office in the bags of Selenge: made up, and named so.

Every bag has a governor, nominated by its meeting and appointed by the sum's governor
for four years; three of Mandal have more posts, one is vacant, one was handed over.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bagana.accounts.models import Role, RoleAssignment, User
from bagana.acts.models import ActKind
from bagana.demo.daily.acts import governor_of, invented
from bagana.demo.registers.names import GIVEN
from bagana.meetings.founding import body_of
from bagana.people.actions.appointments import appoint, end
from bagana.people.actions.officials import add_official
from bagana.people.actions.posts import open_post
from bagana.people.models import (
    Appointment,
    EndReason,
    Official,
    Path,
    Post,
    PostKind,
    Staffing,
)
from bagana.registers.models import Sex
from bagana.territory.models import Unit, UnitVersion

NOMINATED, DECREED, IN_OFFICE = (
    date(2024, 11, 20),
    date(2024, 11, 27),
    date(2024, 12, 2),
)
RENAMED: Final = date(2022, 6, 1)
LEFT: Final = date(2026, 3, 2)
STANDARD: Final = (
    (PostKind.GOVERNOR, 1),
    (PostKind.COUNCIL, 5),
    (PostKind.SECTION_LEADER, 3),
    (PostKind.SOCIAL_WORKER, 1),
    (PostKind.PHYSICIAN, 1),
    (PostKind.VET, 1),
)
TITLES: Final = {
    PostKind.GOVERNOR: ("Багийн Засаг дарга", "Bag governor"),
    PostKind.SOCIAL_WORKER: ("Нийгмийн ажилтан", "Social worker"),
    PostKind.PHYSICIAN: ("Багийн хүний эмч", "Bag physician"),
    PostKind.SECTION_LEADER: ("Хэсгийн ахлагч", "Section leader"),
}
FULL_BAGS: Final = ("432251", "432257", "432259")
HANDED_OVER, VACANT = "432253", "432255"


def set_standard() -> None:
    """Standard staffing of a bag: illustrative, nobody has set it."""
    for kind, posts in STANDARD:
        Staffing.objects.create(
            kind=kind,
            posts=posts,
            valid_from=date(2022, 1, 1),
            source="жишээ",
            is_illustrative=True,
        )


def seat_governors(user: User, bags: Sequence[UnitVersion]) -> None:
    """A governor in every bag; who signs in as `tunkhel` holds his."""
    accounts = {role.unit_id: role.user for role in _bag_roles()}
    names = _names()
    for version in bags:
        post = _post(user, version.unit, PostKind.GOVERNOR)
        account = accounts.get(version.unit_id)
        official = _official(user, version.unit, next(names), account)
        if version.unit.code != VACANT:
            _seat(user, post, official, version)
        if version.unit.code in FULL_BAGS:
            for kind in list(TITLES)[1:]:
                _staff(user, version, kind, _official(user, version.unit, next(names)))
        if version.unit.code == HANDED_OVER:
            _hand_over(user, post, version, _official(user, version.unit, next(names)))


def _bag_roles() -> Iterator[RoleAssignment]:
    rows = RoleAssignment.objects.filter(role=Role.BAG_GOVERNOR)
    yield from rows.select_related("user", "unit")


def _names() -> Iterator[tuple[str, str]]:
    """Given and parent's names in an order of their own."""
    dice = random.Random("officials")
    while True:
        given, parent = dice.sample(GIVEN, 2)
        yield given, parent


def _official(
    user: User, unit: Unit, name: tuple[str, str], account: User | None = None
) -> Official:
    given, parent = name
    return add_official(
        user=user,
        unit=unit,
        given_name=given,
        parent_name=parent,
        sex=Sex.FEMALE if len(given) % 2 else Sex.MALE,
        account=account,
        is_fictional=True,
    )


def _post(user: User, unit: Unit, kind: PostKind) -> Post:
    title_mn, title_en = TITLES[kind]
    is_governor = kind == PostKind.GOVERNOR
    return open_post(
        user=user,
        unit=unit,
        kind=kind,
        title_mn=title_mn,
        title_en=title_en,
        path=Path.NOMINATION if is_governor else Path.DECREE,
        role=Role.BAG_GOVERNOR if is_governor else "",
        opened_on=RENAMED,
        is_illustrative=True,
    )


def _seat(
    user: User,
    post: Post,
    official: Official,
    version: UnitVersion,
    days: tuple[date, date, date] = (NOMINATED, DECREED, IN_OFFICE),
) -> Appointment:
    """Nominated by the bag's meeting, appointed by the sum's governor."""
    nominated, decreed, starts = days
    assert version.parent is not None
    nomination = invented(
        user,
        body_of(version.unit, nominated),
        ActKind.RESOLUTION,
        nominated,
        "Багийн Засаг даргад нэр дэвшүүлэх тухай",
        "On nominating the bag governor",
    )
    decree = invented(
        user,
        governor_of(version.parent, decreed),
        ActKind.DECREE,
        decreed,
        "Багийн Засаг дарга томилох тухай",
        "On appointing a bag governor",
    )
    return appoint(
        user=user,
        post=post,
        official=official,
        nomination=nomination,
        decree=decree,
        starts_on=starts,
        is_illustrative=True,
    )


def _staff(user: User, version: UnitVersion, kind: PostKind, who: Official) -> None:
    assert version.parent is not None
    decree = invented(
        user,
        governor_of(version.parent, DECREED),
        ActKind.DECREE,
        DECREED,
        "Багт ажилтан томилох тухай",
        "On appointing an official of a bag",
    )
    appoint(
        user=user,
        post=_post(user, version.unit, kind),
        official=who,
        decree=decree,
        starts_on=IN_OFFICE,
        is_illustrative=True,
    )


def _hand_over(
    user: User, post: Post, version: UnitVersion, successor: Official
) -> None:
    """A governor left in March; the next one came the same day."""
    leaving = Appointment.objects.get(post=post)
    end(
        user=user,
        appointment=leaving,
        on=LEFT,
        reason=EndReason.RESIGNED,
        note="Жишээ",
    )
    days = (date(2026, 2, 20), date(2026, 2, 27), LEFT)
    _seat(user, post, successor, version, days)
