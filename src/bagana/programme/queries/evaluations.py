"""An evaluation as it is read: frozen when published, computed until then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import exp, expm1
from typing import Any

from django.utils.translation import get_language, gettext

from bagana.programme.models import (
    Comparison,
    EffectStudy,
    Evaluation,
    Phase,
    Programme,
)
from bagana.programme.queries.evaluation_facts import (
    ObjectiveFacts,
    evaluation_day,
    facts_of,
)
from bagana.programme.queries.studies import studies_of

VERSION = 1
LEVELS = (
    "supported_before",
    "supported_after",
    "comparison_before",
    "comparison_after",
)
DIFFERENCES = ("estimate", "low", "high", "minimum_detectable")
STEMS = ("relevance", "result", "cost", "lesson")


@dataclass(frozen=True)
class Words:
    """What the evaluator said of an objective, in the reader's language."""

    relevance: str
    result: str
    cost: str
    lesson: str

    def __bool__(self) -> bool:
        return any((self.relevance, self.result, self.cost, self.lesson))


@dataclass(frozen=True)
class Judged:
    """An objective: figures, words, and the studies that belong to it."""

    facts: ObjectiveFacts
    words: Words
    studies: tuple[StudyShown, ...]


@dataclass(frozen=True)
class StudyShown:
    """A study of effect as a page shows it; `effect` is None until it is computed."""

    pk: int
    objective: int
    code: str
    name_mn: str
    name_en: str
    unit_mn: str
    unit_en: str
    decimals: int
    nature: str
    source_mn: str
    source_en: str
    before: str
    after: str
    comparison: str
    logarithm: bool
    seed: int
    reason: str
    is_illustrative: bool
    made_at: str
    computed_at: str
    result: dict[str, Any] | None

    @property
    def name(self) -> str:
        return _in_language(self.name_mn, self.name_en)

    @property
    def unit(self) -> str:
        return _in_language(self.unit_mn, self.unit_en)

    @property
    def source(self) -> str:
        return _in_language(self.source_mn, self.source_en)

    @property
    def comparison_words(self) -> str:
        return str(Comparison(self.comparison).label)

    @property
    def written_at(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    @property
    def worked_out_at(self) -> datetime | None:
        return datetime.fromisoformat(self.computed_at) if self.computed_at else None

    @property
    def effect(self) -> dict[str, Any] | None:
        return self.result["effect"] if self.result else None

    @property
    def chance(self) -> dict[str, Any] | None:
        return self.result["chance"] if self.result else None

    @property
    def holds_nought(self) -> bool:
        """Whether the interval holds nought, or there is none."""
        effect = self.effect
        if effect is None or effect["low"] is None:
            return True
        return bool(effect["low"] <= 0 <= effect["high"])

    @property
    def is_unclear(self) -> bool:
        """Whether nothing can be said: the more careful of interval and shuffling.

        With few sums an interval comes out too narrow; shuffling leans on no error.
        """
        effect = self.effect
        if effect is None or self.holds_nought:
            return True
        return bool(effect["permutation"]["p"] > effect["level"])

    def in_percent(self, name: str) -> float | None:
        """A figure of the effect in per cent of the supported units' first level."""
        effect = self.effect
        if effect is None or effect[name] is None:
            return None
        if self.logarithm:
            return 100 * expm1(effect[name])
        level = effect["supported_before"]
        return float(100 * effect[name] / abs(level)) if level else None

    @property
    def figures(self) -> dict[str, float | None]:
        """Levels and differences as people read them: logarithms turned back."""
        effect = self.effect
        if effect is None:
            return {}
        level = exp if self.logarithm else float
        levels = {name: level(effect[name]) for name in LEVELS}
        if not self.logarithm:
            return levels | {name: effect[name] for name in DIFFERENCES}
        return levels | {name: self.in_percent(name) for name in DIFFERENCES}

    @property
    def difference_unit(self) -> str:
        """A difference of two percentages is no percentage."""
        if self.logarithm:
            return "%"
        return gettext("нэгж хувь") if self.unit == "%" else self.unit

    @property
    def difference_decimals(self) -> int:
        return 1 if self.logarithm else self.decimals + 1


@dataclass(frozen=True)
class Shown:
    """An evaluation for a page or a paper."""

    evaluation: Evaluation
    on: date
    summary: str
    objectives: list[Judged]
    total: ObjectiveFacts
    studies: list[StudyShown]

    @property
    def is_published(self) -> bool:
        return self.evaluation.published_at is not None

    @property
    def without_words(self) -> list[ObjectiveFacts]:
        return [one.facts for one in self.objectives if not one.words.result]


def _in_language(mongolian: str, english: str) -> str:
    return (english if get_language() == "en" else "") or mongolian


def evaluations_of(programme: Programme) -> dict[int, Evaluation]:
    """The evaluation of each phase by its number; phases without one are left out."""
    rows = programme.evaluations.select_related("phase", "act")
    return {evaluation.phase.number: evaluation for evaluation in rows}


def published_evaluation(programme: Programme, phase: int) -> Evaluation | None:
    """What anyone may read: a draft is not there."""
    rows = programme.evaluations.filter(phase__number=phase, published_at__isnull=False)
    return rows.select_related("programme__unit", "phase", "act__body").first()


def live_results(evaluation: Evaluation) -> dict[str, Any]:
    """Everything that is published, as plain JSON: figures, words and studies."""
    on = evaluation_day(evaluation.phase)
    *objectives, total = facts_of(evaluation.phase, on)
    kept = {
        "version": VERSION,
        "on": on.isoformat(),
        "summary_mn": evaluation.summary_mn,
        "summary_en": evaluation.summary_en,
        "objectives": [facts.to_json() for facts in objectives],
        "total": total.to_json(),
        "findings": _findings(evaluation),
        "studies": [_study(study) for study in studies_of(evaluation)],
    }
    plain: dict[str, Any] = _plain(kept)
    return plain


def _plain(value: Any) -> Any:
    """The same after any database: twelve digits, no negative nought, no tuples."""
    if isinstance(value, float):
        return float(f"{value:.12g}") + 0.0
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _findings(evaluation: Evaluation) -> list[dict[str, Any]]:
    rows = evaluation.findings.select_related("objective").order_by("objective__number")
    names = [f"{stem}_{language}" for stem in STEMS for language in ("mn", "en")]
    return [
        {"objective": row.objective.number}
        | {name: getattr(row, name) for name in names}
        for row in rows
    ]


def _study(study: EffectStudy) -> dict[str, Any]:
    indicator = study.indicator
    return {
        "pk": study.pk,
        "objective": study.objective.number if study.objective else 0,
        "code": indicator.code,
        "name_mn": indicator.name_mn,
        "name_en": indicator.name_en,
        "unit_mn": indicator.unit_mn,
        "unit_en": indicator.unit_en,
        "decimals": indicator.decimals,
        "nature": indicator.nature,
        "source_mn": indicator.source.publisher_mn,
        "source_en": indicator.source.publisher_en,
        "before": study.before.code,
        "after": study.after.code,
        "comparison": study.comparison,
        "logarithm": study.logarithm,
        "seed": study.seed,
        "reason": study.reason,
        "is_illustrative": study.is_illustrative,
        "made_at": study.made_at.isoformat(),
        "computed_at": study.computed_at.isoformat() if study.computed_at else "",
        "result": study.result,
    }


def verify(evaluation: Evaluation) -> bool:
    """Whether the frozen results still give the hash."""
    return hash_of(evaluation.results or {}) == evaluation.sha256


def canonical_text(results: Mapping[str, Any]) -> str:
    """The very text whose SHA-256 an evaluation carries, for anyone to check."""
    return json.dumps(
        results, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def hash_of(results: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical_text(results).encode()).hexdigest()


def shown(evaluation: Evaluation) -> Shown:
    """The frozen results of a published evaluation; else those of this moment."""
    frozen = evaluation.published_at is not None
    kept = evaluation.results if frozen else live_results(evaluation)
    words = {row["objective"]: row for row in kept["findings"]}
    studies = [StudyShown(**row) for row in kept["studies"]]
    objectives = [ObjectiveFacts.from_json(row) for row in kept["objectives"]]
    return Shown(
        evaluation=evaluation,
        on=date.fromisoformat(kept["on"]),
        summary=_in_language(kept["summary_mn"], kept["summary_en"]),
        objectives=[
            Judged(
                facts,
                _words(words.get(facts.number, {})),
                tuple(one for one in studies if one.objective == facts.number),
            )
            for facts in objectives
        ],
        total=ObjectiveFacts.from_json(kept["total"]),
        studies=studies,
    )


def study_shown(study: EffectStudy) -> StudyShown:
    return StudyShown(**_study(study))


def _words(row: Mapping[str, str]) -> Words:
    return Words(
        *(_in_language(row.get(f"{s}_mn", ""), row.get(f"{s}_en", "")) for s in STEMS)
    )


def phases_of(programme: Programme) -> list[tuple[Phase, Evaluation | None]]:
    """Every phase with its evaluation, where one has been begun."""
    begun = evaluations_of(programme)
    return [(p, begun.get(p.number)) for p in programme.phases.order_by("number")]
