"""Where a table keeps what: its header row, and the meaning of each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bagana.indicators.calendar import Span, parse_period
from bagana.indicators.imports.finding import Catalogue, folded
from bagana.indicators.imports.options import Options
from bagana.indicators.imports.reading import Cell
from bagana.indicators.models import Indicator
from bagana.web.errors import Refused

HEADER_WITHIN = 20
# Headings by which a column is known, in both languages. The first kind of unit
# column that is filled in a row names the unit of that row.
HEADINGS: dict[str, tuple[str, ...]] = {
    "unit_code": ("код", "нэгжийн код", "code", "unit code", "unit_code"),
    "unit": ("нэгж", "unit", "засаг захиргааны нэгж"),
    "unit_name": ("нэр", "нэгжийн нэр", "name", "unit name", "unit_name"),
    "bag": ("баг", "багийн нэр", "баг, хороо", "bag", "khoroo"),
    "sum": ("сум", "сумын нэр", "сум, дүүрэг", "sum", "soum", "district"),
    "aimag": ("аймаг", "аймгийн нэр", "aimag", "province"),
    "indicator": ("үзүүлэлт", "үзүүлэлтийн код", "indicator", "indicator code"),
    "period": ("хугацаа", "он", "жил", "period", "year"),
    "value": ("утга", "тоо", "тоо хэмжээ", "value"),
    "numerator": ("хүртвэр", "numerator"),
    "denominator": ("хуваарь", "denominator"),
    "source": ("эх сурвалж", "source"),
    "note": ("тэмдэглэл", "тайлбар", "note", "note_mn"),
    "note_en": ("note_en", "тэмдэглэл, англи"),
    "nature": ("төлөв", "nature"),
}
ROLES = {text: role for role, texts in HEADINGS.items() for text in texts}
UNIT_ROLES = ("unit_code", "unit", "unit_name", "bag", "sum", "aimag")


@dataclass(frozen=True, slots=True)
class Layout:
    """A header understood.

    Attributes
    ----------
    kind
        "tidy" (one figure a row) or "wide" (one unit a row).
    header
        Index of the header row; figures begin below it.
    titles
        Text of each heading.
    roles
        Role to column index.
    columns
        Wide only: column index to the indicator or the period it holds.
    unknown
        Wide only: columns whose heading means nothing to us.
    indicator, period
        What holds for the whole file.
    """

    kind: str
    header: int
    titles: list[str]
    roles: dict[str, int]
    columns: dict[int, Indicator | Span] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    indicator: Indicator | None = None
    period: Span | None = None

    @property
    def unit_columns(self) -> list[int]:
        return [self.roles[role] for role in UNIT_ROLES if role in self.roles]

    def column_name(self, index: int | None) -> str:
        """As the spreadsheet calls the column, with its heading: «C · Утга»."""
        if index is None:
            return ""
        title = self.titles[index] if index < len(self.titles) else ""
        return f"{column_letter(index)} · {title}" if title else column_letter(index)


def column_letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(cell: Cell) -> str:
    """The cell as a code or name is written: 432259.0 of a workbook is 432259."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return cell.strip()


def find_layout(
    rows: Sequence[Sequence[Cell]], catalogue: Catalogue, options: Options
) -> Layout:
    """Return the layout of the table, or raise Refused with what is lacking."""
    given = _given(catalogue, options)
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        layout = _layout_of(index, row, catalogue, options, given)
        if layout is not None:
            _require_whole(layout)
            return layout
    raise Refused(
        _("Гарчгийн мөрийг олсонгүй."),
        _("Нэгжийн код, үзүүлэлт, хугацаа, утга гэсэн гарчигтай загварыг ашиглана уу."),
        "file",
    )


type Given = tuple[Indicator | None, Span | None]


def _given(catalogue: Catalogue, options: Options) -> Given:
    indicator = catalogue.find(options.indicator) if options.indicator else None
    if options.indicator and indicator is None:
        raise Refused(
            _("«%(code)s» үзүүлэлт алга.") % {"code": options.indicator},
            _("Жагсаалтаас сонгоно уу."),
            "indicator",
        )
    period = parse_period(options.period) if options.period else None
    if options.period and period is None:
        raise Refused(
            _("«%(text)s» гэсэн хугацааг ойлгосонгүй.") % {"text": options.period},
            _("Хугацааг 2025, 2025-Q3, 2025-07 хэлбэрээр бичнэ үү."),
            "period",
        )
    if options.source and options.source not in catalogue.sources:
        raise Refused(
            _("«%(code)s» эх сурвалж алга.") % {"code": options.source},
            _("Жагсаалтаас сонгоно уу."),
            "source",
        )
    return indicator, period


def _layout_of(
    index: int,
    row: Sequence[Cell],
    catalogue: Catalogue,
    options: Options,
    given: Given,
) -> Layout | None:
    titles = [cell_text(cell) for cell in row]
    roles: dict[str, int] = {}
    rest: list[int] = []
    for column, title in enumerate(titles):
        role = ROLES.get(folded(title))
        if role and role not in roles:
            roles[role] = column
        elif title:
            rest.append(column)
    if not any(role in roles for role in UNIT_ROLES):
        return None
    if "value" in roles and options.layout != "wide":
        return Layout("tidy", index, titles, roles, {}, [], *given)
    columns = _wide_columns(titles, rest, catalogue)
    if not columns or options.layout == "tidy":
        return None
    unknown = [column for column in rest if column not in columns]
    return Layout("wide", index, titles, roles, columns, unknown, *given)


def _wide_columns(
    titles: list[str], rest: list[int], catalogue: Catalogue
) -> dict[int, Indicator | Span]:
    """Columns that hold figures: all by indicator, or all by period."""
    indicators = {c: found for c in rest if (found := catalogue.find(titles[c]))}
    spans = {c: span for c in rest if (span := parse_period(titles[c]))}
    return {**indicators} if len(indicators) >= len(spans) else {**spans}


def _require_whole(layout: Layout) -> None:
    holds = {type(what) for what in layout.columns.values()}
    has_indicator = (
        Indicator in holds or "indicator" in layout.roles or layout.indicator
    )
    has_period = Span in holds or "period" in layout.roles or layout.period
    if not has_indicator:
        raise Refused(
            _("Файл аль үзүүлэлтийн тоо болохоо заагаагүй байна."),
            _("Үзүүлэлтийг доорх жагсаалтаас сонгоод дахин шалгана уу."),
            "indicator",
        )
    if not has_period:
        raise Refused(
            _("Файл аль хугацааны тоо болохоо заагаагүй байна."),
            _("Хугацааг доор бичээд дахин шалгана уу."),
            "period",
        )
