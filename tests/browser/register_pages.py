"""Pages of the registers and of collection in the demonstration, and who opens them.

The keys of households and people are drawn anew with every demonstration: their pages
are found as a reader finds them, from the list of the bag.
"""

from __future__ import annotations

BAG, SUM, AIMAG = "432259", "4322", "43"
LATE_ROUND, DONE_ROUND = "livestock-43-2025", "livestock-43-2024"
PUBLIC = {"portal:privacy": "/privacy/"}
_REGISTERS, _ROUNDS, _PRIVACY = (
    f"/office/{one}" for one in ("registers", "collection", "privacy")
)
_RETURN = f"{_ROUNDS}/{LATE_ROUND}/{BAG}"
_DONE = f"{_ROUNDS}/{DONE_ROUND}/{BAG}"

OFFICE = {
    "registers:index": f"{_REGISTERS}/",
    "registers:entries": f"{_REGISTERS}/{SUM}/entries/",
    "registers:entry": f"{_REGISTERS}/entries/1/",
    "registers:events": f"{_REGISTERS}/{SUM}/events/",
    "registers:balance": f"{_REGISTERS}/{SUM}/balance/",
    "registers:movements": f"{_REGISTERS}/{SUM}/movements/",
    "registers:livestock_home": f"{_REGISTERS}/livestock/",
    "registers:livestock": f"{_REGISTERS}/{SUM}/livestock/",
    "registers:asset_gaps": f"{_REGISTERS}/asset-gaps/",
    "programme:asset_need": f"/office/programme/asset-needs/cabinet/{AIMAG}/",
    "registers:norms": f"{_REGISTERS}/asset-norms/",
    "registers:norm_add": f"{_REGISTERS}/asset-norms/add/",
    "registers:elections": f"{_REGISTERS}/elections/",
    "registers:import": f"{_REGISTERS}/import/",
    "collection:rounds": f"{_ROUNDS}/",
    "collection:open": f"{_ROUNDS}/open/",
    "collection:round": f"{_ROUNDS}/{LATE_ROUND}/",
    "collection:days": f"{_ROUNDS}/{LATE_ROUND}/days/",
    "collection:publish": f"{_ROUNDS}/{LATE_ROUND}/publish/",
    "collection:draw_sample": f"{_ROUNDS}/{LATE_ROUND}/draw-sample/",
    "collection:samples": f"{_ROUNDS}/samples/",
    "collection:xlsforms": f"{_ROUNDS}/xlsforms/",
    "privacy:index": f"{_PRIVACY}/",
    "privacy:readings": f"{_PRIVACY}/readings/",
    "privacy:exports": f"{_PRIVACY}/exports/",
    "privacy:extract": f"{_PRIVACY}/extract/",
    "privacy:requests": f"{_PRIVACY}/requests/",
    "privacy:request": f"{_PRIVACY}/requests/2/",
}
BAG_OFFICE = {
    "portal:office": "/office/",
    "registers:bag": f"{_REGISTERS}/{BAG}/",
    "registers:search": f"{_REGISTERS}/{BAG}/search/",
    "registers:household_new": f"{_REGISTERS}/{BAG}/new/",
    "registers:sections": f"{_REGISTERS}/{BAG}/sections/",
    "registers:duplicates": f"{_REGISTERS}/{BAG}/duplicates/",
    "registers:entries": f"{_REGISTERS}/{BAG}/entries/",
    "registers:events": f"{_REGISTERS}/{BAG}/events/?start=2026-01-01&end=2026-06-01",
    "registers:event_new": f"{_REGISTERS}/{BAG}/events/new/",
    "registers:waiting": f"{_REGISTERS}/{BAG}/waiting/",
    "registers:balance": f"{_REGISTERS}/{BAG}/balance/",
    "registers:livestock": f"{_REGISTERS}/{BAG}/livestock/",
    "registers:assets": f"{_REGISTERS}/{BAG}/assets/",
    "registers:asset_add": f"{_REGISTERS}/{BAG}/assets/add/",
    "collection:return": f"{_RETURN}/",
    "collection:grid": f"{_RETURN}/fill/",
    "collection:remark": f"{_RETURN}/remarks/",
    "collection:sheet": f"{_RETURN}/sheet/",
    "collection:submissions": f"{_RETURN}/submissions/",
    "privacy:requests": f"{_PRIVACY}/requests/",
}
ALSO_BAG = (("collection:return", f"{_DONE}/"),)
NOT_PAGES = {"collection:calendar": "a file of days for a calendar"}


def of_one_household(page):
    """A herding household of the bag, a person of it, and the row of its return."""
    page.goto(f"{_RETURN}/fill/")
    row = _first(page, "/rows/")
    household = f"{_REGISTERS}/households/{row.rstrip('/').rpartition('/')[2]}/"
    page.goto(household)
    person = _first(page, "/registers/people/")
    uid = person.rstrip("/").rpartition("/")[2]
    return {
        "collection:row": row,
        "registers:household": household,
        "registers:household_change": f"{household}change/",
        "registers:person_new": f"{household}people/",
        "registers:household_close": f"{household}close/",
        "registers:herd": f"{household}herd/",
        "registers:herd_edit": f"{household}herd/2025-12/edit/",
        "registers:tended_add": f"{household}herd/2025-12/tended/",
        "registers:person": person,
        "registers:person_change": f"{person}change/",
        "privacy:take": f"{_PRIVACY}/requests/new/{uid}/",
    }


def _first(page, part):
    links = page.locator(f"main a[href*='{part}']").all()
    found = [link.get_attribute("href") for link in links]
    assert found, f"no address with {part} on {page.url}"
    return found[0]
