"""System checks of the installation: what only its owner may read, and the proxy."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils.translation import gettext as _

SECRETS = ("secret_key", "bagana.sqlite3", "demo-users.txt")


def open_to_others(path: Path) -> bool:
    """Whether the group or anybody else has any right on the file."""
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


@register(Tags.security, deploy=True)
def secrets_are_private(
    app_configs: Sequence[Any] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Windows keeps rights otherwise; there the folder of the user protects."""
    if os.name != "posix":
        return []
    home = Path(settings.BAGANA_HOME)
    secrets = [*(home / name for name in SECRETS), Path(settings.BAGANA_KEYS)]
    exposed = [path for path in secrets if path.exists()]
    return [
        Error(
            _("%(file)s файлыг бусад хүн унших боломжтой.") % {"file": path.name},
            hint=f"chmod 600 {path}",
            id="bagana.E001",
        )
        for path in exposed
        if open_to_others(path)
    ]


@register(Tags.security, deploy=True)
def tls_names_its_hosts(
    app_configs: Sequence[Any] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Behind a proxy every form would fail without the proxy's own address."""
    if not settings.TLS or settings.CSRF_TRUSTED_ORIGINS:
        return []
    return [
        Warning(
            _("BAGANA_TLS=1 боловч BAGANA_ORIGINS хоосон: маягтууд ажиллахгүй."),
            hint="BAGANA_ORIGINS=https://bagana.example.mn",
            id="bagana.W001",
        )
    ]
