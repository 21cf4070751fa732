"""Disclosure control: which figures to withhold so that nobody is told of by number.

The rule in prose, with an example by hand: docs/rules/disclosure.md.
"""

from bagana.engines.disclosure.attack import intervals
from bagana.engines.disclosure.auditing import audit
from bagana.engines.disclosure.problem import DisclosureError, Linked, linked
from bagana.engines.disclosure.protecting import Protection, protect
from bagana.engines.disclosure.sensitivity import (
    FEWEST_CONTRIBUTORS,
    LARGEST_SHARE,
    THRESHOLD,
    WIDTH_SHARE,
    dominated,
    few_people,
    values_needed,
)

__all__ = [
    "FEWEST_CONTRIBUTORS",
    "LARGEST_SHARE",
    "THRESHOLD",
    "WIDTH_SHARE",
    "DisclosureError",
    "Linked",
    "Protection",
    "audit",
    "dominated",
    "few_people",
    "intervals",
    "linked",
    "protect",
    "values_needed",
]
