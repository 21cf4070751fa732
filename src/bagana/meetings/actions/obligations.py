"""What a resolution lays on somebody, and what was done about it.

The rule: docs/rules/obligations.md. Whoever works for the bag reports; "done" needs
proof; taking one off the list needs the sum.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.meetings import rules
from bagana.meetings.actions.resolutions import locked as locked_resolution
from bagana.meetings.models import (
    Obligation,
    ObligationState,
    ObligationStep,
    Resolution,
)
from bagana.people.models import Post
from bagana.programme import evidence_files
from bagana.programme.bookkeeping import LARGEST_WITH_MONGO, MONGO
from bagana.programme.models import FundingSource, Measure
from bagana.territory.models import UnitAncestry
from bagana.web import photographs
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

TEXT_LENGTH = 500


@transaction.atomic
def lay_obligation(
    *,
    user: Any,
    resolution: Resolution,
    text: str,
    due_on: date,
    owner: Post | None = None,
    owner_text: str = "",
    amount: Decimal | None = None,
    source: str = "",
    measure: Measure | None = None,
    is_illustrative: bool = False,
) -> Obligation:
    """One clause of a signed resolution: who does what, until when, with what money."""
    decided = locked_resolution(user, resolution)
    if decided.act is None or decided.annulled_by_id is not None:
        raise Conflict(
            _("Үүргийг баталсан, хүчинтэй тогтоолоор өгнө."),
            _("Эхлээд тогтоолыг батална уу."),
        )
    last = decided.obligations.aggregate(last=Max("position"))["last"] or 0
    row = Obligation(
        resolution=decided,
        unit=decided.meeting.unit,
        position=last + 1,
        text=_bare(text),
        owner=owner,
        owner_text=_bare(owner_text),
        due_on=due_on,
        amount=amount,
        source=source,
        measure=measure,
        is_illustrative=is_illustrative or decided.meeting.is_illustrative,
    )
    _check_words(row)
    _check_term_and_owner(row, decided.act.date)
    _check_money(row)
    keep(row, user=user, reason="laid")
    return row


def _bare(text: str) -> str:
    return text.replace("\0", "").strip()


def _check_words(row: Obligation) -> None:
    if not row.text:
        raise Refused(_("Юу хийхийг бичнэ үү."), field="text")
    if len(row.text) > TEXT_LENGTH:
        raise Refused(
            _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": TEXT_LENGTH},
            _("Бичвэрийг товчилно уу."),
            "text",
        )


def _check_term_and_owner(row: Obligation, decided_on: date) -> None:
    if row.due_on < decided_on:
        raise Refused(
            _("Хугацаа тогтоол гарсан өдрөөс өмнө байна."),
            _("Огноог шалгана уу."),
            "due_on",
        )
    if row.owner is None and not row.owner_text:
        raise Refused(_("Хариуцах эзнийг заана уу."), field="owner")
    if row.owner is not None and not _serves(row.owner, row):
        raise Refused(
            _("Энэ албан тушаал тухайн баг, түүний дээд шатны нэгжийнх биш байна."),
            _("Жагсаалтаас сонгоно уу."),
            "owner",
        )


def _serves(post: Post, row: Obligation) -> bool:
    places = UnitAncestry.objects.in_force(timezone.localdate())
    return places.filter(unit=row.unit, ancestor=post.unit_id).exists()


def _check_money(row: Obligation) -> None:
    if row.amount is None:
        if row.source:
            raise Refused(_("Мөнгөн дүнг бичнэ үү."), field="amount")
        return
    if not isinstance(row.amount, Decimal):
        raise TypeError(f"money is Decimal, not {type(row.amount).__name__}")
    if not 0 < row.amount <= LARGEST_WITH_MONGO or row.amount != row.amount.quantize(
        MONGO
    ):
        raise Refused(
            _("Мөнгөн дүн төгрөгөөр, тэгээс их байна."),
            _("Жишээ нь 59,400,000 гэж бичнэ үү."),
            "amount",
        )
    if row.source not in FundingSource.values:
        raise Refused(_("Мөнгөний эх үүсвэрийг заана уу."), field="source")


@transaction.atomic
def report_step(
    *,
    user: Any,
    obligation: Obligation,
    state: str,
    on: date,
    note: str,
    proof: evidence_files.Upload | None = None,
) -> Obligation:
    """A word on how far it is; done with proof, dropped or opened anew by the sum."""
    row = _locked(user, obligation)
    _check_way(user, row, state)
    step = ObligationStep(
        obligation=row, state=state, on=on, note=_bare(note), made_by=user
    )
    _check_step(step, row)
    if proof is not None:
        _keep_proof(step, proof)
    elif state == ObligationState.DONE:
        raise Refused(
            _("Нотолгоогүйгээр биелсэнд тооцохгүй."),
            _("Зураг эсвэл баримт хавсаргана уу."),
            "proof",
        )
    step.save()
    if state != row.state:
        row.state = state
        row.done_on = on if state == ObligationState.DONE else None
        keep(row, user=user, reason=f"reported {state}")
    return row


def _locked(user: Any, obligation: Obligation) -> Obligation:
    rows = Obligation.objects.select_for_update(of=("self",))
    found = rows.select_related("unit", "resolution__act").get(pk=obligation.pk)
    if not rules.can_follow(user, found.unit):
        raise PermissionDenied(_("Энэ багийн үүргийн биелэлтийг бичих эрх танд алга."))
    return found


def _check_way(user: Any, row: Obligation, state: str) -> None:
    """Open → open, done, dropped; done → open, when the sum finds it was not done."""
    if state not in ObligationState.values:
        raise Refused(_("Ийм төлөв байхгүй."), _("Жагсаалтаас сонгоно уу."), "state")
    if row.state == ObligationState.DROPPED:
        raise Conflict(_("Хүчингүй болсон үүрэг байна."))
    if row.state == ObligationState.DONE and state != ObligationState.OPEN:
        raise Conflict(_("Энэ үүргийг аль хэдийн биелсэнд тооцсон."))
    by_sum = state == ObligationState.DROPPED or row.state == ObligationState.DONE
    if by_sum and not rules.can_drop(user, row.unit):
        raise PermissionDenied(
            _("Үүргийг хасах, биелсэнд тооцсоныг буцаах нь сумын эрх.")
        )


def _check_step(step: ObligationStep, row: Obligation) -> None:
    if not step.note:
        raise Refused(_("Юу хийснийг бичнэ үү."), field="note")
    if len(step.note) > TEXT_LENGTH:
        raise Refused(
            _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": TEXT_LENGTH},
            _("Бичвэрийг товчилно уу."),
            "note",
        )
    decided = row.resolution.act
    if step.on > timezone.localdate() or (decided and step.on < decided.date):
        raise Refused(
            _("Өдөр тогтоол гарснаас хойш, өнөөдрөөс хэтрэхгүй байна."),
            _("Огноог шалгана уу."),
            "on",
        )


def _keep_proof(step: ObligationStep, file: evidence_files.Upload) -> None:
    """Under a name of our own; a photo small and without what the camera wrote."""
    raw, kind = evidence_files.read(file)
    name = uuid4().hex
    if kind in evidence_files.PHOTOS:
        photo = photographs.read(raw)
        raw, kind = photo.content, "jpg"
        step.preview = ContentFile(photo.preview, name=f"{name}-small.jpg")
    step.proof = ContentFile(raw, name=f"{name}.{kind}")
