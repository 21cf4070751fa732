"""Pages of comments: the citizen's form and the moderators' list; HTTP only."""

from __future__ import annotations

import time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bagana.programme.actions import feedback as actions
from bagana.programme.forms.feedback import AnswerForm, CommentForm, HideForm
from bagana.programme.models import Comment, CommentState, Measure, Programme
from bagana.programme.queries import feedback as queries
from bagana.web.errors import refusals_in
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 25
SESSION_KEY = "comments_sent"
SESSION_SECONDS = 600
MOST_IN_SESSION = 3


# Exempt, because a token would make every public page of a measure differ at each load;
# nobody's rights are used here, so a foreign page gains nothing by it.
@csrf_exempt
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The form alone, where the measure's page sends it; nothing typed is lost."""
    measure = get_object_or_404(Measure.objects.select_related("programme"), pk=pk)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            _take_in(request, measure, form)
        if form.is_valid():
            messages.success(
                request,
                _(
                    "Баярлалаа. Сэтгэгдлийг хариуцсан ажилтан үзээд нийтэлнэ, хариуг"
                    " энэ хуудсанд тавина. Таны холбогдох мэдээллийг хадгалаагүй."
                ),
            )
            return redirect(measure_page(measure))
    context = {"form": form, "measure": measure, "back": measure_page(measure)}
    return render(request, "programme/comment_form.html", context)


def _take_in(request: HttpRequest, measure: Measure, form: CommentForm) -> None:
    if form.is_from_a_machine:
        return  # thanked like anyone, and dropped
    sent = _sent_lately(request)
    if len(sent) >= MOST_IN_SESSION:
        raise actions.too_many()
    actions.add_comment(
        measure=measure,
        text=form.cleaned_data["text"],
        name=form.cleaned_data["name"],
    )
    request.session[SESSION_KEY] = [*sent, time.time()]


def _sent_lately(request: HttpRequest) -> list[float]:
    since = time.time() - SESSION_SECONDS
    return [at for at in request.session.get(SESSION_KEY, []) if at > since]


def measure_page(measure: Measure) -> str:
    """The public page of a measure; it belongs to the portal, which lies above."""
    try:
        return f"{reverse('portal:measure', args=[measure.pk])}#comments"
    except NoReverseMatch:
        return reverse("portal:programme")


@login_required
def comments(request: HttpRequest, code: str) -> HttpResponse:
    programme = get_object_or_404(Programme, code=code)
    if not queries.may_moderate_in(request.user, programme):
        raise PermissionDenied
    asked = {
        name: request.GET.get(name, "").replace("\0", "")[:20]
        for name in ("state", "measure")
    }
    found = queries.to_moderate(programme, request.user, **asked)
    if chosen := wanted_format(request):
        return table_response(chosen, f"{code}-comments", _columns(), found)
    context = {
        "programme": programme,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "states": [*CommentState.choices, ("unanswered", _("хариулаагүй"))],
        "counts": queries.feedback_counts(programme),
    }
    return render(request, "programme/comments_list.html", context)


def _columns() -> list[Column]:
    return [
        Column("measure", _("Арга хэмжээ"), lambda row: row.measure.number),
        Column("made_at", _("Огноо")),
        Column("name", _("Нэр"), width=24),
        Column("text", _("Санал, сэтгэгдэл"), width=60),
        Column(
            "state", pgettext("comment", "Төлөв"), lambda row: row.get_state_display()
        ),
        Column("answers", _("Хариу"), _answers, 60),
        Column("illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


def _answers(row: Comment) -> str:
    return "\n".join(answer.text for answer in row.answers.all())


@login_required
def moderate(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment with everything that can be done with it, and its history."""
    found = _mine(request, pk)
    return _page(request, found, HideForm(), AnswerForm())


@login_required
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    actions.show_comment(user=request.user, comment=found)
    messages.success(request, _("Сэтгэгдлийг нийтэллээ."))
    return _back(request, found)


@login_required
@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    form = HideForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.hide_comment(user=request.user, comment=found, **form.cleaned_data)
    if not form.is_valid():
        return _page(request, found, form, AnswerForm())
    messages.success(request, _("Сэтгэгдлийг нуулаа. Үг нь түүхэнд хэвээр үлдэнэ."))
    return _back(request, found)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.answer_comment(
                user=request.user, comment=found, **form.cleaned_data
            )
    if not form.is_valid():
        return _page(request, found, HideForm(), form)
    messages.success(request, _("Хариуг нийтэллээ."))
    return _back(request, found)


def _mine(request: HttpRequest, pk: int) -> Comment:
    """403 for who may not, so that a moved role reads as such and not as a loss."""
    rows = Comment.objects.select_related("measure__programme", "measure__office")
    found = get_object_or_404(rows.prefetch_related("steps__made_by"), pk=pk)
    if not queries.moderated_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return found


def _page(
    request: HttpRequest, found: Comment, hide_form: Form, answer_form: Form
) -> HttpResponse:
    context: dict[str, Any] = {
        "comment": found,
        "programme": found.measure.programme,
        "hide_form": hide_form,
        "answer_form": answer_form,
        "public": measure_page(found.measure),
        "next": _next(request),
    }
    return render(request, "programme/comment.html", context)


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next", "")
    local = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if asked.startswith("/") and local else ""


def _back(request: HttpRequest, found: Comment) -> HttpResponse:
    """To the list as it was filtered, else to that of the programme."""
    code = found.measure.programme.code
    return redirect(_next(request) or reverse("programme:comments", args=[code]))
