"""A selection at any step by its rows alone: what the actions would have left.

`tests/ranking/test_selection_steps.py` holds these rows against those of the actions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bagana.engines.index.drawing import draw, seed_number
from bagana.ranking import models
from bagana.ranking.queries.selection_rechecks import items_of
from tests.factories import make_act
from tests.ranking.factories import BAGS, VALUES, World, make_world
from tests.ranking.selections import (
    DRAW_SEED,
    INDEX_SEED,
    STATES,
    Procedure,
    at,
    list_days,
    people,
)

MOMENTS = {
    "preparing": at(1, 15),
    "gates": at(1, 20),
    "index": at(2, 2),
    "recheck": at(2, 10),
    "visits": at(3, 1),
    "provisional": at(4, 1),
    "answered": at(4, 20),
    "decided": at(5, 7),
    "closed": at(5, 21, 2025),
}


def make_procedure(
    state: str = "preparing", world: World | None = None, **options: Any
) -> Procedure:
    """As `walk_to`, in a part of its time."""
    world = world or make_world()
    p = people(world, _selection(world))
    for step in STATES[: STATES.index(state) + 1]:
        content = ROWS[step](p, options) if step in ROWS else {}
        p.selection.state = step
        models.SelectionStep.objects.create(
            selection=p.selection,
            state=step,
            run=p.selection.run,
            act=p.selection.act,
            content=content,
            made_by=p.officer,
            made_at=MOMENTS[step],
        )
    p.selection.save()
    return p


def _selection(world: World) -> models.Selection:
    from bagana.indicators.models import Period

    return models.Selection.objects.create(
        programme=world.programme,
        version=world.version,
        period=Period.objects.get(code="2023"),
        code="jishig-bag-2023",
        title_mn="2023 оны жишиг баг",
        title_en="Model bags of 2023",
        gates_due=date(2024, 2, 1),
        recheck_due=date(2024, 3, 1),
        visits_due=date(2024, 4, 1),
        made_by=world.officer,
    )


type Content = dict[str, Any]


def gates(p: Procedure, options: dict[str, Any]) -> Content:
    rows = []
    for bag, value in zip(BAGS, VALUES["meetings"], strict=True):
        rows.append(
            models.GateResult(
                selection=p.selection,
                unit=p.units[bag],
                gate="meetings",
                passed=value >= 2,
                observation=p.observation(bag, "meetings"),
                made_by=p.officer,
            )
        )
        if options.get("judged", True):
            rows.append(
                models.GateResult(
                    selection=p.selection,
                    unit=p.units[bag],
                    gate="conduct",
                    passed=True,
                    evidence="Ёс зүйн хорооны бүртгэлд бичилт алга.",
                    made_by=p.evaluator,
                )
            )
    models.GateResult.objects.bulk_create(rows)
    return {}


def index(p: Procedure, options: dict[str, Any]) -> Content:
    from bagana.ranking.actions import runs

    p.selection.index_seed = INDEX_SEED
    p.selection.run = runs.start_run(
        user=p.officer,
        version=p.world.version,
        period=p.selection.period,
        kind="official",
        seed=seed_number(INDEX_SEED),
    )
    return {"seed": INDEX_SEED}


def recheck(p: Procedure, options: dict[str, Any]) -> Content:
    items = items_of(p.selection)
    size = options.get("size", 3)
    p.selection.recheck_seed, p.selection.recheck_size = DRAW_SEED, size
    looked = options.get("rechecked", True)
    drawn = draw(DRAW_SEED, items, size)
    models.Recheck.objects.bulk_create(
        models.Recheck(
            selection=p.selection,
            position=position,
            observation=items[item],
            found=items[item].value if looked else None,
            agrees=True if looked else None,
            checked_on=date(2024, 2, 20) if looked else None,
            checked_by=p.evaluator if looked else None,
        )
        for position, item in enumerate(drawn, start=1)
    )
    if options.get("grouped", True):
        group(p)
    return {"seed": DRAW_SEED, "size": size, "items": list(items), "drawn": drawn}


def group(p: Procedure) -> None:
    models.Member.objects.bulk_create(
        models.Member(
            selection=p.selection,
            name=f"Гишүүн {number}",
            post="мэргэжилтэн",
            is_chair=number == 1,
            declared_on=date(2024, 2, 21),
        )
        for number in (1, 2, 3)
    )


def visits(p: Procedure, options: dict[str, Any]) -> Content:
    if not options.get("visited", True):
        return {}
    for bag in ("1101", "1102", "1201"):
        made = models.Visit.objects.create(
            selection=p.selection,
            unit=p.units[bag],
            visited_on=date(2024, 3, 10),
            answers={"open": True},
            finding="Ажлын байр нээлттэй, бүртгэл цэгцтэй.",
            supports=bag != "1201",
            made_by=p.evaluator,
        )
        made.members.set(p.members[:2])
    return {}


def provisional(p: Procedure, options: dict[str, Any]) -> Content:
    chosen = options.get("proposed", ("1101", "1102"))
    for bag in ("1101", "1102", "1201"):
        models.ListEntry.objects.create(
            selection=p.selection,
            unit=p.units[bag],
            group="rural",
            by_index="proposed" if bag == "1101" else "grey",
            proposed=bag in chosen,
            reason_mn="Үзлэгээр тогтоосон.",
            award_mn="Жишиг баг" if bag in chosen else "",
            award_en="Model bag" if bag in chosen else "",
        )
    days = list_days()
    p.selection.objections_from = days["objections_from"]
    p.selection.objections_until = days["objections_until"]
    p.selection.answers_due = days["answers_due"]
    assert p.selection.run is not None
    p.selection.run.published_at = days["now"]
    p.selection.run.save()
    return {"entries": sorted(chosen)}


def decided(p: Procedure, options: dict[str, Any]) -> Content:
    act = make_act(p.units["1"], date=date(2024, 5, 6), title_mn="Шалгаруулах тухай")
    p.selection.act, p.selection.decided_on = act, act.date
    p.selection.follow_up_on = date(2025, 5, 6)
    for entry in p.selection.entries.filter(proposed=True):
        models.Award.objects.create(
            selection=p.selection,
            unit=entry.unit,
            act=act,
            title_mn="Жишиг баг",
            title_en="Model bag",
        )
    return {}


def closed(p: Procedure, options: dict[str, Any]) -> Content:
    for award in p.selection.awards.all():
        models.FollowUp.objects.create(
            award=award, seen_on=date(2025, 5, 10), finding_mn="Хадгалагдсан."
        )
    return {}


ROWS: dict[str, Callable[[Procedure, dict[str, Any]], Content]] = {
    "gates": gates,
    "index": index,
    "recheck": recheck,
    "visits": visits,
    "provisional": provisional,
    "decided": decided,
    "closed": closed,
}
