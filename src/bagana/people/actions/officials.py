"""Naming officials. Contacts and numbers are sealed with the row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.accounts.models import User
from bagana.accounts.rules import can_manage_user, has_ended
from bagana.engines.mongolian import sort_key
from bagana.people.models import Official
from bagana.people.rules import can_staff, may_change_official
from bagana.privacy.sealing import seal
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

SEALED: Final = ("reg_no", "birth_date", "phone", "address")


@transaction.atomic
def add_official(
    *,
    user: Any,
    unit: Unit,
    given_name: str,
    parent_name: str = "",
    clan_name: str = "",
    sex: str = "",
    private: Mapping[str, Any] | None = None,
    account: User | None = None,
    is_fictional: bool = False,
) -> Official:
    """Somebody who may be nominated in the unit; the name in office will be public."""
    can_staff.require(user, unit)
    official = Official(is_fictional=is_fictional)
    _name(official, given_name, parent_name, clan_name, sex)
    _link(user, official, account)
    official.sealed = seal(_private(private or {}), bind=official.bind)
    keep(official, user=user, reason="added")
    return official


@transaction.atomic
def change_official(
    *,
    user: Any,
    official: Official,
    given_name: str,
    parent_name: str = "",
    clan_name: str = "",
    sex: str = "",
    private: Mapping[str, Any] | None = None,
    account: User | None = None,
) -> Official:
    """`private` None leaves what is sealed; `account` None leaves the account."""
    if not may_change_official(user, official):
        raise PermissionDenied
    _name(official, given_name, parent_name, clan_name, sex)
    _link(user, official, account)
    if private is not None:
        official.sealed = seal(_private(private), bind=official.bind)
    keep(official, user=user, reason="changed")
    return official


def _name(official: Official, given: str, parent: str, clan: str, sex: str) -> None:
    if not given.strip():
        raise Refused(_("Нэр хоосон байна."), _("Нэрийг бичнэ үү."), "given_name")
    official.given_name = given.strip()
    official.parent_name = parent.strip()
    official.clan_name = clan.strip()
    official.sex = sex
    official.sort_key = sort_key(f"{given.strip()} {parent.strip()}")[:200]


def _private(told: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(told[key]).strip() for key in SEALED if told.get(key)}


def _link(user: Any, official: Official, account: User | None) -> None:
    """An account is one person's; nobody links one that he could not manage."""
    if account is None or account.pk == official.user_id:
        return
    if official.user_id is not None:
        raise Conflict(_("Энэ ажилтан өөр нэвтрэх эрхтэй холбогдсон байна."))
    if Official.objects.filter(user=account).exists():
        raise Conflict(
            _("Энэ нэвтрэх эрх өөр ажилтных."), _("Өөрийг нь сонгоно уу."), "account"
        )
    if not _may_link(user, account):
        raise PermissionDenied
    official.user = account


def _may_link(user: Any, account: User) -> bool:
    """Who manages the account, or staffs every unit over which it holds a role."""
    if can_manage_user(user, account):
        return True
    held = [row for row in account.roles.select_related("unit") if not has_ended(row)]
    return bool(held) and all(can_staff(user, row.unit) for row in held)
