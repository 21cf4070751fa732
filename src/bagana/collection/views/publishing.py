"""From a round to drafts: what would be drafted, and drafting it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.collection.actions.publishing import draw_figures
from bagana.collection.models import Round
from bagana.collection.queries.figures import (
    Line,
    drafts_waiting,
    drawn_before,
    preview,
)
from bagana.collection.queries.rounds import names_of
from bagana.collection.rolling import codes_of, of_round, ratio_codes
from bagana.collection.rules import can_open_round
from bagana.collection.views.guard import find_round, round_crumbs
from bagana.web.errors import PermissionDenied
from bagana.web.tables import Column, table_response, wanted_format


@login_required
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """What the approved returns give; the button drafts it, publishing comes after."""
    round = find_round(request, code)
    if not can_open_round(request.user, round.unit):
        raise PermissionDenied(_("Цуглуулалтын тоог аймгийн ажилтан гаргана."))
    if request.method == "POST":
        return _drawn(request, round)
    found = of_round(round)
    seen = preview(found)
    if chosen := wanted_format(request):
        return table_response(chosen, f"figures-{round.code}", _columns(), seen.lines)
    names = names_of([one.unit_id for one in seen.waiting], round.period.end)
    context = {
        "round": round,
        "seen": seen,
        "waiting": [(names.get(one.unit_id, ""), one) for one in seen.waiting],
        "batch": drawn_before(round),
        "drafts": drafts_waiting(round),
        "publish_url": publish_url(round),
        "crumbs": round_crumbs(round),
    }
    return render(request, "collection/publish.html", context)


def _drawn(request: HttpRequest, round: Round) -> HttpResponse:
    batch = draw_figures(user=request.user, round=round)
    made = batch.counts["new"] + batch.counts["changed"]
    words = ngettext("%(n)s ноорог гарлаа.", "%(n)s ноорог гарлаа.", made)
    messages.success(request, words % {"n": made})
    return redirect("collection:publish", round.code)


def publish_url(round: Round) -> str:
    """Publishing as ever, with the indicators and the period of the round chosen."""
    chosen = [
        *(
            ("indicator", one)
            for one in (*codes_of(round.form), *ratio_codes(round.form))
        ),
        ("period", round.period.code),
        ("unit", round.unit.code),
    ]
    return f"{reverse('indicators:publish')}?{urlencode(chosen)}"


def _columns() -> list[Column]:
    def official(line: Line) -> float | None:
        return line.official.value if line.official else None

    def its_period(line: Line) -> str:
        return line.official.period.code if line.official else ""

    return [
        Column("indicator", _("Үзүүлэлт"), lambda line: line.indicator.code, 28),
        Column("name", _("Нэр"), lambda line: line.indicator.name, 40),
        Column("figures", _("Гарах тоо")),
        Column("withheld", _("Нууцалсан тоо")),
        Column("missing", _("Мэдээлэл алга")),
        Column("total", _("Нийт")),
        Column("official", _("Албан тоо"), official),
        Column("official_period", _("Албан тооны хугацаа"), its_period),
        Column("apart", _("Зөрүү, %")),
    ]
