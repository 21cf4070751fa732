"""Every page of the demonstration, and what of the addresses is no page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import URLResolver, get_resolver

from tests.browser import (
    daily_pages,
    programme_pages,
    ranking_pages,
    redrawing_pages,
    register_pages,
)


@dataclass(frozen=True)
class Place:
    """One address: its URL name, who looks at it, and the status it answers with."""

    name: str
    path: str
    user: str = ""
    status: int = 200


SELENGE, MANDAL, TUNKHEL = "43", "4322", "432259"
PUBLIC = [
    Place("portal:home", "/"),
    Place("portal:search", "/search/"),
    Place("portal:search", "/search/?q=tunkhel"),
    Place("portal:search", "/search/?q=zzzz"),
    Place("portal:unit", "/units/MN/"),
    Place("portal:unit", f"/units/{SELENGE}/"),
    Place("portal:unit", f"/units/{MANDAL}/"),
    Place("portal:unit", f"/units/{TUNKHEL}/"),
    Place("portal:unit", f"/units/{TUNKHEL}/?on=2018-06-05"),
    Place("portal:unit", f"/units/{TUNKHEL}/?on=1990-01-01"),
    Place("portal:indicators", "/indicators/"),
    Place("portal:indicator", "/indicators/population_census/"),
    Place("portal:indicator", "/indicators/population_census/?level=2&method=jenks"),
    Place("portal:compare", "/compare/"),
    Place("portal:compare", f"/compare/?units={TUNKHEL}&units=432257"),
    Place("portal:inequality", "/inequality/"),
    Place("portal:data", "/data/"),
    Place("portal:changes", "/changes/"),
    Place("portal:methods", "/methods/"),
    *[Place(name, path) for name, path in programme_pages.PUBLIC.items()],
    *[Place(name, path) for name, path in ranking_pages.PUBLIC.items()],
    *[Place(name, path) for name, path in ranking_pages.ALSO],
    *[Place(name, path) for name, path in redrawing_pages.PUBLIC.items()],
    *[Place(name, path) for name, path in redrawing_pages.ALSO],
    *[Place(name, path) for name, path in register_pages.PUBLIC.items()],
    *[Place(name, path) for name, path in daily_pages.PUBLIC.items()],
    Place("portal:glossary", "/glossary/"),
    Place("portal:contact", "/contact/"),
    Place("indicators:publications", "/office/figures/publications/"),
    Place("indicators:publication", "/office/figures/publications/1/"),
    Place("acts:list", "/acts/"),
    Place("acts:detail", "/acts/1/"),
    Place("api:openapi-view", "/api/v1/"),
    Place("account_login", "/accounts/login/"),
    Place("account_login", "/accounts/login/?next=/office/"),
    Place("account_inactive", "/accounts/inactive/"),
    Place("no page", "/nowhere/", status=404),
]


def _office(name, path, status=200):
    return Place(name, path, "admin", status)


_NEW_CHANGE = "/office/territory/changes/new/"
OFFICE = [
    _office("portal:office", "/office/"),
    _office("account_logout", "/accounts/logout/"),
    _office("account_change_password", "/accounts/password/change/"),
    _office("account_reauthenticate", "/accounts/reauthenticate/"),
    _office("mfa_index", "/accounts/2fa/"),
    _office("mfa_activate_totp", "/accounts/2fa/totp/activate/"),
    _office("usersessions_list", "/accounts/sessions/"),
    _office("account_me", "/accounts/me/"),
    _office("accounts:users", "/office/users/"),
    _office("accounts:add_user", "/office/users/add/"),
    _office("accounts:history", "/office/users/history/"),
    _office("accounts:user", "/office/users/2/"),
    _office("territory:changes", "/office/territory/changes/"),
    _office("territory:change", "/office/territory/changes/1/"),
    _office("territory:change_new", _NEW_CHANGE),
    _office("territory:change_new", f"{_NEW_CHANGE}?kind=&unit=000000"),
    *[
        _office("territory:change_new", f"{_NEW_CHANGE}?kind={kind}&unit={TUNKHEL}")
        for kind in ("rename", "reclassify", "reparent", "split", "merge", "transfer")
    ],
    _office("territory:change_new", f"{_NEW_CHANGE}?kind=boundary&unit={TUNKHEL}"),
    _office("territory:change_new", f"{_NEW_CHANGE}?kind=create&unit={MANDAL}"),
    _office("territory:boundaries", "/office/territory/boundaries/"),
    _office("territory:checks", "/office/territory/checks/"),
    _office("indicators:import", "/office/figures/import/"),
    _office("indicators:template", "/office/figures/import/template/"),
    _office("indicators:batches", "/office/figures/batches/"),
    _office("indicators:batch", "/office/figures/batches/1/"),
    _office("indicators:drafts", "/office/figures/drafts/"),
    _office("indicators:publish", "/office/figures/publish/"),
    _office("indicators:record", "/office/figures/record/"),
    _office("indicators:correct", "/office/figures/1/correct/"),
    _office("indicators:withdraw", "/office/figures/1/withdraw/"),
    _office("indicators:nso", "/office/figures/nso/"),
    _office("acts:record", "/acts/record/"),
    _office("acts:add_body", "/acts/bodies/add/"),
    _office("acts:amend", "/acts/1/amend/"),
    *[_office(name, path) for name, path in programme_pages.OFFICE.items()],
    *[_office(name, path) for name, path in ranking_pages.OFFICE.items()],
    *[_office(name, path) for name, path in redrawing_pages.OFFICE.items()],
    *[_office(name, path) for name, path in register_pages.OFFICE.items()],
    *[_office(name, path) for name, path in daily_pages.OFFICE.items()],
]
# The bag's own pages, as its governor sees them.
BAG_OFFICE = [
    Place(name, path, "tunkhel")
    for name, path in (
        *register_pages.BAG_OFFICE.items(),
        *register_pages.ALSO_BAG,
        *daily_pages.BAG_OFFICE.items(),
    )
]
DUTY_OFFICE = [
    Place(name, path, "evaluator") for name, path in daily_pages.DUTY_OFFICE.items()
]
NOT_PAGES = {
    **register_pages.NOT_PAGES,
    **daily_pages.NOT_PAGES,
    "mfa_authenticate": "only between the password and the code of the second step",
    "mfa_reauthenticate": "only for a person who has a second step",
    "mfa_deactivate_totp": "only for a person who has a second step",
    "mfa_view_recovery_codes": "only for a person who has a second step",
    "mfa_generate_recovery_codes": "only for a person who has a second step",
    "mfa_download_recovery_codes": "a file, for a person who has a second step",
    "account_kept": "only after a session ended while a form was filled",
    "territory:change_preview": "answers a filled form; the story walks it",
    "documents:template": "a file to write one's own paper by",
    "web:health": "for a watching program",
    "web:set_language": "answers a button",
}


def names_without_arguments(resolver=None, space="", prefix=""):
    """The URL names that can be opened without knowing a code or a number."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from names_without_arguments(entry, inner, address)
        elif "<" not in address and entry.name and not _is_data(space, entry.name):
            yield space + entry.name


def _is_data(space, name):
    """What a program reads: the API's answers, which tests/api holds to the schema."""
    return space == "api:" and name != "openapi-view"
