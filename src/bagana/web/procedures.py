"""What every procedure in public does alike: the moment of a deed, the kept row, the
hash of what stood decided, the days on which one may be heard, the code of who was."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.utils import timezone

REASON_LENGTH: Final = 100  # of the history's own column
CODE_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without signs that are taken for one another when read from paper."""
CODE_LENGTH: Final = 12


def moment(now: datetime | None) -> datetime:
    return now or timezone.now()


def day(now: datetime | None) -> date:
    """The day in Ulaanbaatar."""
    return timezone.localdate(moment(now))


def hash_of(content: Any) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, letters as they are."""
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def keep(row: models.Model, *, user: Any, reason: str) -> None:
    """Save with who and why in the row's history."""
    row._history_user = user  # type: ignore[attr-defined]
    row._change_reason = reason.strip()[:REASON_LENGTH]  # type: ignore[attr-defined]
    row.save()


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which citizens are heard, both included."""

    starts: date | None
    ends: date | None
    day: date
    is_open: bool

    @property
    def has_begun(self) -> bool:
        return self.starts is not None and self.day >= self.starts

    @property
    def days_left(self) -> int | None:
        """Today counted; None when it is not open."""
        if not self.is_open or self.ends is None:
            return None
        return (self.ends - self.day).days + 1


def new_code() -> str:
    """What only the author knows: about 59 bits, in groups that can be read out."""
    signs = [secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH)]
    return "-".join("".join(signs[at : at + 4]) for at in range(0, CODE_LENGTH, 4))
