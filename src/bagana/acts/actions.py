"""Every write on decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts import rules, scans
from bagana.acts.models import Act, ActKind, Body
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

REASON_LENGTH = 100


@transaction.atomic
def add_body(
    *, user: Any, name_mn: str, name_en: str, unit: Unit | None = None
) -> Body:
    """A body that decides; without a unit it stands above the register."""
    body = Body(name_mn=name_mn.strip(), name_en=name_en.strip(), unit=unit)
    if not rules.can_add_body(user, body):
        raise PermissionDenied
    if not body.name_mn or not body.name_en:
        raise Refused(
            _("Нэр хоосон байна."),
            _("Монгол, англи нэрийг хоёуланг нь бичнэ үү."),
            "name_en" if body.name_mn else "name_mn",
        )
    if Body.objects.filter(name_mn=body.name_mn).exists():
        raise Conflict(
            _("Ийм нэртэй шийдвэр гаргагч бүртгэлтэй байна."),
            _("Жагсаалтаас сонгоно уу."),
            "name_mn",
        )
    body.save()
    return body


@transaction.atomic
def record_act(
    *,
    user: Any,
    body: Body,
    kind: str,
    number: str,
    date: date,
    title_mn: str,
    title_en: str = "",
    meeting: str = "",
    text: str = "",
    note_mn: str = "",
    note_en: str = "",
    scan: scans.Scan | None = None,
) -> Act:
    """Enter a decision that a body has taken."""
    act = Act(
        body=body,
        kind=kind,
        number=number.strip(),
        date=date,
        title_mn=title_mn.strip(),
        title_en=title_en.strip(),
        meeting=meeting.strip(),
        text=text.strip(),
        note_mn=note_mn.strip(),
        note_en=note_en.strip(),
    )
    return _write(act, user=user, scan=scan, reason="recorded")


@transaction.atomic
def amend_act(
    *,
    user: Any,
    act: Act,
    reason: str,
    scan: scans.Scan | None = None,
    **changes: Any,
) -> Act:
    """Correct what was entered. The earlier wording and scan stay in the history."""
    if not rules.can_record_act(user, Act.objects.get(pk=act.pk).body):
        raise PermissionDenied
    _check_reason(reason)
    for name, value in changes.items():
        if name not in AMENDABLE:
            raise TypeError(f"amend_act does not change {name}")
        setattr(act, name, value.strip() if isinstance(value, str) else value)
    return _write(act, user=user, scan=scan, reason=reason.strip())


AMENDABLE = frozenset(
    {"body", "kind", "number", "date", "title_mn", "title_en", "meeting", "text"}
    | {"note_mn", "note_en"}
)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(
            _("Засварын шалтгаан хоосон байна."),
            _("Юуг яагаад зассанаа бичнэ үү."),
            "reason",
        )
    if len(reason.strip()) > REASON_LENGTH:
        raise Refused(
            _("Шалтгаан 100 тэмдэгтээс урт байна."), _("Товчилно уу."), "reason"
        )


def _write(act: Act, *, user: Any, scan: scans.Scan | None, reason: str) -> Act:
    if not rules.can_record_act(user, act.body):
        raise PermissionDenied
    _check_fields(act)
    _check_number(act)
    if scan is not None:
        act.scan = scans.checked(scan)
    act._history_user = user  # type: ignore[attr-defined]
    act._change_reason = reason  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            act.save()
    except IntegrityError:
        # Somebody entered the same number between the check and the write.
        raise _taken() from None
    return act


def _check_fields(act: Act) -> None:
    if act.kind not in ActKind.values:
        raise Refused(_("Ийм төрөл байхгүй."), _("Жагсаалтаас сонгоно уу."), "kind")
    if not act.title_mn:
        raise Refused(
            _("Гарчиг хоосон байна."), _("Шийдвэрийн гарчгийг бичнэ үү."), "title_mn"
        )
    if act.date > timezone.localdate():
        raise Refused(
            _("Огноо ирээдүйд байна."),
            _("Шийдвэр гарсан өдрийг бичнэ үү."),
            "date",
        )
    if not act.number and not act.note_mn:
        raise Refused(
            _("Дугаар хоосон байна."),
            _("Дугаарыг бичих, эсвэл яагаад дугааргүйг тэмдэглэлд бичнэ үү."),
            "number",
        )


def _check_number(act: Act) -> None:
    """A number is given once a year by a body, for each kind of act."""
    if not act.number:
        return
    same = Act.objects.filter(
        body=act.body, kind=act.kind, number=act.number, date__year=act.date.year
    )
    if same.exclude(pk=act.pk).exists():
        raise _taken()


def _taken() -> Conflict:
    return Conflict(
        _("Энэ байгууллагын энэ оны ийм дугаартай шийдвэр бүртгэлтэй байна."),
        _("Дугаар, огноо, төрлөө шалгана уу; засах бол бүртгэлтэйг нь нээнэ үү."),
        "number",
    )
