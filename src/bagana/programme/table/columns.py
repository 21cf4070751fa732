"""The columns of the plan table: how each is headed, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

from bagana.programme.models import FundingSource


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column by its key; `also` are other headings under which it is met."""

    key: str
    mn: str
    en: str
    width: int = 16
    also: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        return self.en if get_language() == "en" else self.mn


@dataclass(frozen=True, slots=True)
class TargetYear:
    """A column that holds the level aimed at in a year."""

    year: int

    @property
    def heading(self) -> str:
        word = "Target" if get_language() == "en" else "Зорилтот түвшин"
        return f"{word} {self.year}"


@dataclass(frozen=True, slots=True)
class MoneyYear:
    """A column that holds money of a source in a year, in `scale` tugriks."""

    source: str
    year: int
    scale: Decimal = Decimal(1)

    @property
    def heading(self) -> str:
        mn, en = SOURCES[self.source][:2]
        return f"{en if get_language() == 'en' else mn} {self.year}"


type Meaning = PlanColumn | TargetYear | MoneyYear

COLUMNS = (
    PlanColumn("number", "№", "No.", 8, ("дугаар", "д/д", "number", "#")),
    PlanColumn("phase", "Үе шат", "Phase", 8),
    PlanColumn("objective", "Зорилт", "Objective", 30, ("хөтөлбөрийн зорилт",)),
    PlanColumn("objective_en", "Зорилт (англиар)", "Objective (in English)", 24),
    PlanColumn(
        "name_mn",
        "Хэрэгжүүлэх арга хэмжээ",
        "Measure",
        44,
        ("арга хэмжээ", "арга хэмжээний нэр", "үйл ажиллагаа, арга хэмжээ"),
    ),
    PlanColumn(
        "name_en",
        "Арга хэмжээ (англиар)",
        "Measure (in English)",
        30,
        ("(англиар)", "англиар", "хэрэгжүүлэх арга хэмжээ (англиар)"),
    ),
    PlanColumn("activities", "Үйл ажиллагаа", "Activities", 44, ("үйл ажиллагаанууд",)),
    PlanColumn(
        "activities_en", "Үйл ажиллагаа (англиар)", "Activities (in English)", 30
    ),
    PlanColumn("units", "Хамрах нэгж", "Units concerned", 30, ("хамрах хүрээ", "нэгж")),
    PlanColumn(
        "office",
        "Хариуцах нэгж",
        "Responsible unit",
        22,
        ("хариуцах эзэн", "хариуцах байгууллага"),
    ),
    PlanColumn("post_mn", "Хариуцах албан тушаал", "Responsible post", 24),
    PlanColumn(
        "post_en",
        "Хариуцах албан тушаал (англиар)",
        "Responsible post (in English)",
        20,
    ),
    PlanColumn(
        "partners_mn",
        "Хамтран хэрэгжүүлэгч",
        "Partners",
        24,
        ("хамтран хэрэгжүүлэх байгууллага",),
    ),
    PlanColumn(
        "partners_en", "Хамтран хэрэгжүүлэгч (англиар)", "Partners (in English)", 20
    ),
    PlanColumn("starts_on", "Эхлэх", "Starts", 12, ("эхлэх хугацаа", "эхлэх өдөр")),
    PlanColumn(
        "due_on",
        "Дуусах",
        "Due",
        12,
        ("дуусах хугацаа", "хугацаа", "дуусах өдөр", "хэрэгжүүлэх хугацаа"),
    ),
    PlanColumn(
        "output_mn", "Хүлээгдэж буй гарц", "Expected output", 34, ("гарц", "үр дүн")
    ),
    PlanColumn(
        "output_en", "Хүлээгдэж буй гарц (англиар)", "Expected output (in English)", 24
    ),
    PlanColumn("indicators", "Шалгуур үзүүлэлт", "Indicators", 30, ("үзүүлэлт",)),
    PlanColumn("baseline", "Суурь түвшин", "Baseline", 12),
    PlanColumn("risk", "Эрсдэл", "Risk", 10),
    PlanColumn(
        "risk_note_mn", "Тайлбар", "Note on risk", 30, ("эрсдэлийн тайлбар", "note")
    ),
    PlanColumn("risk_note_en", "Тайлбар (англиар)", "Note on risk (in English)", 20),
    PlanColumn("is_illustrative", "жишээ", "illustrative", 8, ("жишээ эсэх",)),
)
BY_KEY = {column.key: column for column in COLUMNS}

# How a source is headed: Mongolian, English, and what else it is called.
SOURCES: dict[str, tuple[str, ...]] = {
    FundingSource.STATE: ("УТ", "State", "улсын төсөв", "state budget"),
    FundingSource.LOCAL: ("ОНТ", "Local", "орон нутгийн төсөв", "local budget"),
    FundingSource.LDF: (
        "ОНХС",
        "LDF",
        "орон нутгийн хөгжлийн сан",
        "local development fund",
    ),
    FundingSource.PROJECT: ("Төсөл", "Project", "төсөл, хандив", "төсөл хандив"),
    FundingSource.OTHER: ("Бусад", "Other", "бусад эх үүсвэр"),
}


def folded(text: str) -> str:
    return " ".join(text.casefold().replace(" ", " ").split())


_SOURCE_OF = {folded(w): str(code) for code, words in SOURCES.items() for w in words}
_COLUMN_OF = {
    folded(text): column
    for column in COLUMNS
    for text in (*column.also, column.mn, column.en, column.key)
}
_YEAR = re.compile(
    r"(?P<what>\D*?)[\s,:(]*(?P<year>20\d\d)(?:\s*оны?\b)?[\s,:)]*(?P<after>\D*)"
)
_UNIT_OF_MONEY = re.compile(r"\(?\b(?:(мянган|мян|сая|тэрбум)\.?\s*)?(?:₮|төгрөг)\)?")
_SCALES = {"мянган": 3, "мян": 3, "сая": 6, "тэрбум": 9}
_TARGETS = {"зорилтот түвшин", "зорилтот", "зорилт", "target", ""}


def meaning_of(heading: str) -> Meaning | None:
    """What a column holds, told from its heading; None where it says nothing to us."""
    text = folded(heading)
    known = _COLUMN_OF.get(text)
    if known or not text:
        return known
    unit = _UNIT_OF_MONEY.search(text)
    scale = Decimal(10) ** _SCALES.get(unit[1] or "", 0) if unit else Decimal(1)
    found = _YEAR.fullmatch(_UNIT_OF_MONEY.sub("", text).strip())
    if not found:
        return None
    what = " ".join((found["what"] + " " + found["after"]).split())
    if what in _SOURCE_OF:
        return MoneyYear(_SOURCE_OF[what], int(found["year"]), scale)
    return TargetYear(int(found["year"])) if what in _TARGETS else None


def columns_for(years: range) -> list[Meaning]:
    """All columns of the table of a programme of these years, in their order."""
    targets = [TargetYear(year) for year in years]
    money = [MoneyYear(source, year) for source in SOURCES for year in years]
    place = COLUMNS.index(BY_KEY["risk"])
    return [*COLUMNS[:place], *targets, *money, *COLUMNS[place:]]
