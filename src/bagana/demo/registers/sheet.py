"""The spreadsheet that Түнхэл's governor filled in the field, ready to be taken in.

It is the system's own sheet with the drawn herds typed in, and the slips of a long day:
a letter for a nought, more breeding females than animals, an odd number.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import numpy as np
from django.conf import settings

from bagana.accounts.models import User
from bagana.collection.models import Return
from bagana.collection.sheets.actions import issue_sheet
from bagana.collection.sheets.book import CODES, FIRST
from bagana.demo.registers.herds import Heads, parts_of
from bagana.registers.models import SPECIES

FOLDER: Final = "demo-files"
NAME: Final = "tunkhel-2025-12.xlsx"
NUMBER: Final = 2
SLIPS: Final = (("sheep", "1O5"), ("goat_females", 999), ("horse", -3))


def keep_field_sheet(returned: Return, heads: dict[str, Heads]) -> Path:
    governor = User.objects.get(roles__unit=returned.unit)
    folder = Path(settings.BAGANA_HOME) / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / NAME
    file.write_bytes(filled(issue_sheet(user=governor, returned=returned), heads))
    return file


def filled(sheet: bytes, heads: dict[str, Heads], *, slips: bool = True) -> bytes:
    """The sheet with the herd of each household, found by its number."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(sheet))
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[CODES + 1] if cell.value}
    rng = np.random.default_rng(2025)
    wrong = iter(SLIPS if slips else ())
    for row in range(FIRST + 1, page.max_row + 1):
        number = str(page.cell(row, NUMBER).value or "")
        herd = _herd(heads, int(number), rng) if number.isdigit() else {}
        if not any(herd.values()):
            continue
        for column, value in (*herd.items(), *filter(None, [next(wrong, None)])):
            page.cell(row, at[column], value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _herd(
    heads: dict[str, Heads], number: int, rng: np.random.Generator
) -> dict[str, int]:
    own = {kind: int(heads[kind][number - 1]) for kind in SPECIES}
    found = dict(own)
    for kind, animals in own.items():
        found[f"{kind}_females"], found[f"{kind}_young"] = parts_of(kind, animals, rng)
    return found
