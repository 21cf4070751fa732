"""Issuing a reference in two steps: which kind for which household, then whom."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework import reference_fields
from bagana.casework.actions.references import issue_reference
from bagana.casework.forms.references import IssueForm, StartForm
from bagana.casework.models import Reference, ReferenceKind, Request
from bagana.casework.queries import references as queries
from bagana.casework.views.references import reference_crumbs, require_server
from bagana.privacy.reading import note_reading
from bagana.registers.models import Household, Person
from bagana.registers.private import private_page
from bagana.registers.views.guard import find_bag, find_household, household_title
from bagana.web.form_pages import form_page, taken


@private_page
def new(request: HttpRequest, unit: str) -> HttpResponse:
    """`?household=` and `?request=` fill in what is known already."""
    version, today = find_bag(request, unit), timezone.localdate()
    require_server(request, version)
    asked, home = _asked_request(request), _asked_household(request)
    if asked is not None and home is None:
        home = asked.household
    first = {
        "kind": asked.version.service.reference_kind if asked else "",
        "number": home.number if home and home.unit_id == version.unit_id else "",
    }
    form = StartForm(
        request.POST or None,
        initial=first,
        unit=version.unit,
        kinds=queries.kinds_on(today),
    )
    if request.method == "POST" and form.is_valid():
        assert form.household is not None
        names = [unit, form.cleaned_data["kind"], form.household.uid]
        page = reverse("casework:reference_issue", args=names)
        return redirect(f"{page}?request={asked.uid}" if asked else page)
    return form_page(
        request,
        form,
        title=_("Тодорхойлолт олгох"),
        button=_("Үргэлжлүүлэх"),
        back=reverse("casework:references", args=[unit]),
        crumbs=reference_crumbs(version),
        lead=_("Төрөл бүр зөвхөн өөрт хэрэгтэй мэдээллийг бүртгэлээс авна."),
    )


def _asked_household(request: HttpRequest) -> Household | None:
    uid = _uid(request.GET.get("household", ""))
    return find_household(request, uid) if uid else None


def _asked_request(request: HttpRequest) -> Request | None:
    uid = _uid(request.GET.get("request", ""))
    rows = Request.objects.visible_to(request.user).defer("sealed")
    related = rows.select_related("version__service", "household")
    return related.filter(uid=uid).first() if uid else None


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@private_page
def issue(request: HttpRequest, unit: str, kind: str, household: UUID) -> HttpResponse:
    """Whom of the household; what will be printed stands above the form."""
    version, home = find_bag(request, unit), find_household(request, household)
    require_server(request, version)
    found = queries.kind_on(kind, timezone.localdate())
    if found is None or home.unit_id != version.unit_id:
        raise Http404
    people = _people(found, home)
    form = IssueForm(request.POST or None, kind=found, people=people)
    if "person" in form.fields or "other" in form.fields:
        note_reading(
            user=request.user,
            what="reference",
            unit=home.unit,
            subjects=[one.pk for one in people],
        )
    if made := _taken(request, form, found, home):
        messages.success(request, _("Тодорхойлолтыг олголоо. Одоо хэвлэнэ үү."))
        return redirect("casework:reference", made.uid)
    return form_page(
        request,
        form,
        title=found.title,
        button=_("Тодорхойлолт олгох"),
        back=reverse("casework:references", args=[unit]),
        crumbs=reference_crumbs(version),
        lead=household_title(home),
        template="casework/reference_issue.html",
        kind=found,
        fields=reference_fields.fields_of(found),
    )


def _people(kind: ReferenceKind, home: Household) -> list[Person]:
    """Who may be named: of the move who left, of anything else who is there."""
    if not reference_fields.is_of_the_moved(kind):
        found = reference_fields.members_of(home)
    else:
        found = list(home.people.filter(is_present=False, unit=home.unit))
    return [one for one in found if not one.is_restricted]


def _taken(
    request: HttpRequest, form: IssueForm, kind: ReferenceKind, home: Household
) -> Reference | None:
    made: list[Reference] = []

    def act() -> None:
        one = issue_reference(
            user=request.user,
            kind=kind,
            unit=home.unit,
            household=home,
            request=_asked_request(request),
            **form.chosen(),
        )
        made.append(one)

    return made[0] if taken(request, form, act) and made else None
