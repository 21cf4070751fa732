"""A page with one form, and how what it sends is taken: alike in every application."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bagana.web.errors import refusals_in

type Crumbs = list[tuple[str, str]]


def taken(request: HttpRequest, form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the form was sent and the action done; a refusal stands at its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    with refusals_in(form):
        act()
    return form.is_valid()


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    back: str,
    crumbs: Sequence[tuple[str, str]],
    lead: str = "",
    danger: bool = False,
    template: str = "web/form_page.html",
    **more: Any,
) -> HttpResponse:
    """One form on a page of its own; 422 where it was sent and not taken."""
    context = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "crumbs": crumbs,
        "lead": lead,
        "danger": danger,
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)
