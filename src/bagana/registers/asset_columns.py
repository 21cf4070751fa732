"""Tables of assets and of gaps as they are taken away."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagana.web.tables import Column


def asset_columns() -> list[Column]:
    return [
        Column("kind", _("Төрөл"), lambda row: row.kind.name, width=24),
        Column("title", _("Нэр, марк"), width=28),
        Column("inventory_number", _("Бүртгэлийн дугаар")),
        Column("pieces", _("Ширхэг")),
        Column("state", _("Байдал"), lambda row: row.get_state_display(), width=22),
        Column("year", _("Үйлдвэрлэсэн он")),
        Column("owner", _("Өмчлөгч байгууллага"), width=28),
        Column("cost", _("Анхны өртөг, ₮")),
        Column("since", _("Хүлээж авсан өдөр")),
        Column("until", _("Данснаас хассан өдөр")),
    ]


def gap_columns() -> list[Column]:
    """One row for an office and a kind: ready to be put on a map by its code."""
    return [
        Column("code", _("Код"), lambda row: row.gap.unit.code),
        Column("unit", _("Нэгж"), lambda row: row.version.name, width=28),
        Column("sum", _("Сум"), width=20),
        Column("kind_code", _("Төрлийн код"), lambda row: row.gap.kind.code),
        Column("kind", _("Төрөл"), lambda row: row.gap.kind.name, width=24),
        Column("has", _("Байгаа"), lambda row: row.gap.has),
        Column("usable", _("Ашиглах боломжтой"), lambda row: row.gap.usable),
        Column("norm", _("Норм"), lambda row: row.gap.wanted),
        Column("missing", _("Дутуу"), lambda row: row.gap.missing),
        Column("price", _("Нэгж үнэ, ₮"), lambda row: row.gap.price),
        Column("cost", _("Хэрэгцээт мөнгө, ₮"), lambda row: row.gap.cost),
        Column(
            "is_illustrative",
            _("Жишээ норм"),
            lambda row: bool(row.gap.norm and row.gap.norm.is_illustrative),
        ),
    ]
