"""A selection at its list: a computed run, gates, a draw, a visit, objections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils import timezone

from bagana.accounts.models import User
from bagana.engines.index.drawing import draw
from bagana.indicators.models import Observation
from bagana.programme.models import Programme
from bagana.ranking.actions.objections import answer_objection, file_objection
from bagana.ranking.actions.runs import compute_run
from bagana.ranking.actions.selection_steps import move
from bagana.ranking.models import (
    Award,
    GateResult,
    ListEntry,
    Objection,
    Recheck,
    Run,
    Selection,
    SelectionState,
    Support,
    Visit,
)
from bagana.ranking.queries.selection_rechecks import item_of
from bagana.territory.models import Unit
from tests.factories import make_act
from tests.programme.factories import make_measure
from tests.ranking.factories import (
    BAGS,
    World,
    make_member,
    make_run,
    make_selection,
    make_world,
)

SEED = "нийтийн өмнө сугалсан үг"
IN_TIME = datetime(2024, 5, 10, 4, tzinfo=UTC)


@dataclass
class Listed:
    """The world at its provisional list; objections are open from 1 to 20 May 2024."""

    world: World
    selection: Selection
    run: Run

    @property
    def units(self) -> dict[str, Unit]:
        return self.world.units

    @property
    def officer(self) -> User:
        return self.world.officer

    @property
    def programme(self) -> Programme:
        return self.world.programme

    def figure(self, code: str = "office", unit: str = "1101") -> Observation:
        return Observation.objects.get(
            indicator__code=code,
            unit__code=unit,
            period__code="2023",
            status="published",
        )

    def open_today(self) -> None:
        """Move the days so that objections are taken now."""
        today = timezone.localdate()
        self.selection.objections_from = today
        self.selection.objections_until = today
        self.selection.answers_due = today
        self.selection.save()

    def decide(self) -> None:
        """The act, an award to bag 1101, and support through a measure."""
        row = self.selection
        row.act = make_act(self.units["1"], date=date(2024, 6, 10))
        row.decided_on, row.follow_up_on = date(2024, 6, 10), date(2025, 6, 10)
        move(row, SelectionState.DECIDED, user=self.officer, content={}, act=row.act)
        award = Award.objects.create(
            selection=row,
            unit=self.units["1101"],
            act=row.act,
            title_mn="Жишиг баг",
            title_en="Model bag",
        )
        Support.objects.create(
            award=award,
            measure=make_measure(self.programme, self.units["1101"]),
            text_mn="Тоног төхөөрөмж",
            text_en="Equipment",
            amount=Decimal("12345678.00"),
        )


def make_listed() -> Listed:
    world = make_world()
    run = compute_run(make_run(world.version))
    run.published_at = timezone.now()
    run.save()
    selection = make_selection(
        world.programme, world.version, run=run, recheck_seed=SEED, recheck_size=3
    )
    found = Listed(world, selection, run)
    _gates(found)
    _recheck(found)
    _visit(found)
    _list(found)
    return found


def _gates(found: Listed) -> None:
    for bag in BAGS:
        seen = found.figure("meetings", bag)
        GateResult.objects.create(
            selection=found.selection,
            unit=found.units[bag],
            gate="meetings",
            passed=seen.value >= 2,
            observation=seen,
        )
        GateResult.objects.create(
            selection=found.selection,
            unit=found.units[bag],
            gate="conduct",
            passed=True,
            evidence="Зөрчилгүй",
        )


def _recheck(found: Listed) -> None:
    rows = {
        item_of(one): one
        for one in (found.figure(code, "1101") for code in ("office", "trained"))
    }
    rows |= {item_of(one): one for one in [found.figure("office", "1102")]}
    for position, item in enumerate(draw(SEED, rows, 3), start=1):
        agrees = item != "1101/office/2023"
        Recheck.objects.create(
            selection=found.selection,
            position=position,
            observation=rows[item],
            found=rows[item].value if agrees else 71.0,
            agrees=agrees,
            note="" if agrees else "Актаар 71",
            checked_on=date(2024, 3, 1),
        )
    content = {"items": sorted(rows), "seed": SEED, "size": 3}
    state = SelectionState.RECHECK
    move(found.selection, state, user=found.officer, content=content, run=found.run)


def _visit(found: Listed) -> None:
    chair = make_member(found.selection, is_chair=True, post="ахлагч мэргэжилтэн")
    member = make_member(found.selection)
    kept_away = make_member(found.selection, conflict="төрсөн нутаг")
    kept_away.conflicting.set([found.units["1101"]])
    visit = Visit.objects.create(
        selection=found.selection,
        unit=found.units["1101"],
        visited_on=date(2024, 4, 2),
        answers={"open": True},
        finding="Оффис нээлттэй, иргэн хүлээж байсан.",
        supports=True,
    )
    visit.members.set([chair, member])


def _list(found: Listed) -> None:
    row = found.selection
    row.objections_from, row.objections_until = date(2024, 5, 1), date(2024, 5, 20)
    row.answers_due = date(2024, 6, 1)
    for code, proposed, reason in (
        ("1101", True, "Үзлэгээр батлагдсан."),
        ("1102", False, "Ажлын байр нь бэлэн биш."),
    ):
        ListEntry.objects.create(
            selection=row,
            unit=found.units[code],
            group="rural",
            by_index="grey",
            proposed=proposed,
            reason_mn=reason,
            reason_en=f"Reason {code}",
        )
    state = SelectionState.PROVISIONAL
    move(row, state, user=found.officer, content={}, run=found.run)


def object_to(found: Listed, **fields: object) -> Objection:
    """An objection with an answer, shown."""
    values = {"text": "Тоо нь буруу.", "name": "Дорж", "contact": "99112233"}
    made = file_objection(
        selection=found.selection,
        now=IN_TIME,
        **(values | fields),  # type: ignore[arg-type]
    )
    return answer_objection(
        user=found.officer,
        objection=made,
        state="partly",
        answer="Баримтыг дахин үзэв.",
        now=IN_TIME,
    )
