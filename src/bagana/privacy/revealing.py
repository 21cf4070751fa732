"""Full numbers are shown for a reason, on the page that was asked, and not again.

A page that holds masked numbers does this::

    asked = reveal(request, household.unit)      # GET: nothing is granted
    numbers = full(person) if asked.granted else masked(person)
    note_reading(..., reason=asked.reason, unmasked=asked.granted)

and shows `{% include "privacy/reveal_form.html" with reveal=asked %}`. The reason comes
by POST to the same address and is kept with the reading only: neither in the session
nor in the address, so opening the page again shows it masked again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bagana.accounts.roles import WRITERS, holds
from bagana.territory.models import Unit

SHORTEST: Final = 5
FIELD: Final = "reveal_reason"


class RevealForm(forms.Form):
    reveal_reason = forms.CharField(
        label=_("Бүтэн харах шалтгаан"),
        min_length=SHORTEST,
        max_length=300,
        help_text=_("Шалтгаан нь тухайн иргэний лавлагаанд нэртэй тань хамт гарна."),
    )


@dataclass(frozen=True, slots=True)
class Reveal:
    """`granted`: show in full now, and note the reading with `reason`."""

    form: RevealForm
    granted: bool
    reason: str


def reveal(request: HttpRequest, unit: Unit) -> Reveal:
    """What the request asks to see in full, and whether it may."""
    sent = request.method == "POST" and FIELD in request.POST
    form = RevealForm(request.POST if sent else None)
    if not sent or not form.is_valid():
        return Reveal(form, granted=False, reason="")
    reason = str(form.cleaned_data[FIELD])
    return Reveal(form, granted=may_reveal(request, unit, reason), reason=reason)


def may_reveal(request: HttpRequest, unit: Unit, reason: str) -> bool:
    """Whether full numbers may be shown in the answer to this request.

    A reason in words, sent by POST, by who may read the register of the unit.
    """
    if request.method != "POST" or len(reason.strip()) < SHORTEST:
        return False
    return holds(request.user, WRITERS, unit)
