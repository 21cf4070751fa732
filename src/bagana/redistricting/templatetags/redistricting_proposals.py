"""Words of proposals for templates: {% load redistricting_proposals %}.

{{ names|unit_name:code }}    the name of a unit of a plan, by its code or key
"""

from __future__ import annotations

from django import template

from bagana.redistricting.queries.proposals_touched import UnitNames

register = template.Library()


@register.filter
def unit_name(names: UnitNames, code: str) -> str:
    return names.of(code)
