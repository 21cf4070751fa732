"""One activity: what the programme is, whose, where, its money and its results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bagana.programme.iati import amounts, places, results
from bagana.programme.iati.writing import LANG, child, titled
from bagana.programme.models import Measure, Programme
from bagana.programme.queries.changes import last_change
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import nearest_version

VERSION = "2.03"
LOCAL_GOVERNMENT = "11"
ACCOUNTABLE, IMPLEMENTING = "2", "4"
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
PIPELINE, UNDER_WAY, FINALISING, CLOSED = "1", "2", "3", "4"
DECENTRALISATION = "15112"  # OECD DAC, five digits: decentralisation and support to it
SCOPES = {0: "4", 1: "6", 2: "7", 3: "8"}  # national … single location
SETTLING_YEARS = 1


@dataclass(frozen=True, slots=True)
class Link:
    """A public page or paper: whole address, what it is, its IATI category."""

    url: str
    title_mn: str
    title_en: str
    category: str
    format: str = "text/html"


def activity_file(
    programme: Programme, *, on: date, links: Sequence[Link] = ()
) -> bytes:
    """The programme as of a day. The same data give the same bytes.

    Only what is public is read: figures are those that a visitor sees.
    """
    from lxml import etree

    root = etree.Element("iati-activities", {"version": VERSION})
    _activity(root, programme, on, links)
    etree.indent(root, space=" ")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def organisation(unit: Unit) -> str:
    """Our own identifier of a unit's government, by the national code of the unit."""
    return f"MN-BAGANA-{unit.code}"


def identifier(programme: Programme) -> str:
    return f"{organisation(programme.unit)}-{programme.code}"


def _activity(root: Any, programme: Programme, on: date, links: Sequence[Link]) -> None:
    measures = list(Measure.objects.filter(programme=programme).order_by("sort_key"))
    activity = child(root, "iati-activity", default_currency="MNT", hierarchy="1")
    activity.set(LANG, "mn")
    activity.set("last-updated-datetime", last_change(programme).isoformat())
    child(activity, "iati-identifier").text = identifier(programme)
    version = nearest_version(programme.unit.code, on)
    _organisations(activity, programme, version, measures, on)
    child(activity, "activity-status", code=status_on(programme, on))
    _dates(activity, programme, on)
    level = version.kind.level if version else 1
    child(activity, "activity-scope", code=SCOPES[level])
    child(activity, "recipient-country", code="MN", percentage="100")
    located = places.write(activity, programme, on)
    child(activity, "sector", vocabulary="1", code=DECENTRALISATION)
    amounts.write(activity, programme, measures, on)
    for link in links:
        _link(activity, link)
    results.write(activity, programme, on, located)


def _organisations(
    activity: Any,
    programme: Programme,
    version: UnitVersion | None,
    measures: Iterable[Measure],
    on: date,
) -> None:
    """Who reports, what the programme is, and who takes part in it."""
    mn, en = (version.name_mn, version.name_en) if version else ("", "")
    mine = {"ref": organisation(programme.unit), "type": LOCAL_GOVERNMENT}
    titled(activity, "reporting-org", mn or programme.unit.code, en, **mine)
    titled(activity, "title", programme.name_mn, programme.name_en)
    goal = programme.goal_mn or programme.name_mn
    titled(activity, "description", goal, programme.goal_en, type="1")
    if programme.is_illustrative or any(m.is_illustrative for m in measures):
        titled(
            activity,
            "description",
            "Жишээ агуулгатай: дэлгэрэнгүйг нь зарлаагүй зүйлийг жишээгээр нөхсөн.",
            "Holds illustrative content: what was not announced is filled in.",
            type="4",
        )
    amounts.funders(activity, programme)
    name = mn or programme.unit.code
    titled(activity, "participating-org", name, en, role=ACCOUNTABLE, **mine)
    for unit, office_mn, office_en in places.offices(measures, on):
        attributes = {"ref": organisation(unit), "type": LOCAL_GOVERNMENT}
        attributes["role"] = IMPLEMENTING
        titled(activity, "participating-org", office_mn, office_en, **attributes)


def status_on(programme: Programme, on: date) -> str:
    """Planned, under way, settling its last bills, or closed."""
    if on < programme.starts_on:
        return PIPELINE
    if on <= programme.ends_on:
        return UNDER_WAY
    settled = on.year > programme.ends_on.year + SETTLING_YEARS
    return CLOSED if settled else FINALISING


def _dates(activity: Any, programme: Programme, on: date) -> None:
    first, last = programme.starts_on.isoformat(), programme.ends_on.isoformat()
    child(activity, "activity-date", type=PLANNED_START, iso_date=first)
    if programme.starts_on <= on:
        child(activity, "activity-date", type=ACTUAL_START, iso_date=first)
    child(activity, "activity-date", type=PLANNED_END, iso_date=last)
    if programme.ends_on < on:
        child(activity, "activity-date", type=ACTUAL_END, iso_date=last)


def _link(activity: Any, link: Link) -> None:
    element = child(activity, "document-link", url=link.url, format=link.format)
    titled(element, "title", link.title_mn, link.title_en)
    child(element, "category", code=link.category)
    for language in ("mn", "en"):
        child(element, "language", code=language)
