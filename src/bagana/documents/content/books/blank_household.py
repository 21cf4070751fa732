"""The form of one household, blank: what the register asks, with lines to write on."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from bagana.documents.blocks import Cell, Column, Paper, Row, Section, Table
from bagana.documents.content import cells
from bagana.documents.content.books.book import TO_WRITE, Place, book
from bagana.registers.models import Connection, Dwelling, Relation, Season, Sex

MEMBERS: Final = 8


def blank_household(place: Place) -> Paper:
    household = Table(
        "household", _("Өрхийн мэдээлэл"), _asked_columns(), tuple(_asked())
    )
    members = Table(
        "members",
        _("Өрхийн гишүүд"),
        (
            cells.column("№", 0.4),
            cells.column(_("Эцэг, эхийн нэр"), 1.5),
            cells.column(_("Нэр"), 1.5),
            cells.column(_("Тэргүүнтэй ямар холбоотой"), 1.4),
            cells.column(_("Хүйс"), 0.7),
            cells.column(_("Төрсөн өдөр"), 1.1),
            cells.column(_("Регистрийн дугаар (заавал биш)"), 1.5),
        ),
        tuple(
            cells.row([Cell(str(number)), *(TO_WRITE for _column in range(6))])
            for number in range(1, MEMBERS + 1)
        ),
        (
            f"{_('Холбоо')}: {_one_of(Relation.choices)}. "
            f"{_('Хүйс')}: {_one_of(Sex.choices)}.",
            _("Статистикийн бүртгэл; улсын бүртгэлийг орлохгүй."),
        ),
    )
    section = Section("", (household, members))
    return book(
        "blank-household", _("Өрхийн бүртгэлийн маягт"), place, (section,), wide=False
    )


def _asked_columns() -> tuple[Column, ...]:
    return (cells.column(_("Асуулт"), 1.6), cells.column(_("Хариулт"), 2.4))


def _asked() -> list[Row]:
    questions = [
        _("Өрхийн дугаар"),
        _("Багийн хэсэг"),
        _("Хаяг"),
        _("Утас"),
        _with(_("Орон байр"), Dwelling.choices),
        _("Малчин өрх (тийм, үгүй)"),
        _with(_("Цахилгаан"), Connection.choices),
        _with(_("Ус"), Connection.choices),
        _("Интернэт (тийм, үгүй)"),
        _("Дэмжлэг шаардлагатай (тийм, үгүй)"),
        *(str(word).capitalize() for _season, word in Season.choices),
    ]
    return [cells.row([Cell(question), TO_WRITE]) for question in questions]


def _with(question: str, choices: object) -> str:
    return f"{question} ({_one_of(choices)})"


def _one_of(choices: object) -> str:
    return ", ".join(str(word) for _code, word in choices)  # type: ignore[attr-defined]
