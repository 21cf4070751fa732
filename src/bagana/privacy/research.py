"""Anonymised extracts for research: frames are declared above, made nameless here.

The rule: docs/rules/personal-data.md.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bagana.engines.anonymity import (
    Anonymous,
    QuasiIdentifier,
    anonymise,
    classes_of,
    diversity,
)
from bagana.privacy.models import Export
from bagana.privacy.reading import note_export
from bagana.privacy.rules import can_extract
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied, Refused

LEAST: Final = 5
ALLOWED: Final = 0.05
"""Share of rows that is rather left out than everything made coarser."""

type Labels = np.ndarray[Any, np.dtype[np.object_]]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A column that could give somebody away: words for each rung, finest first."""

    name: str
    title: str
    rungs: tuple[Labels, ...]
    steps: tuple[str, ...]
    """What a rung is, in words: "sum", "aimag"; as many as rungs."""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows without a name or key: ladders, and columns that come as they are."""

    ladders: tuple[Ladder, ...]
    others: tuple[tuple[str, str, Labels], ...]

    @property
    def rows(self) -> int:
        return len(self.ladders[0].rungs[0])


@dataclass(frozen=True, slots=True)
class Extract:
    """A kind of rows that can be drawn: households, people."""

    code: str
    title: str | Promise
    frame: Callable[[Unit], Frame]


_extracts: dict[str, Extract] = {}


def register_extract(extract: Extract) -> Extract:
    _extracts[extract.code] = extract
    return extract


def extracts() -> tuple[Extract, ...]:
    return tuple(_extracts[code] for code in sorted(_extracts))


@dataclass(frozen=True, slots=True)
class Step:
    """How coarse a column became."""

    title: str
    step: str
    rung: int
    of: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was done to the rows, said with the file and on the page."""

    rows: int
    left_out: int
    classes: int
    least: int
    wanted: int
    steps: tuple[Step, ...]
    diversity: tuple[tuple[str, int], ...]

    @property
    def given(self) -> int:
        return self.rows - self.left_out


@dataclass(frozen=True, slots=True)
class Made:
    report: Report
    headings: tuple[str, ...]
    columns: tuple[Labels, ...]


def made_nameless(frame: Frame, least: int, rng: np.random.Generator) -> Made:
    """The rows that may be given away, in an order that tells nothing.

    Raises
    ------
    Refused
        For fewer than five alike, or when nothing would be left.
    """
    if least < LEAST:
        raise Refused(_("Нэг бүлэгт дор хаяж 5 мөр байна."), field="least")
    found = anonymise([_coded(ladder) for ladder in frame.ladders], least)
    if not found.classes:
        raise Refused(
            _("Мөр хэт цөөн тул нэргүй болгох боломжгүй."),
            _("Илүү том нэгж сонгоно уу."),
            "unit",
        )
    order = rng.permutation(np.flatnonzero(found.kept))
    chosen = [
        ladder.rungs[rung]
        for ladder, rung in zip(frame.ladders, found.rungs, strict=True)
    ]
    columns = [*chosen, *(labels for _name, _title, labels in frame.others)]
    return Made(
        report=_report(frame, found, least),
        headings=(
            *(ladder.name for ladder in frame.ladders),
            *(name for name, _title, _labels in frame.others),
        ),
        columns=tuple(labels[order] for labels in columns),
    )


def _codes(labels: Labels) -> np.ndarray[Any, np.dtype[np.int64]]:
    """A number for each different word; hashing is ten times quicker than sorting."""
    known: dict[Any, int] = {}
    found = [known.setdefault(word, len(known)) for word in labels]
    return np.array(found, dtype=np.int64)


def _coded(ladder: Ladder) -> QuasiIdentifier:
    rungs = tuple(_codes(labels) for labels in ladder.rungs)
    return QuasiIdentifier(ladder.name, rungs, ladder.weight)


def _report(frame: Frame, found: Anonymous, least: int) -> Report:
    pairs = list(zip(frame.ladders, found.rungs, strict=True))
    label, _sizes = classes_of([_codes(one.rungs[rung]) for one, rung in pairs])
    return Report(
        rows=frame.rows,
        left_out=found.left_out,
        classes=found.classes,
        least=found.least,
        wanted=least,
        steps=tuple(
            Step(one.title, one.steps[rung], rung, len(one.rungs) - 1)
            for one, rung in pairs
        ),
        diversity=tuple(
            (title, diversity(label, found.kept, _codes(labels)))
            for _name, title, labels in frame.others
        ),
    )


def packed(made: Made) -> bytes:
    """data.csv and report.csv in one ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as folder:
        rows = zip(*made.columns, strict=True)
        folder.writestr("data.csv", _csv([made.headings, *rows]))
        folder.writestr("report.csv", _csv(report_lines(made.report)))
    return target.getvalue()


def _csv(rows: Sequence[Sequence[Any]]) -> str:
    target = io.StringIO()
    target.write("\ufeff")
    csv.writer(target).writerows(rows)
    return target.getvalue()


def report_lines(report: Report) -> list[tuple[str, str]]:
    found = [
        (_("Бүх мөр"), str(report.rows)),
        (_("Орхисон мөр"), str(report.left_out)),
        (_("Бүлгийн тоо"), str(report.classes)),
        (_("Хамгийн цөөн мөртэй бүлэг"), str(report.least)),
    ]
    found += [(step.title, step.step) for step in report.steps]
    alike = _("%(title)s: нэг бүлэг дэх ялгаатай утгын хамгийн цөөн нь")
    return found + [(alike % {"title": t}, str(n)) for t, n in report.diversity]


def preview(*, user: Any, unit: Unit, what: str, least: int) -> Report:
    """What an extract would be like; nothing leaves, so nothing is noted.

    Raises
    ------
    PermissionDenied
        For who may not draw extracts over the unit.
    Refused
        See `made_nameless`.
    """
    return _drawn(user, unit, what, least, np.random.default_rng(0)).report


@transaction.atomic
def draw_extract(
    *,
    user: Any,
    unit: Unit,
    what: str,
    least: int,
    reason: str,
    rng: np.random.Generator,
) -> tuple[bytes, Export]:
    """The file to give away, and its trace with hash and purpose."""
    made = _drawn(user, unit, what, least, rng)
    content = packed(made)
    export = note_export(
        user=user,
        what="research",
        unit=unit,
        rows=made.report.given,
        sha256=hashlib.sha256(content).hexdigest(),
        reason=reason,
        is_anonymised=True,
    )
    return content, export


def _drawn(
    user: Any, unit: Unit, what: str, least: int, rng: np.random.Generator
) -> Made:
    if not can_extract(user, unit):
        raise PermissionDenied
    extract = _extracts.get(what)
    if extract is None:
        raise Refused(_("Ийм түүвэр байхгүй."), field="what")
    return made_nameless(extract.frame(unit), least, rng)
