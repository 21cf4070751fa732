"""bagana create-admin: the first person who may sign in."""

from __future__ import annotations

import argparse

from bagana.project.commands.environment import command, say
from bagana.project.installation import install


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.casework.founding import found_services
    from bagana.casework.reference_founding import found_reference_kinds
    from bagana.indicators.founding import found_catalogue
    from bagana.meetings.founding import load_rules
    from bagana.people.courses import load_courses
    from bagana.programme.founding import found_scales
    from bagana.project.first_administrator import open_first_account
    from bagana.registers.founding import found_assets
    from bagana.territory.founding import open_register
    from bagana.territory.models import Unit

    install()
    if not Unit.objects.exists():
        # Roles are held over units, so an empty installation opens the register first.
        open_register()
        found_catalogue()
        found_scales()
        found_assets()
        found_reference_kinds()
        found_services()
        load_rules()
        load_courses()
    _person, password = open_first_account(
        options.username, options.name, options.unit or "MN"
    )
    say(_("Нэвтрэх нэр: %(name)s") % {"name": options.username})
    say(_("Нууц үг: %(password)s (дахин харуулахгүй)") % {"password": password})
    return 0
