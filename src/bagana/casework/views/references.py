"""References in the office: the issuing log, issuing, one reference. HTTP only."""

from __future__ import annotations

from dataclasses import fields as columns_of
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.casework.actions import references as actions
from bagana.casework.forms.references import RevokeForm
from bagana.casework.models import Reference
from bagana.casework.queries import references as queries
from bagana.casework.queries.references import Asked, Standing
from bagana.casework.rules import can_serve
from bagana.privacy.reading import note_reading
from bagana.registers.models import Person
from bagana.registers.private import private_page
from bagana.registers.queries.households import is_fictional, names_of
from bagana.registers.showing import showing
from bagana.registers.views.guard import bag_crumbs, find_unit, register_crumbs
from bagana.territory.models import UnitVersion
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50
BAG: Final = 3


@private_page
def references(request: HttpRequest, unit: str) -> HttpResponse:
    """The issuing log of a bag, or of all bags of a sum; nobody is named in it."""
    version, today = find_unit(request, unit), timezone.localdate()
    asked, is_bag = _asked(request), version.kind.level == BAG
    rows = queries.references_of(request.user, version.unit, asked, today)
    if chosen := wanted_format(request):
        return table_response(chosen, f"references-{unit}", _columns(), rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    names = names_of({row.unit_id for row in page.object_list}, today)
    context = {
        "version": version,
        "is_bag": is_bag,
        "page": page,
        "lines": [_line(row, names) for row in page.object_list],
        "asked": asked,
        "sort": asked.sort,
        "kinds": queries.kinds_on(today),
        "standings": [
            (one.value, queries.standing_word(one))
            for one in Standing
            if one != Standing.UNKNOWN
        ],
        "may_serve": is_bag and can_serve(request.user, version.unit),
        "crumbs": bag_crumbs(version) if is_bag else register_crumbs(),
    }
    return render(request, "casework/references.html", context)


def _asked(request: HttpRequest) -> Asked:
    told = {
        one.name: request.GET.get(one.name, "").replace("\0", "")[:40]
        for one in columns_of(Asked)
    }
    if told["sort"].removeprefix("-") not in queries.SORTS:
        told["sort"] = "-issued"
    return Asked(**told)


def _line(row: Reference, names: dict[int, str]) -> dict[str, Any]:
    standing = queries.standing_of(row, timezone.localdate())
    return {
        "row": row,
        "unit": names.get(row.unit_id, row.unit.code),
        "standing": standing,
        "standing_word": queries.standing_word(standing),
    }


def _columns() -> list[Column]:
    today = timezone.localdate()
    return [
        Column("unit", _("Баг"), lambda row: row.unit.code),
        Column("kind", _("Төрөл"), lambda row: row.kind.title, 36),
        Column("year", _("Он")),
        Column("number", _("Дугаар")),
        Column("issued_on", _("Олгосон өдөр")),
        Column("valid_until", _("Хүчинтэй хугацаа")),
        Column(
            "standing",
            pgettext("version", "Төлөв"),
            lambda row: queries.standing_word(queries.standing_of(row, today)),
        ),
        Column("revoked_on", _("Хүчингүй болгосон өдөр")),
        Column("revoked_for", _("Шалтгаан"), width=40),
    ]


def find_reference(request: HttpRequest, uid: UUID) -> Reference:
    rows = Reference.objects.visible_to(request.user).select_related(
        "kind", "unit", "household", "person", "request", "made_by", "issuer__official"
    )
    return get_object_or_404(rows, uid=uid)


def read_subjects(said: dict[str, Any]) -> list[int]:
    """The people of the register whom the paper names."""
    people = Person.objects.filter(uid__in=said.get("subjects", ()))
    return list(people.values_list("pk", flat=True))


@private_page
def reference(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One reference as it was printed; who does not serve the bag sees no words."""
    row = find_reference(request, uid)
    version = find_unit(request, row.unit.code)
    how, standing = showing(request.user, row.unit), _standing(row)
    said = row.private if how.names else {}
    if said:
        note_reading(
            user=request.user,
            what="reference",
            unit=row.unit,
            subjects=read_subjects(said),
        )
    context = {
        "row": row,
        "version": version,
        "title": reference_title(row),
        "crumbs": reference_crumbs(version),
        "said": said,
        "is_untouched": actions.is_erased(row) or actions.is_untouched(row),
        "is_fictional": is_fictional(row.unit),
        "is_erased": actions.is_erased(row),
        "standing": standing,
        "standing_word": queries.standing_word(standing),
        "issues": [(one, way_words(one.way)) for one in queries.issues_of(row)],
        "may_serve": can_serve(request.user, row.unit),
        "verify": request.build_absolute_uri(reverse("portal:verify", args=[row.code])),
    }
    return render(request, "casework/reference.html", context)


def _standing(row: Reference) -> Standing:
    return queries.standing_of(row, timezone.localdate())


def way_words(way: str) -> str:
    words = {
        actions.ISSUED: _("олгосон"),
        actions.PRINTED: _("хэвлэсэн"),
        actions.REVOKED: _("хүчингүй болгосон"),
    }
    return words.get(way, way)


def reference_title(row: Reference) -> str:
    """By kind and number, never by name: a title stays in the history of a browser."""
    asked = {"kind": row.kind.title, "number": row.number, "year": row.year}
    return _("%(kind)s № %(number)s, %(year)s он") % asked


def reference_crumbs(version: UnitVersion) -> Crumbs:
    page = reverse("casework:references", args=[version.unit.code])
    return [*bag_crumbs(version), (page, pgettext("баримт", "Тодорхойлолт"))]


@private_page
def revoke(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_reference(request, uid)
    version = find_unit(request, row.unit.code)
    require_server(request, version)
    if row.revoked_on is not None:
        raise Http404
    form, back = (
        RevokeForm(request.POST or None),
        reverse("casework:reference", args=[uid]),
    )

    def act() -> None:
        actions.revoke_reference(
            user=request.user, reference=row, why=form.cleaned_data["why"]
        )

    if taken(request, form, act):
        messages.success(request, _("Тодорхойлолтыг хүчингүй болголоо."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Тодорхойлолтыг хүчингүй болгох"),
        button=_("Хүчингүй болгох"),
        back=back,
        crumbs=[*reference_crumbs(version), (back, reference_title(row))],
        lead=_(
            "Дугаарыг дахин хэрэглэхгүй. Кодыг шалгасан хүнд «хүчингүй болсон» гэж"
            " харагдана; шалтгааныг зөвхөн алба харна."
        ),
        danger=True,
    )


def require_server(request: HttpRequest, version: UnitVersion) -> None:
    if not can_serve(request.user, version.unit):
        raise PermissionDenied(_("Энэ багийн өмнөөс тодорхойлолт олгох эрх танд алга."))
