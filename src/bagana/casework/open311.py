"""What Open311 (GeoReport v2) may tell: services, and requests without their people.

Only requests that came this way are listed, never a name, a word or a place of theirs.
The rule: docs/rules/open311.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from datetime import date as Day  # noqa: N812
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from bagana.casework.models import (
    OPEN_STATES,
    Channel,
    Request,
    RequestState,
    RequestStep,
    Service,
    ServiceVersion,
)
from bagana.casework.queries.services import offered_in, versions_on
from bagana.registers.queries.households import names_of
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import find_version

OPEN, CLOSED = "open", "closed"
SPAN: Final = timedelta(days=90)
MOST: Final = 1_000
MOST_PAGES: Final = 1_000
MOST_IDS: Final = 50
BAG_LEVEL: Final = 3
CLOSING: Final = time(18, 0)
"""A request is expected by the end of the office's last day."""


class Open311Error(Exception):
    """What the standard answers with a status and a description."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


def cleaned(given: Mapping[str, str], name: str, most: int = 300) -> str:
    return given.get(name, "").replace("\0", "").strip()[:most]


def jurisdiction(given: Mapping[str, str]) -> UnitVersion | None:
    """The unit of `jurisdiction_id`; None where the whole installation is meant."""
    code = cleaned(given, "jurisdiction_id")
    if not code:
        return None
    found = find_version(code, timezone.localdate())
    if found is None:
        raise Open311Error(404, _("jurisdiction_id олдсонгүй."))
    return found


def jurisdictions() -> list[tuple[str, str]]:
    """Units that have a catalogue of services of their own: code and name."""
    today = timezone.localdate()
    units = Service.objects.filter(is_open311=True).values_list("unit", flat=True)
    rows = UnitVersion.objects.on(today).filter(unit__in=units.distinct())
    found = rows.select_related("unit").order_by("kind__level", "sort_key")
    return [(one.unit.code, one.name) for one in found]


def services_on(on: Day, unit: Unit | None) -> QuerySet[ServiceVersion]:
    rows = offered_in(unit, on) if unit else versions_on(on)
    return rows.filter(service__is_open311=True)


def service_on(code: str, on: Day, unit: Unit | None) -> ServiceVersion:
    """Raises 404 for a service that is not offered this way."""
    found = services_on(on, unit).filter(service__code=code).first()
    if found is None:
        raise Open311Error(404, _("service_code олдсонгүй."))
    return found


def service_entry(version: ServiceVersion) -> dict[str, Any]:
    return {
        "service_code": version.service.code,
        "service_name": version.title,
        "description": version.text,
        "metadata": False,
        "type": "realtime",
        "keywords": "",
        "group": version.service.get_kind_display(),
    }


def status_of(state: str) -> str:
    return OPEN if state in OPEN_STATES else CLOSED


STATES: Final = {
    status: [state for state in RequestState.values if status_of(state) == status]
    for status in (OPEN, CLOSED)
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What GET requests asks for; ids go before everything else."""

    ids: tuple[UUID, ...] = ()
    by_ids: bool = False
    service_codes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    unit: Unit | None = field(default=None)
    page: int = 1
    page_size: int = MOST


def wanted(given: Mapping[str, str]) -> Wanted:
    """Raises 400 for a moment or a status that cannot be read."""
    named = _listed(given, "service_request_id")
    start, end = _span(_moment(given, "start_date"), _moment(given, "end_date"))
    place = jurisdiction(given)
    return Wanted(
        ids=tuple(_uids(named)),
        by_ids=bool(named),
        service_codes=tuple(_listed(given, "service_code")),
        states=tuple(_states(given)),
        start=start,
        end=end,
        unit=place.unit if place else None,
        page=_number(given, "page", 1, MOST_PAGES),
        page_size=_number(given, "page_size", MOST, MOST),
    )


def _number(given: Mapping[str, str], name: str, otherwise: int, most: int) -> int:
    text = cleaned(given, name, 20)
    if not text:
        return otherwise
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise Open311Error(
            400, _("%(name)s нь 1–%(most)s байна.") % {"name": name, "most": most}
        )
    return int(text)


def _listed(given: Mapping[str, str], name: str) -> list[str]:
    text = cleaned(given, name, 3_000)
    return [one.strip() for one in text.split(",") if one.strip()][:MOST_IDS]


def _uids(texts: Sequence[str]) -> list[UUID]:
    return [uid for uid in map(uid_of, texts) if uid]


def uid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _states(given: Mapping[str, str]) -> list[str]:
    asked = _listed(given, "status")
    if any(one not in STATES for one in asked):
        raise Open311Error(400, _("status нь open эсвэл closed байна."))
    return [state for one in asked for state in STATES[one]]


def _moment(given: Mapping[str, str], name: str) -> datetime | None:
    # A plus sign of the zone comes as a space from clients that do not escape it.
    text = cleaned(given, name).replace(" ", "+")
    if not text:
        return None
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Open311Error(
            400, _("%(name)s нь 2026-01-31T08:00:00Z хэлбэртэй байна.") % {"name": name}
        )
    return found


