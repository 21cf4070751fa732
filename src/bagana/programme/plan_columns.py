"""The plan as a table to take away; the import's own table is programme.table's."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.programme.standings import Status
from bagana.web.tables import Column


def plan_columns(names: dict[int, str]) -> list[Column]:
    def units(measure: Any) -> str:
        return "; ".join(names.get(row.unit_id, "") for row in measure.places)

    def money(field: str) -> Any:
        return lambda measure: getattr(getattr(measure, "standing", None), field, None)

    return [
        Column("phase", _("Үе шат"), lambda m: m.phase.roman),
        Column("objective", _("Зорилт"), lambda m: str(m.objective), 40),
        Column("number", _("Дугаар")),
        Column("name", _("Арга хэмжээ"), width=60),
        Column("units", _("Хамрах нэгж"), units, 40),
        Column("office", _("Хариуцах нэгж"), lambda m: names.get(m.office_id, ""), 24),
        Column("starts_on", _("Эхлэх")),
        Column("due_on", _("Дуусах")),
        Column(
            "status", pgettext("хувилбарын", "Төлөв"), lambda m: Status(m.status).label
        ),
        Column("steps", _("Үйл ажиллагаа"), lambda m: len(m.steps)),
        Column(
            "steps_done", _("Хийгдсэн"), lambda m: sum(1 for s in m.steps if s.done_on)
        ),
        Column("evidence", _("Нотолгоо"), money("evidence_count")),
        Column("planned", _("Төлөвлөсөн, ₮"), money("planned")),
        Column("adjusted", _("Тодотгосон, ₮"), money("adjusted")),
        Column("paid", _("Төлсөн, ₮"), money("paid")),
        Column("illustrative", _("Жишээ"), lambda m: int(m.is_illustrative)),
    ]
