"""Names and numbers as they are shown to who need not know them."""

from __future__ import annotations

import re
from typing import Final

from bagana.engines.mongolian import mask

HIDDEN: Final = "***"


def masked_name(parent: str, given: str) -> str:
    """The initial of the parent's name, and nothing of the given name: «Х. ***».

    The given name is the name in Mongolia: its letters stay hidden all the more.
    """
    initial = parent.strip()[:1].upper()
    return f"{initial}. {HIDDEN}" if initial else HIDDEN


def masked_reg_no(number: str) -> str:
    """«МД*******1»: neither day of birth nor sex can be read; "" for no number."""
    return mask(number) if number else ""


def masked_phone(phone: str) -> str:
    """The last two digits, enough to tell two phones of one household apart."""
    digits = re.sub(r"\D", "", phone)
    if not digits:
        return ""
    return "*" * max(len(digits) - 2, 4) + digits[-2:]
