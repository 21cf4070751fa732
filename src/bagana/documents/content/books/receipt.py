"""The receipt that a herder takes away: what was counted of his household, and when."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from bagana.documents.blocks import (
    Block,
    Cell,
    Paper,
    Row,
    Section,
    Signature,
    Table,
    Text,
)
from bagana.documents.content import cells
from bagana.documents.content.books.a_account import owner_name, species_words
from bagana.documents.content.books.book import Place, book, head_name
from bagana.registers.models import Census, Household, LivestockCount
from bagana.registers.queries.livestock import Herd, herd_of
from bagana.web import words


def receipt(household: Household, census: Census) -> Paper | None:
    """None where nothing was counted of the household in the census."""
    herd = herd_of(household, census)
    if herd.own is None and not herd.tended:
        return None
    place = Place(household.unit, census.ends_on)
    blocks: list[Block] = [
        Text(
            _("%(number)s дугаартай өрх, тэргүүн %(head)s.")
            % {"number": household.number, "head": head_name(household) or "…"}
        )
    ]
    if herd.own is not None:
        blocks.append(_counted(_("Өрхийн өөрийн мал"), herd.own, herd))
    blocks += [
        _counted(_("Тавиул мал, эзэмшигч: %(owner)s") % {"owner": owner_name(one)}, one)
        for one in herd.tended
    ]
    blocks.append(Text(_said(), "note"))
    paper = book(
        "receipt",
        _("Мал тооллогын баримт"),
        place,
        (Section("", tuple(blocks)),),
        subtitle=_subtitle(place, census, herd),
        purpose=_("Тоолсон"),
        wide=False,
    )
    herder = Signature(_("Тоог зөвшөөрсөн"), _("Малчин өрхийн төлөөлөгч"))
    return replace(paper, signatures=(*paper.signatures, herder))


def _subtitle(place: Place, census: Census, herd: Herd) -> str:
    counted = herd.own.counted_on if herd.own else None
    day = words.short_date(counted) if counted else census.code
    return f"{place.above}, {place.bag}; {day}".strip(", ")


def _counted(title: str, count: LivestockCount, herd: Herd | None = None) -> Table:
    columns = (
        cells.column(_("Төрөл"), 1.4),
        cells.figures(_("Толгой")),
        cells.figures(_("Хээлтэгч")),
        cells.figures(_("Төл")),
        *((cells.figures(_("Зүй бусаар хорогдсон")),) if herd else ()),
    )
    rows = tuple(
        _row(kind, word, count, herd) for kind, word in species_words().items()
    )
    return Table(f"herd-{count.pk}", title, columns, rows)


def _row(kind: str, word: str, count: LivestockCount, herd: Herd | None) -> Row:
    names = (kind, f"{kind}_females", f"{kind}_young")
    lost = [cells.count(herd.lost(kind))] if herd else []
    figures = [cells.number(getattr(count, name)) for name in names]
    return cells.row([Cell(word), *figures, *lost])


def _said() -> str:
    return _(
        "Буруу тоолсон гэж үзвэл багийн Засаг даргад хандаж давтан тоолуулна. "
        "Өрхийн малын тоо хувийн мэдээлэл тул бусдад өгөхгүй."
    )
