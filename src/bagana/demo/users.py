"""Five invented people, one a role, with passwords made at this moment."""

from __future__ import annotations

import os
from dataclasses import dataclass

from bagana.accounts.models import Role, User
from bagana.demo.state import users_file
from bagana.project.first_administrator import open_first_account


@dataclass(frozen=True)
class DemoUser:
    username: str
    display_name: str
    role: Role
    unit: str


# Plainly invented names: nobody may take them for real officials.
ADMINISTRATOR = DemoUser("admin", "Жишээ Системийн Админ", Role.ADMINISTRATOR, "MN")
OTHERS = (
    DemoUser("aimag", "Жишээ Аймгийн Ажилтан", Role.AIMAG_OFFICER, "43"),
    DemoUser("mandal", "Жишээ Сумын Ажилтан", Role.SUM_OFFICER, "4322"),
    DemoUser("tunkhel", "Жишээ Багийн Дарга", Role.BAG_GOVERNOR, "432259"),
    DemoUser("evaluator", "Жишээ Үнэлгээний Ажилтан", Role.EVALUATOR, "43"),
)
Line = tuple[DemoUser, str]


def add_administrator() -> tuple[User, Line]:
    person, password = open_first_account(
        ADMINISTRATOR.username, ADMINISTRATOR.display_name, ADMINISTRATOR.unit
    )
    return person, (ADMINISTRATOR, password)


def add_others(administrator: User) -> list[Line]:
    from bagana.accounts.actions import add_user
    from bagana.territory.models import Unit

    lines: list[Line] = []
    for person in OTHERS:
        _user, password = add_user(
            user=administrator,
            username=person.username,
            display_name=person.display_name,
            role=person.role,
            unit=Unit.objects.get(code=person.unit),
        )
        lines.append((person, password))
    return lines


def describe(lines: list[Line]) -> str:
    """One line a person: sign-in name, password, role and unit."""
    from django.utils import timezone

    from bagana.territory.queries import find_version

    written = []
    for person, password in lines:
        version = find_version(person.unit, timezone.localdate())
        place = version.name if version else person.unit
        written.append(
            f"{person.username:<10} {password}  {person.role.label}, {place}"
        )
    return "\n".join(written)


def keep(text: str) -> None:
    """Write the list where only the owner of the installation reads it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    descriptor = os.open(users_file(), flags, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        target.write(text + "\n")
