"""Note who saw whose data, and who carried data away (docs/rules/personal-data.md)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from bagana.privacy.models import Export, Reading, ReadSubject
from bagana.privacy.wording import WHAT
from bagana.territory.models import Unit

FOLDED: Final = timedelta(minutes=10)
"""Looking again at the same people on the same page within this is the same look."""
BATCH: Final = 2_000


def note_reading(
    *,
    user: Any,
    what: str,
    unit: Unit | None,
    subjects: Iterable[int] = (),
    reason: str = "",
    unmasked: bool = False,
    whole_unit: bool = False,
) -> Reading | None:
    """Keep that a page, file or answer showed people to a user; call it once a page.

    Parameters
    ----------
    what
        A key of `wording.WHAT`.
    unit
        The bag whose register was read; a sum or an aimag for a list across bags.
    subjects
        Keys of the people of the register who were shown.
    unmasked
        Registration numbers or phones were shown in full, for `reason`.
    whole_unit
        Everybody in the register of `unit` was read: no rows of subjects are made.

    Returns
    -------
    Reading | None
        None when nobody was shown. Who was shown to the same user on the same kind of
        page within ten minutes is not noted again: then the earlier reading.

    Raises
    ------
    ValueError
        For a `what` without words: the extract could not say it to the person.
    """
    if what not in WHAT:
        raise ValueError(f"no words for a reading of {what!r}: privacy/wording.py")
    everyone = set(subjects)
    if not everyone and not whole_unit:
        return None
    about = {
        "user": user,
        "what": what,
        "unit": unit,
        "reason": reason.strip()[:300],
        "unmasked": unmasked,
        "whole_unit": whole_unit,
    }
    since = timezone.now() - FOLDED
    recent = list(Reading.objects.filter(at__gte=since, **about).order_by("id"))
    if whole_unit and recent:
        return recent[-1]
    fresh = everyone - _noted(recent, everyone)
    if recent and not fresh:
        return recent[-1]
    return _write(about, sorted(fresh))


def note_official(
    *, user: Any, what: str, unit: Unit | None, reason: str = "", unmasked: bool = False
) -> Reading:
    """Keep that sealed data of one official were shown: no person of the register.

    Looking again within ten minutes is the same look. Raises ValueError like
    `note_reading`.
    """
    if what not in WHAT:
        raise ValueError(f"no words for a reading of {what!r}: privacy/wording.py")
    about = {
        "user": user,
        "what": what,
        "unit": unit,
        "reason": reason.strip()[:300],
        "unmasked": unmasked,
        "whole_unit": False,
    }
    since = timezone.now() - FOLDED
    recent = Reading.objects.filter(at__gte=since, **about).order_by("id").last()
    return recent or Reading.objects.create(**about, count=1)


def _noted(recent: list[Reading], subjects: set[int]) -> set[int]:
    if not recent:
        return set()
    rows = ReadSubject.objects.filter(reading__in=recent)
    if len(subjects) < BATCH:
        rows = rows.filter(subject__in=subjects)
    return set(rows.values_list("subject", flat=True))


@transaction.atomic
def _write(about: dict[str, Any], subjects: list[int]) -> Reading:
    """One short transaction: looking must not hold up who is writing."""
    reading = Reading.objects.create(**about, count=len(subjects))
    if not about["whole_unit"]:
        ReadSubject.objects.bulk_create(
            [ReadSubject(reading=reading, subject=subject) for subject in subjects],
            batch_size=BATCH,
        )
    return reading


def note_export(
    *,
    user: Any,
    what: str,
    unit: Unit | None,
    rows: int,
    sha256: str = "",
    reason: str = "",
    is_anonymised: bool = False,
) -> Export:
    """Keep that a file left the system. The people in it are noted as read besides.

    Raises
    ------
    ValueError
        For a `what` without words.
    """
    if what not in WHAT:
        raise ValueError(f"no words for an export of {what!r}: privacy/wording.py")
    return Export.objects.create(
        user=user,
        what=what,
        unit=unit,
        rows=rows,
        sha256=sha256,
        reason=reason.strip()[:300],
        is_anonymised=is_anonymised,
    )
