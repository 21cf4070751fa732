"""Which data of people are kept, on what basis, and for how long.

Every application declares its own in its `datasets.py`, found at start-up; those of
sign-in and of protection itself stand in `own_datasets`. The public page lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language

type Words = str | Promise

UNDECIDED_MN: Final = "тогтоогоогүй, хуульчаар нягтлуулах"
UNDECIDED_EN: Final = "not established; to be confirmed by a lawyer"


@dataclass(frozen=True, slots=True)
class DataSet:
    """`retention_years`: after the person is gone; None while nobody has set it."""

    code: str
    title: Words
    purpose: Words
    legal_basis_mn: str
    legal_basis_en: str
    source: Words
    retention_years: int | None
    fields: tuple[Words, ...]
    who_reads: Words
    is_illustrative: bool = True  # the years of keeping are nobody's decision yet

    @property
    def legal_basis(self) -> str:
        english = (get_language() or "mn").startswith("en")
        return self.legal_basis_en if english else self.legal_basis_mn


_declared: dict[str, DataSet] = {}


def register_dataset(dataset: DataSet) -> DataSet:
    """Declare a data set; the same code declared again takes the place of the first."""
    _declared[dataset.code] = dataset
    return dataset


def datasets() -> tuple[DataSet, ...]:
    return tuple(_declared[code] for code in sorted(_declared))


def dataset(code: str) -> DataSet:
    """Raises KeyError for what nobody declared."""
    return _declared[code]
