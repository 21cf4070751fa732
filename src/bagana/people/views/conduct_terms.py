"""Terms of conduct, and who owes a declaration of interests. HTTP only."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import has_any_role
from bagana.people.actions.conduct_terms import set_conduct_terms
from bagana.people.conduct_terms import declarations_due, terms_on
from bagana.people.forms.conduct import TermsForm
from bagana.people.models import ConductRule, EthicsDuty
from bagana.people.queries.conduct import opens_conduct
from bagana.people.queries.declarations import STATES, Owed, owed_lines, owed_rows
from bagana.people.rules import may_set_terms
from bagana.people.views.conduct import conduct_crumbs
from bagana.registers.private import private_page
from bagana.registers.queries.households import names_of
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.paging import page_of
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50


def _crumbs(request: HttpRequest) -> Crumbs:
    opens = opens_conduct(request.user, timezone.localdate())
    return conduct_crumbs() if opens else [(reverse("people:index"), _("Ажилтан"))]


@login_required
def terms(request: HttpRequest) -> HttpResponse:
    """Every rule with its law and source, the newest first."""
    today = timezone.localdate()
    if not has_any_role(request.user) and not opens_conduct(request.user, today):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    rows = list(ConductRule.objects.order_by("-valid_from"))
    if chosen := wanted_format(request):
        return table_response(chosen, "conduct-terms", _term_columns(), rows)
    context = {
        "rows": rows or [terms_on(today)],
        "may_set": may_set_terms(request.user),
        "crumbs": _crumbs(request),
    }
    return render(request, "people/conduct_terms.html", context)


def _term_columns() -> list[Column]:
    return [
        Column("valid_from", _("Эхлэх өдөр")),
        Column("law", _("Хууль, зүйл"), width=60),
        Column("decide_days", _("Гомдол шийдвэрлэх хоног")),
        Column("sanction_months", _("Шийтгэлийн хугацаа, сар")),
        Column("declare_month", _("Жил бүрийн мэдүүлгийн сар")),
        Column("declare_day", _("Жил бүрийн мэдүүлгийн эцсийн өдөр")),
        Column("source", _("Эх сурвалж"), width=50),
        Column("is_illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


@login_required
def terms_new(request: HttpRequest) -> HttpResponse:
    if not may_set_terms(request.user):
        raise PermissionDenied(_("Ёс зүйн хугацааг аймгийн ажилтан, админ тогтооно."))
    now = terms_on(timezone.localdate())
    names = ("decide_days", "sanction_months", "declare_month", "declare_day")
    first = {name: getattr(now, name) for name in names}
    form = TermsForm(request.POST or None, initial=first)

    def act() -> Any:
        set_conduct_terms(user=request.user, **form.cleaned_data)

    back = reverse("people:conduct_terms")
    if taken(request, form, act):
        messages.success(request, _("Хугацааг тогтоолоо."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Ёс зүйн хугацаа тогтоох"),
        button=_("Тогтоох"),
        back=back,
        crumbs=[*_crumbs(request), (back, _("Ёс зүйн хугацаа"))],
        lead=_("Өмнө авсан гомдол, ногдуулсан шийтгэл өөрийн өдрийн дүрмээр үлдэнэ."),
    )


@private_page
def declarations(request: HttpRequest) -> HttpResponse:
    """Who owes the yearly declaration under one's duty; not what it says."""
    today = timezone.localdate()
    if not EthicsDuty.objects.on(today).filter(user=request.user.pk).exists():
        raise Http404
    state, year = request.GET.get("state", ""), _year(request, today.year)
    rows = owed_rows(request.user, year, today, state=state if state in STATES else "")
    if chosen := wanted_format(request):
        lines = owed_lines(rows, year)
        return table_response(chosen, f"declarations-{year}", _owed_columns(), lines)
    page = page_of(rows, PER_PAGE, request.GET.get("page"))
    lines = owed_lines(page.object_list, year)
    units = {one.appointment.post.unit_id for one in lines}
    context = {
        "page": page,
        "lines": lines,
        "names": names_of(units, today),
        "state": state,
        "states": [(one, state_words()[one]) for one in STATES],
        "year": year,
        "due": declarations_due(year),
        "is_due": today > declarations_due(year),
        "crumbs": conduct_crumbs(),
    }
    return render(request, "people/declarations.html", context)


def _year(request: HttpRequest, now: int) -> int:
    """A year of this system's time; anything else is the present one."""
    text = request.GET.get("year", "")
    fits = text.isascii() and text.isdecimal() and len(text) == 4
    return int(text) if fits and 2000 <= int(text) <= now else now


def state_words() -> dict[str, str]:
    return {
        "came": _("хугацаандаа мэдүүлсэн"),
        "late": _("хоцорч мэдүүлсэн"),
        "lacking": _("мэдүүлээгүй"),
    }


def _owed_columns() -> list[Column]:
    words = state_words()

    def post(line: Owed) -> Any:
        return line.appointment.post

    return [
        Column("unit", _("Код"), lambda line: post(line).unit.code),
        Column("post", _("Албан тушаал"), lambda line: post(line).title, 36),
        Column("due_on", _("Мэдүүлэх эцсийн өдөр")),
        Column("declared_on", _("Мэдүүлсэн өдөр")),
        Column("state", _("Төлөв"), lambda line: words[line.state], 20),
    ]
