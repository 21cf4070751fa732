"""А данс: the livestock of every household of a bag in one census, to be signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from bagana.documents.blocks import Cell, Column, Paper, Row, Section, Table
from bagana.documents.content import cells
from bagana.documents.content.books.book import (
    EMPTY,
    TO_WRITE,
    Place,
    book,
    head_name,
)
from bagana.privacy.sealing import unseal
from bagana.registers.models import SPECIES, Census, LivestockCount
from bagana.registers.queries.livestock import census_before, stands_in
from bagana.registers.sheep_units import coefficients_on
from bagana.web import words

BIG: Final = ("camel", "horse", "cattle")
SMALL: Final = ("sheep", "goat")
BLANK_LINES: Final = 24


def species_words() -> dict[str, str]:
    return {
        "camel": _("Тэмээ"),
        "horse": _("Адуу"),
        "cattle": _("Үхэр"),
        "sheep": _("Хонь"),
        "goat": _("Ямаа"),
    }


@dataclass(frozen=True, slots=True)
class Line:
    """What one household keeps of one owner."""

    number: str
    keeper: str
    owner: str
    count: LivestockCount | None

    def heads(self, column: str) -> int | None:
        return getattr(self.count, column) if self.count else None


def a_account(place: Place, census: Census) -> Paper:
    """Heads first, to be signed; breeding females and young behind."""
    lines = _lines(place, census)
    heads = Table(
        "heads",
        _("Малын тоо, толгойгоор"),
        _head_columns(),
        (*(_heads(line, census) for line in lines), _sums(lines, census)),
        (_by_whom(), _units(census)),
    )
    parts = Table(
        "parts",
        _("Хээлтэгч, бойжуулсан төл"),
        _part_columns(),
        (*(_parts(line) for line in lines), _part_sums(lines)),
    )
    sections = (
        Section("", (heads,)),
        Section("", (parts,), new_page=True),
    )
    return book(
        "a-account",
        _("А данс. Мал тооллого"),
        place,
        sections,
        subtitle=_subtitle(place, census),
        purpose=_("Тооллого хийсэн"),
    )


def blank_a_account(place: Place, census: Census, *, named: bool) -> Paper:
    """A list to fill by hand: with numbers and heads, or wholly blank."""
    lines = _standing(place, census) if named else []
    rows = [_blank(line) for line in lines]
    rows += [_blank(None) for _line in range(BLANK_LINES if not rows else 10)]
    table = Table(
        "heads", "", _head_columns(with_sums=False), tuple(rows), (_by_whom(),)
    )
    section = Section("", (table,))
    return book(
        "blank-a-account",
        _("А данс. Мал тооллого"),
        place,
        (section,),
        subtitle=_subtitle(place, census),
        purpose=_("Тооллого хийсэн"),
    )


def _subtitle(place: Place, census: Census) -> str:
    days = f"{words.short_date(census.starts_on)} – {words.short_date(census.ends_on)}"
    return f"{place.above}, {place.bag}; {days}".strip(", ")


def _lines(place: Place, census: Census) -> list[Line]:
    """Every household of the bag; one without a count is there, and empty."""
    rows = LivestockCount.objects.filter(census=census, unit=place.unit)
    found = [
        Line(one.keeper.number, head_name(one.keeper), owner_name(one), one)
        for one in rows.select_related("keeper__head", "owner__head")
    ]
    counted = {one.count.keeper_id for one in found if one.count}
    left = [line for key, line in _keyed(place, census) if key not in counted]
    return sorted([*found, *left], key=lambda line: (line.number, line.owner != ""))


def _standing(place: Place, census: Census) -> list[Line]:
    return [line for _key, line in _keyed(place, census)]


def _keyed(place: Place, census: Census) -> Iterable[tuple[int, Line]]:
    """Who may have animals: herders, those not asked, those who had some."""
    before = LivestockCount.objects.filter(census=census_before(census))
    homes = stands_in(census, [place.unit.pk]).filter(
        ~Q(is_herder=False) | Q(pk__in=before.values("keeper"))
    )
    for home in homes.select_related("head").order_by("number"):
        yield home.pk, Line(home.number, head_name(home), "", None)


def owner_name(count: LivestockCount) -> str:
    """Of tended animals: the household of the bag that owns them, or who was named.

    Who owns them in another bag is told as the keeper told him: the number alone that
    found him must not print his name.
    """
    owner = count.owner
    if owner is not None and owner.unit_id == count.keeper.unit_id:
        return f"{owner.number} {head_name(owner)}".strip()
    told = unseal(count.owner_sealed, bind=f"count:{count.keeper.uid}")
    name = str(told.get("name") or told.get("shown") or "")
    return name or (_("өөр багийн өрх") if owner is not None else "")


def _head_columns(*, with_sums: bool = True) -> tuple[Column, ...]:
    sums = (
        cells.figures(_("Бүгд"), 0.8),
        cells.figures(_("Бод"), 0.7),
        cells.figures(_("Бог"), 0.7),
        cells.figures(_("Хонин толгой"), 0.9),
    )
    return (
        cells.column("№", 0.6),
        cells.column(_("Өрхийн тэргүүн"), 1.7),
        cells.column(_("Тавиул мал бол эзэмшигч"), 1.4),
        *(cells.figures(word, 0.8) for word in species_words().values()),
        *(sums if with_sums else ()),
        cells.column(_("Малчны гарын үсэг"), 1.3),
    )


def _heads(line: Line, census: Census) -> Row:
    own = {kind: line.heads(kind) for kind in SPECIES}
    return cells.row(
        [
            Cell(line.number),
            cells.known(line.keeper),
            Cell(line.owner),
            *(cells.number(own[kind]) for kind in SPECIES),
            *(cells.number(one) for one in _totals(own, census)),
            EMPTY,
        ]
    )


def _totals(own: dict[str, int | None], census: Census) -> list[Decimal | int | None]:
    """All, big, small, sheep units; missing where a kind was not counted."""
    of = coefficients_on(census.ends_on).of
    sums: list[Decimal | int | None] = [
        _sum(own[kind] for kind in kinds) for kinds in (SPECIES, BIG, SMALL)
    ]
    if sums[0] is None:
        return [*sums, None]
    units = sum(Decimal(str(of[kind])) * (own[kind] or 0) for kind in SPECIES)
    return [*sums, Decimal(round(units))]


def _sum(heads: Iterable[int | None]) -> int | None:
    known = list(heads)
    if any(one is None for one in known):
        return None
    return sum(one or 0 for one in known)


def _known_sum(lines: Sequence[Line], column: str) -> int:
    return sum(line.heads(column) or 0 for line in lines)


def _sums(lines: Sequence[Line], census: Census) -> Row:
    own: dict[str, int | None] = {kind: _known_sum(lines, kind) for kind in SPECIES}
    return cells.row(
        [
            EMPTY,
            Cell(_("Бүгд")),
            EMPTY,
            *(cells.number(own[kind]) for kind in SPECIES),
            *(cells.number(one) for one in _totals(own, census)),
            EMPTY,
        ],
        "total",
    )


def _part_columns() -> tuple[Column, ...]:
    species = species_words()
    return (
        cells.column("№", 0.6),
        cells.column(_("Өрхийн тэргүүн"), 1.7),
        *(
            cells.figures(_("%(kind)s: хээлтэгч") % {"kind": word}, 0.9)
            for word in species.values()
        ),
        *(
            cells.figures(_("%(kind)s: төл") % {"kind": word}, 0.8)
            for word in species.values()
        ),
    )


def _part_names() -> list[str]:
    return [f"{kind}{part}" for part in ("_females", "_young") for kind in SPECIES]


def _parts(line: Line) -> Row:
    figures = (cells.number(line.heads(name)) for name in _part_names())
    return cells.row([Cell(line.number), cells.known(line.keeper), *figures])


def _part_sums(lines: Sequence[Line]) -> Row:
    figures = (cells.count(_known_sum(lines, name)) for name in _part_names())
    return cells.row([EMPTY, Cell(_("Бүгд")), *figures], "total")


def _blank(line: Line | None) -> Row:
    named = [Cell(line.number), Cell(line.keeper)] if line else [TO_WRITE, TO_WRITE]
    return cells.row([*named, TO_WRITE, *(TO_WRITE for _kind in SPECIES), TO_WRITE])


def _by_whom() -> str:
    return _(
        "Малыг малчны дэргэд газар дээр нь тоолно. Тавиул мал эзэмшигчийн тоонд орно."
    )


def _units(census: Census) -> str:
    found = coefficients_on(census.ends_on)
    source = found.source_en if words.in_english() else found.source_mn
    return _("Хонин толгойн итгэлцүүр: %(source)s") % {"source": source}
