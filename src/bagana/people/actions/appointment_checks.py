"""What an appointment must satisfy: its acts, its days, its post (post_rules)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act, ActKind
from bagana.people.models import Appointment, Official, Path, Post
from bagana.people.post_rules import ACTS, INTERIM_ACTS, check_kind
from bagana.people.rules import may_change_official
from bagana.territory.models import Unit
from bagana.territory.queries import ancestors_of, nearest_version
from bagana.web.errors import Conflict, PermissionDenied, Refused


def check_official(user: Any, official: Official) -> None:
    """Somebody known here: of another office only who staffs that one too, or who has
    left it (a former governor of a neighbour bag may come)."""
    held = official.appointments
    has_left = held.exists() and not held.filter(state="appointed").exists()
    if not has_left and not may_change_official(user, official):
        raise PermissionDenied


def check_post(post: Post, on: date) -> None:
    """The post stands that day, and the law of that day knows it."""
    if on < post.opened_on or (post.closed_on is not None and on >= post.closed_on):
        raise Refused(_("Тэр өдөр энэ орон тоо байхгүй."), "", "starts_on")
    version = nearest_version(post.unit.code, on)
    if version is not None:
        check_kind(post.kind, version, on)


def check_nomination(post: Post, nomination: Act | None) -> None:
    """A resolution of the unit's own meeting."""
    if nomination is None or nomination.kind != ActKind.RESOLUTION:
        raise Refused(
            _("Нэр дэвшүүлсэн хурлын тогтоол алга."),
            _("Иргэдийн Нийтийн Хурлын тогтоолыг сонгоно уу."),
            "nomination",
        )
    own = nomination.body.unit_id
    if own is not None and own != post.unit_id and not _is_above(own, post.unit):
        raise Refused(_("Энэ тогтоол өөр нэгжийн хурлынх."), "", "nomination")


def check_acts(
    post: Post, nomination: Act | None, decree: Act | None, *, is_interim: bool
) -> None:
    """By which act one comes to the post; a governor needs the meeting's one first."""
    kinds: Sequence[ActKind] = INTERIM_ACTS if is_interim else ACTS[Path(post.path)]
    if decree is None or decree.kind not in kinds:
        words = ", ".join(str(kind.label) for kind in kinds)
        raise Refused(
            _("Томилсон шийдвэр алга."),
            _("Энд хүчинтэй шийдвэр: %(kinds)s.") % {"kinds": words},
            "decree",
        )
    if is_interim or post.path != Path.NOMINATION:
        return
    check_nomination(post, nomination)
    assert nomination is not None
    if nomination.date > decree.date:
        raise Refused(
            _("Захирамж хурлын тогтоолоос өмнө гарсан байна."),
            _("Хоёр шийдвэрийн огноог шалгана уу."),
            "decree",
        )
    if decree.body.unit_id == post.unit_id:
        raise Refused(
            _("Засаг даргыг өөрийн нэгжийн шийдвэрээр томилдоггүй."),
            _("Дээд шатны Засаг даргын захирамжийг сонгоно уу."),
            "decree",
        )


def check_days(row: Appointment) -> None:
    """In order, and nobody else in the post meanwhile."""
    start = row.starts_on
    assert start is not None
    if row.decree is not None and row.decree.date > start:
        raise Refused(_("Эхлэх өдөр шийдвэрийн огнооноос өмнө байна."), "", "starts_on")
    if row.term_ends_on is not None and row.term_ends_on <= start:
        raise Refused(
            _("Дуусах өдөр эхлэх өдрөөс хойш байх ёстой."), "", "term_ends_on"
        )
    later = Q(ended_on__isnull=True) | Q(ended_on__gt=start)
    others = row.post.appointments.filter(later, state__in=["appointed", "ended"])
    if others.exclude(pk=row.pk).exists():
        raise Conflict(
            _("Тэр өдөр энэ албан тушаалд өөр хүн ажиллаж байна."),
            _("Эхлээд түүнийг чөлөөлнө үү."),
            "starts_on",
        )


def term_end(post: Post, starts_on: date, is_interim: bool) -> date | None:
    """The same day after the years of the post; an interim holder has no term."""
    if is_interim or not post.term_years:
        return None
    year = starts_on.year + post.term_years
    try:
        return starts_on.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def _is_above(key: int, unit: Unit) -> bool:
    return key in {one.unit_id for one in ancestors_of(unit, timezone.localdate())}
