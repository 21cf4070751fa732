"""bagana migrate: bring database and static files to this version."""

from __future__ import annotations

import argparse

from bagana.project.commands.environment import command, say
from bagana.project.installation import install


@command
def run(options: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils.translation import gettext as _

    from bagana.programme.founding import found_scales
    from bagana.territory.models import Unit

    install()
    if Unit.objects.exists():
        # An older installation has the register, but no rating scales yet.
        found_scales()
    say(_("Бэлэн: %(home)s") % {"home": settings.BAGANA_HOME})
    return 0
