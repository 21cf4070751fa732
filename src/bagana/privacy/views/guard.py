"""What every office page of protection begins with, and how its forms are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bagana.accounts.roles import has_any_role
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs

type View = Callable[..., HttpResponse]


def office_page(view: View) -> View:
    """Signed in, with a role, kept by no cache."""

    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_any_role(request.user):
            raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
        return view(request, *args, **kwargs)

    return login_required(never_cache(shown))


def crumbs(*more: tuple[str, str]) -> Crumbs:
    return [(reverse("privacy:index"), _("Хувийн мэдээлэл")), *more]