def _span(
    start: datetime | None, end: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """Ninety days at most: to now, from the start, or up to the end."""
    try:
        if start is None:
            end = end or timezone.now()
            return end - SPAN, end
        return start, min(end or start + SPAN, start + SPAN)
    except OverflowError:
        raise Open311Error(400, _("Хугацаа буруу байна.")) from None


def requests_of(asked: Wanted) -> list[Told]:
    """Requests that came by Open311, newest first, a page of them."""
    rows = _came_this_way()
    if asked.unit is not None:
        today = timezone.localdate()
        inside = UnitAncestry.objects.in_force(today).filter(ancestor=asked.unit)
        rows = rows.filter(unit__in=inside.values("unit"))
    if asked.by_ids:
        return _told(rows.filter(uid__in=asked.ids), asked)
    if asked.service_codes:
        rows = rows.filter(version__service__code__in=asked.service_codes)
    if asked.states:
        rows = rows.filter(state__in=asked.states)
    rows = rows.filter(entered_at__gte=asked.start, entered_at__lte=asked.end)
    return _told(rows, asked)


def _came_this_way() -> QuerySet[Request]:
    return Request.objects.filter(
        channel=Channel.OPEN311, version__service__is_open311=True
    ).order_by("-entered_at", "-pk")


def is_known(uid: UUID) -> bool:
    return _came_this_way().filter(uid=uid).exists()


class Told(NamedTuple):
    """What is told of a request; a thousand of them go out in one answer."""

    uid: UUID
    state: str
    version: int
    unit: int
    code: str
    entered_at: datetime
    due_on: Day
    updated: datetime | None


def _told(rows: QuerySet[Request], asked: Wanted) -> list[Told]:
    """A page, by columns: rows of the table hold sealed words as well."""
    steps = RequestStep.objects.filter(request=OuterRef("pk")).order_by("-made_at")
    columns = rows.values_list(
        *("uid", "state", "version", "unit", "unit__code", "entered_at", "due_on"),
        Subquery(steps.values("made_at")[:1]),
    )
    start = (asked.page - 1) * asked.page_size
    return [Told(*row) for row in columns[start : start + asked.page_size]]


def request_entries(rows: Sequence[Told]) -> list[dict[str, Any]]:
    names = names_of({row.unit for row in rows}, timezone.localdate())
    versions = ServiceVersion.objects.select_related("service")
    services = versions.in_bulk({row.version for row in rows})
    labels = {state.value: str(state.label) for state in RequestState}
    days = {row.due_on: w3c(_closing(row.due_on)) for row in rows}
    return [
        {
            **_entry(row),
            "status_notes": labels[row.state],
            "service_name": services[row.version].title,
            "service_code": services[row.version].service.code,
            "agency_responsible": names.get(row.unit, row.code),
            "expected_datetime": days[row.due_on],
        }
        for row in rows
    ]


def _closing(day: Day) -> datetime:
    return datetime.combine(day, CLOSING, timezone.get_current_timezone())


def _entry(row: Told) -> dict[str, Any]:
    """Every field of the standard; those that would tell of a person are empty."""
    return {
        "service_request_id": str(row.uid),
        "status": status_of(row.state),
        "status_notes": None,
        "service_name": None,
        "service_code": None,
        "description": None,
        "agency_responsible": None,
        "service_notice": None,
        "requested_datetime": w3c(row.entered_at),
        "updated_datetime": w3c(row.updated or row.entered_at),
        "expected_datetime": None,
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def w3c(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"


def bag_of(given: Mapping[str, str], within: Unit | None) -> UnitVersion:
    """The bag that a request is for: by lat and long, `address_id`, or its address.

    Raises 400 where no location is told, or no bag is found by it.
    """
    today = timezone.localdate()
    point = point_of(given)
    address = cleaned(given, "address_id") or cleaned(given, "address_string")
    if point is None and not address:
        raise Open311Error(
            400, _("lat ба long, address_id, address_string-ийн аль нэгийг өгнө үү.")
        )
    bags = UnitVersion.objects.on(today).filter(kind__level=BAG_LEVEL)
    if within is not None:
        inside = UnitAncestry.objects.on(today).filter(ancestor=within)
        bags = bags.filter(unit__in=inside.values("unit"))
    found = _holding(bags, point) if point else _named(bags, address)
    if found is None:
        raise Open311Error(400, _("Энэ байршилд баг олдсонгүй."))
    return found


def point_of(given: Mapping[str, str]) -> tuple[float, float] | None:
    """Longitude and latitude; None where neither is told."""
    lat, lon = cleaned(given, "lat"), cleaned(given, "long")
    if not lat and not lon:
        return None
    try:
        point = (float(lon), float(lat))
    except ValueError:
        point = (999.0, 999.0)
    if not (abs(point[0]) <= 180 and abs(point[1]) <= 90):
        raise Open311Error(400, _("lat, long буруу байна."))
    return point


def _holding(
    bags: QuerySet[UnitVersion], point: tuple[float, float]
) -> UnitVersion | None:
    """The bag around the point; boxes are compared first, by the database."""
    import shapely

    from bagana.territory.shapes import geometry_of

    lon, lat = point
    near = bags.filter(
        boundary__min_lon__lte=lon,
        boundary__max_lon__gte=lon,
        boundary__min_lat__lte=lat,
        boundary__max_lat__gte=lat,
    ).select_related("unit", "boundary")
    place = shapely.Point(lon, lat)
    for version in near.order_by("unit__code"):
        if version.boundary and geometry_of(version.boundary).intersects(place):
            return version
    return None


def _named(bags: QuerySet[UnitVersion], address: str) -> UnitVersion | None:
    """By code, else by a name that only one bag bears."""
    known = bags.select_related("unit")
    by_code = known.filter(unit__code=address).first()
    if by_code is not None:
        return by_code
    named = list(known.filter(name_mn=address)[:2])
    return named[0] if len(named) == 1 else None
