"""What is missing before a proposal may take its next step, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.redistricting.models import (
    Plan,
    PlanObjectionState,
    Proposal,
    ProposalState,
)
from bagana.redistricting.problems import NEW
from bagana.redistricting.procedure import rules_of
from bagana.redistricting.queries.opinions import opinions_that_count
from bagana.redistricting.queries.proposals_naming import is_bag_code
from bagana.redistricting.queries.proposals_sums import sums_without_act
from bagana.redistricting.queries.proposals_touched import (
    changed_bags,
    parents_of_units,
    touched_by,
    unit_names,
    used_units,
)
from bagana.territory.models import Unit
from bagana.web import words


@dataclass(frozen=True, slots=True)
class Lack:
    """Something to do first; `page` is the part of the office where it is done."""

    words: str
    fix: str = ""
    page: str = ""


def missing_before_next(proposal: Proposal, today: date) -> list[Lack]:
    """Everything that stands between the proposal and its next state."""
    asked = {
        ProposalState.DRAFT: lambda: before_hearing(proposal, today),
        ProposalState.HEARING: lambda: before_submission(proposal, today),
        ProposalState.SUM: lambda: before_aimag(proposal),
        ProposalState.DECIDED: lambda: before_enactment(proposal, today),
    }
    ask = asked.get(ProposalState(proposal.state))
    return ask() if ask else []


def before_hearing(proposal: Proposal, today: date) -> list[Lack]:
    """Enough alternatives beside today's division, one of them preferred."""
    fewest = rules_of(proposal).fewest_alternatives.value
    laid = list(proposal.alternatives.select_related("plan"))
    found = _changed(proposal, today)
    if len(laid) < fewest:
        text = _(
            "Өнөөдрийнхөөс гадна %(fewest)s-оос доошгүй хувилбар байна, одоо %(n)s."
        )
        fix = _("Хувилбар нэмнэ үү.")
        figures = {"fewest": fewest, "n": len(laid)}
        found.append(Lack(text % figures, fix, "alternative_add"))
    elif not any(one.is_preferred for one in laid):
        text = _("Аль хувилбарыг санал болгож байгаагаа заагаагүй байна.")
        found.append(Lack(text, _("Нэгийг нь сонгоно уу."), "alternatives"))
    return found


def before_submission(proposal: Proposal, today: date) -> list[Lack]:
    """Days over, a plan chosen, every touched bag heard, everything answered."""
    found = _changed(proposal, today)
    until = proposal.hearing_until
    if until is not None and today <= until:
        text = _("Саналыг %(day)s өдрийг дуустал хүлээн авна.")
        found.append(Lack(text % {"day": words.short_date(until)}))
    if proposal.plan is None:
        text = _("Өргөн барих хувилбарыг сонгоогүй байна.")
        found.append(Lack(text, _("Хувилбараа сонгоно уу."), "choose"))
    else:
        found += _unheard(proposal) + _unnamed(proposal)
    return found + _unanswered(proposal)


def _unheard(proposal: Proposal) -> list[Lack]:
    plan = proposal.plan
    assert plan is not None  # asked before
    heard = opinions_that_count(proposal, plan)
    left = [
        one.code
        for one in touched_by(plan)
        if one.has_meeting and one.code not in heard
    ]
    if not left:
        return []
    names = unit_names(proposal).all_of(left)
    text = ngettext(
        "%(n)s багийн иргэдийн нийтийн хурлын санал алга: %(names)s.",
        "%(n)s багийн иргэдийн нийтийн хурлын санал алга: %(names)s.",
        len(left),
    )
    fix = _("Хурлын саналыг бүртгэнэ үү.")
    return [Lack(text % {"n": len(left), "names": names}, fix, "opinion_new")]


def _unnamed(proposal: Proposal) -> list[Lack]:
    plan = proposal.plan
    assert plan is not None  # asked before
    named = dict(proposal.planned_units.values_list("key", "code"))
    left = [key for key in used_units(plan) if key not in named]
    left += _misnamed(plan, {k: c for k, c in named.items() if k.startswith(NEW)})
    if not left:
        return []
    text = ngettext(
        "%(n)s багийн код, нэрийг баталгаажуулаагүй байна.",
        "%(n)s багийн код, нэрийг баталгаажуулаагүй байна.",
        len(left),
    )
    return [Lack(text % {"n": len(left)}, _("Нэрээ шалгаж хадгална уу."), "names")]


def _misnamed(plan: Plan, named: dict[str, str]) -> list[str]:
    """New units whose code another unit has got since, or that lie in another sum."""
    parents = parents_of_units(plan)
    taken = set(
        Unit.objects.filter(code__in=named.values()).values_list("code", flat=True)
    )
    return [
        key
        for key, code in named.items()
        if key in parents and (code in taken or not is_bag_code(code, parents[key]))
    ]


def _unanswered(proposal: Proposal) -> list[Lack]:
    left = proposal.objections.filter(state=PlanObjectionState.FILED).count()
    if not left:
        return []
    text = ngettext(
        "%(n)s санал, эсэргүүцэлд хариулаагүй байна.",
        "%(n)s санал, эсэргүүцэлд хариулаагүй байна.",
        left,
    )
    fix = _("Бүгдэд нийтэд ил хариулна уу.")
    return [Lack(text % {"n": left}, fix, "objections")]


def before_aimag(proposal: Proposal) -> list[Lack]:
    """Each sum whose bags are touched has its assembly's act."""
    left = sums_without_act(proposal)
    if not left:
        return []
    names = unit_names(proposal).all_of(left)
    text = _("Сумын Хурлын шийдвэр бүртгээгүй: %(names)s.") % {"names": names}
    return [Lack(text, _("Шийдвэр гарсны дараа бүртгэнэ үү."), "sum_act")]


def before_enactment(proposal: Proposal, today: date) -> list[Lack]:
    on = proposal.effective_on
    if on is None:
        return []
    found = _changed(proposal, on)
    if today < on:
        text = _("Хэрэгжих өдөр %(day)s болоогүй байна.")
        found.append(Lack(text % {"day": words.short_date(on)}))
    return found


def _changed(proposal: Proposal, day: date) -> list[Lack]:
    """Nobody is heard on, and nothing decided by, a map of bags that are no more."""
    scenario = proposal.scenario
    changed = changed_bags(scenario, max(day, scenario.on))
    if not changed:
        return []
    text = _("Хувилбарыг боловсруулснаас хойш багууд өөрчлөгдсөн: %(codes)s.")
    fix = _("Одоогийн багаас шинэ даалгавар, хувилбар гаргана уу.")
    return [Lack(text % {"codes": ", ".join(changed)}, fix)]
