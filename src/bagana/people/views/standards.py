"""Standard staffing: every standard with its source, set and ended. HTTP only."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import has_any_role
from bagana.people.actions import staffing as actions
from bagana.people.forms.staffing import LEVELS, NormEndForm, NormForm
from bagana.people.models import PostKind, Staffing
from bagana.people.queries.staffing import NormsAsked, norms_asked, source_of
from bagana.people.rules import may_set_terms
from bagana.people.views.posts_guard import people_crumbs
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 100


@login_required
def standards(request: HttpRequest) -> HttpResponse:
    """In force and to come, or all that ever were; filters in the address."""
    if not has_any_role(request.user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    asked = NormsAsked(
        request.GET.get("kind", ""),
        "all" if request.GET.get("state") == "all" else "now",
    )
    today = timezone.localdate()
    rows = norms_asked(asked, today)
    if chosen := wanted_format(request):
        return table_response(chosen, "standards", _columns(), rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [_line(row, today) for row in page.object_list],
        "asked": asked,
        "kinds": PostKind.choices,
        "may_set": may_set_terms(request.user),
        "crumbs": people_crumbs(),
    }
    return render(request, "people/standards.html", context)


def _line(row: Staffing, today: Any) -> dict[str, Any]:
    return {
        "row": row,
        "scope": scope_words(row),
        "source": source_of(row),
        "decimals": 0 if row.posts == row.posts.to_integral() else 2,
        "may_end": row.valid_to is None or row.valid_to > today,
    }


def scope_words(row: Staffing) -> str:
    """Of which units: «баг, хөдөө, тосгонтой»."""
    told = [str(dict(LEVELS).get(row.level, row.level))]
    if row.location_type:
        told.append(row.get_location_type_display())
    if row.tosgon is not None:
        told.append(_("тосгонтой") if row.tosgon else _("тосгонгүй"))
    return ", ".join(told)


def _columns() -> list[Column]:
    return [
        Column("kind", _("Албан тушаал"), lambda row: row.get_kind_display(), 30),
        Column("scope", _("Ямар нэгжид"), scope_words, 30),
        Column("posts", _("Жишиг орон тоо")),
        Column("valid_from", _("Эхлэх өдөр")),
        Column("valid_to", _("Дуусах өдөр, орохгүй")),
        Column("source", _("Эх сурвалж"), source_of, 50),
        Column("is_illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


def _crumbs() -> Crumbs:
    return [*people_crumbs(), (reverse("people:standards"), _("Жишиг орон тоо"))]


def _require(request: HttpRequest) -> None:
    if not may_set_terms(request.user):
        raise PermissionDenied(_("Жишиг орон тоог аймгийн ажилтан, админ тогтооно."))


@login_required
def standard_new(request: HttpRequest) -> HttpResponse:
    _require(request)
    form = NormForm(request.POST or None)

    def act() -> Any:
        actions.set_staffing(user=request.user, **form.asked())

    back = reverse("people:standards")
    if taken(request, form, act):
        messages.success(request, _("Жишгийг тогтоолоо."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Жишиг орон тоо тогтоох"),
        button=_("Тогтоох"),
        back=back,
        crumbs=_crumbs(),
        lead=_(
            "Ижил албан тушаал, ижил төрлийн нэгжийн өмнөх жишиг энэ өдрөөр дуусна."
            " Нарийн заасан жишиг ерөнхийгөөс түрүүлж үйлчилнэ."
        ),
    )


@login_required
def standard_end(request: HttpRequest, pk: int) -> HttpResponse:
    _require(request)
    row = get_object_or_404(Staffing, pk=pk)
    if row.valid_to is not None and row.valid_to <= timezone.localdate():
        raise Http404
    form = NormEndForm(request.POST or None)

    def act() -> Any:
        actions.end_staffing(user=request.user, norm=row, **form.cleaned_data)

    back = reverse("people:standards")
    if taken(request, form, act):
        messages.success(request, _("Жишгийг дуусгалаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Жишгийг дуусгах"),
        button=_("Дуусгах"),
        back=back,
        crumbs=_crumbs(),
        lead=f"{row.get_kind_display()}: {scope_words(row)}",
        danger=True,
    )
