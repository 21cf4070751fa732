"""Yearly agreements in the office: lists, criteria, one agreement. HTTP only."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import has_any_role
from bagana.indicators.models import Indicator
from bagana.people.actions.performance_criteria import found_criteria
from bagana.people.forms.performance_criteria import CriteriaForm, copied
from bagana.people.models import (
    Agreement,
    AgreementState,
    Appointment,
    CriteriaSet,
    Party,
)
from bagana.people.performance_days import closes_from, judged_from
from bagana.people.queries import performance as queries
from bagana.people.queries.performance import AgreementsAsked
from bagana.people.queries.performance_sheet import Sheet, sheet_of
from bagana.people.rules import is_self, may_judge, may_set_terms
from bagana.people.views.posts_guard import people_crumbs, unit_name
from bagana.privacy.reading import note_export, note_official
from bagana.registers.private import private_page
from bagana.registers.queries.households import names_of
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.paging import page_of
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50


def agreements_crumbs(request: HttpRequest) -> Crumbs:
    """Who holds no role today comes by his own list alone."""
    mine = (reverse("people:performance"), _("Гүйцэтгэлийн гэрээ"))
    return [*(people_crumbs() if has_any_role(request.user) else []), mine]


def find_agreement(request: HttpRequest, uid: UUID) -> Agreement:
    return get_object_or_404(queries.agreements_for(request.user), uid=uid)


@private_page
def index(request: HttpRequest) -> HttpResponse:
    """Agreements that one reads; filters and order in the address."""
    user = request.user
    own = Appointment.objects.filter(official__user=user.pk).exists()
    if not own and not has_any_role(user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    asked = AgreementsAsked(
        **{
            name: request.GET.get(name, default).replace("\0", "")[:20]
            for name, default in (
                ("year", ""),
                ("unit", ""),
                ("state", ""),
                ("sort", "-year"),
            )
        }
    )
    rows = queries.agreements_asked(user, asked)
    if chosen := wanted_format(request):
        note_export(user=user, what="agreements", unit=None, rows=rows.count())
        return table_response(chosen, "agreements", _columns(), rows)
    page = page_of(rows, PER_PAGE, request.GET.get("page"))
    names = _names(row.appointment for row in page.object_list)
    if not all(is_self(user, row.appointment.official) for row in page.object_list):
        note_official(user=user, what="agreements", unit=None)
    context = {
        "page": page,
        "lines": [(row, names.get(_unit(row), "")) for row in page.object_list],
        "asked": asked,
        "sort": asked.sort,
        "years": queries.years_of(user),
        "units": queries.units_of(user),
        "states": AgreementState.choices,
        "waiting": queries.waiting_for(user),
        "lacking": queries.without_agreement(user, timezone.localdate().year).count(),
        "year": timezone.localdate().year,
        "crumbs": people_crumbs() if has_any_role(user) else [],
    }
    return render(request, "people/performance_list.html", context)


def _unit(row: Agreement) -> int:
    return row.appointment.post.unit_id


def _names(held: Any) -> dict[int, str]:
    return names_of({one.post.unit_id for one in held}, timezone.localdate())


def _columns() -> list[Column]:
    def held(row: Agreement) -> Appointment:
        return row.appointment

    return [
        Column("year", _("Он")),
        Column("unit", _("Нэгж"), lambda row: held(row).post.unit.code),
        Column("post", _("Албан тушаал"), lambda row: held(row).post.title, 30),
        Column("official", _("Ажилтан"), lambda row: held(row).official.name, 24),
        Column("state", _("Төлөв"), lambda row: row.get_state_display()),
        Column("signed_on", _("Байгуулсан өдөр")),
        Column("assessed_on", _("Дүгнэсэн өдөр")),
        Column("score", _("Нийт оноо")),
        Column("covered", _("Дүгнэсэн жин, хувь")),
        Column("correction", _("Дахин дүгнэх шалтгаан"), width=40),
        Column("illustrative", _("Жишээ"), lambda row: row.criteria.is_illustrative),
    ]


@private_page
def lacking(request: HttpRequest) -> HttpResponse:
    """Whom the reader judges and has no agreement with for the year."""
    asked, this = request.GET.get("year", ""), timezone.localdate().year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this
    rows = queries.without_agreement(request.user, max(year, 1990))
    if chosen := wanted_format(request):
        return table_response(chosen, f"without-agreement-{year}", _missing(), rows)
    page = page_of(rows, PER_PAGE, request.GET.get("page"))
    names = _names(page.object_list)
    context = {
        "page": page,
        "lines": [(row, names.get(row.post.unit_id, "")) for row in page.object_list],
        "year": year,
        "years": [this + 1, this, this - 1, this - 2],
        "crumbs": agreements_crumbs(request),
    }
    return render(request, "people/performance_lacking.html", context)


def _missing() -> list[Column]:
    return [
        Column("unit", _("Нэгж"), lambda row: row.post.unit.code),
        Column("post", _("Албан тушаал"), lambda row: row.post.title, 30),
        Column("official", _("Ажилтан"), lambda row: row.official.name, 24),
        Column("starts_on", _("Хэзээнээс")),
        Column("ended_on", _("Чөлөөлөгдсөн өдөр")),
    ]


@private_page
def criteria(request: HttpRequest) -> HttpResponse:
    """Every set of criteria with its days and where it comes from."""
    if not has_any_role(request.user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    rows = CriteriaSet.objects.select_related("act").prefetch_related(
        "items__indicator"
    )
    context = {
        "sets": rows,
        "may_set": may_set_terms(request.user),
        "crumbs": agreements_crumbs(request),
    }
    return render(request, "people/performance_criteria.html", context)


@private_page
def criteria_new(request: HttpRequest) -> HttpResponse:
    """A new set from a day on; it begins as a copy of the one that holds now."""
    if not may_set_terms(request.user):
        raise PermissionDenied(_("Шалгуурыг аймгийн ажилтан, админ тогтооно."))
    kind = request.GET.get("kind", "")
    now = queries.criteria_on(timezone.localdate(), kind)
    form = CriteriaForm(request.POST or None, initial=copied(now, kind))

    def act() -> Any:
        found_criteria(user=request.user, **form.told())

    back = reverse("people:criteria")
    if taken(request, form, act):
        messages.success(request, _("Шалгуурыг тогтоолоо."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Дүгнэх шалгуур тогтоох"),
        button=_("Тогтоох"),
        back=back,
        crumbs=[*agreements_crumbs(request), (back, _("Дүгнэх шалгуур"))],
        lead=_(
            "Өмнөх шалгуур энэ өдрөөс дуусна; байгуулсан гэрээ өөрийнхөөрөө үлдэнэ."
        ),
        template="people/performance_criteria_new.html",
        indicators=Indicator.objects.order_by("code"),
    )


@private_page
def agreement(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Promises, figures beside them, judgements; whose it is not, that is noted."""
    row = find_agreement(request, uid)
    held, user = row.appointment, request.user
    if not is_self(user, held.official):
        note_official(user=user, what="agreement", unit=held.post.unit)
    sheet = sheet_of(row)
    signed = queries.signatures(row)
    context = {
        "row": row,
        "held": held,
        "unit_name": unit_name(held.post.unit),
        "sheet": sheet,
        "year_before": row.year - 1,
        "by_official": signed.get(Party.SELF),
        "by_sum": signed.get(Party.SUM),
        "anew": getattr(row, "corrected_by", None),
        "judged_from": judged_from(row),
        "closes_from": closes_from(row),
        "crumbs": agreements_crumbs(request),
        **_may(request, row, sheet, set(signed)),
    }
    return render(request, "people/performance_agreement.html", context)


def _may(
    request: HttpRequest, row: Agreement, sheet: Sheet, signed: set[str]
) -> dict[str, Any]:
    """Which buttons stand on the page; the actions ask again."""
    user, today = request.user, timezone.localdate()
    is_own = is_self(user, row.appointment.official)
    is_superior = may_judge(user, row.appointment)
    side = Party.SELF if is_own else Party.SUM if is_superior else ""
    is_draft = row.state == AgreementState.DRAFT
    is_signed = row.state == AgreementState.SIGNED
    has_lines = any(one.promises for one in sheet.rows)
    return {
        "side": side,
        "may_write": bool(side) and is_draft,
        "may_sign": bool(side) and is_draft and has_lines and side not in signed,
        "may_drop": is_superior and is_draft and not signed,
        "may_assess": bool(side) and is_signed and today >= judged_from(row),
        "may_close": is_superior and is_signed and today >= closes_from(row),
        "may_anew": is_superior
        and row.state == AgreementState.ASSESSED
        and not hasattr(row, "corrected_by"),
        "cannot_sign": is_superior
        and is_draft
        and not row.appointment.official.user_id,
    }
