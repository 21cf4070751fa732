"""Functions that may be delegated, found with every installation; all are examples."""

from __future__ import annotations

import json
from importlib.resources import files

from django.db import transaction

from bagana.casework.models import Function

BASIS_MN = "тогтоогоогүй, хуулийн зүйл, заалтыг нягтална"
BASIS_EN = "not established; the article of the law is to be checked"


@transaction.atomic
def load_functions() -> int:
    """Add what is missing; what an installation has changed stays as it is."""
    text = (files("bagana.casework") / "data" / "functions.json").read_text("utf-8")
    made = 0
    for row in json.loads(text):
        values = row | {"basis_mn": BASIS_MN, "basis_en": BASIS_EN}
        code = values.pop("code")
        _row, is_new = Function.objects.get_or_create(code=code, defaults=values)
        made += is_new
    return made
