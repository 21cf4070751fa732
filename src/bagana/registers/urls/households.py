"""Addresses of the office pages of households, people and the journal.

People and households are named by their UUID alone: neither a number nor a name of
anybody stands in an address.
"""

from __future__ import annotations

from django.urls import path, register_converter

from bagana.registers.views import entries, households_doubles, households_forms
from bagana.registers.views import households as lists
from bagana.registers.views import households_one as pages


class UnitCode:
    """The code of a unit has a digit; words are left to the pages of other parts."""

    regex = "[0-9A-Za-z-]*[0-9][0-9A-Za-z-]*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(UnitCode, "unitcode")

urlpatterns = [
    path("", lists.index, name="index"),
    path("households/<uuid:uid>/", pages.household, name="household"),
    path(
        "households/<uuid:uid>/change/",
        households_forms.change_household,
        name="household_change",
    ),
    path(
        "households/<uuid:uid>/people/", households_forms.add_member, name="person_new"
    ),
    path(
        "households/<uuid:uid>/close/",
        households_forms.close_household,
        name="household_close",
    ),
    path("people/<uuid:uid>/", pages.person, name="person"),
    path(
        "people/<uuid:uid>/change/",
        households_forms.change_member,
        name="person_change",
    ),
    path("entries/<int:pk>/", entries.entry, name="entry"),
    path("entries/<int:pk>/undo/", entries.undo, name="entry_undo"),
    path("<unitcode:code>/", lists.bag, name="bag"),
    path("<unitcode:code>/search/", lists.find, name="search"),
    path("<unitcode:code>/new/", households_forms.add_household, name="household_new"),
    path("<unitcode:code>/sections/", households_forms.sections, name="sections"),
    path(
        "<unitcode:code>/sections/<int:pk>/",
        households_forms.change_section,
        name="section",
    ),
    path(
        "<unitcode:code>/duplicates/",
        households_doubles.duplicates,
        name="duplicates",
    ),
    path(
        "<unitcode:code>/duplicates/<str:kind>/",
        households_doubles.settle,
        name="duplicate_settle",
    ),
    path("<unitcode:code>/entries/", entries.entries, name="entries"),
]
