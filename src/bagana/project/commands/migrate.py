"""bagana migrate: bring database and static files to this version."""

from __future__ import annotations

import argparse

from bagana.project.commands.environment import command, say
from bagana.project.installation import install


@command
def run(options: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils.translation import gettext as _

    install()
    say(_("Бэлэн: %(home)s") % {"home": settings.BAGANA_HOME})
    return 0
