"""What a draft's indicators look like in the figures of a year, while one edits.

Nothing is kept: the figures are read and the index is computed anew each time. The
limits of the warnings: docs/rules/framework.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.utils.translation import get_language, gettext

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Framework as Method
from bagana.engines.index.framework import Leaf, walk
from bagana.engines.index.results import Result
from bagana.indicators.models import Period
from bagana.ranking import method_wording as wording
from bagana.ranking.definitions import draft_framework, without_empty
from bagana.ranking.faults import from_engine
from bagana.ranking.models import Framework
from bagana.ranking.queries.inputs import Inputs, read_inputs
from bagana.web.errors import Refused

BARS: Final = 12
TOO_CLOSE: Final = 0.9
TOO_FEW: Final = 2 / 3
FEW_CASES: Final = 30
HEAVIER: Final = 2.0
"""Importance so many times the weight, or so many times less, is worth a word."""
NOTHING: Final = float("nan")


@dataclass(frozen=True, slots=True)
class LeafFigures:
    """One indicator in the figures of the year; NaN where it cannot be said.

    `bars` counts units from the least to the greatest value; `few` are units whose
    figure rests on fewer than thirty cases; `closest` the neighbour in its dimension
    that says most nearly the same, with the correlation.
    """

    code: str
    known: int
    units: int
    imputed: int
    least: float
    median: float
    greatest: float
    bars: tuple[int, ...]
    few: int
    cases: int
    with_index: float
    with_branch: float
    closest: str
    closeness: float
    share: float
    importance: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """All indicators of a draft; `problem` says why nothing could be computed."""

    period: Period | None
    leaves: Mapping[str, LeafFigures]
    units: int = 0
    ranked: int = 0
    merged: tuple[str, ...] = ()
    problem: str = ""


def figures_of(
    method: Method, framework: Framework, period: Period | None, user: Any
) -> Figures:
    """Read the year's figures as a run would, and look at each indicator."""
    from bagana.engines.index.pipeline import run
    from bagana.engines.index.problems import FrameworkInvalid, IndexRefused
    from bagana.engines.index.writing import to_dict

    whole = without_empty(method)
    try:
        draft_framework(to_dict(method))
    except FrameworkInvalid as invalid:
        first = from_engine(invalid)[0]
        return Figures(period, {}, problem=f"{first.what} {first.fix}")
    if period is None or whole is None:
        return Figures(period, {}, problem=_nothing(period))
    try:
        inputs = read_inputs(whole, framework=framework, period=period, user=user)
        if not inputs.data.units:
            return Figures(period, {}, problem=gettext("Эрэмбэлэх нэгж алга."))
        result = run(whole, inputs.data)
    except Refused as refused:
        return Figures(period, {}, problem=f"{refused.reason} {refused.fix}")
    except IndexRefused as refused:
        language = get_language() or "mn"
        words = f"{refused.what.of(language)} {refused.fix.of(language)}"
        return Figures(period, {}, problem=words)
    return _seen(whole, inputs, result, period)


def _nothing(period: Period | None) -> str:
    if period is None:
        return gettext("Жилийн хугацаа бүртгэгдээгүй байна.")
    return gettext("Үзүүлэлт нэмэхэд тоо нь энд харагдана.")


def _seen(method: Method, inputs: Inputs, result: Result, period: Period) -> Figures:
    from bagana.engines.index.diagnostics import correlations, importance

    year = period.start.year
    t = result.years.index(year)
    related, weighed = correlations(result, year), importance(result, year)
    leaves = {}
    for k, leaf in enumerate(method.leaves):
        closest, closeness = _closest(related, leaf.code)
        found = _of_leaf(leaf, inputs, result, t, k) | {
            "with_index": float(related.with_index[k]),
            "with_branch": float(related.with_branch[k]),
            "closest": _name_of(method, closest),
            "closeness": closeness,
            "share": float(weighed.nominal[k]),
            "importance": float(weighed.share[k]),
        }
        bare = LeafFigures(**found)
        found["warnings"] = tuple(_warnings(leaf, bare))
        leaves[leaf.code] = LeafFigures(**found)
    names = inputs.group_names
    return Figures(
        period=period,
        leaves=leaves,
        units=len(result.units),
        ranked=int((~np.isnan(result.scores[t])).sum()),
        merged=tuple(_merged_words(one, names) for one in result.merged),
    )


