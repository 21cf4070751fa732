"""Kinds of references that every installation begins with, marked as an example."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any, Final

from django.db import transaction

from bagana.casework.models import ReferenceKind

FROM: Final = date(2018, 1, 1)
BASIS_MN: Final = (
    "Багийн Засаг даргын тодорхойлолтыг шаарддаг журмуудад нэр нь дурдагдсан; хүчинтэй "
    "хугацааг тогтоосон акт олдоогүй тул жишээ утга"
)
BASIS_EN: Final = (
    "Named by the rules that ask for a reference of the bag governor; no act that sets "
    "its validity was found, so the days are illustrative"
)


def package_kinds() -> list[dict[str, Any]]:
    table = files("bagana.casework") / "data" / "reference_kinds.json"
    rows: list[dict[str, Any]] = json.loads(table.read_text(encoding="utf-8"))
    return rows


@transaction.atomic
def found_reference_kinds() -> int:
    """A set-up step. Nothing is added where kinds stand: an office may have changed
    them. Returns how many came."""
    if ReferenceKind.objects.exists():
        return 0
    common = {"basis_mn": BASIS_MN, "basis_en": BASIS_EN, "valid_from": FROM}
    made = [ReferenceKind(**common, **row) for row in package_kinds()]
    return len(ReferenceKind.objects.bulk_create(made))
