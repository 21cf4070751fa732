"""Rounds: the list, one round, its days; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, assignments, has_any_role
from bagana.collection.actions import rounds as actions
from bagana.collection.actions.ladder import Outcome, approve_several
from bagana.collection.forms import FORMS
from bagana.collection.input_forms import CloseForm, DaysForm, OpenForm, ReasonForm
from bagana.collection.models import ReturnState, Round
from bagana.collection.queries import feed
from bagana.collection.queries import rounds as queries
from bagana.collection.queries.worklist import waiting_for
from bagana.collection.rules import can_open_round
from bagana.collection.views.guard import find_round, round_crumbs
from bagana.indicators.periods import ensure_period
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

FILTERS = ("turn", "state", "sum")
LONGEST_KEY = 18
"""Digits of a key that every database can hold."""


@login_required
def rounds(request: HttpRequest) -> HttpResponse:
    if not has_any_role(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    rows = []
    for one in queries.rounds_for(request.user):
        mine = queries.returns_for(request.user, one).values_list("unit", flat=True)
        rows.append((one, FORMS[one.form], queries.standing_of(one, list(mine))))
    context = {
        "rows": rows,
        "waiting": waiting_for(request.user, today),
        "may_open": _may_open(request.user),
        "today": today,
    }
    return render(request, "collection/rounds.html", context)


def _may_open(user: Any) -> bool:
    return any(one.role in OFFICERS for one in assignments(user))


@login_required
def open_round(request: HttpRequest) -> HttpResponse:
    if not _may_open(request.user):
        raise PermissionDenied(_("Цуглуулалтыг аймгийн ажилтан нээнэ."))
    today = timezone.localdate()
    form = OpenForm(request.POST or None, user=request.user, today=today)
    opened: list[Round] = []

    def act() -> None:
        said = dict(form.cleaned_data)
        said["period"] = ensure_period(said["period"])
        said["unit"] = Unit.objects.get(code=said["unit"])
        opened.append(actions.open_round(user=request.user, **said))

    if taken(request, form, act):
        messages.success(request, _("Цуглуулалтыг нээж, баг бүрийн мэдээг бэлдлээ."))
        return redirect("collection:round", opened[0].code)
    return form_page(
        request,
        form,
        title=_("Цуглуулалт нээх"),
        button=_("Нээх"),
        back=reverse("collection:rounds"),
        crumbs=[(reverse("collection:rounds"), _("Цуглуулалт"))],
        lead=_("Тухайн үеийн баг бүрд нэг мэдээ үүснэ."),
    )


@login_required
def round_page(request: HttpRequest, code: str) -> HttpResponse:
    """How far each bag is, whose turn it is, who is late; several approved at once."""
    return _page(request, find_round(request, code))


def _page(
    request: HttpRequest, round: Round, outcome: Outcome | None = None
) -> HttpResponse:
    asked = {name: request.GET.get(name, "")[:40] for name in FILTERS}
    every = queries.lines_of(request.user, round, timezone.localdate())
    shown = [line for line in every if _wanted(line, asked)]
    if request.GET.get("turn") == "late":
        shown.sort(key=lambda line: -line.days_late)
    if chosen := wanted_format(request):
        return table_response(chosen, f"{round.code}-returns", _columns(), shown)
    context = {
        "round": round,
        "form": FORMS[round.form],
        "lines": shown,
        "sums": queries.sum_lines(every, round),
        "standing": queries.standing_of(round, [one.returned.unit_id for one in every]),
        "late": sum(1 for line in every if line.is_late),
        "asked": asked,
        "states": ReturnState.choices,
        "may_open": can_open_round(request.user, round.unit),
        "my_turns": _my_turns(request.user, round, shown),
        "refused": {one.pk: why for one, why in outcome.refused} if outcome else {},
        "history": _history(round),
        "more": _pages_of_others(round),
        "crumbs": round_crumbs(round)[:-1],
    }
    status = 422 if outcome and outcome.refused else 200
    return render(request, "collection/round.html", context, status=status)


def _wanted(line: queries.Line, asked: dict[str, str]) -> bool:
    turn, state, inside = asked["turn"], asked["state"], asked["sum"]
    if turn == "late" and not line.is_late:
        return False
    if turn and turn not in ("late", line.turn):
        return False
    return state in ("", line.returned.state) and inside in ("", line.sum_code)


def _my_turns(user: Any, round: Round, lines: list[queries.Line]) -> set[str]:
    """Rungs that the user approves and on which some return of the list waits."""
    roles = {one.role for one in assignments(user)}
    turns = {"aimag"} if roles & set(OFFICERS) else set()
    if roles & {Role.SUM_OFFICER, Role.ADMINISTRATOR}:
        turns.add("sum")
    waiting = {line.turn for line in lines} if round.closed_at is None else set()
    return turns & waiting


def _history(round: Round) -> list[Any]:
    """What was done with the round itself, with reasons; the newest first."""
    rows = round.history.select_related("history_user").order_by("-history_date")
    return [one for one in rows if one.history_type == "+" or one.history_change_reason]


def _pages_of_others(round: Round) -> dict[str, str]:
    """Addresses of the pages that other parts of collection give a round."""
    found = {}
    for name in ("publish", "samples"):
        try:
            found[name] = reverse(f"collection:{name}", args=[round.code])
        except NoReverseMatch:
            continue
    return found


def _columns() -> list[Column]:
    return [
        Column("code", _("Код"), value=lambda line: line.returned.unit.code),
        Column("name", _("Баг")),
        Column("sum", _("Сум"), value=lambda line: line.sum_name),
        Column("state", _("Мэдээний төлөв")),
        Column(
            "submitted_at",
            _("Анх илгээсэн"),
            value=lambda line: line.returned.submitted_at,
        ),
        Column("due_on", _("Эцсийн өдөр")),
        Column("days_late", _("Хоцорсон өдөр")),
    ]


@login_required
@require_POST
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """The ticked returns, each one rung up."""
    round = find_round(request, code)
    sent = request.POST.getlist("return")[:500]
    ticked = [key for key in sent if key.isdecimal() and len(key) <= LONGEST_KEY]
    chosen = queries.returns_for(request.user, round).filter(pk__in=ticked)
    outcome = approve_several(user=request.user, returns=list(chosen))
    n = len(outcome.done)
    if n:
        words = ngettext("%(n)s мэдээг баталлаа.", "%(n)s мэдээг баталлаа.", n)
        messages.success(request, words % {"n": n})
    if outcome.refused:
        return _page(request, round, outcome)
    if not n:
        messages.info(request, _("Мэдээ сонгоогүй байна."))
    return redirect("collection:round", code)


@login_required
def days(request: HttpRequest, code: str) -> HttpResponse:
    round = find_round(request, code)
    can_open_round.require(request.user, round.unit)
    now = {
        name: getattr(round, name) for name in ("due_on", "sum_due_on", "aimag_due_on")
    }
    form = DaysForm(request.POST or None, initial=now)
    if taken(
        request,
        form,
        lambda: actions.change_days(
            user=request.user, round=round, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Хугацааг өөрчиллөө."))
        return redirect("collection:round", code)
    return _ask(request, round, form, _("Хугацаа өөрчлөх"), _("Өөрчлөх"))


@login_required
def close(request: HttpRequest, code: str) -> HttpResponse:
    round = find_round(request, code)
    can_open_round.require(request.user, round.unit)
    form = CloseForm(request.POST or None)
    if taken(
        request,
        form,
        lambda: actions.close_round(
            user=request.user, round=round, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Цуглуулалтыг хаалаа."))
        return redirect("collection:round", code)
    lead = _("Хаасны дараа мэдээ засахгүй, илгээхгүй; батлаагүй нь дутуу үлдэнэ.")
    return _ask(request, round, form, _("Цуглуулалт хаах"), _("Хаах"), lead)


@login_required
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    round = find_round(request, code)
    can_open_round.require(request.user, round.unit)
    form = ReasonForm(request.POST or None)
    if taken(
        request,
        form,
        lambda: actions.reopen_round(
            user=request.user, round=round, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Цуглуулалтыг дахин нээлээ."))
        return redirect("collection:round", code)
    return _ask(request, round, form, _("Цуглуулалт дахин нээх"), _("Нээх"))


def _ask(
    request: HttpRequest,
    round: Round,
    form: Any,
    title: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    back = reverse("collection:round", args=[round.code])
    return form_page(
        request,
        form,
        title=title,
        button=button,
        back=back,
        crumbs=round_crumbs(round),
        lead=lead,
    )


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Last days of open rounds; a calendar signs in nowhere and ?lang=en is asked."""
    wished = request.GET.get("lang", "")
    language = wished if wished in ("mn", "en") else translation.get_language()
    with translation.override(language):
        content = feed.calendar(
            lambda round: request.build_absolute_uri(
                reverse("collection:round", args=[round.code])
            )
        )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )
