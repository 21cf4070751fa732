"""Why a row was written, as its history keeps it, in the reader's words.

People write reasons of their own; what the system writes itself are the codes below.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext

TABLE = re.compile(r"plan table (\d+)( undone)?")


def reason_in_words(reason: str | None) -> str:
    """A code in words, a person's own words as they are; "" where there are none."""
    codes = {
        "added": gettext("нэмсэн"),
        "founded": gettext("эхлүүлсэн"),
        "done": gettext("хийгдсэн гэж бүртгэсэн"),
        "carried over": gettext("өмнөх үе шатнаас үргэлжлүүлсэн"),
    }
    if found := TABLE.fullmatch(reason or ""):
        taken_in = gettext("%(n)s-р хүснэгтээр оруулсан")
        taken_back = gettext("%(n)s-р хүснэгтийг буцаасан")
        return (taken_back if found[2] else taken_in) % {"n": found[1]}
    return codes.get(reason or "", reason or "")
