"""A factor that cannot act is an error: nobody should believe that it did."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.denominate import in_order
from bagana.engines.index.framework import Branch, Framework, Leaf, Words
from bagana.engines.index.problems import FrameworkInvalid, Problem
from bagana.engines.index.uncertainty.precision import known_precision, usable
from bagana.engines.index.weights import nominal


class FactorsInvalid(FrameworkInvalid):
    """The framework asks for something to be drawn that cannot be drawn."""


def problems(fw: Framework, data: IndexData | None = None) -> tuple[Problem, ...]:
    """What of the factors cannot act, in the framework and, if given, in the data."""
    found = [*_weights(fw), *_alternatives(fw), *_switches(fw), *_drawn(fw)]
    if data is not None and fw.factors.sampling:
        found += _sampling(fw, data)
    return tuple(found)


def check(fw: Framework, data: IndexData, replications: int) -> None:
    """Raise FactorsInvalid with everything that is wrong."""
    found = [*problems(fw, data)]
    if replications < 1:
        found.append(
            _problem(
                "replications",
                (
                    "Давталтын тоо эерэг биш.",
                    "The number of replications is not positive.",
                ),
                ("replications-д эерэг бүхэл тоо өгнө үү.", "Give a positive number."),
            )
        )
    if found:
        raise FactorsInvalid(found)


def _problem(where: str, what: tuple[str, str], fix: tuple[str, str]) -> Problem:
    return Problem(0, where, Words(*what), Words(*fix))


def _weights(fw: Framework) -> Iterator[Problem]:
    factors = fw.factors
    if factors.concentration is None and factors.weight_spread is None:
        return
    if factors.concentration is not None and factors.weight_spread is not None:
        yield _problem(
            "factors.weight_spread",
            (
                "Жинг хоёр аргаар зэрэг санамсаргүй өөрчлөх боломжгүй.",
                "Weights cannot be drawn in two ways at once.",
            ),
            (
                "concentration, weight_spread хоёрын нэгийг хоосон (null) болгоно уу.",
                "Set one of concentration and weight_spread to null.",
            ),
        )
    if factors.concentration is not None and not factors.concentration > 0:
        yield _problem(
            "factors.concentration",
            ("Дирихлегийн төвлөрөл эерэг биш.", "The concentration is not positive."),
            ("Эерэг тоо өгнө үү, жишээ нь 50.", "Give a positive number such as 50."),
        )
    if factors.weight_spread is not None and not 0 < factors.weight_spread <= 1:
        yield _problem(
            "factors.weight_spread",
            (
                "Жингийн хэлбэлзэл 0-ээс 1-ийн хооронд биш.",
                "The spread of weights does not lie between 0 and 1.",
            ),
            ("Жишээ нь 0.25 гэж өгнө үү.", "Give 0.25, for example."),
        )
    if all((shares > 0).sum() < 2 for shares in nominal(fw.tree).values()):
        yield _problem(
            "factors.concentration",
            (
                "Чиглэл бүрд жинтэй нэг л үзүүлэлт байгаа тул "
                "жин өөрчлөгдөх боломжгүй.",
                "Every branch has one child with weight: there is nothing to draw.",
            ),
            (
                "concentration, weight_spread хоёрыг хоосон (null) болгоно уу.",
                "Set concentration and weight_spread to null.",
            ),
        )


def _alternatives(fw: Framework) -> Iterator[Problem]:
    several = (
        "Дор хаяж хоёр өөр хувилбар өгөх эсвэл хоосон орхино уу.",
        "Give two different ones at least, or leave the list empty.",
    )
    scales, means = fw.factors.scales, fw.factors.aggregates
    if scales and len(set(scales)) < 2:
        yield _problem(
            "factors.scales",
            (
                "Хэмжүүр нэг л байгаа тул сонгох зүйл алга.",
                "There is one scale only, so nothing to choose from.",
            ),
            several,
        )
    if means and len(set(means)) < 2:
        yield _problem(
            "factors.aggregates",
            (
                "Нэгтгэх арга нэг л байгаа тул сонгох зүйл алга.",
                "There is one mean only, so nothing to choose from.",
            ),
            several,
        )
    if len(set(means)) > 1 and (nominal(fw.tree)[fw.tree.code] > 0).sum() < 2:
        yield _problem(
            "factors.aggregates",
            (
                "Индексийн доор жинтэй нэг л чиглэл байгаа тул бүх дундаж ижил.",
                "The index has one child with weight: all means are the same.",
            ),
            ("aggregates-ийг хоосон болгоно уу.", "Leave aggregates empty."),
        )


def _switches(fw: Framework) -> Iterator[Problem]:
    factors = fw.factors
    if factors.treatment and fw.treatment is None:
        yield _problem(
            "factors.treatment",
            (
                "Туйлын утга засах дүрэм алга тул түүнийг унтрааж үзэх боломжгүй.",
                "There is no rule of treatment to be switched off.",
            ),
            (
                "treatment хэсгийг нэмэх эсвэл factors.treatment-ийг false болгоно уу.",
                "Add the treatment, or set factors.treatment to false.",
            ),
        )
    if factors.imputation and fw.missing.impute == "none":
        yield _problem(
            "factors.imputation",
            (
                "Дутуу утгыг нөхдөггүй тул нөхөх утгыг сугалах боломжгүй.",
                "Missing values are not imputed, so none can be drawn.",
            ),
            (
                "missing.impute-ийг сонгох эсвэл factors.imputation-ыг false "
                "болгоно уу.",
                "Choose missing.impute, or set factors.imputation to false.",
            ),
        )


def _drawn(fw: Framework) -> Iterator[Problem]:
    factors = fw.factors
    if factors.sampling and all(leaf.noise == "none" for leaf in fw.leaves):
        yield _problem(
            "factors.sampling",
            (
                "Ямар ч үзүүлэлтэд түүврийн алдаа (noise) заагаагүй.",
                "No indicator says how its error is drawn (noise).",
            ),
            (
                "Үзүүлэлтэд noise нэмэх эсвэл factors.sampling-ийг false болгоно уу.",
                "Give indicators their noise, or set factors.sampling to false.",
            ),
        )
    if factors.leave_one_out and not _can_leave_out(fw.tree):
        yield _problem(
            "factors.leave_one_out",
            (
                "Жинтэй үзүүлэлт нэг л байгаа тул хасаж үзэх боломжгүй.",
                "There is one indicator with weight: it cannot be left out.",
            ),
            (
                "factors.leave_one_out-ыг false болгоно уу.",
                "Set factors.leave_one_out to false.",
            ),
        )


def _can_leave_out(tree: Branch) -> bool:
    def weighing(node: Branch | Leaf) -> int:
        if isinstance(node, Leaf):
            return 1
        return sum(weighing(child) for child in node.children if child.weight > 0)

    return weighing(tree) > 1


def _sampling(fw: Framework, data: IndexData) -> Iterator[Problem]:
    ordered = in_order(fw, data)
    for k, leaf in enumerate(fw.leaves):
        if leaf.noise == "none":
            continue
        values, precision = known_precision(leaf, ordered, k)
        where = f"tree: {leaf.code}"
        if not usable(leaf, precision).any():
            yield _unknown(where, leaf)
        elif _impossible(leaf, values):
            yield _out_of_range(where, leaf)


def _unknown(where: str, leaf: Leaf) -> Problem:
    what = (
        ("стандарт алдаа (se)", "standard error (se)")
        if leaf.noise == "normal"
        else ("ажиглалтын тоо (n)", "number of observations (n)")
    )
    return _problem(
        where,
        (
            f"«{leaf.code}» үзүүлэлтийн {what[0]} мэдэгдэхгүй байна.",
            f"The {what[1]} of “{leaf.code}” is not known.",
        ),
        (
            "Өгөгдөлд нь нэмэх эсвэл noise-ийг none болгоно уу.",
            "Add it to the data, or set its noise to none.",
        ),
    )


def _impossible(leaf: Leaf, values: Floats) -> bool:
    known = values[np.isfinite(values)]
    if leaf.noise == "binomial":
        return bool(((known < 0) | (known > 1)).any())
    return leaf.noise == "poisson" and bool((known < 0).any())


def _out_of_range(where: str, leaf: Leaf) -> Problem:
    return _problem(
        where,
        (
            f"«{leaf.code}» үзүүлэлтийн утга {leaf.noise} тархалтад тохирохгүй байна.",
            f"The values of “{leaf.code}” do not suit a {leaf.noise} distribution.",
        ),
        (
            "Хувь нь 0–1 эсвэл, unit-д % гэж заасан бол 0–100 байна; "
            "n, se нь эерэг байна.",
            "Shares lie between 0 and 1, or 0 and 100 where the unit says %; n and se "
            "are positive.",
        ),
    )
