"""Objections: filed by anyone, shown or not, answered in public, forgotten in part.

The rule: docs/rules/objections.md. Nobody changes the words of an objection.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.indicators.models import Observation
from bagana.ranking import rules
from bagana.ranking.models import (
    HideGround,
    Objection,
    ObjectionDeed,
    ObjectionState,
    ObjectionStep,
    Selection,
    SelectionState,
)
from bagana.ranking.queries.objections import window_of
from bagana.territory.models import Unit
from bagana.web import words
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import Window, new_code

TEXT_LENGTH = 4000
SHORT_LENGTH = 100
REASON_LENGTH = 300
MOST_IN_AN_HOUR = 30
"""Objections to one selection: more than that is a machine."""
DECIDED = (ObjectionState.UPHELD, ObjectionState.PARTLY, ObjectionState.REJECTED)


@transaction.atomic
def file_objection(
    *,
    selection: Selection,
    text: str,
    unit: Unit | None = None,
    observation: Observation | None = None,
    name: str = "",
    contact: str = "",
    now: datetime | None = None,
) -> Objection:
    """Take in what anybody says against the list, a unit in it, or a figure.

    Raises Refused outside the period of objections, for a unit or a figure that the
    selection does not stand on, and for words that are missing or too long.
    """
    moment = now or timezone.now()
    refuse_outside(window_of(selection, timezone.localdate(moment)))
    text, name, contact = (_clean(one) for one in (text, name, contact))
    _check_words(text, name, contact)
    _check_subject(selection, unit, observation)
    _check_flood(selection, moment)
    return Objection.objects.create(
        selection=selection,
        unit=observation.unit if observation else unit,
        observation=observation,
        name=name,
        contact=contact,
        text=text,
        code=new_code(),
        made_at=moment,
    )


def refuse_outside(window: Window) -> None:
    if window.is_open:
        return
    if window.starts and not window.has_begun:
        raise Refused(
            _("Эсэргүүцлийг %(starts)s өдрөөс эхлэн авна.")
            % {"starts": words.short_date(window.starts)},
            _("Тэр өдрөөс хойш энэ хуудсыг дахин нээнэ үү."),
        )
    if window.ends and window.has_begun:
        raise Conflict(
            _("Эсэргүүцэл авах хугацаа %(ends)s өдөр дууссан.")
            % {"ends": words.short_date(window.ends)},
            _("Шийдвэрийн талаарх гомдлоо шийдвэр гаргасан байгууллагад гаргана уу."),
        )
    raise Refused(
        _("Урьдчилсан жагсаалт гараагүй байгаа тул эсэргүүцэл авахгүй байна."),
        _("Жагсаалт, эсэргүүцэл авах өдрүүдийг энэ хуудсанд зарлана."),
    )


def _clean(text: str) -> str:
    return text.replace("\0", "").strip()


def _check_words(text: str, name: str, contact: str) -> None:
    if not text:
        raise Refused(_("Эсэргүүцлээ бичнэ үү."), field="text")
    if len(text) > TEXT_LENGTH:
        raise _too_long(TEXT_LENGTH, "text")
    for value, field in ((name, "name"), (contact, "contact")):
        if len(value) > SHORT_LENGTH:
            raise _too_long(SHORT_LENGTH, field)


def _too_long(most: int, field: str) -> Refused:
    return Refused(
        _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": most},
        _("Товчилно уу."),
        field,
    )


def _check_subject(
    selection: Selection, unit: Unit | None, observation: Observation | None
) -> None:
    """The list itself, a unit in it, or a figure that its index stands on."""
    run = selection.run
    if observation is not None:
        if run is None or not run.cells.filter(observation=observation).exists():
            raise Refused(
                _("Энэ шалгаруулалтын индекс уг тоон дээр тулгуурлаагүй."),
                _("Тоог нэгжийн хуудаснаас сонгоно уу."),
                "observation",
            )
        if unit is not None and unit.pk != observation.unit_id:
            raise Refused(_("Тоо өөр нэгжийнх байна."), _("Нэгжээ шалгана уу."), "unit")
        return
    if unit is None:
        return
    listed = selection.entries.filter(unit=unit).exists()
    if not listed and (run is None or not run.rows.filter(unit=unit).exists()):
        raise Refused(
            _("%(unit)s энэ шалгаруулалтад оролцоогүй.") % {"unit": unit.code},
            _("Нэгжээ шалгана уу."),
            "unit",
        )


def _check_flood(selection: Selection, moment: datetime) -> None:
    hour_ago = moment - timedelta(hours=1)
    recent = selection.objections.filter(made_at__gt=hour_ago, made_at__lte=moment)
    if recent.count() >= MOST_IN_AN_HOUR:
        raise too_many()


def too_many() -> Refused:
    """What is said to who writes too often; views count by session as well."""
    return Refused(
        _("Богино хугацаанд олон эсэргүүцэл ирлээ."),
        _("Бичсэн зүйл тань хэвээр байгаа, хэсэг хүлээгээд дахин илгээнэ үү."),
    )


@transaction.atomic
def show_objection(*, user: Any, objection: Objection) -> Objection:
    """Open the words of an objection to the public."""
    objection = _locked(user, objection)
    if objection.is_shown:
        raise Conflict(_("Энэ эсэргүүцлийг аль хэдийн нийтэлсэн байна."))
    return _set_shown(objection, user, is_shown=True)


@transaction.atomic
def hide_objection(
    *, user: Any, objection: Objection, ground: str, reason: str = ""
) -> Objection:
    """Keep the words from the public, on a ground; it is answered all the same."""
    objection = _locked(user, objection)
    last = objection.steps.filter(deed__in=SHOWING).last()
    if not objection.is_shown and last is not None:
        raise Conflict(_("Энэ эсэргүүцлийг аль хэдийн нуусан байна."))
    if ground not in HideGround.values:
        raise Refused(
            _("Үндэслэл сонгоогүй байна."), _("Жагсаалтаас сонгоно уу."), "ground"
        )
    reason = _clean(reason)
    if ground == HideGround.OTHER and not reason:
        raise Refused(
            _("«Бусад» үндэслэлд тайлбар хэрэгтэй."),
            _("Яагаад нийтлэхгүйг бичнэ үү."),
            "reason",
        )
    if len(reason) > REASON_LENGTH:
        raise _too_long(REASON_LENGTH, "reason")
    return _set_shown(objection, user, is_shown=False, ground=ground, reason=reason)


SHOWING = (ObjectionDeed.SHOWN, ObjectionDeed.HIDDEN)


@transaction.atomic
def answer_objection(
    *,
    user: Any,
    objection: Objection,
    state: str,
    answer: str,
    now: datetime | None = None,
) -> Objection:
    """Decide an objection with a public answer, once and for all.

    One that waits to be shown is shown with its answer; one that was kept from the
    public on a ground stays so, and its answer is public without its words.
    """
    objection = _locked(user, objection)
    _check_answerable(objection)
    answer = _clean(answer)
    if state not in DECIDED:
        raise Refused(
            _("Эсэргүүцлийг хүлээн авсан эсэхээ сонгоно уу."),
            _("Жагсаалтаас сонгоно уу."),
            "state",
        )
    if not answer:
        raise Refused(_("Хариугаа бичнэ үү."), field="answer")
    if len(answer) > TEXT_LENGTH:
        raise _too_long(TEXT_LENGTH, "answer")
    moment = now or timezone.now()
    objection.state = ObjectionState(state)
    objection.answer = answer
    objection.answered_by = user
    objection.answered_at = moment
    if not objection.steps.filter(deed=ObjectionDeed.HIDDEN).exists():
        objection.is_shown = True
    _save(objection, user)
    _step(objection, ObjectionDeed.ANSWERED, user, now=moment)
    return objection


def _check_answerable(objection: Objection) -> None:
    if objection.state != ObjectionState.FILED:
        raise Conflict(
            _("Энэ эсэргүүцэлд аль хэдийн хариулсан байна."),
            _("Хариуг засахгүй: өгсөн хариу хүчинтэй."),
        )
    if objection.selection.state != SelectionState.PROVISIONAL:
        raise Conflict(
            _("Эсэргүүцэл хэлэлцэх алхам дууссан тул хариулахгүй."),
            _("Шалгаруулалтын хуудсаас одоогийн төлөвийг харна уу."),
        )


@transaction.atomic
def read_contact(*, user: Any, objection: Objection) -> str:
    """How to reach the author; that it was read, and by whom, is kept."""
    objection = _locked(user, objection)
    if not objection.contact:
        raise Conflict(_("Холбоо барих мэдээлэл үлдээгээгүй эсвэл устгасан байна."))
    _step(objection, ObjectionDeed.CONTACT_READ, user)
    return objection.contact


@transaction.atomic
def erase_contact(*, user: Any, objection: Objection) -> Objection:
    """Forget how to reach the author of one objection, whenever it is asked for."""
    return _forget(_locked(user, objection), user)


@transaction.atomic
def forget_me(*, code: str) -> Objection:
    """The same by the author: the code is known to nobody else."""
    row = Objection.objects.select_for_update(of=("self",)).get(code=code)
    return _forget(row, None)


def _forget(objection: Objection, user: Any) -> Objection:
    if not objection.contact:
        raise Conflict(_("Холбоо барих мэдээлэл үлдээгээгүй эсвэл устгасан байна."))
    objection.contact = ""
    _save(objection, user)
    _step(objection, ObjectionDeed.CONTACT_ERASED, user)
    return objection


@transaction.atomic
def erase_contacts(*, user: Any, selection: Selection) -> int:
    """Forget how to reach the authors: the selection is over. Returns how many."""
    if not rules.can_conduct(user, selection):
        raise PermissionDenied
    if selection.state not in (SelectionState.CLOSED, SelectionState.CANCELLED):
        raise Conflict(
            _("Шалгаруулалт дуусаагүй байхад холбоо барих мэдээллийг устгахгүй.")
        )
    found = selection.objections.select_for_update(of=("self",)).exclude(contact="")
    kept = list(found)
    for objection in kept:
        _forget(objection, user)
    return len(kept)


def _locked(user: Any, objection: Objection) -> Objection:
    """The objection as it stands, no other officer at it until this one is done."""
    rows = Objection.objects.select_for_update(of=("self",))
    found = rows.select_related("selection__programme__unit").get(pk=objection.pk)
    if not rules.can_conduct(user, found.selection):
        raise PermissionDenied(_("Энэ эсэргүүцлийг хянах эрх танд алга."))
    return found


def _set_shown(
    objection: Objection,
    user: Any,
    *,
    is_shown: bool,
    ground: str = "",
    reason: str = "",
) -> Objection:
    objection.is_shown = is_shown
    _save(objection, user)
    deed = ObjectionDeed.SHOWN if is_shown else ObjectionDeed.HIDDEN
    _step(objection, deed, user, ground, reason)
    return objection


def _save(objection: Objection, user: Any) -> None:
    objection._history_user = user  # type: ignore[attr-defined]
    objection.save()


def _step(
    objection: Objection,
    deed: ObjectionDeed,
    user: Any,
    ground: str = "",
    reason: str = "",
    now: datetime | None = None,
) -> None:
    ObjectionStep.objects.create(
        objection=objection,
        deed=deed,
        ground=ground,
        reason=reason,
        made_by=user,
        made_at=now or timezone.now(),
    )
