"""Rows of a ranking for tests, on the tree of tests.factories.make_tree().

`make_world` gives a method of two dimensions with four indicators, figures of five
bags in three years, and the people who work with them.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from bagana.accounts.models import User
from bagana.engines.index.framework import (
    Branch,
    Factors,
    Goalposts,
    Groups,
    Leaf,
    Selection,
    Words,
)
from bagana.engines.index.framework import Framework as Method
from bagana.indicators.models import Indicator, Publication
from bagana.programme.models import Programme
from bagana.ranking import models
from bagana.territory.models import Unit
from tests.factories import (
    make_act,
    make_indicator,
    make_observation,
    make_period,
    make_tree,
    make_user,
)
from tests.programme.factories import make_programme

BAGS = ("1101", "1102", "1103", "1201", "1202")
YEARS = (2021, 2022, 2023)
VALUES = {
    "prompt": (90.0, 70.0, 60.0, 80.0, 40.0),
    "meetings": (4.0, 3.0, 2.0, 3.0, 1.0),
    "office": (80.0, 75.0, 50.0, 65.0, 30.0),
    "trained": (60.0, 80.0, 40.0, 50.0, 20.0),
}
"""Of 2023; a year earlier everything is two lower, meetings stay."""


def _leaf(code: str, low: float, high: float, **fields: Any) -> Leaf:
    return Leaf(
        code,
        Words(f"Үзүүлэлт {code}", f"Indicator {code}"),
        goalposts=Goalposts(low, high),
        **fields,
    )


METHOD = Method(
    code="test-index",
    title=Words("Туршилтын индекс", "Test index"),
    tree=Branch(
        "index",
        Words("Индекс", "Index"),
        (
            Branch(
                "services",
                Words("Үйлчилгээ", "Services"),
                (
                    _leaf(
                        "prompt",
                        0,
                        100,
                        unit=Words("%", "%"),
                        noise="binomial",
                        self_reported=True,
                    ),
                    _leaf("meetings", 0, 5),
                ),
            ),
            Branch(
                "place",
                Words("Ажлын байр", "Offices"),
                (_leaf("office", 0, 100), _leaf("trained", 0, 100)),
            ),
        ),
        aggregate="geometric",
    ),
    treatment=None,
    groups=Groups(by="group", minimum=2, apart=("tosgon",)),
    factors=Factors(concentration=50.0, sampling=True),
    selection=Selection(top=1),
    replications=200,
)
GATES = [
    {
        "code": "meetings",
        "name": {"mn": "Хуралдсан", "en": "Meetings were held"},
        "kind": "indicator",
        "indicator": "meetings",
        "at_least": 2,
        "evidence": {"mn": "", "en": ""},
    },
    {
        "code": "conduct",
        "name": {"mn": "Ёс зүйн зөрчилгүй", "en": "No breach of ethics"},
        "kind": "judged",
        "evidence": {"mn": "Бүртгэл", "en": "Register"},
    },
]
SHEET = [
    {
        "code": "open",
        "question": {"mn": "Оффис нээлттэй байсан уу", "en": "Was the office open"},
        "kind": "yes_no",
    },
]


@dataclass
class World:
    """What most tests of the ranking begin with."""

    units: dict[str, Unit]
    programme: Programme
    framework: models.Framework
    version: models.FrameworkVersion
    indicators: dict[str, Indicator]
    officer: User


def make_world(*, frozen: bool = True, years: tuple[int, ...] = YEARS) -> World:
    units = make_tree()
    programme = make_programme(units["1"])
    framework = make_framework(units["1"], programme=programme)
    version = make_version(framework, frozen=frozen)
    indicators = make_figures(units, years)
    officer = make_user("aimag_officer", units["1"])
    return World(units, programme, framework, version, indicators, officer)


def make_framework(unit: Unit, **fields: Any) -> models.Framework:
    values = {
        "code": f"method-{models.Framework.objects.count() + 1}",
        "name_mn": "Туршилтын аргачлал",
        "name_en": "Test method",
    }
    return models.Framework.objects.create(unit=unit, **(values | fields))


def make_version(
    framework: models.Framework,
    *,
    frozen: bool = True,
    method: Method = METHOD,
    **fields: Any,
) -> models.FrameworkVersion:
    from bagana.engines.index.writing import to_dict

    values: dict[str, Any] = {
        "number": framework.versions.count() + 1,
        "definition": to_dict(replace(method, code=framework.code)),
        "gates": GATES,
        "visit_sheet": SHEET,
    }
    version = models.FrameworkVersion(framework=framework, **(values | fields))
    if frozen:
        from bagana.ranking.definitions import hash_of

        version.state = models.VersionState.FROZEN
        version.act = version.act or make_act(framework.unit, date=date(2019, 1, 1))
        version.frozen_at = version.frozen_at or timezone.now()
        version.sha256 = hash_of(version)
    version.save()
    return version


def make_figures(
    units: dict[str, Unit], years: tuple[int, ...] = YEARS
) -> dict[str, Indicator]:
    """Published figures of five bags; shares of 50 cases, so that they are noisy."""
    indicators = {
        code: make_indicator(
            code, direction="higher", nature="own", across_units="none", decimals=1
        )
        for code in VALUES
    }
    publication = Publication.objects.create(title="Тоо", rows=0, sha256="")
    for year in years:
        for code, values in VALUES.items():
            for bag, value in zip(BAGS, values, strict=True):
                lower = 0 if code == "meetings" else 2 * (2023 - year)
                own = value - lower
                parts = (
                    {}
                    if code == "meetings"
                    else {"numerator": own / 2, "denominator": 50}
                )
                make_observation(
                    indicators[code],
                    units[bag],
                    year,
                    own,
                    status="published",
                    publication=publication,
                    **parts,
                )
    return indicators


def make_run(
    version: models.FrameworkVersion, year: int = 2023, **fields: Any
) -> models.Run:
    values: dict[str, Any] = {
        "kind": models.RunKind.OFFICIAL,
        "replications": 200,
        "seed": 1,
    }
    return models.Run.objects.create(
        version=version, period=make_period(year), **(values | fields)
    )


def make_row(run: models.Run, unit: Unit, **fields: Any) -> models.UnitResult:
    """A ranked unit, first of its group unless told otherwise."""
    values: dict[str, Any] = {
        "group": "rural",
        "score": 60.0,
        "rank": 1,
        "rank_low": 1,
        "rank_high": 2,
        "rank_median": 1.0,
        "p_top": 0.9,
        "completeness": 1.0,
        "verdict": models.Verdict.PROPOSED,
    }
    return models.UnitResult.objects.create(run=run, unit=unit, **(values | fields))


def make_selection(
    programme: Programme, version: models.FrameworkVersion, **fields: Any
) -> models.Selection:
    values: dict[str, Any] = {
        "code": f"selection-{models.Selection.objects.count() + 1}",
        "period": make_period(2023),
        "title_mn": "Туршилтын шалгаруулалт",
        "title_en": "Test selection",
        "gates_due": date(2024, 2, 1),
        "recheck_due": date(2024, 3, 1),
        "visits_due": date(2024, 4, 1),
    }
    return models.Selection.objects.create(
        programme=programme, version=version, **(values | fields)
    )


def make_member(selection: models.Selection, **fields: Any) -> models.Member:
    count = selection.members.count() + 1
    values: dict[str, Any] = {
        "name": f"Гишүүн {count}",
        "post": "мэргэжилтэн",
        "declared_on": date(2024, 1, 10),
    }
    return models.Member.objects.create(selection=selection, **(values | fields))


def make_objection(selection: models.Selection, **fields: Any) -> models.Objection:
    count = selection.objections.count() + 1
    values: dict[str, Any] = {
        "text": f"Туршилтын эсэргүүцэл {count}",
        "code": f"test-{selection.pk}-{count}",
    }
    return models.Objection.objects.create(selection=selection, **(values | fields))
