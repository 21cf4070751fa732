"""Words of the registers for templates."""

from __future__ import annotations

from django import template

from bagana.registers.models import Entry
from bagana.registers.wording import entry_words as words_of

register = template.Library()


@register.filter
def entry_words(entry: Entry) -> str:
    """What an entry of the journal did."""
    return words_of(entry)
