"""Users and the roles they hold over a part of the territory for a time."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Role(models.TextChoices):
    BAG_GOVERNOR = "bag_governor", _("багийн Засаг дарга")
    SUM_OFFICER = "sum_officer", _("сумын ажилтан")
    AIMAG_OFFICER = "aimag_officer", _("аймгийн ажилтан")
    EVALUATOR = "evaluator", _("хяналт-үнэлгээний ажилтан")
    ADMINISTRATOR = "administrator", _("системийн админ")


class User(AbstractUser):
    """A person who signs in. What they may do is in their role assignments."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(_("дэлгэцийн нэр"), max_length=200)

    REQUIRED_FIELDS = ["display_name"]
    history = HistoricalRecords(excluded_fields=["last_login", "password"])

    class Meta:
        ordering = ["username"]
        verbose_name = _("хэрэглэгч")

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class RoleQuerySet(models.QuerySet["RoleAssignment"]):
    def on(self, on: date) -> Self:
        return self.filter(valid_from__lte=on).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        )


class RoleAssignment(models.Model):
    """One role of one user over a unit and all below it, from a day to a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    role = models.CharField(_("эрх"), max_length=20, choices=Role)
    unit = models.ForeignKey("territory.Unit", models.PROTECT, related_name="roles")
    valid_from = models.DateField(_("эхлэх өдөр"))
    valid_to = models.DateField(_("дуусах өдөр"), null=True, blank=True)
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="granted_roles"
    )

    objects = RoleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["user", "valid_from"]
        verbose_name = _("эрхийн томилгоо")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="role_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit", "valid_from"], name="role_once"
            ),
        ]
