"""The independent check: promise a seed, draw, count again, close.

The rule: docs/rules/recount.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.models import Role
from bagana.accounts.roles import assignments
from bagana.collection.models import (
    Return,
    ReturnState,
    Round,
    Sample,
    SampleItem,
    SeedPromise,
)
from bagana.collection.queries.samples import (
    TOLERANCE,
    error_rate,
    first_counters,
    frame_of,
    reported_heads,
)
from bagana.collection.rules import can_check
from bagana.engines.sampling import draw, frame_hash, seed_hash
from bagana.registers.models import SPECIES
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

MOST: Final = 1_000_000
HASH: Final = re.compile(r"[0-9a-f]{64}")


@transaction.atomic
def promise_seed(*, user: Any, round: Round, unit: Unit, sha256: str) -> SeedPromise:
    """Make the hash of a seed known before the returns are approved.

    Raises Refused for what is no hash, Conflict where one is promised already or a
    return under the unit is approved: the frame could be known by then.
    """
    _may_check(user, round, unit)
    given = sha256.strip().lower()
    if not HASH.fullmatch(given):
        raise Refused(
            _("SHA-256 нь 64 оронтой, 0–9, a–f тэмдэгтээс бүрдэнэ."),
            _("Үрээ ямар нэг хэрэгслээр SHA-256 болгож, гарсныг хуулна уу."),
            "sha256",
        )
    if SeedPromise.objects.filter(round=round, unit=unit).exists():
        raise Conflict(_("Энэ цуглуулалтын үрийг аль хэдийн амласан."))
    if _approved(round, unit).exists():
        raise Conflict(
            _("Мэдээ батлагдаж эхэлсэн тул үр амлахад оройтсон."),
            _("Нийтийн санамсаргүй тоог үр болгож, хаанаас гарсныг бичнэ үү."),
        )
    return SeedPromise.objects.create(
        round=round, unit=unit, sha256=given, made_by=user
    )


@transaction.atomic
def draw_sample(
    *,
    user: Any,
    round: Round,
    unit: Unit,
    size: int,
    seed: str,
    seed_source: str = "",
    is_stratified: bool = False,
    tolerance: Mapping[str, tuple[float, float]] | None = None,
) -> Sample:
    """Draw households of approved returns for a second count.

    The seed is the one that was promised, or `seed_source` says from which public
    randomness it came. What was reported is kept with each item as it stands now.
    """
    _may_check(user, round, unit)
    seed = seed.strip()
    _refuse_seed(round, unit, seed, seed_source)
    frame = frame_of(round, unit)
    if not frame:
        raise Refused(
            _("Батлагдсан мэдээнд тоологдсон өрх алга."),
            _("Багуудын мэдээ батлагдсаны дараа түүвэрлэнэ."),
        )
    if not 1 <= size <= len(frame):
        raise Refused(
            _("Түүврийн хэмжээ 1–%(n)s байна.") % {"n": len(frame)}, "", "size"
        )
    keys = [row[0] for row in frame]
    strata = [row[2] for row in frame] if is_stratified else None
    sample = Sample.objects.create(
        round=round,
        unit=unit,
        seed=seed,
        seed_source=seed_source.strip()[:300],
        is_stratified=is_stratified,
        size=size,
        frame_size=len(frame),
        frame_sha256=frame_hash(keys),
        tolerance={name: list(one) for name, one in (tolerance or TOLERANCE).items()},
        drawn_by=user,
    )
    for ordinal, place in enumerate(draw(keys, seed, size, strata), start=1):
        SampleItem.objects.create(
            sample=sample,
            ordinal=ordinal,
            household_id=frame[place][1],
            unit_id=frame[place][3],
            reported=reported_heads(round, frame[place][1]),
        )
    return sample


def _may_check(user: Any, round: Round, unit: Unit) -> None:
    can_check.require(user, unit)
    if round.census is None:
        raise Refused(_("Зөвхөн мал тооллогыг давтан тоолж шалгана."))


def _approved(round: Round, unit: Unit) -> Any:
    return Return.objects.filter(
        round=round, state=ReturnState.APPROVED, unit__ancestries__ancestor=unit
    )


def _refuse_seed(round: Round, unit: Unit, seed: str, source: str) -> None:
    if not seed or len(seed) > 64:
        raise Refused(_("Үр 1–64 тэмдэгт байна."), "", "seed")
    if Sample.objects.filter(round=round, unit=unit).exists():
        raise Conflict(
            _("Энэ цуглуулалтын түүврийг аль хэдийн сугалсан."),
            _("Түүврийг дахин сугалж сонгохгүй: байгаагаар нь тоолно уу."),
        )
    promise = SeedPromise.objects.filter(round=round, unit=unit).first()
    if promise is not None and seed_hash(seed) != promise.sha256:
        raise Refused(
            _("Энэ үр амласан үр биш: SHA-256 нь таарахгүй байна."),
            _("Амласан үрээ яг байснаар нь бичнэ үү."),
            "seed",
        )
    if promise is None and not source.strip():
        raise Refused(
            _("Үрийг урьдчилан амлаагүй байна."),
            _("Үр болгосон нийтийн санамсаргүй тоо хаанаас, хэзээ гарсныг бичнэ үү."),
            "seed_source",
        )


@transaction.atomic
def assign_items(*, user: Any, sample: Sample, unit: Unit, officer: Any) -> int:
    """Ask an officer of another sum to count the items of a bag; returns how many.

    Raises Refused for who keeps the register of that bag, or is no officer of a sum.
    """
    can_check.require(user, sample.unit)
    _refuse_closed(sample)
    if not any(one.role == Role.SUM_OFFICER for one in assignments(officer)):
        raise Refused(_("Давтан тоолохыг сумын ажилтанд л даалгана."), "", "officer")
    if can_keep(officer, unit):
        raise Refused(
            _("Энэ багийн бүртгэлийг өөрөө хөтөлдөг ажилтан байна."),
            _("Өөр сумын ажилтныг сонгоно уу."),
            "officer",
        )
    items = sample.items.filter(unit=unit, found__isnull=True)
    chosen = list(items)
    for item in chosen:
        item.assigned_to = officer
        item.save(update_fields=["assigned_to"])
    return len(chosen)


@transaction.atomic
def record_recount(
    *,
    user: Any,
    item: SampleItem,
    found: Mapping[str, int | None],
    counted_on: date,
    note: str = "",
) -> SampleItem:
    """Keep what the second count found of a household.

    Raises PermissionDenied for who had a hand in the first count, Refused for a number
    that is no count, Conflict where the item has been counted: the first answer stands.
    """
    row = SampleItem.objects.select_for_update().select_related("sample__round").get(
        pk=item.pk
    )  # fmt: skip
    _refuse_first_counter(user, row)
    _refuse_closed(row.sample)
    if row.found is not None:
        raise Conflict(_("Энэ өрхийг аль хэдийн давтан тоолсон байна."))
    values = {name: found.get(name) for name in SPECIES}
    _refuse_counts(values)
    drawn = timezone.localdate(row.sample.drawn_at)
    if not drawn <= counted_on <= timezone.localdate():
        raise Refused(
            _("Тоолсон өдөр түүвэр сугалснаас хойш, өнөөдрөөс хэтрэхгүй байна."),
            "",
            "counted_on",
        )
    row.found = values
    row.note = note.strip()[:500]
    row.counted_on = counted_on
    row.counted_by = user
    row.save(update_fields=["found", "note", "counted_on", "counted_by"])
    return row


def _refuse_first_counter(user: Any, item: SampleItem) -> None:
    if not can_check(user, item.unit) and item.assigned_to_id != getattr(
        user, "pk", None
    ):
        raise PermissionDenied
    if user.pk in first_counters(item) or can_keep_only(user, item.unit):
        raise PermissionDenied(_("Анхны тооллогод оролцсон хүн давтан тоолохгүй."))


def can_keep_only(user: Any, unit: Unit) -> bool:
    """Who keeps the bag's register and does not check it for others."""
    return can_keep(user, unit) and not can_check(user, unit)


def _refuse_counts(values: Mapping[str, int | None]) -> None:
    for name, value in values.items():
        if value is None:
            raise Refused(
                _("Таван төрлийг бүгдийг тоолж бичнэ үү; байхгүй бол 0."), "", name
            )
        if not 0 <= value <= MOST:
            raise Refused(_("Толгойн тоо 0-ээс багагүй байна."), "", name)


def _refuse_closed(sample: Sample) -> None:
    if sample.closed_at is not None:
        raise Conflict(_("Түүврийн шалгалтыг хаасан байна."))


@transaction.atomic
def close_sample(*, user: Any, sample: Sample) -> Sample:
    """End the check; its error rate is then drawn with the figures of the round.

    Raises Refused while a household waits for its second count: leaving out those that
    were hard to reach would choose the sample after all.
    """
    can_check.require(user, sample.unit)
    row = Sample.objects.select_for_update().get(pk=sample.pk)
    _refuse_closed(row)
    rate = error_rate(row)
    if rate.counted < rate.drawn:
        raise Refused(
            _("%(n)s өрхийг давтан тоолоогүй байна.")
            % {"n": rate.drawn - rate.counted},
            _("Түүврийн бүх өрхийг тоолсны дараа хаана."),
        )
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_at"])
    return row
