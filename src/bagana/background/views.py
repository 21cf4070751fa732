"""Pages of background work: HTTP only."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bagana.background import actions, queries
from bagana.background.models import Work, WorkState
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 50


@login_required
def work_list(request: HttpRequest) -> HttpResponse:
    asked = {key: request.GET.get(key, "") for key in ("state", "sort")}
    found = queries.works(request.user, **asked)
    if chosen := wanted_format(request):
        return table_response(chosen, "work", _columns(), found)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "sort": asked["sort"] or "-made",
        "states": WorkState.choices,
    }
    return render(request, "background/list.html", context)


def _columns() -> list[Column]:
    return [
        Column("title", _("Ажил"), width=50),
        Column(
            "state", pgettext("ажлын", "Төлөв"), lambda work: work.get_state_display()
        ),
        Column("percent", _("Гүйцэтгэл, хувь")),
        Column("unit", _("Нэгж"), lambda work: work.unit and work.unit.code),
        Column("made_by", _("Эхлүүлсэн"), _starter, 30),
        Column("made_at", _("Хүссэн"), width=20),
        Column("finished_at", _("Дууссан"), width=20),
        Column("error", _("Алдаа"), width=60),
    ]


def _starter(work: Work) -> str:
    return work.made_by.display_name if work.made_by else ""


@login_required
@never_cache
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; htmx asks for the fragment of the progress alone."""
    found = _visible(request, pk)
    context = {"work": found, "ahead": queries.ahead_of(found)}
    if request.headers.get("HX-Request"):
        return render(request, "background/_work.html", context)
    return render(request, "background/work.html", context)


def _visible(request: HttpRequest, pk: int) -> Work:
    found = Work.objects.visible_to(request.user).select_related("made_by", "unit")
    return get_object_or_404(found, pk=pk)


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    stopped = actions.stop(user=request.user, work=_visible(request, pk))
    if stopped.is_finished:
        messages.success(request, _("Ажлыг эхлэхээс нь өмнө зогсоолоо."))
    else:
        messages.success(
            request, _("Зогсоох хүсэлтийг өглөө: алхмаа дуусгаад зогсоно.")
        )
    return redirect("background:work", pk)


@login_required
@require_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    actions.repeat(user=request.user, work=_visible(request, pk))
    messages.success(request, _("Ажлыг дахин эхлүүллээ."))
    return redirect("background:work", pk)
