"""A programme with its text, plan, money, target, closed round and evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from bagana.indicators.models import Publication
from bagana.programme import standings
from bagana.programme.models import (
    Chapter,
    ChapterVersion,
    Evaluation,
    Measure,
    Programme,
    Report,
    Round,
    Target,
    TargetPoint,
    TargetVersion,
)
from bagana.programme.queries.results import hash_of
from bagana.programme.queries.rounds import results_of
from bagana.territory.models import Unit
from tests.factories import (
    make_act,
    make_indicator,
    make_observation,
    make_period,
    make_tree,
    make_user,
)
from tests.portal.conftest import give_shape, square
from tests.programme.factories import (
    make_measure,
    make_money,
    make_programme,
    make_round,
)

CODE = "paper-test"
INDEX = f"/documents/programme/{CODE}/"
BAGS = ("1101", "1102", "1103", "1201", "1202")


@dataclass
class World:
    units: dict[str, Unit]
    programme: Programme
    measures: list[Measure]
    closed: Round
    open: Round
    evaluation: Evaluation

    def path(self, paper: str, kind: str, **query: str) -> str:
        tail = "&".join(f"{key}={value}" for key, value in query.items())
        return f"{INDEX}{paper}.{kind}?{tail}"


def make_world() -> None:
    units = make_tree()
    draw(units)
    act = make_act(units["1"], date=date(2018, 6, 5), number="15")
    act.body.name_mn = "Туршилт аймгийн Хурлын Тэргүүлэгчид"
    act.body.save()
    programme = make_programme(units["1"], code=CODE, act=act)
    write_text(programme)
    measures = make_measures(programme, units)
    make_target(programme, units)
    close(programme, measures)
    Evaluation.objects.create(
        programme=programme,
        phase=programme.phases.get(number=1),
        summary_mn="Дүгнэлт: зорилт биеллээ.",
    )
    make_round(programme, 2020)


def read_world() -> World:
    """Rows anew for each test: what one changes, the next does not see."""
    programme = Programme.objects.select_related("act__body", "unit").get(code=CODE)
    return World(
        {unit.code: unit for unit in Unit.objects.all()},
        programme,
        list(programme.measures.order_by("sort_key")),
        programme.rounds.get(period__code="2019"),
        programme.rounds.get(period__code="2020"),
        programme.evaluations.get(),
    )


def draw(units: dict[str, Unit]) -> None:
    """A square for each bag, so that there is something on the maps."""
    for column, code in enumerate(BAGS):
        give_shape(units[code], square(column, 0))


def write_text(programme: Programme) -> None:
    for number, title in ((1, "Үндэслэл, шаардлага"), (2, "Зорилго, зорилт")):
        ChapterVersion.objects.create(
            chapter=Chapter.objects.create(programme=programme, number=number),
            act=programme.act,
            valid_from=date(2018, 6, 5),
            title_mn=title,
            title_en=f"Title {number}",
            text_mn=f"Бүлгийн бичвэр {number}.",
            text_en=f"Text of chapter {number}.",
        )


def make_measures(programme: Programme, units: dict[str, Unit]) -> list[Measure]:
    """Three of the first objective, one of the second; money for two bags."""
    second = programme.objectives.get(number=2)
    measures = [
        make_measure(programme, units["1101"], output_mn="Танхим"),
        make_measure(programme, units["11"], units=[units["1102"]]),
        make_measure(programme, units["1201"]),
        make_measure(programme, units["1202"], objective=second),
    ]
    for measure, unit, planned, paid in (
        (measures[0], "1101", "59400000", "51234567"),
        (measures[1], "1102", "10000000.50", "9000000"),
    ):
        booked = {"unit": units[unit], "spender": units["11"]}
        make_money(measure, Decimal(planned), **booked)
        make_money(measure, Decimal(paid), kind="payment", **booked)
    return measures


def make_target(programme: Programme, units: dict[str, Unit]) -> None:
    indicator = make_indicator("offices", name_mn="Хангалт", direction="higher")
    target = Target.objects.create(
        programme=programme,
        objective=programme.objectives.get(number=1),
        indicator=indicator,
        kind="ascending",
    )
    target.units.add(units["1101"])
    version = TargetVersion.objects.create(
        target=target,
        in_force_from=date(2018, 6, 5),
        baseline_value=1000,
        baseline_period=make_period(2017),
    )
    for year, value in ((2018, 1100), (2019, 2345)):
        TargetPoint.objects.create(
            version=version, period=make_period(year), value=value
        )
    publication = Publication.objects.create(
        title="Туршилт", made_by=make_user(), rows=1, sha256="0" * 64
    )
    published: dict[str, Any] = {"status": "published", "publication": publication}
    make_observation(indicator, units["1101"], 2019, 2222, **published)


def close(programme: Programme, measures: list[Measure]) -> Round:
    """Rated 100, 70, not due and 30; frozen as the action freezes it."""
    found = make_round(programme, 2019)
    levels = {level.percent: level for level in found.scale.levels.all()}
    for measure, percent in zip(measures, (100, 70, None, 30), strict=True):
        Report.objects.create(
            round=found,
            measure=measure,
            state="decided",
            decided=levels[percent],
            done=f"Хийсэн ажил {measure.number}",
            done_en=f"Work done {measure.number}",
            obstacles="Зам хаагдсан." if percent == 30 else "",
        )
    found.results = results_of(found).to_json()
    found.sha256 = hash_of(found.results)
    found.closed_at = datetime(2020, 1, 25, 4, tzinfo=UTC)
    found.save()
    standings.refresh([measure.pk for measure in measures])
    return found


def pdf_text(content: bytes) -> str:
    """What a reader of the file reads, on one line."""
    pages = PdfReader(BytesIO(content)).pages
    return one_line("\n".join(page.extract_text() for page in pages))


def one_line(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def docx_text(content: bytes) -> str:
    """Paragraphs, tables and what stands on every page."""
    document = Document(BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    for section in document.sections:
        lines += [paragraph.text for paragraph in section.header.paragraphs]
    return one_line("\n".join(lines))


def sheet_values(content: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(BytesIO(content))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }
