"""What is missing before a selection may take its next step, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.ranking.models import ObjectionState, Selection, SelectionState
from bagana.ranking.procedure import FEWEST_MEMBERS, FEWEST_VISITORS, MOST_MEMBERS
from bagana.ranking.queries.selection_candidates import candidates_of
from bagana.ranking.queries.selection_gates import gates_of
from bagana.ranking.queries.selection_group import group_of, signers_for
from bagana.ranking.queries.selection_rechecks import needs_drawing, rechecks_of
from bagana.ranking.queries.selection_runs import (
    doubted_cells,
    is_running,
    moved_cells,
)
from bagana.web import words


@dataclass(frozen=True, slots=True)
class Lack:
    """Something to do first; `page` is the part of the office where it is done."""

    words: str
    fix: str = ""
    page: str = ""


def missing_before_next(selection: Selection, today: date) -> list[Lack]:
    """Everything that stands between the selection and its next state."""
    asked = {
        SelectionState.PREPARING: lambda: _period_is_over(selection, today),
        SelectionState.GATES: lambda: _open_gates(selection),
        SelectionState.INDEX: lambda: _index_is_run(selection),
        SelectionState.RECHECK: lambda: before_visits(selection),
        SelectionState.VISITS: lambda: before_list(selection),
        SelectionState.PROVISIONAL: lambda: before_closing(selection, today),
        SelectionState.ANSWERED: lambda: before_act(selection),
        SelectionState.DECIDED: lambda: before_end(selection, today),
    }
    ask = asked.get(SelectionState(selection.state))
    return ask() if ask else []


def _period_is_over(selection: Selection, today: date) -> list[Lack]:
    if today > selection.period.end:
        return []
    over = _("%(period)s дуусаж, тоо нийтлэгдэх ёстой.")
    return [Lack(over % {"period": selection.period.label})]


def _open_gates(selection: Selection) -> list[Lack]:
    left = gates_of(selection).open
    if not left:
        return []
    text = ngettext(
        "%(n)s болзол шалгагдаагүй байна.", "%(n)s болзол шалгагдаагүй байна.", left
    )
    return [Lack(text % {"n": left}, _("Болзлыг дүгнэнэ үү."), "gates")]


def _index_is_run(selection: Selection) -> list[Lack]:
    run = selection.run
    if run is not None and run.computed_at is not None:
        return []
    if is_running(run):
        return [Lack(_("Индексийн тооцоо хийгдэж байна."), "", "index")]
    return [Lack(_("Индексийн тооцоо дуусаагүй."), _("Дахин бодуулна уу."), "index")]


def before_visits(selection: Selection) -> list[Lack]:
    """Figures looked at again and mended, the group whole and declared."""
    found = _index_is_run(selection)
    if not found and needs_drawing(selection):
        text = _("Шинэ тооцооны нэр дэвшигчдээс сугалаагүй байна.")
        found.append(Lack(text, _("Ижил үрээр үргэлжлүүлэн сугална."), "recheck"))
    found += _open_rechecks(selection)
    return found + group_lacks(selection)


def _open_rechecks(selection: Selection) -> list[Lack]:
    found = []
    if left := rechecks_of(selection).open:
        text = ngettext(
            "%(n)s тоог давтан шалгаагүй байна.",
            "%(n)s тоог давтан шалгаагүй байна.",
            left,
        )
        found.append(Lack(text % {"n": left}, _("Шалгаад бүртгэнэ үү."), "recheck"))
    if doubted := doubted_cells(selection).count():
        text = ngettext(
            "Индекс %(n)s зөрсөн тоон дээр тулгуурлаж байна.",
            "Индекс %(n)s зөрсөн тоон дээр тулгуурлаж байна.",
            doubted,
        )
        fix = _("Тоог засаж нийтлээд, индексээ дахин бодуулна уу.")
        found.append(Lack(text % {"n": doubted}, fix, "recheck"))
    elif selection.run is not None and moved_cells(selection.run):
        # A figure that was published while the run was being computed.
        text = _(
            "Тооцооны дараа тоо засагдсан. Ижил үрээр дахин бодуулна; өмнөх тооцоо"
            " хэвээр үлдэнэ."
        )
        found.append(Lack(text, "", "index"))
    return found


def group_lacks(selection: Selection) -> list[Lack]:
    group, found = group_of(selection), []
    if not group.is_sized:
        text = _("Ажлын хэсэг %(least)s–%(most)s гишүүнтэй байна, одоо %(n)s.")
        figures = {
            "least": FEWEST_MEMBERS,
            "most": MOST_MEMBERS,
            "n": len(group.members),
        }
        found.append(Lack(text % figures, _("Гишүүн нэмнэ үү."), "members"))
    if group.members and group.chair is None:
        found.append(Lack(_("Ажлын хэсэг ахлагчгүй байна."), "", "members"))
    if group.undeclared:
        names = ", ".join(member.name for member in group.undeclared)
        text = _("Ашиг сонирхлоо мэдүүлээгүй гишүүн: %(names)s.") % {"names": names}
        found.append(Lack(text, _("Мэдүүлгийг бүртгэнэ үү."), "members"))
    return found


def before_list(selection: Selection) -> list[Lack]:
    """Every candidate visited, by people without a conflict."""
    candidates = candidates_of(selection)
    found = group_lacks(selection)
    if left := candidates.unvisited:
        names = ", ".join(one.place.name for one in left[:6])
        text = _("Үзлэг хийгээгүй нэр дэвшигч: %(names)s.")
        more = " …" if len(left) > 6 else ""
        found.append(
            Lack(text % {"names": names + more}, _("Үзлэгээ бүртгэнэ үү."), "visits")
        )
    group = group_of(selection)
    for one in candidates.standing:
        if len(signers_for(group, one.place.unit)) < FEWEST_VISITORS:
            text = _("%(unit)s: зөрчилгүй гишүүн хүрэлцэхгүй байна.")
            fix = _("Гишүүн нэмнэ үү.")
            found.append(Lack(text % {"unit": one.place.name}, fix, "members"))
    return found


def before_closing(selection: Selection, today: date) -> list[Lack]:
    """The period is over, every objection answered."""
    found = []
    until = selection.objections_until
    if until is not None and today <= until:
        text = _("Эсэргүүцлийг %(day)s өдрийг дуустал хүлээн авна.")
        found.append(Lack(text % {"day": words.short_date(until)}))
    left = selection.objections.filter(state=ObjectionState.FILED).count()
    if left:
        text = ngettext(
            "%(n)s эсэргүүцэлд хариулаагүй байна.",
            "%(n)s эсэргүүцэлд хариулаагүй байна.",
            left,
        )
        fix = _("Бүгдэд нийтэд ил хариулна уу.")
        found.append(Lack(text % {"n": left}, fix, "objections"))
    return found


def before_act(selection: Selection) -> list[Lack]:
    """The list stands on the newest run, and the run on figures that still stand."""
    found = _index_is_run(selection)
    if found:
        return found
    if selection.run is not None and moved_cells(selection.run):
        text = _("Эсэргүүцлийн дагуу тоо засагдсан ч индекс дахин бодогдоогүй.")
        return [Lack(text, _("Индексээ дахин бодуулна уу."), "index")]
    listed = selection.steps.filter(content__has_key="entries").order_by("-id").first()
    if listed is not None and listed.run_id != selection.run_id:
        text = _("Жагсаалт өмнөх тооцоон дээр тулгуурлаж байна.")
        return [Lack(text, _("Жагсаалтаа шинэчилнэ үү."), "list")]
    return []


def before_end(selection: Selection, today: date) -> list[Lack]:
    """A year has passed and somebody looked at what became of every award."""
    found = []
    on = selection.follow_up_on
    if on is not None and today < on:
        text = _("Үр дүнг %(day)s өдрөөс үзнэ.") % {"day": words.short_date(on)}
        found.append(Lack(text))
    awards = selection.awards.filter(withdrawn_by__isnull=True, follow_up__isnull=True)
    if left := awards.count():
        text = ngettext(
            "%(n)s нэгжийн үр дүнг үзээгүй байна.",
            "%(n)s нэгжийн үр дүнг үзээгүй байна.",
            left,
        )
        found.append(Lack(text % {"n": left}, "", "awards"))
    return found
