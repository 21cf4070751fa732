"""A selection at any step of the procedure, on the world of tests.ranking.factories.

Of five bags 1202 fails a gate, whatever its index; the index proposes 1101 and 1202,
cannot tell 1102 and 1201 apart, and does not propose 1103.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bagana.accounts.models import User
from bagana.indicators.models import Observation
from bagana.ranking import models
from bagana.ranking.actions import selection as actions
from bagana.territory.models import Unit
from tests.factories import make_act, make_user
from tests.ranking.factories import BAGS, World, make_run, make_world

VERDICTS = {
    "1101": "proposed",
    "1102": "grey",
    "1103": "not_proposed",
    "1201": "grey",
    "1202": "proposed",
}
STATES = (
    "preparing",
    "gates",
    "index",
    "recheck",
    "visits",
    "provisional",
    "answered",
    "decided",
    "closed",
)
INDEX_SEED = "Хурлын 7-р тэмдэглэл: мөнгөн заан"
DRAW_SEED = "Хурлын 8-р тэмдэглэл: алтан хайрцаг"


def at(month: int, day: int, year: int = 2024) -> datetime:
    return datetime(year, month, day, 4, tzinfo=UTC)


@dataclass
class Procedure:
    """A selection and those who conduct, check and only look on."""

    world: World
    officer: User
    evaluator: User
    sum_officer: User
    governor: User
    selection: models.Selection

    @property
    def units(self) -> dict[str, Unit]:
        return self.world.units

    @property
    def members(self) -> list[models.Member]:
        return list(self.selection.members.order_by("pk"))

    def again(self) -> models.Selection:
        self.selection.refresh_from_db()
        return self.selection

    def observation(self, bag: str, code: str = "office") -> Observation:
        return Observation.objects.get(
            unit__code=bag,
            indicator__code=code,
            period__code="2023",
            status="published",
        )


def patch_runs(monkeypatch: Any, verdicts: dict[str, str] | None = None) -> None:
    """Runs are computed at once, with the verdicts of `VERDICTS`."""
    wanted = VERDICTS if verdicts is None else verdicts

    def start_run(*, user, version, period, kind, seed, replications=None):
        return computed_run(version, wanted, seed=seed, kind=kind, made_by=user)

    def publish_run(*, user, run):
        run.published_at = at(4, 2)
        run.save()
        return run

    monkeypatch.setattr("bagana.ranking.actions.runs.start_run", start_run)
    monkeypatch.setattr("bagana.ranking.actions.runs.publish_run", publish_run)


def computed_run(
    version: models.FrameworkVersion, verdicts: dict[str, str], **fields: Any
) -> models.Run:
    run = make_run(version, computed_at=at(2, 3), results_sha256="a" * 64, **fields)
    units = Unit.objects.in_bulk(BAGS, field_name="code")
    models.UnitResult.objects.bulk_create(
        models.UnitResult(
            run=run,
            unit=units[bag],
            group="rural",
            score=60.0 - rank,
            rank=rank,
            rank_low=rank,
            rank_high=rank + 1,
            completeness=1.0,
            verdict=verdicts.get(bag, "not_proposed"),
            p_top={"proposed": 0.93, "grey": 0.5}.get(verdicts.get(bag, ""), 0.01),
        )
        for rank, bag in enumerate(BAGS, start=1)
    )
    cells = Observation.objects.filter(
        unit__code__in=BAGS, status="published", indicator__code__in=VALUES_OF
    )
    models.RunCell.objects.bulk_create(
        models.RunCell(run=run, observation=cell) for cell in cells
    )
    return run


VALUES_OF = ("prompt", "meetings", "office", "trained")


def open_one(world: World, officer: User, **fields: Any) -> models.Selection:
    from bagana.indicators.models import Period

    values: dict[str, Any] = {
        "programme": world.programme,
        "version": world.version,
        "period": Period.objects.get(code="2023"),
        "code": "jishig-bag-2023",
        "title_mn": "2023 оны жишиг баг",
        "title_en": "Model bags of 2023",
        "gates_due": date(2024, 2, 1),
        "recheck_due": date(2024, 3, 1),
        "visits_due": date(2024, 4, 1),
        "now": at(1, 15),
    }
    return actions.open_selection(user=officer, **(values | fields))


def people(world: World, selection: models.Selection) -> Procedure:
    return Procedure(
        world,
        world.officer,
        make_user("evaluator", world.units["1"]),
        make_user("sum_officer", world.units["11"]),
        make_user("bag_governor", world.units["1101"]),
        selection,
    )


def walk_to(state: str, **options: Any) -> Procedure:
    """A selection that has come as far as the state, by the actions themselves.

    `patch_runs` must have been called where the state lies beyond the gates.
    """
    world = make_world()
    procedure = people(world, open_one(world, world.officer))
    for step in STATES[1 : STATES.index(state) + 1]:
        STEPS[step](procedure, options)
        procedure.again()
    return procedure


def pass_gates(p: Procedure, options: dict[str, Any]) -> None:
    actions.check_gates(user=p.officer, selection=p.selection, now=at(1, 20))
    if options.get("judged", True):
        actions.judge_gates(
            user=p.evaluator,
            selection=p.selection,
            units=[p.units[bag] for bag in BAGS],
            gate="conduct",
            passed=True,
            evidence="Ёс зүйн хорооны бүртгэлд бичилт алга.",
        )


def run(p: Procedure, options: dict[str, Any]) -> None:
    actions.run_index(
        user=p.officer, selection=p.selection, seed=INDEX_SEED, now=at(2, 2)
    )


def draw(p: Procedure, options: dict[str, Any]) -> None:
    size = options.get("size", 3)
    actions.draw_recheck(
        user=p.officer,
        selection=p.selection,
        seed=DRAW_SEED,
        size=size,
        now=at(2, 10),
    )
    if options.get("rechecked", True):
        for one in p.selection.rechecks.all():
            actions.record_recheck(
                user=p.evaluator,
                recheck=one,
                found=one.observation.value,
                now=at(2, 20),
            )
    if options.get("grouped", True):
        form_group(p)


def form_group(p: Procedure, count: int = 3, *, declared: bool = True) -> None:
    for number in range(1, count + 1):
        member = actions.add_member(
            user=p.officer,
            selection=p.selection,
            name=f"Гишүүн {number}",
            post="мэргэжилтэн",
            is_chair=number == 1,
        )
        if declared:
            actions.declare_conflict(user=p.officer, member=member, now=at(2, 21))


def go_visiting(p: Procedure, options: dict[str, Any]) -> None:
    actions.begin_visits(user=p.officer, selection=p.selection, now=at(3, 1))
    if options.get("visited", True):
        for bag in ("1101", "1102", "1201"):
            visit(p, bag, supports=bag != "1201")


def visit(p: Procedure, bag: str, **fields: Any) -> models.Visit:
    values: dict[str, Any] = {
        "visited_on": date(2024, 3, 10),
        "members": p.members[:2],
        "answers": {"open": True},
        "finding": "Ажлын байр нээлттэй, бүртгэл цэгцтэй.",
        "supports": True,
        "now": at(3, 20),
    }
    return actions.record_visit(
        user=p.evaluator,
        selection=p.selection,
        unit=p.units[bag],
        **(values | fields),
    )


def entries(p: Procedure, *, proposed: tuple[str, ...] = ("1101", "1102")) -> list[Any]:
    return [
        actions.Entry(
            p.units[bag],
            bag in proposed,
            "" if bag == "1101" and bag in proposed else "Үзлэгээр тогтоосон.",
        )
        for bag in ("1101", "1102", "1201")
    ]


def list_days() -> dict[str, Any]:
    return {
        "objections_from": date(2024, 4, 2),
        "objections_until": date(2024, 4, 16),
        "answers_due": date(2024, 4, 26),
        "now": at(4, 1),
    }


def publish(p: Procedure, options: dict[str, Any]) -> None:
    chosen = entries(p, proposed=options.get("proposed", ("1101", "1102")))
    actions.publish_list(
        user=p.officer, selection=p.selection, entries=chosen, **list_days()
    )


def close(p: Procedure, options: dict[str, Any]) -> None:
    actions.close_objections(user=p.officer, selection=p.selection, now=at(4, 20))


def decide(p: Procedure, options: dict[str, Any]) -> None:
    act = make_act(
        p.units["1"], date=date(2024, 5, 6), title_mn="Жишиг баг шалгаруулах"
    )
    actions.decide(user=p.officer, selection=p.selection, act=act, now=at(5, 7))


def finish(p: Procedure, options: dict[str, Any]) -> None:
    for award in p.selection.awards.all():
        actions.record_follow_up(
            user=p.officer,
            award=award,
            seen_on=date(2025, 5, 10),
            finding_mn="Үзүүлэлт нь хадгалагдсан.",
            now=at(5, 20, 2025),
        )
    actions.close_selection(user=p.officer, selection=p.selection, now=at(5, 21, 2025))


STEPS = {
    "gates": pass_gates,
    "index": run,
    "recheck": draw,
    "visits": go_visiting,
    "provisional": publish,
    "answered": close,
    "decided": decide,
    "closed": finish,
}
