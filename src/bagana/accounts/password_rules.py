"""What a password of one's own must be: Django's checks in our words.

Django's Mongolian lacks most of these sentences.
"""

from __future__ import annotations

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _


class Length(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return self.get_help_text()

    def get_help_text(self) -> str:
        return _("Нууц үг %(least)d-аас цөөнгүй тэмдэгттэй байна.") % {
            "least": self.min_length
        }


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Энэ нууц үгийг олон хүн хэрэглэдэг тул амархан тааж болно.")

    def get_help_text(self) -> str:
        return _("Түгээмэл хэрэглэдэг үг байж болохгүй.")


class NotOnlyDigits(django.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return self.get_help_text()

    def get_help_text(self) -> str:
        return _("Зөвхөн тооноос бүрдэж болохгүй.")


class NotTheName(django.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Нууц үг таны нэртэй хэт төстэй байна.")

    def get_help_text(self) -> str:
        return _("Нэвтрэх нэр, овог нэртэй төстэй байж болохгүй.")
