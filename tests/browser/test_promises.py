"""What every page promises a person: DESIGN's list, over the whole demonstration.

Each page is opened twice by one tab a language, as a person goes from page to page:
in Mongolian in a light wide window made narrow, in English on a dark phone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import pytest

from tests.browser import daily_pages, redrawing_pages, register_pages
from tests.browser.looking import AXE, CONTRAST, Looker
from tests.browser.pages import (
    BAG_OFFICE,
    DUTY_OFFICE,
    NOT_PAGES,
    OFFICE,
    PUBLIC,
    TUNKHEL,
    Place,
    names_without_arguments,
)
from tests.web.markup import markup_faults

PAGES = [*PUBLIC, *OFFICE, *BAG_OFFICE, *DUTY_OFFICE]
PHONE, WIDE = 360, 1280
FIRST_VIEW, NEXT_VIEW = 100 * 1024, 30 * 1024
# A map of every block of a sum, to be worked on for an hour and not only read.
HEAVY = {"redistricting:edit": 60 * 1024}
CYRILLIC = re.compile(r"[а-яёөүА-ЯЁӨҮ]")
LATIN_WORD = re.compile(r"(?<![\w./-])[A-Za-z]{2,}(?![\w./-])")
# Formats, codes of languages and abbreviations that Mongolian pages write so too.
NOT_A_WORD = {
    *("CSV", "XLSX", "JSON", "GeoJSON", "GeoPackage", "Shapefile", "API", "URL"),
    *("EN", "MN", "SHA", "TOTP", "CC", "BY", "SVG", "PNG", "HTTP", "OpenAPI", "ZIP"),
    *("NSO", "ID", "km", "GET", "POST", "ETag", "WGS", "XLSForm"),
}


@dataclass(frozen=True)
class Look:
    language: str
    scheme: str
    sizes: tuple[int, ...]
    axe: dict[str, object]


LOOKS = [
    Look("mn", "light", (WIDE, PHONE), AXE),
    Look("en", "dark", (PHONE,), CONTRAST),
]


@pytest.fixture(scope="module")
def visits(browser, demonstration):
    """Every page in both looks: [(place, visit), …]."""
    return [pair for look in LOOKS for pair in _visits_of(browser, demonstration, look)]


def _visits_of(browser, demonstration, look):
    for pages, user in (
        (PUBLIC, ""),
        (OFFICE, "admin"),
        (BAG_OFFICE, "tunkhel"),
        (DUTY_OFFICE, "evaluator"),
    ):
        context = demonstration.context(
            browser, language=look.language, color_scheme=look.scheme
        )
        looker = Looker(context, look.language, look.axe)
        if user:
            demonstration.sign_in(looker.page, user)
        for place in [*pages, *_more(looker.page, pages)]:
            yield place, looker.look(place.path, look.sizes)
        context.close()


def _more(page, pages):
    """Pages whose address is not known before, found as a reader finds them."""
    if pages is PUBLIC:
        return [*_numbers(page), *_daily(page, "public", "")]
    if pages is BAG_OFFICE:
        found = register_pages.of_one_household(page)
        household = [Place(name, path, "tunkhel") for name, path in found.items()]
        return [*household, *_daily(page, "bag", "tunkhel")]
    if pages is DUTY_OFFICE:
        return _daily(page, "duty", "evaluator")
    edited = Place("redistricting:edit", redrawing_pages.edited(page), "admin")
    return [edited, *_daily(page, "office", "admin")]


def _daily(page, which, user):
    return [Place(name, path, user) for name, path in daily_pages.found(page, which)]


def _numbers(page):
    """Pages of single numbers, from a unit's page."""
    page.goto(f"/units/{TUNKHEL}/")
    links = page.locator("main a[href^='/numbers/']")
    found = list(dict.fromkeys(link.get_attribute("href") for link in links.all()))
    assert found, "no figure leads to where it came from"
    return [Place("portal:number", path) for path in found[:2]]


def faults(visits, of):
    return [f"{v.where}: {fault}" for place, v in visits for fault in of(place, v)]


def assert_none(found):
    assert not found, "\n".join(dict.fromkeys(found))


def test_every_name_without_arguments_is_looked_at():
    names = set(names_without_arguments())
    assert len(names) > 30
    assert names - {place.name for place in PAGES} - set(NOT_PAGES) == set()
    assert set(NOT_PAGES) <= names, "what is excused no longer exists"


def test_every_page_answers(visits):
    assert len(visits) > 2 * len(PAGES)
    found = faults(visits, lambda p, v: [] if v.status == p.status else [v.status])
    assert_none(found)


def test_axe_finds_nothing(visits):
    assert_none(faults(visits, lambda _p, v: v.axe))


def test_the_browser_complains_of_nothing(visits):
    assert_none(faults(visits, lambda _p, v: v.complaints))


def test_no_page_scrolls_sideways_on_a_phone(visits):
    found = faults(visits, lambda _p, v: [f"{v.wider} px"] if v.wider > 0 else [])
    assert_none(found)


def test_the_markup_holds_together(visits):
    assert_none(faults(visits, lambda _p, v: markup_faults(v.html)))


def test_every_page_says_its_language(visits):
    found = faults(
        visits,
        lambda _p, v: [] if v.where.endswith(f"({v.lang})") else [f"lang={v.lang}"],
    )
    assert_none(found)


def test_headings_begin_with_one_h1_and_skip_no_level(visits):
    assert_none(faults(visits, lambda _p, v: _heading_faults(v.headings)))


def _heading_faults(levels):
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"h1 is not the one first heading: {levels}"
    for above, level in pairwise(levels):
        if level > above + 1:
            yield f"h{level} follows h{above}"


def test_english_pages_are_english(visits):
    english = [pair for pair in visits if pair[1].lang == "en"]
    found = faults(english, lambda _p, v: filter(CYRILLIC.search, v.words))
    assert_none(found)


def test_mongolian_pages_name_things_in_mongolian(visits):
    mongolian = [pair for pair in visits if pair[1].lang == "mn"]
    assert_none(faults(mongolian, lambda _p, v: _english_labels(v.labels)))


def _english_labels(labels):
    for label in labels:
        words = [w for w in LATIN_WORD.findall(label) if w not in NOT_A_WORD]
        if words and not CYRILLIC.search(label):
            yield " ".join(label.split())[:100]


def test_first_views_weigh_at_most_100_kb(visits):
    found = faults(visits, lambda _p, v: _too_heavy(_first(v, visits), FIRST_VIEW))
    assert_none(found)


def test_next_views_weigh_at_most_30_kb(visits):
    found = faults(
        visits,
        lambda p, v: _too_heavy(v.fetched.total(), HEAVY.get(p.name, NEXT_VIEW)),
    )
    # The first page of a tab fetches the styles too.
    assert_none([line for line in found if not line.startswith("/ (")])


def _too_heavy(weight, most):
    return [f"{weight / 1024:.1f} KB"] if weight > most else []


def _first(visit, visits):
    """With nothing kept from before: what others fetched of it counts as well."""
    sizes = {
        address: size
        for _place, other in visits
        for address, size in other.fetched.items()
        if size
    }
    own = {address: visit.fetched[address] for address in visit.used}
    return sum(size or sizes.get(address, 0) for address, size in own.items())
