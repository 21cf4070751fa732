"""bagana create-admin: the first person who may sign in."""

from __future__ import annotations

import argparse

from bagana.project.commands.environment import command, say
from bagana.project.installation import install


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.project.first_administrator import open_first_account
    from bagana.project.founding import found_everything
    from bagana.territory.founding import open_register
    from bagana.territory.models import Unit

    install()
    if not Unit.objects.exists():
        # Roles are held over units, so an empty installation opens the register first.
        open_register()
        found_everything()
    _person, password = open_first_account(
        options.username, options.name, options.unit or "MN"
    )
    say(_("Нэвтрэх нэр: %(name)s") % {"name": options.username})
    say(_("Нууц үг: %(password)s (дахин харуулахгүй)") % {"password": password})
    return 0
