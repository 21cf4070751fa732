"""Every write on users, roles and sessions."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.usersessions.models import UserSession
from axes.utils import reset as unlock
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts import rules
from bagana.accounts.models import Role, RoleAssignment, User
from bagana.accounts.passwords import new_password
from bagana.territory.models import Unit, UnitVersion
from bagana.web.errors import Conflict, PermissionDenied, Refused

_sign_in_name = RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,149}$")


@transaction.atomic
def add_user(
    *,
    user: Any,
    username: str,
    display_name: str,
    role: str,
    unit: Unit,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> tuple[User, str]:
    """A new account with its first role; the password is returned this once."""
    _check_grant(user, role, unit)
    name = checked_username(username)
    if not display_name.strip():
        raise Refused(
            _("Нэр хоосон байна."), _("Овог, нэрийг бичнэ үү."), "display_name"
        )
    password = new_password()
    person = User(username=name, display_name=display_name.strip())
    person.set_password(password)
    _save(person, by=user, reason="added")
    grant_role(
        user=user,
        target=person,
        role=role,
        unit=unit,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return person, password


@transaction.atomic
def grant_role(
    *,
    user: Any,
    target: User,
    role: str,
    unit: Unit,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleAssignment:
    _check_grant(user, role, unit)
    start = valid_from or timezone.localdate()
    check_level(role, unit)
    check_period(target, role, unit, start, valid_to)
    assignment = RoleAssignment(
        user=target,
        role=Role(role),
        unit=unit,
        valid_from=start,
        valid_to=valid_to,
        granted_by=user,
    )
    _save(assignment, by=user, reason="granted")
    return assignment


@transaction.atomic
def end_role(
    *, user: Any, assignment: RoleAssignment, on: date | None = None
) -> RoleAssignment:
    """From the day on the role no longer counts; today it stops at once.

    A role that has not run a single day by then is removed; its history stays.
    """
    if not rules.can_grant(user, assignment.role, assignment.unit):
        raise PermissionDenied
    if assignment.user_id == user.pk:
        raise Refused(
            _("Өөрийн эрхийг өөрөө дуусгах боломжгүй."),
            _("Өөр админаас хүснэ үү."),
        )
    if rules.has_ended(assignment):
        raise Conflict(_("Энэ эрх аль хэдийн дууссан байна."))
    end = max(on or timezone.localdate(), timezone.localdate())
    if assignment.valid_to is not None and end > assignment.valid_to:
        raise Refused(
            _("Эрх үүнээс өмнө дуусахаар байна."),
            _("Сунгах бол шинэ эрх олгоно уу."),
            "on",
        )
    if end <= assignment.valid_from:
        _mark(assignment, by=user, reason="ended")
        assignment.delete()
        return assignment
    assignment.valid_to = end
    _save(assignment, by=user, reason="ended")
    return assignment


@transaction.atomic
def set_password(*, user: Any, target: User) -> str:
    """A new random password, returned this once; every session of the user ends."""
    _check_manages(user, target)
    password = new_password()
    target.set_password(password)
    _save(target, by=user, reason="password")
    end_all_sessions(target)
    unlock(username=target.username)
    return password


@transaction.atomic
def deactivate_user(*, user: Any, target: User) -> User:
    _check_manages(user, target)
    if target.pk == user.pk:
        raise Refused(
            _("Өөрийн бүртгэлийг өөрөө хаах боломжгүй."),
            _("Өөр админаас хүснэ үү."),
        )
    target.is_active = False
    _save(target, by=user, reason="closed")
    end_all_sessions(target)
    return target


@transaction.atomic
def reactivate_user(*, user: Any, target: User) -> User:
    _check_manages(user, target)
    target.is_active = True
    _save(target, by=user, reason="reopened")
    return target


@transaction.atomic
def end_session(*, user: Any, session: UserSession) -> None:
    """Anyone may end an own session; an officer those of whom he manages."""
    if session.user_id != user.pk and not rules.can_manage_user(user, session.user):
        raise PermissionDenied
    session.end()


@transaction.atomic
def turn_off_second_step(*, user: Any, target: User) -> None:
    """For a person who lost the telephone and the recovery codes."""
    from allauth.mfa.models import Authenticator

    _check_manages(user, target)
    if target.pk == user.pk:
        raise Refused(
            _("Өөрийнхөө баталгаажуулалтыг «Миний бүртгэл» хэсгээс унтраана.")
        )
    Authenticator.objects.filter(user=target).delete()
    _save(target, by=user, reason="second_step_off")
    end_all_sessions(target)


def _check_grant(user: Any, role: str, unit: Unit) -> None:
    if role not in Role.values:
        raise Refused(_("Ийм эрх байхгүй."), _("Жагсаалтаас сонгоно уу."), "role")
    if not rules.can_grant(user, role, unit):
        raise PermissionDenied


def check_level(role: str, unit: Unit) -> None:
    today = timezone.localdate()
    version = UnitVersion.objects.on(today).filter(unit=unit)
    level = version.values_list("kind__level", flat=True).first()
    if level is None:
        raise Refused(
            _("Энэ нэгж өнөөдөр хүчинтэй биш байна."),
            _("Хүчинтэй нэгж сонгоно уу."),
            "unit",
        )
    if level not in rules.LEVELS[Role(role)]:
        raise Refused(
            _("Энэ эрхийг ийм шатны нэгжид олгодоггүй."),
            _("Багийн Засаг даргыг багт, сумын ажилтныг суманд, аймгийнхыг аймагт."),
            "unit",
        )


def check_period(
    target: User, role: str, unit: Unit, start: date, end: date | None
) -> None:
    if end is not None and end <= start:
        raise Refused(
            _("Дуусах өдөр эхлэх өдрөөс хойш байх ёстой."),
            _("Огноог засна уу. Дуусах өдөр өөрөө эрхэд орохгүй."),
            "valid_to",
        )
    same = target.roles.filter(role=role, unit=unit)
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=start)
    overlapping = same.filter(later)
    if end is not None:
        overlapping = overlapping.filter(valid_from__lt=end)
    if overlapping.exists():
        raise Conflict(
            _("Энэ хүнд уг нэгжид ийм эрх тухайн хугацаанд аль хэдийн байна."),
            _("Эхлээд өмнөх эрхийг дуусгана уу."),
            "role",
        )


def checked_username(username: str) -> str:
    name = username.strip().lower()
    try:
        _sign_in_name(name)
    except ValidationError:
        raise Refused(
            _("Нэвтрэх нэр тохирохгүй байна."),
            _("Латин жижиг үсэг, тоо, цэг, зураас; 3-аас доошгүй тэмдэгт."),
            "username",
        ) from None
    if User.objects.filter(username__iexact=name).exists():
        raise Conflict(
            _("Ийм нэвтрэх нэр бүртгэлтэй байна."),
            _("Өөр нэр сонгоно уу."),
            "username",
        )
    return name


def _check_manages(user: Any, target: User) -> None:
    if not rules.can_manage_user(user, target):
        raise PermissionDenied


def _mark(row: User | RoleAssignment, *, by: Any, reason: str) -> None:
    row._history_user = by  # type: ignore[union-attr]
    row._change_reason = reason  # type: ignore[union-attr]


def _save(row: User | RoleAssignment, *, by: Any, reason: str) -> None:
    _mark(row, by=by, reason=reason)
    row.save()


def end_all_sessions(target: User) -> None:
    for session in UserSession.objects.filter(user=target):
        session.end()
