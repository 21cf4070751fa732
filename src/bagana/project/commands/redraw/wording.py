"""What was found, what is proven and what cannot be met, in plain sentences.

The sentences are those of the pages (`redistricting.wording`), which need Django. What
is not proven says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from bagana.engines.districting import Certificate, Unmet
from bagana.engines.mongolian import format_number, format_percent
from bagana.project.commands.redraw.answer import Answer

type Translate = Callable[[str], str]

TIGHT: Final = 0.0005
"""A gap below this reads as nought per cent: nothing better exists."""


def share(value: float, decimals: int = 1) -> str:
    return format_percent(100 * value, decimals)


def weight_name(name: str, _: Translate) -> str:
    known = {
        "households": _("Өрх"),
        "population": _("Хүн ам"),
        "area": _("Нутаг дэвсгэр"),
        "sheep_units": _("Мал, хонин толгойгоор"),
    }
    return known.get(name, name)


def question(answer: Answer) -> str:
    """What was asked, in one sentence."""
    _, front = answer.speech.translate, answer.front
    bounds = [
        f"{weight_name(name, _).lower()} ±{share(limit, 0)}"
        for name, limit in zip(front.weight_names, front.tolerance, strict=True)
        if limit < float("inf")
    ]
    words = {
        "blocks": format_number(answer.problem.size),
        "units": len(answer.after.units),
        "bounds": ", ".join(bounds) or _("хязгааргүй"),
        "first": objective(front.minimised[0], _),
    }
    return (
        _(
            "%(blocks)s суурь хэсгийг %(units)s багт хуваах; зөвшөөрөх зөрүү: "
            "%(bounds)s; эхлээд багасгах нь: %(first)s."
        )
        % words
    )


def objective(name: str, _: Translate) -> str:
    return {
        "cut": _("заагаар тасрах хөрш хэсэг"),
        "moved": _("баг солигдох хүн ам"),
        "travel": _("албан байр хүртэлх зам"),
    }[name]


def found(answer: Answer) -> str:
    """The answer in one sentence."""
    _, chosen = answer.speech.translate, answer.chosen
    words = {
        "number": chosen.number,
        "after": share(chosen.point.deviation, 0),
        "before": share(answer.front.today.deviation, 0),
        "moved": format_number(round(answer.after.moved[answer.problem.movers])),
        "movers": weight_name(answer.movers, _).lower(),
    }
    if not answer.has_today:
        return _("Сонгосон %(number)s-р хувилбарын хамгийн их зөрүү %(after)s.") % words
    return (
        _(
            "Сонгосон %(number)s-р хувилбарт багуудын хамгийн их зөрүү %(before)s "
            "байснаас %(after)s болно. Баг солигдох: %(movers)s %(moved)s."
        )
        % words
    )


def is_met(answer: Answer) -> str:
    _ = answer.speech.translate
    if answer.chosen.point.is_feasible:
        return _("Зөвшөөрсөн бүх зөрүүнд багтсан.")
    return _("Зөвшөөрсөн зөрүүнд багтах хувилбар олдсонгүй: хамгийн ойрыг нь сонгов.")


def proof(answer: Answer) -> Iterator[str]:
    """What was proven and, as plainly, what was not."""
    _ = answer.speech.translate
    if answer.front.is_exact:
        yield _(
            "Боломжит бүх хувилбарыг нэг бүрчлэн үзсэн: жагсаалтаас гадуур илүү "
            "хувилбар алга."
        )
        return
    for bound in answer.front.bounds.values():
        yield of_bound(bound, _)
    yield _(
        "Хайлт боломжит бүх хувилбарыг үзээгүй: жагсаалтаас гадуур илүү хувилбар "
        "байхыг үгүйсгэхгүй."
    )


def of_bound(bound: Certificate, _: Translate) -> str:
    named = {
        "travel": _("Албан байр хүртэлх зам"),
        "moved": _("Баг солигдох хүн ам"),
        "cut": _("Заагаар тасрах хөрш хэсэг"),
        "deviation": _("Хамгийн их зөрүү"),
    }
    words = {"measure": named.get(bound.measure, bound.measure)}
    if bound.kind == "none" or bound.gap is None:
        text = _("%(measure)s: үүнээс хэр багасгаж болохыг тогтоогоогүй.")
    elif not bound.is_feasible:
        text = _(
            "%(measure)s: хувилбар зөвшөөрсөн зөрүүнд багтаагүй тул доод хязгаар нь "
            "түүнд хамаарахгүй."
        )
    elif bound.gap <= TIGHT:
        text = _(
            "%(measure)s: зөвшөөрсөн зөрүүний дотор үүнээс бага хувилбар байхгүй нь "
            "нотлогдсон."
        )
    else:
        text = _(
            "%(measure)s: зөвшөөрсөн зөрүүний дотор %(gap)s-иас илүү багасгах "
            "боломжгүй нь нотлогдсон."
        )
    return text % (words | {"gap": share(bound.gap or 0.0)})


def unmet(answer: Answer) -> Iterator[str]:
    """Which weight of which unit misses its tolerance by how much."""
    _ = answer.speech.translate
    for label, deviation, one in answer.unmet:
        text = (
            _(
                "%(unit)s: %(weight)s зорилтот хэмжээнээс %(deviation)s их, "
                "зөвшөөрсөн %(tolerance)s хязгаараас %(excess)s хэтэрсэн."
            )
            if deviation >= 0
            else _(
                "%(unit)s: %(weight)s зорилтот хэмжээнээс %(deviation)s бага, "
                "зөвшөөрсөн %(tolerance)s хязгаараас %(excess)s хэтэрсэн."
            )
        )
        words = {
            "unit": answer.name(label),
            "weight": weight_name(one.weight, _).lower(),
            "deviation": share(abs(deviation)),
            "tolerance": share(one.tolerance),
            "excess": share(one.excess),
        }
        yield f"{text % words} {_why(one, _)}"


def _why(one: Unmet, _: Translate) -> str:
    if not one.proven:
        return _("Хангах хувилбар олдоогүй, гэхдээ байхгүй нь нотлогдоогүй.")
    return {
        "block": _("Нэг суурь хэсэг дангаараа зөвшөөрсөн хэмжээнээс их нь нотлогдсон."),
        "locked": _("Түгжсэн хэсгүүд нийлээд зөвшөөрсөн хэмжээнээс их нь нотлогдсон."),
        "enumeration": _("Боломжит бүх хувилбарыг үзсэн: аль нь ч хангахгүй."),
        "relaxation": _("Зөөлрүүлсэн тооцоонд ч шийд алга нь нотлогдсон."),
        "islands": _("Салангид хэсгийг нэгтгэх боломжгүй."),
    }.get(one.why, _("Боломжгүй нь нотлогдсон."))