def _of_leaf(
    leaf: Leaf, inputs: Inputs, result: Result, t: int, k: int
) -> dict[str, Any]:
    column = result.denominated[t, :, k]
    known = column[~np.isnan(column)]
    counts = None if inputs.data.n is None else inputs.data.n[t, :, k]
    cases = counts[~np.isnan(counts)] if counts is not None else np.array([])
    empty = len(known) == 0
    return {
        "code": leaf.code,
        "known": len(known),
        "units": len(column),
        "imputed": int(result.was_imputed[t, :, k].sum()),
        "least": NOTHING if empty else float(known.min()),
        "median": NOTHING if empty else float(np.median(known)),
        "greatest": NOTHING if empty else float(known.max()),
        "bars": _bars(known),
        "few": int((cases < FEW_CASES).sum()),
        "cases": len(cases),
    }


def _bars(known: Floats) -> tuple[int, ...]:
    if len(known) == 0:
        return ()
    counts, _edges = np.histogram(known, bins=BARS)
    return tuple(int(count) for count in counts)


def _closest(related: Any, code: str) -> tuple[str, float]:
    """The neighbour in the same branch with the highest correlation."""
    for branch, children in related.children.items():
        if code in children and len(children) > 1:
            row = np.array(related.within[branch][children.index(code)])
            row[children.index(code)] = np.nan
            if np.isnan(row).all():
                return "", NOTHING
            place = int(np.nanargmax(row))
            return children[place], float(row[place])
    return "", NOTHING


def _name_of(method: Method, code: str) -> str:
    names = {node.code: node.name for node in walk(method.tree)}
    return wording.own_words(names[code]) if code in names else ""


def _warnings(leaf: Leaf, seen: LeafFigures) -> list[str]:
    """What to think about before freezing; nothing here is forbidden."""
    if seen.known == 0:
        return [gettext("Энэ жилд нэг ч нэгжийн тоо алга.")]
    told = []
    if seen.known < TOO_FEW * seen.units:
        told.append(gettext("Олон нэгжийн тоо алга: эрэмбэлэх нэгж цөөрнө."))
    if seen.least == seen.greatest:
        told.append(gettext("Бүх нэгжид ижил утгатай: юу ч ялгахгүй."))
    if seen.with_index < 0:
        told.append(gettext("Индекстэй сөрөг хамааралтай: чиглэлийг нь шалгана уу."))
    elif seen.with_branch < 0:
        told.append(gettext("Чиглэлтэйгээ сөрөг хамааралтай: чиглэлийг нь шалгана уу."))
    if seen.closeness > TOO_CLOSE:
        told.append(
            gettext("«%(name)s» үзүүлэлттэй бараг ижил: нэг зүйлийг хоёр тоолно.")
            % {"name": seen.closest}
        )
    told += _about_weight(seen)
    if leaf.noise in ("binomial", "poisson") and not seen.cases:
        told.append(gettext("Хэдэн тохиолдлоос гарсан нь бүртгэгдээгүй."))
    return told


def _about_weight(seen: LeafFigures) -> list[str]:
    if math.isnan(seen.importance) or not seen.share:
        return []
    if seen.importance > HEAVIER * seen.share:
        return [gettext("Нөлөө нь тогтоосон жингээс хоёр дахин их.")]
    if seen.importance * HEAVIER < seen.share:
        return [gettext("Нөлөө нь тогтоосон жингийн талд ч хүрэхгүй.")]
    return []


def _merged_words(one: Any, names: Mapping[str, str]) -> str:
    words = {
        "group": names.get(one.group, one.group),
        "into": names.get(one.into, one.into),
        "size": one.size,
    }
    if one.reason == "too_small":
        told = gettext("«%(group)s» бүлэг (%(size)s нэгж) «%(into)s» бүлэгт нийлнэ.")
    else:
        told = gettext("«%(group)s» бүлэг (%(size)s нэгж) цөөн ч тусдаа үлдэнэ.")
    return told % words
