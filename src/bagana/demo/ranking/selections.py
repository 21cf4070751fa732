"""Two rounds: one that ran to its act and follow-up, one open to objections today.

Each step is the action that an office uses; only the day on which it is said to have
been done is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.background.worker import run_waiting
from bagana.demo.ranking.methods import CODE
from bagana.demo.tables import text
from bagana.indicators.models import Period
from bagana.programme.models import Measure, Programme
from bagana.ranking.actions import selection as steps
from bagana.ranking.actions.objections import answer_objection, file_objection
from bagana.ranking.actions.runs import publish_run, start_run
from bagana.ranking.models import FrameworkVersion, Objection, RunKind, Selection
from bagana.ranking.queries.selection_candidates import Candidate, candidates_of
from bagana.ranking.queries.selection_gates import gate_list
from bagana.ranking.queries.selection_units import units_of
from bagana.territory.models import Unit

SAMPLE = 8


@dataclass(frozen=True)
class Round:
    """Which round it is, and on which days its steps were taken."""

    code: str
    phase: int
    version: int
    year: str
    opened: date
    listed: date

    @property
    def title_mn(self) -> str:
        return f"Жишиг баг шалгаруулалт, {self.year} он (жишээ)"

    @property
    def title_en(self) -> str:
        return f"Selection of model bags, {self.year} (illustrative)"

    def after(self, days: int) -> datetime:
        return _at(self.opened + timedelta(days=days))


def hold_selections(user: User, programme: Programme, acts: dict[str, Act]) -> None:
    words = text("ranking/words.toml")
    checker = User.objects.get(username="evaluator")
    past = Round("2020", 1, 1, "2020", date(2021, 1, 11), date(2021, 2, 15))
    done = _to_the_list(user, checker, programme, past, words)
    _to_the_end(user, done, acts["award_2021"], past, words)
    today = timezone.localdate()
    begun, listed = today - timedelta(days=42), today - timedelta(days=7)
    current = Round("2023", 2, 2, "2023", begun, listed)
    open_ = _to_the_list(user, checker, programme, current, words)
    _object(user, open_, words["objections"])


def _to_the_list(
    user: User,
    checker: User,
    programme: Programme,
    round: Round,
    words: dict[str, Any],
) -> Selection:
    row = _opened(user, programme, round)
    _through_gates(user, row, round, words["gates"])
    seed = f"{round.year} оны жишээ сугалаа"
    steps.run_index(
        user=user, selection=row, seed=f"{seed}: 4 17 23 31 38 45", now=round.after(9)
    )
    run_waiting()
    row = Selection.objects.get(pk=row.pk)
    _recheck(user, checker, row, round, f"{seed}: 2 9 14 26 33 40")
    _gather(user, row, round, words["members"])
    steps.begin_visits(user=user, selection=row, now=round.after(20))
    _visit(checker, row, round, words["visits"])
    first = round.listed
    steps.publish_list(
        user=user,
        selection=row,
        entries=[_entry(one, words["reasons"]) for one in candidates_of(row).standing],
        objections_from=first,
        objections_until=first + timedelta(days=14),
        answers_due=first + timedelta(days=21),
        now=_at(first),
    )
    return Selection.objects.get(pk=row.pk)


def _opened(user: User, programme: Programme, round: Round) -> Selection:
    begun = round.opened
    return steps.open_selection(
        user=user,
        programme=programme,
        phase=programme.phases.get(number=round.phase),
        version=_version(round.version),
        period=Period.objects.get(code=round.year),
        code=f"{CODE}-{round.code}",
        title_mn=round.title_mn,
        title_en=round.title_en,
        gates_due=begun + timedelta(days=10),
        recheck_due=begun + timedelta(days=21),
        visits_due=begun + timedelta(days=35),
        is_illustrative=True,
        now=_at(begun),
    )


def _through_gates(
    user: User, row: Selection, round: Round, words: dict[str, Any]
) -> None:
    steps.check_gates(user=user, selection=row, now=round.after(2))
    failed = {(one["unit"], one["gate"]): one["evidence"] for one in words["failed"]}
    units = [place.unit for place in units_of(row).values()]
    for gate in (one.code for one in gate_list(row.version) if one.is_judged):
        passing = [unit for unit in units if (unit.code, gate) not in failed]
        steps.judge_gates(
            user=user,
            selection=row,
            units=passing,
            gate=gate,
            passed=True,
            evidence=words[gate],
        )
        for unit in (one for one in units if (one.code, gate) in failed):
            steps.judge_gate(
                user=user,
                selection=row,
                unit=unit,
                gate=gate,
                passed=False,
                evidence=failed[unit.code, gate],
            )


def _recheck(
    user: User, checker: User, row: Selection, round: Round, seed: str
) -> None:
    drawn = steps.draw_recheck(
        user=user, selection=row, seed=seed, size=SAMPLE, now=round.after(11)
    )
    for one in drawn:
        steps.record_recheck(
            user=checker,
            recheck=one,
            found=one.observation.value,
            note="Эх баримттай тулгав (жишээ).",
            now=round.after(16),
        )


def _gather(
    user: User, row: Selection, round: Round, members: list[dict[str, Any]]
) -> None:
    for one in members:
        member = steps.add_member(
            user=user,
            selection=row,
            name=one["name"],
            post=one["post"],
            is_chair=one.get("chair", False),
        )
        steps.declare_conflict(
            user=user,
            member=member,
            conflict=one.get("conflict", ""),
            units=Unit.objects.filter(code__in=one.get("units", [])),
            now=round.after(18),
        )


def _visit(checker: User, row: Selection, round: Round, words: dict[str, str]) -> None:
    """Every candidate is visited by two who have no conflict with it."""
    group = list(row.members.order_by("id"))
    for number, one in enumerate(candidates_of(row).standing):
        free = [member for member in group if member not in one.conflicted]
        leads = _leads(one)
        steps.record_visit(
            user=checker,
            selection=row,
            unit=one.place.unit,
            visited_on=(round.opened + timedelta(days=21 + number % 10)),
            members=[free[number % len(free)], free[(number + 1) % len(free)]],
            answers={
                "open": True,
                "board": leads or number % 3 != 0,
                "register": 5 if leads else 3 + number % 2,
                "citizens": 4 if leads else 2 + number % 3,
                "remark": words["remark"],
            },
            finding=words["good"] if leads else words["poor"],
            supports=leads,
            now=round.after(33),
        )


def _leads(one: Candidate) -> bool:
    """Proposed by the index, or the first of its group in the grey zone."""
    return one.is_proposed or one.row.rank == 1


def _entry(one: Candidate, words: dict[str, str]) -> steps.Entry:
    if not _leads(one):
        return steps.Entry(one.place.unit, False, words["grey_mn"], words["grey_en"])
    title = "tosgon" if one.row.group == "tosgon" else "award"
    return steps.Entry(
        one.place.unit,
        True,
        words["chosen_mn"],
        words["chosen_en"],
        words[f"{title}_mn"],
        words[f"{title}_en"],
    )


def _to_the_end(
    user: User, row: Selection, act: Act, round: Round, words: dict[str, Any]
) -> None:
    closed = _at(round.listed + timedelta(days=15))
    steps.close_objections(user=user, selection=row, now=closed)
    steps.decide(user=user, selection=row, act=act, now=_at(act.date))
    later = _index_of("2021", user, row.version)
    measures = Measure.objects.filter(programme=row.programme)
    for award in row.awards.order_by("unit__code"):
        for one in words["support"]:
            steps.add_support(
                user=user,
                award=award,
                text_mn=one["text_mn"],
                text_en=one["text_en"],
                amount=Decimal(one["amount"]),
                measure=measures.get(number=one["measure"]),
            )
        steps.record_follow_up(
            user=user,
            award=award,
            seen_on=date(2022, 3, 15),
            run=later,
            now=_at(date(2022, 3, 20)),
            **words["follow_up"],
        )
    steps.close_selection(user=user, selection=row, now=_at(date(2022, 4, 1)))


def _index_of(year: str, user: User, version: FrameworkVersion) -> Any:
    """The index of a year without a selection, by which one follows up."""
    run = start_run(
        user=user,
        version=version,
        period=Period.objects.get(code=year),
        kind=RunKind.OFFICIAL,
        seed=int(year),
    )
    run_waiting()
    run.refresh_from_db()
    return publish_run(user=user, run=run)


def _object(user: User, row: Selection, objections: list[dict[str, Any]]) -> None:
    today = timezone.localdate()
    for one in objections:
        moment = _at(today - timedelta(days=one["days"]))
        objection = file_objection(
            selection=row,
            unit=Unit.objects.get(code=one["unit"]),
            observation=_figure(row, one),
            name=one["name"],
            text=one["text"],
            now=moment,
        )
        Objection.objects.filter(pk=objection.pk).update(is_illustrative=True)
        if one["state"]:
            answer_objection(
                user=user,
                objection=objection,
                state=one["state"],
                answer=one["answer"],
                now=moment + timedelta(days=1),
            )


def _figure(row: Selection, one: dict[str, Any]) -> Any:
    """The figure of the unit that the index stands on."""
    if not one["indicator"] or row.run is None:
        return None
    cell = row.run.cells.filter(
        observation__indicator__code=one["indicator"],
        observation__unit__code=one["unit"],
        observation__period=row.period,
    )
    return cell.get().observation


def _version(number: int) -> FrameworkVersion:
    return FrameworkVersion.objects.get(framework__code=CODE, number=number)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
