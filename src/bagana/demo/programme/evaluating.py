"""Citizens' comments with their answers, and the evaluation of the first phase."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.demo.programme.book import measures_of
from bagana.demo.tables import table, text
from bagana.indicators.models import Indicator
from bagana.indicators.periods import ensure_period
from bagana.programme.actions.evaluations import (
    open_evaluation,
    publish_evaluation,
    write_finding,
    write_summary,
)
from bagana.programme.actions.feedback import add_comment, answer_comment, show_comment
from bagana.programme.actions.studies import compute_study, specify_study
from bagana.programme.models import Evaluation, Objective, Programme
from bagana.territory.models import Unit


def hear_citizens(user: User, programme: Programme) -> None:
    measures = measures_of(programme)
    for row in table("programme/comments.csv"):
        comment = add_comment(
            measure=measures[row["measure"]], text=row["text"], name=row["name"]
        )
        comment.is_illustrative = True
        comment.save(update_fields=["is_illustrative"])
        if row["state"] == "shown":
            show_comment(user=user, comment=comment)
        if row["answer"]:
            answer_comment(user=user, comment=comment, text=row["answer"])


def evaluate(user: User, programme: Programme, acts: Mapping[str, Act]) -> None:
    words = text("programme/evaluation.toml")
    objectives = {one.number: one for one in programme.objectives.all()}
    evaluation = open_evaluation(
        user=user,
        programme=programme,
        phase=programme.phases.get(number=words["phase"]),
        is_illustrative=True,
    )
    write_summary(
        user=user,
        evaluation=evaluation,
        summary_mn=words["summary_mn"].strip(),
        summary_en=words["summary_en"].strip(),
    )
    for row in words["findings"]:
        objective = objectives[row.pop("objective")]
        write_finding(user=user, evaluation=evaluation, objective=objective, **row)
    for row in words["studies"]:
        _study(user, evaluation, objectives[row["objective"]], row)
    publish_evaluation(user=user, evaluation=evaluation, act=acts[words["act"]])


def _study(
    user: User, evaluation: Evaluation, objective: Objective, row: Mapping[str, Any]
) -> None:
    study = specify_study(
        user=user,
        evaluation=evaluation,
        objective=objective,
        indicator=Indicator.objects.get(code=row["indicator"]),
        before=ensure_period(row["before"]),
        after=ensure_period(row["after"]),
        comparison=row["comparison"],
        reason=row["reason"],
        supported=list(Unit.objects.filter(code__in=row["supported"])),
        is_illustrative=True,
    )
    compute_study(user=user, study=study)
