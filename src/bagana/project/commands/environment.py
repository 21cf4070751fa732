"""Start Django for a command, and speak to the person at the terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bagana.accounts.models import User

Handler = Callable[[argparse.Namespace], int]


def start_django(language: str) -> None:
    """Settings and applications; every text from here on in the language."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagana.project.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language)


def say(text: str = "") -> None:
    print(text, flush=True)


def complain(reason: str, fix: str = "") -> int:
    """Say on the error stream what went wrong and how to mend it; exit code 1."""
    print(reason, file=sys.stderr)
    if fix:
        print(fix, file=sys.stderr)
    return 1


def command(handler: Handler) -> Handler:
    """Give the handler a running Django, and turn refusals into plain words."""

    @wraps(handler)
    def run(options: argparse.Namespace) -> int:
        start_django(options.lang)
        from django.core.exceptions import ImproperlyConfigured
        from django.db import OperationalError, ProgrammingError
        from django.utils.translation import gettext as _

        from bagana.web.errors import PermissionDenied, Refused

        try:
            return handler(options)
        except Refused as refusal:
            return complain(refusal.reason, refusal.fix)
        except PermissionDenied:
            return complain(
                _("Энэ хэрэглэгчид ийм эрх байхгүй."),
                _("Өөр хэрэглэгчийн нэрээр (--user) ажиллуулна уу."),
            )
        except (OperationalError, ProgrammingError) as error:
            return complain(
                _("Мэдээллийн сан бэлэн биш байна: %(error)s") % {"error": error},
                _("`bagana migrate` ажиллуулаад дахин оролдоно уу."),
            )
        except (ImproperlyConfigured, OSError) as error:
            return complain(str(error))

    return run


def find_user(name: str) -> User:
    """In whose name a command writes: the one named, else the only administrator.

    Whoever starts a command already owns the folder of the installation; the name is
    for the history, and its role is checked as on the pages.
    """
    return _named(name) if name else _only_administrator()


def _named(name: str) -> User:
    from django.utils.translation import gettext as _

    from bagana.accounts.models import User
    from bagana.web.errors import Refused

    person = User.objects.filter(username=name, is_active=True).first()
    if person is None:
        raise Refused(
            _("«%(name)s» гэсэн хэрэглэгч алга.") % {"name": name},
            _("`bagana create-admin` командаар нэмж болно."),
        )
    return person


def _only_administrator() -> User:
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from bagana.accounts.models import Role, RoleAssignment, User
    from bagana.web.errors import Refused

    held = RoleAssignment.objects.on(timezone.localdate()).filter(
        role=Role.ADMINISTRATOR
    )
    found = User.objects.filter(is_active=True, pk__in=held.values("user"))[:2]
    if len(found) != 1:
        raise Refused(
            _("Хэний нэрээр ажиллах нь тодорхойгүй: админ нэг биш байна."),
            _("--user-ээр нэвтрэх нэрийг заана уу."),
        )
    say(_("%(name)s нэрээр ажиллаж байна.") % {"name": found[0].username})
    return found[0]


def split_list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Name a step before it starts; say how long it took when a person watches."""
    import time

    started = time.monotonic()
    print(f"  {text} …", end="", flush=True)
    yield
    print(f" {time.monotonic() - started:.1f} s", flush=True)
