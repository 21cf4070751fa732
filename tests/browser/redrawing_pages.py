"""Pages of re-drawing in the demonstration: blocks, a scenario, a hearing."""

from __future__ import annotations

import re

CODE = "mandal-2026"
_PUBLIC = f"/redrawings/{CODE}"
PUBLIC = {
    "portal:redrawings": "/redrawings/",
    "portal:redrawing": f"{_PUBLIC}/",
    "portal:redrawing_plan": f"{_PUBLIC}/plans/B/",
    "portal:redrawing_object": f"{_PUBLIC}/object/",
    "portal:plan_objection_find": "/redrawings/objections/",
    "portal:change": "/changes/1/",
}
ALSO = (("portal:redrawing_plan", f"{_PUBLIC}/plans/C/?bag=432259"),)
_OFFICE = "/office/redrawing"
_SCENARIO, _PROPOSAL = f"{_OFFICE}/{CODE}", f"{_OFFICE}/proposals/{CODE}"
OFFICE = {
    "redistricting:index": f"{_OFFICE}/",
    "redistricting:blocks": f"{_OFFICE}/blocks/",
    "redistricting:block_new": f"{_OFFICE}/blocks/new/",
    "redistricting:block_cells": f"{_OFFICE}/blocks/cells/",
    "redistricting:block_set": f"{_OFFICE}/blocks/1/",
    "redistricting:scenarios": f"{_OFFICE}/scenarios/",
    "redistricting:scenario_new": f"{_OFFICE}/new/",
    "redistricting:scenario": f"{_SCENARIO}/",
    "redistricting:scenario_copy": f"{_SCENARIO}/copy/",
    "redistricting:search": f"{_SCENARIO}/searches/1/",
    "redistricting:plans": f"{_SCENARIO}/plans/",
    "redistricting:plan": f"{_SCENARIO}/plans/1/",
    "redistricting:edit": f"{_SCENARIO}/plans/1/edit/",
    "redistricting:compare": f"{_SCENARIO}/compare/?a=1&b=2",
    "redistricting:proposals": f"{_OFFICE}/proposals/",
    "redistricting:proposal_new": f"{_OFFICE}/proposals/new/",
    "redistricting:proposal": f"{_PROPOSAL}/",
    "redistricting:proposal_extend": f"{_PROPOSAL}/extend/",
    "redistricting:proposal_choose": f"{_PROPOSAL}/choose/",
    "redistricting:proposal_withdraw": f"{_PROPOSAL}/withdraw/",
    "redistricting:proposal_opinions": f"{_PROPOSAL}/opinions/",
    "redistricting:proposal_opinion_new": f"{_PROPOSAL}/opinions/new/",
    "redistricting:proposal_objections": f"{_PROPOSAL}/objections/",
    "redistricting:plan_objection": f"{_OFFICE}/proposals/objections/1/",
}


def edited(page):
    """The plan being mended by hand: the last of the list, whatever its number."""
    page.goto(OFFICE["redistricting:plans"])
    links = page.locator("main a[href*='/plans/']").all()
    found = [re.search(r"/plans/(\d+)/", one.get_attribute("href")) for one in links]
    last = max(int(one[1]) for one in found if one)
    return f"{_SCENARIO}/plans/{last}/edit/"
