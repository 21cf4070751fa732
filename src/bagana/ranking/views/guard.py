"""What every office page on a method begins with, and how its forms are shown."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.ranking import rules
from bagana.ranking.models import Framework, FrameworkVersion
from bagana.ranking.queries.frameworks import find_version, frameworks_for
from bagana.web.errors import PermissionDenied

type Crumbs = list[tuple[str, str]]


def readable_framework(request: HttpRequest, code: str) -> Framework:
    """The method, if it is any work of the user's."""
    found = get_object_or_404(Framework.objects.select_related("unit"), code=code)
    if not frameworks_for(request.user).filter(pk=found.pk).exists():
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    return found


def readable_version(request: HttpRequest, code: str, number: int) -> FrameworkVersion:
    readable_framework(request, code)
    found = find_version(code, number)
    if found is None:
        raise Http404
    return found


def editable_version(request: HttpRequest, code: str, number: int) -> FrameworkVersion:
    version = readable_version(request, code, number)
    if not rules.can_edit(request.user, version.framework):
        raise PermissionDenied(_("Энэ аргачлалыг засах эрх танд алга."))
    return version


def crumbs_of(framework: Framework | None = None) -> Crumbs:
    found = [(reverse("ranking:index"), _("Жишиг баг"))]
    if framework is not None:
        address = reverse("ranking:framework", args=[framework.code])
        found.append((address, framework.name))
    return found


def method_form(
    request: HttpRequest, form: Any, *, title: str, button: str, back: str, **more: Any
) -> HttpResponse:
    """One form on a page of its own; 422 where it was sent and not taken."""
    context = {"form": form, "title": title, "button": button, "back": back, **more}
    status = 422 if form.errors else 200
    return render(request, "ranking/framework_form.html", context, status=status)
