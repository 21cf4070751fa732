"""The first account of an installation: there is nobody yet to ask permission of.

Who can run commands on the machine can read its database, so no role is asked for.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.models import Role, RoleAssignment, User
from bagana.accounts.passwords import new_password
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def open_first_account(username: str, name: str, unit_code: str) -> tuple[User, str]:
    """An administrator over the unit; the password is returned this once."""
    unit = Unit.objects.filter(code=unit_code).first()
    if unit is None:
        raise Refused(
            _("«%(code)s» кодтой нэгж алга.") % {"code": unit_code},
            _("Бүртгэл нээгдсэн эсэхийг шалгана уу: `bagana migrate`."),
        )
    if User.objects.filter(username=username).exists():
        raise Conflict(
            _("«%(name)s» гэсэн хэрэглэгч аль хэдийн байна.") % {"name": username},
            _("Өөр нэр сонгоно уу."),
        )
    person = User(username=username, display_name=name or username)
    password = new_password()
    person.set_password(password)
    person.full_clean()
    person.save()
    RoleAssignment.objects.create(
        user=person, role=Role.ADMINISTRATOR, unit=unit, valid_from=timezone.localdate()
    )
    return person, password
