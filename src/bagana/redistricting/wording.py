"""What a search found, what is proven and what cannot be met, in plain sentences.

docs/rules/redrawing.md says what each sentence rests on. What is not proven says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from bagana.engines import mongolian
from bagana.redistricting.models import Plan, PlanKind, Scenario, Search

type Data = Mapping[str, Any]

WEIGHT_NAMES: Final[dict[str, Promise]] = {
    "households": gettext_lazy("Өрх"),
    "population": gettext_lazy("Хүн ам"),
    "area": gettext_lazy("Нутаг дэвсгэр"),
    "sheep_units": gettext_lazy("Мал, хонин толгойгоор"),
}
UNITS: Final[dict[str, Promise]] = {
    "households": gettext_lazy("өрх"),
    "population": gettext_lazy("хүн"),
    "area": gettext_lazy("км²"),
    "sheep_units": gettext_lazy("хонин толгой"),
}
TIGHT: Final = 0.0005
"""A gap below this reads as nought per cent: nothing better exists."""


def weight_name(weight: str) -> str:
    return str(WEIGHT_NAMES.get(weight, weight))


def weight_unit(weight: str) -> str:
    return str(UNITS.get(weight, ""))


def share_words(share: float, decimals: int = 1) -> str:
    """«9.2%» of 0.092."""
    return mongolian.format_percent(100 * share, decimals)


def plan_name(plan: Plan) -> str:
    """«5-р хувилбар», with the title a person gave it."""
    if plan.kind == PlanKind.TODAY:
        return _("Өнөөдрийн байдал")
    name = pgettext("зааг", "%(number)s-р хувилбар") % {"number": plan.number}
    return f"{name}: {plan.title}" if plan.title else name


def found_words(scenario: Scenario, plans: Iterable[Plan]) -> str:
    """One sentence on what the search found: how many plans, what the chosen does."""
    made = [plan for plan in plans if plan.kind != PlanKind.TODAY]
    if not made:
        return _("Энэ даалгавраар хувилбар хараахан гараагүй байна.")
    count = ngettext("%(n)s хувилбар гарлаа.", "%(n)s хувилбар гарлаа.", len(made))
    told = [count % {"n": len(made)}]
    today = next((p for p in plans if p.kind == PlanKind.TODAY), None)
    chosen = chosen_of(made)
    if chosen is not None and today is not None:
        told.append(_chosen_words(scenario, chosen, today))
    return " ".join(told)


def chosen_of(plans: Iterable[Plan]) -> Plan | None:
    """Of the newest search, what its tolerances chose."""
    found = [plan for plan in plans if plan.measures.get("is_chosen")]
    return max(found, key=lambda plan: plan.number, default=None)


def _chosen_words(scenario: Scenario, chosen: Plan, today: Plan) -> str:
    before, after = (p.measures.get("deviation") for p in (today, chosen))
    if before is None or after is None:
        return ""
    moved = (chosen.measures.get("moved") or {}).get(scenario.movers)
    sentence = _(
        "Сонгосон %(number)s-р хувилбарт багуудын хамгийн их зөрүү %(before)s байснаас"
        " %(after)s болж, %(moved)s %(unit)s баг солино."
    )
    return sentence % {
        "number": chosen.number,
        "before": share_words(before, 0),
        "after": share_words(after, 0),
        "moved": mongolian.format_number(round(moved or 0)),
        "unit": weight_unit(scenario.movers),
    }


def bound_words(bound: Data) -> str:
    """What is proven of one measure of the chosen plan, in one sentence."""
    kind, gap, measure = bound["kind"], bound.get("gap"), bound["measure"]
    if kind == "none":
        return str(NOT_PROVEN[measure])
    if gap is None or not bound["is_feasible"]:
        return str(OUTSIDE)
    if gap <= TIGHT:
        return str(BEST[measure])
    return str(PROVEN[measure]) % {"gap": share_words(gap)}


NOT_PROVEN: Final[dict[str, Any]] = {
    "travel": gettext_lazy(
        "Албан байр хүртэлх замыг үүнээс хэр багасгаж болохыг тогтоогоогүй: юу ч"
        " нотлогдоогүй."
    ),
    "moved": gettext_lazy(
        "Баг нь солигдох хүн амыг үүнээс хэр багасгаж болохыг тогтоогоогүй: юу ч"
        " нотлогдоогүй."
    ),
    "cut": gettext_lazy(
        "Заагийн уртыг үүнээс хэр багасгаж болохыг тогтоогоогүй: юу ч нотлогдоогүй."
    ),
    "deviation": gettext_lazy(
        "Зөрүүг үүнээс хэр багасгаж болохыг тогтоогоогүй: юу ч нотлогдоогүй."
    ),
}
BEST: Final[dict[str, Any]] = {
    "travel": gettext_lazy(
        "Зөвшөөрсөн зөрүүний дотор албан байр хүртэлх зам үүнээс богино хувилбар"
        " байхгүй нь нотлогдсон."
    ),
    "moved": gettext_lazy(
        "Зөвшөөрсөн зөрүүний дотор үүнээс цөөн хүний багийг солих хувилбар байхгүй нь"
        " нотлогдсон."
    ),
    "cut": gettext_lazy(
        "Зөвшөөрсөн зөрүүний дотор заагийн урт үүнээс богино хувилбар байхгүй нь"
        " нотлогдсон."
    ),
    "deviation": gettext_lazy("Зөрүү үүнээс бага хувилбар байхгүй нь нотлогдсон."),
}
PROVEN: Final[dict[str, Any]] = {
    "travel": gettext_lazy(
        "Зөвшөөрсөн зөрүүний дотор албан байр хүртэлх замыг энэ хувилбараас"
        " %(gap)s-иас илүү багасгах боломжгүй нь нотлогдсон."
    ),
    "moved": gettext_lazy(
        "Зөвшөөрсөн зөрүүний дотор баг нь солигдох хүн амыг энэ хувилбараас %(gap)s-иас"
        " илүү багасгах боломжгүй нь нотлогдсон."
    ),
    "cut": gettext_lazy(
        "Зөвшөөрсөн зөрүүний дотор заагийн уртыг энэ хувилбараас %(gap)s-иас илүү"
        " багасгах боломжгүй нь нотлогдсон."
    ),
    "deviation": gettext_lazy(
        "Зөрүүг энэ хувилбараас %(gap)s-иас илүү багасгах боломжгүй нь нотлогдсон."
    ),
}
OUTSIDE: Final = gettext_lazy(
    "Энэ хувилбар зөвшөөрсөн зөрүүнд багтаагүй тул доод хязгаар нь түүнд хамаарахгүй."
)
EXACT: Final = gettext_lazy(
    "Боломжит бүх хувилбарыг нэг бүрчлэн үзсэн: жагсаалтаас гадуур илүү хувилбар алга."
)
NOTHING: Final = gettext_lazy(
    "Сонгосон хувилбарыг хэр сайжруулж болох доод хязгаарыг тогтоогоогүй: юу ч"
    " нотлогдоогүй."
)
SAMPLED: Final = gettext_lazy(
    "Хайлт боломжит бүх хувилбарыг үзээгүй: жагсаалтаас гадуур илүү хувилбар байхыг"
    " үгүйсгэхгүй."
)


def proof_words(answer: Data) -> list[str]:
    """Of one sum: what was proven and, as plainly, what was not."""
    if answer.get("is_exact"):
        return [str(EXACT)]
    told = [str(bound_words(bound)) for bound in answer.get("bounds", {}).values()]
    return [*(told or [str(NOTHING)]), str(SAMPLED)]


def effort_words(search: Search) -> str:
    """How much of the search was done, where it was cut short."""
    answers = list(search.answer.values())
    done = sum(each.get("tasks", 0) for each in answers)
    wanted = sum(each.get("tasks_wanted", 0) for each in answers)
    if done >= wanted:
        return ""
    return _(
        "Хайлтыг зогсоосон: %(wanted)s ажлын %(done)s нь хийгдсэн, үлдсэн хэсэгт илүү"
        " хувилбар байж болно."
    ) % {"done": done, "wanted": wanted}


WHY: Final[dict[str, Any]] = {
    "block": gettext_lazy(
        "Нэг суурь хэсэг дангаараа зөвшөөрсөн хэмжээнээс их тул ямар ч хувилбар үүнийг"
        " хангахгүй нь нотлогдсон."
    ),
    "locked": gettext_lazy(
        "Түгжсэн хэсгүүд нийлээд зөвшөөрсөн хэмжээнээс их тул ямар ч хувилбар үүнийг"
        " хангахгүй нь нотлогдсон."
    ),
    "enumeration": gettext_lazy(
        "Боломжит бүх хувилбарыг үзсэн: аль нь ч үүнийг хангахгүй нь нотлогдсон."
    ),
    "relaxation": gettext_lazy(
        "Нөхцөлийг зөөлрүүлсэн тооцоонд ч шийд алга: ямар ч хувилбар үүнийг хангахгүй"
        " нь нотлогдсон."
    ),
    "islands": gettext_lazy(
        "Салангид хэсгийг нэгтгэх боломжгүй тул ямар ч хувилбар үүнийг хангахгүй нь"
        " нотлогдсон."
    ),
}


def unmet_words(unmet: Data, unit_name: str, signed: float | None = None) -> str:
    """Which weight of which bag misses its tolerance by how much, and whether it must.

    `signed` is how far off the bag is in the nearest plan, above nought where it holds
    too much; the engine tells only the distance. None: not known.
    """
    if unmet.get("why") == "islands":
        sentence = _("%(unit)s: салангид хэсгүүдээс бүрдэж байна.")
    elif signed is None:
        sentence = _(
            "%(unit)s: %(weight)s зорилтот хэмжээнээс %(deviation)s зөрсөн, зөвшөөрсөн"
            " %(tolerance)s хязгаараас %(excess)s хэтэрсэн."
        )
    elif signed >= 0:
        sentence = _(
            "%(unit)s: %(weight)s зорилтот хэмжээнээс %(deviation)s их, зөвшөөрсөн"
            " %(tolerance)s хязгаараас %(excess)s хэтэрсэн."
        )
    else:
        sentence = _(
            "%(unit)s: %(weight)s зорилтот хэмжээнээс %(deviation)s бага, зөвшөөрсөн"
            " %(tolerance)s хязгаараас %(excess)s хэтэрсэн."
        )
    told = sentence % {
        "unit": unit_name,
        "weight": weight_name(unmet["weight"]).lower(),
        "deviation": share_words(abs(unmet["deviation"])),
        "tolerance": share_words(unmet["tolerance"]),
        "excess": share_words(unmet["excess"]),
    }
    return f"{told} {_why(unmet)}"


def _why(unmet: Data) -> str:
    if not unmet.get("proven"):
        return _("Хангах хувилбар олдоогүй, гэхдээ байхгүй нь нотлогдоогүй.")
    return str(WHY.get(unmet.get("why", ""), _("Боломжгүй нь нотлогдсон.")))


def nearest_words(plan: Plan | None) -> str:
    """Which plan comes nearest to what was asked, where nothing meets it."""
    if plan is None:
        return ""
    return _("Хүссэнд хамгийн ойр нь %(number)s-р хувилбар.") % {"number": plan.number}
