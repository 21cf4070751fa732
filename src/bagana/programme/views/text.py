"""The programme's text in the office: chapters, versions, differences."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.programme import rules
from bagana.programme.actions import text as actions
from bagana.programme.forms.text import ChapterForm
from bagana.programme.models import ChapterVersion, Programme
from bagana.programme.queries import text as queries
from bagana.programme.views.guard import allow, find_programme, plan_crumbs
from bagana.web.form_pages import taken


@login_required
def text(request: HttpRequest, code: str) -> HttpResponse:
    programme, today = find_programme(request, code), timezone.localdate()
    context = {
        "programme": programme,
        "chapters": queries.text_on(programme, today),
        "wordings": queries.wordings_of(programme),
        "missing": queries.missing_chapters(programme),
        "may_plan": rules.can_plan(request.user, programme),
        "today": today,
    }
    return render(request, "programme/text.html", context)


@login_required
def amend(request: HttpRequest, code: str, number: int) -> HttpResponse:
    programme = find_programme(request, code)
    allow(rules.can_plan(request.user, programme))
    form = ChapterForm(
        request.POST or None, initial=queries.next_wording(programme, number)
    )
    if request.method == "POST" and "preview" in request.POST and form.is_valid():
        pieces = _preview(programme, number, form.cleaned_data)
        return _page(request, programme, number, form, pieces=pieces)

    def act() -> Any:
        actions.amend_chapter(
            user=request.user, programme=programme, number=number, **form.cleaned_data
        )

    if taken(request, form, act):
        messages.success(request, _("Бүлгийн шинэ хувилбарыг хадгаллаа."))
        return redirect("programme:text", programme.code)
    return _page(request, programme, number, form)


def _page(
    request: HttpRequest,
    programme: Programme,
    number: int,
    form: ChapterForm,
    **more: Any,
) -> HttpResponse:
    address = reverse("programme:text", args=[programme.code])
    context = {
        "form": form,
        "number": number,
        "back": address,
        "crumbs": [*plan_crumbs(programme)[:1], (address, _("Хөтөлбөрийн бичвэр"))],
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, "programme/text_form.html", context, status=status)


def _preview(
    programme: Programme, number: int, typed: dict[str, Any]
) -> list[queries.Piece]:
    newest = queries.versions_of(programme).filter(chapter__number=number).first()
    return queries.difference(newest.text_mn if newest else "", typed["text_mn"])


@login_required
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """What a wording changed in the one before it."""
    versions = ChapterVersion.objects.select_related("chapter__programme", "act")
    version = get_object_or_404(versions, pk=pk)
    programme = find_programme(request, version.chapter.programme.code)
    before = queries.before(version)
    context = {
        "programme": programme,
        "version": version,
        "before": before,
        "pieces": queries.difference(before.text_mn if before else "", version.text_mn),
        "english": queries.difference(
            before.text_en if before else "", version.text_en
        ),
    }
    return render(request, "programme/text_difference.html", context)
