"""Evidence: given in one step from a phone, served only to who may see it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import Storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bagana.indicators.models import Observation
from bagana.programme import rules
from bagana.programme.actions import evidence as actions
from bagana.programme.evidence_files import SHOWN_INLINE, TYPES
from bagana.programme.forms.evidence import DocumentForm, FigureForm, PhotoForm
from bagana.programme.forms.plan import ReasonForm
from bagana.programme.models import Evidence
from bagana.programme.queries.evidence import only_place
from bagana.programme.templatetags.programme_plan import captioned
from bagana.programme.views.guard import allow, find_measure, form_page, measure_crumbs
from bagana.web.errors import Refused
from bagana.web.form_pages import taken

KEPT = "private, max-age=3600"
# Short: what is withdrawn shall soon be gone from caches on the way as well.
OPEN = "public, max-age=300"


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    evidence = _visible(request, pk)
    return _served(evidence, evidence.file.storage, evidence.file.name or "")


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A small picture for lists; the photo itself where none was made."""
    evidence = _visible(request, pk)
    storage, name = evidence.file.storage, actions.preview_name(evidence)
    if not storage.exists(name):
        name = evidence.file.name or ""
    return _served(evidence, storage, name)


def _visible(request: HttpRequest, pk: int) -> Evidence:
    found = get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
    if not found.file:
        raise Http404
    return found


def _served(evidence: Evidence, storage: Storage, name: str) -> HttpResponseBase:
    """Pictures in the page, papers as files to keep; neither is ever sniffed or run."""
    ending = name.rpartition(".")[2]
    if ending not in TYPES:
        raise Http404
    try:
        content = storage.open(name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    is_open = evidence.published_at and not evidence.withdrawn_at
    return FileResponse(
        content,
        as_attachment=ending not in SHOWN_INLINE,
        filename=f"evidence-{evidence.pk}.{ending}",
        content_type=TYPES[ending],
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": OPEN if is_open else KEPT,
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@login_required
def add_photo(request: HttpRequest, pk: int) -> HttpResponse:
    measure = find_measure(request, pk)
    allow(rules.can_report(request.user, measure))
    form = PhotoForm(request.POST or None, request.FILES or None, measure=measure)

    def act() -> Any:
        place = only_place(measure)
        actions.add_photo(
            user=request.user, measure=measure, unit=place, **form.values()
        )

    page = reverse("programme:measure", args=[pk])
    if taken(request, form, act):
        messages.success(request, _("Зургийг нэмлээ."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Зураг нэмэх"),
        button=_("Илгээх"),
        back=page,
        crumbs=measure_crumbs(measure),
        lead=_(
            "Ажлын өмнөх, явцын, дараах зураг. Хүний нүүр, бичиг баримт бүү авна уу."
        ),
    )


@login_required
def add_document(request: HttpRequest, pk: int) -> HttpResponse:
    measure = find_measure(request, pk)
    allow(rules.can_report(request.user, measure))
    form = DocumentForm(request.POST or None, request.FILES or None, measure=measure)

    def act() -> Any:
        place = only_place(measure)
        actions.add_document(
            user=request.user, measure=measure, unit=place, **form.values()
        )

    page = reverse("programme:measure", args=[pk])
    if taken(request, form, act):
        messages.success(request, _("Баримтыг нэмлээ."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Баримт нэмэх"),
        button=_("Илгээх"),
        back=page,
        crumbs=measure_crumbs(measure),
        lead=_("Гэрээ, акт, хурлын тэмдэглэл, бүртгэлийн хуулбар."),
    )


@login_required
def link_figure(request: HttpRequest, pk: int) -> HttpResponse:
    measure = find_measure(request, pk)
    allow(rules.can_report(request.user, measure))
    form = FigureForm(request.POST or None)

    def act() -> Any:
        figure = _newest(request.user, **form.cleaned_data)
        actions.link_observation(user=request.user, measure=measure, observation=figure)

    page = reverse("programme:measure", args=[pk])
    if taken(request, form, act):
        messages.success(request, _("Үзүүлэлтийн утгыг холболоо."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Үзүүлэлтийн утга холбох"),
        button=_("Холбох"),
        back=page,
        crumbs=measure_crumbs(measure),
    )


def _newest(user: Any, *, indicator: Any, unit: Any, period: str) -> Observation:
    rows = Observation.objects.visible_to(user).filter(
        indicator=indicator, unit=unit.unit, period__code=period.strip()
    )
    found = rows.exclude(status="withdrawn").order_by("-version").first()
    if found is None:
        raise Refused(
            _("Энэ нэгж, хугацаанд утга алга."), _("Хугацаагаа шалгана уу."), "period"
        )
    return found


def _of_office(request: HttpRequest, pk: int) -> Evidence:
    evidence = get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
    evidence.measure = find_measure(request, evidence.measure_id)
    return evidence


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _of_office(request, pk)
    actions.publish_evidence(user=request.user, evidence=evidence)
    messages.success(request, _("Нотолгоог нийтэд нээлээ."))
    return redirect("programme:measure", evidence.measure_id)


@login_required
@require_POST
def privacy(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _of_office(request, pk)
    is_private = request.POST.get("private") == "1"
    actions.keep_private(user=request.user, evidence=evidence, is_private=is_private)
    messages.success(request, _("Тэмдэглэлээ."))
    return redirect("programme:measure", evidence.measure_id)


@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _of_office(request, pk)
    measure = evidence.measure
    allow(rules.can_report(request.user, measure))
    form = ReasonForm(request.POST or None)

    def act() -> Any:
        actions.withdraw_evidence(
            user=request.user, evidence=evidence, **form.cleaned_data
        )

    page = reverse("programme:measure", args=[measure.pk])
    if taken(request, form, act):
        messages.success(request, _("Нотолгоог буцаан авлаа."))
        return redirect(page)
    return form_page(
        request,
        form,
        title=_("Нотолгоог буцаан авах"),
        button=_("Буцаан авах"),
        back=page,
        crumbs=measure_crumbs(measure),
        lead=captioned(evidence),
        danger=True,
    )
