"""Targets as a table to take away: the same columns for the office and for all."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.engines.progress import Span
from bagana.programme.queries.target_rows import TargetRow
from bagana.programme.templatetags.programme import light_word
from bagana.programme.templatetags.programme_targets import status_words
from bagana.web.tables import Column


def steps_of(rows: list[TargetRow]) -> list[dict[str, Any]]:
    """A row for each period of each target."""
    return [
        {"row": row, "target": row.target, "step": step, "progress": step.progress}
        for row in rows
        for step in row.shown.steps
    ]


def _edge(wanted: float | Span, *, high: bool) -> float:
    if isinstance(wanted, Span):
        return wanted.high if high else wanted.low
    return wanted


def target_columns() -> list[Column]:
    return [
        Column("target", _("Дугаар"), lambda r: r["target"].pk, 8),
        Column("objective", _("Зорилт"), lambda r: _objective(r["target"]), 30),
        Column("indicator", _("Үзүүлэлт"), lambda r: r["target"].indicator.name, 30),
        Column("code", _("Код"), lambda r: r["target"].indicator.code, 20),
        Column("unit", _("Хэмжих нэгж"), lambda r: r["target"].indicator.unit_name),
        Column("where", _("Нэгж, бүлэг"), lambda r: r["row"].where, 30),
        Column("kind", _("Төрөл"), lambda r: r["target"].get_kind_display()),
        Column("nature", _("Хэний тоо"), lambda r: r["row"].shown.nature),
        Column(
            "baseline", _("Суурь түвшин"), lambda r: r["step"].version.baseline_value
        ),
        Column(
            "baseline_period",
            _("Суурь түвшний хугацаа"),
            lambda r: str(r["step"].version.baseline_period or ""),
        ),
        Column("period", _("Хугацаа"), lambda r: r["step"].period.code, 10),
        Column(
            "target_low",
            _("Зорилтот түвшин"),
            lambda r: _edge(r["step"].wanted, high=False),
        ),
        Column(
            "target_high",
            _("Дээд хязгаар"),
            lambda r: _edge(r["step"].wanted, high=True),
        ),
        Column("actual", _("Хүрсэн түвшин"), lambda r: r["step"].actual),
        *_judgement(),
    ]


def _status(told: dict[str, Any]) -> str:
    if told["step"].found.withheld:
        return _("нууцалсан")
    return status_words(told["progress"].status)


def _judgement() -> list[Column]:
    return [
        Column("status", _("Дүгнэлт"), _status, 20),
        Column("progress", _("Замын хэсэг"), lambda r: r["progress"].raw),
        Column("expected", _("Хүлээгдэж байсан"), lambda r: r["progress"].expected),
        Column("ratio", _("Харьцаа"), lambda r: r["progress"].ratio),
        Column(
            "light",
            pgettext("targets", "Биелэлт"),
            lambda r: light_word(r["progress"].light),
        ),
        Column(
            "in_force_from",
            _("Хувилбар хүчинтэй эхэлсэн"),
            lambda r: r["step"].version.in_force_from,
        ),
        Column("illustrative", _("Жишээ"), lambda r: int(r["target"].is_illustrative)),
    ]


def _objective(target: Any) -> str:
    return str(target.objective or "")
