"""The forms of sign-in with our labels; what they check is allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _


def _say(form: forms.Form, name: str, label: Any, hint: Any = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


def _ask_for_code(form: forms.Form, label: Any, hint: Any = "") -> None:
    _say(form, "code", label, hint)
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", _("Нэвтрэх нэр"))
        self.fields["login"].widget.attrs |= {
            "autocapitalize": "none",
            "autofocus": True,
            "spellcheck": "false",
        }
        _say(self, "password", _("Нууц үг"))


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", _("Одоогийн нууц үг"))
        rules = password_validation.password_validators_help_texts()
        _say(self, "password1", _("Шинэ нууц үг"), " ".join(rules))
        _say(self, "password2", _("Шинэ нууц үг дахин"))

    def clean(self) -> Any:
        cleaned = super().clean()
        # allauth found them different; its words know no Mongolian.
        if (
            "password1" in cleaned
            and self.data.get("password2") != cleaned["password1"]
        ):
            self.errors.pop("password2", None)
            self.add_error("password2", _("Хоёр удаа бичсэн нууц үг ижил биш байна."))
        return cleaned


class ConfirmPasswordForm(PasswordAgainForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Нууц үг"))


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Утасны аппын 6 оронтой код. Утсаа алдсан бол нөөц кодын нэг.")
        _ask_for_code(self, _("Код"), hint)


class ConfirmCodeForm(CodeAgainForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, _("Код"))


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, _("Апп дээр гарсан код"))
