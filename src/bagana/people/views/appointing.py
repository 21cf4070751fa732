"""Nominating, appointing, refusing, prolonging, ending, opening an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.people.actions import appointments as actions
from bagana.people.actions.access import open_for
from bagana.people.forms.posts import (
    AccountForm,
    AppointForm,
    EndForm,
    NominateForm,
    ProlongForm,
    RefuseForm,
)
from bagana.people.models import Appointment, AppointmentState, HandoverRecord, Post
from bagana.people.views.posts_guard import (
    find_appointment,
    find_post,
    post_crumbs,
    require_filler,
    require_staffer,
)
from bagana.registers.private import private_page
from bagana.web.form_pages import form_page, taken


def _page(
    request: HttpRequest,
    post: Post,
    form: forms.Form,
    title: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        button=button,
        back=reverse("people:post", args=[post.uid]),
        crumbs=post_crumbs(post),
        **more,
    )


@private_page
def nominate(request: HttpRequest, uid: UUID) -> HttpResponse:
    post = find_post(request, uid)
    require_staffer(request, post.unit)
    form = NominateForm(request.POST or None, user=request.user, unit=post.unit)

    def act() -> None:
        actions.nominate(user=request.user, post=post, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Нэр дэвшүүлснийг бүртгэлээ."))
        return redirect("people:post", uid)
    lead = _("Иргэдийн Нийтийн Хурал тогтоолоор нэр дэвшүүлнэ.")
    return _page(request, post, form, _("Нэр дэвшүүлэх"), _("Нэр дэвшүүлэх"), lead=lead)


@private_page
def appoint(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Into a post without a nomination on record: every other path, and interim."""
    post = find_post(request, uid)
    require_filler(request, post)
    form = AppointForm(
        request.POST or None, user=request.user, post=post, nominated=False
    )
    return _appointed(request, form, post, {"post": post})


@private_page
def appoint_nominee(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_appointment(request, uid)
    require_filler(request, row.post)
    if row.state != AppointmentState.PROPOSED:
        raise Http404
    form = AppointForm(
        request.POST or None, user=request.user, post=row.post, nominated=True
    )
    return _appointed(request, form, row.post, {"appointment": row})


def _appointed(
    request: HttpRequest, form: AppointForm, post: Post, what: dict[str, Any]
) -> HttpResponse:
    def act() -> None:
        actions.appoint(user=request.user, **what, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Томилгоог бүртгэлээ."))
        return redirect("people:post", post.uid)
    lead = str(post.get_path_display())
    return _page(request, post, form, _("Томилох"), _("Томилох"), lead=lead)


def _deed(
    request: HttpRequest,
    row: Appointment,
    form: forms.Form,
    deed: Callable[..., Any],
    words: tuple[str, str, str],
    danger: bool = False,
) -> HttpResponse:
    """One form that does one thing to an appointment: title, button, what is said."""
    require_filler(request, row.post)
    title, button, done = words
    if taken(
        request,
        form,
        lambda: deed(user=request.user, appointment=row, **form.cleaned_data),
    ):
        messages.success(request, done)
        return redirect("people:post", row.post.uid)
    return _page(request, row.post, form, title, button, danger=danger)


@private_page
def refuse(request: HttpRequest, uid: UUID) -> HttpResponse:
    words = (
        _("Томилохоос татгалзах"),
        _("Татгалзах"),
        _("Татгалзсаныг бүртгэлээ. Хурал дахин нэр дэвшүүлнэ."),
    )
    form = RefuseForm(request.POST or None)
    row = find_appointment(request, uid)
    return _deed(request, row, form, actions.refuse, words, danger=True)


@private_page
def prolong(request: HttpRequest, uid: UUID) -> HttpResponse:
    words = (
        _("Хугацааг сунгах"),
        _("Сунгах"),
        _("Хугацаа, эрхийг сунгалаа."),
    )
    row = find_appointment(request, uid)
    form = ProlongForm(request.POST or None, unit=row.post.unit)
    return _deed(request, row, form, actions.prolong, words)


@private_page
def end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Afterwards the record of what is handed over stands open."""
    row = find_appointment(request, uid)
    words = (
        _("Чөлөөлөх"),
        _("Чөлөөлөх"),
        _("Чөлөөллөө; нэвтрэх эрх тэр өдрөөс дуусна. Актыг шалгана уу."),
    )
    form = EndForm(request.POST or None, unit=row.post.unit)
    response = _deed(request, row, form, actions.end, words, danger=True)
    record = HandoverRecord.objects.filter(outgoing=row).first()
    if response.status_code == 302 and record is not None:
        return redirect("people:handover", record.uid)
    return response


@private_page
def account(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The password is shown on this answer and nowhere again."""
    row = find_appointment(request, uid)
    require_filler(request, row.post)
    form = AccountForm(request.POST or None)
    made: list[Any] = []

    def act() -> None:
        made.extend(open_for(user=request.user, appointment=row, **form.cleaned_data))

    if taken(request, form, act):
        context = {
            "person": made[0],
            "password": made[1],
            "post": row.post,
            "crumbs": post_crumbs(row.post),
        }
        return render(request, "people/account_once.html", context)
    lead = _("Эрх нь албан тушаалынх: чөлөөлөгдөх өдөр дуусна.")
    return _page(request, row.post, form, _("Нэвтрэх эрх нээх"), _("Нээх"), lead=lead)
