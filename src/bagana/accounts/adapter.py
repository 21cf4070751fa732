"""Sign-in as an office wants it: no self-registration, our own words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bagana.accounts.addresses import client_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Нэвтрэх нэр эсвэл нууц үг буруу байна."),
        "too_many_login_attempts": _(
            "Хэт олон удаа буруу оруулсан байна. 15 минутын дараа дахин оролдоно уу."
        ),
        "rate_limited": _("Хэт олон хүсэлт илгээсэн байна. Түр хүлээнэ үү."),
        "enter_current_password": _("Одоогийн нууц үг буруу байна."),
        "incorrect_password": _("Нууц үг буруу байна."),
        "same_as_current": _("Шинэ нууц үг одоогийнхтой ижил байна."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or str(super().get_client_ip(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords are counted by django-axes alone.

        allauth's own counter (ACCOUNT_RATE_LIMITS "login_failed") is left to the codes
        of the second step, which axes does not see.
        """

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in without a line in the history: the sign-in log has it already."""
        user.skip_history_when_saving = True
        try:
            super().login(request, user)
        finally:
            del user.skip_history_when_saving

    def set_password(self, user: Any, password: str) -> None:
        user._change_reason = "own_password"
        super().set_password(user, password)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Код буруу байна. Утасны цаг зөв эсэхийг шалгана уу."),
        "cannot_delete_authenticator": _(
            "Хоёр шатлалт баталгаажуулалтыг унтраах боломжгүй."
        ),
        "cannot_generate_recovery_codes": _(
            "Нөөц код авахын өмнө хоёр шатлалт баталгаажуулалтыг асаана."
        ),
    }
