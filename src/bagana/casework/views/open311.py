"""Open311 GeoReport v2: six calls and the discovery. HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from bagana.casework import open311 as own
from bagana.casework.actions.taking import take_request
from bagana.casework.models import Channel
from bagana.casework.open311 import Open311Error
from bagana.casework.open311_formats import answer
from bagana.web.errors import Refused

CHANGESET: Final = "2026-11-23T00:00:00Z"
SPECIFICATION: Final = "http://wiki.open311.org/GeoReport_v2"
TEXT_LENGTH: Final = 4_000

type View = Callable[..., HttpResponse]


def call(*methods: str) -> Callable[[View], View]:
    """A call of the standard: its methods, and errors in the format that was asked."""

    def wrap(view: View) -> View:
        @wraps(view)
        def called(
            request: HttpRequest, *args: Any, format: str = "json", **named: Any
        ) -> HttpResponse:
            try:
                if request.method not in methods:
                    raise Open311Error(405, _("Энэ аргаар хандахгүй."))
                return view(request, *args, format=format, **named)
            except Open311Error as error:
                return _error(format, error.status, error.description)
            except Refused as refused:
                return _error(format, 400, " ".join([refused.reason, refused.fix]))

        return called

    return wrap


def _error(format: str, status: int, description: str) -> HttpResponse:
    content = [{"code": status, "description": description.strip()}]
    return answer(format, "errors", content, status)


@call("GET", "HEAD")
def discovery(request: HttpRequest, *, format: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("open311:root")).rstrip("/")
    content = {
        "changeset": CHANGESET,
        "contact": request.build_absolute_uri(reverse("portal:open311")),
        "key_service": _("Түлхүүр шаардахгүй."),
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": address,
                "changeset": CHANGESET,
                "type": "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }
    return answer(format, "discovery", content)


@call("GET", "HEAD")
def services(request: HttpRequest, *, format: str) -> HttpResponse:
    place = own.jurisdiction(request.GET)
    rows = own.services_on(timezone.localdate(), place.unit if place else None)
    return answer(format, "services", [own.service_entry(row) for row in rows])


@call("GET", "HEAD")
def service(request: HttpRequest, code: str, *, format: str) -> HttpResponse:
    """No service asks for more than a description, so none has attributes."""
    place = own.jurisdiction(request.GET)
    unit = place.unit if place else None
    row = own.service_on(code, timezone.localdate(), unit)
    content = {"service_code": row.service.code, "attributes": []}
    return answer(format, "service_definition", content)


@csrf_exempt
@call("GET", "HEAD", "POST")
def requests(request: HttpRequest, *, format: str) -> HttpResponse:
    if request.method == "POST":
        return _file(request, format)
    rows = own.requests_of(own.wanted(request.GET.dict()))
    return answer(format, "service_requests", own.request_entries(rows))


def _file(request: HttpRequest, format: str) -> HttpResponse:
    """What a citizen asks for; the code to follow it by is told once, here."""
    given = {name: str(value) for name, value in request.POST.items()}
    given.setdefault("jurisdiction_id", request.GET.get("jurisdiction_id", ""))
    place = own.jurisdiction(given)
    code = own.cleaned(given, "service_code")
    if not code:
        raise Open311Error(400, _("service_code өгнө үү."))
    bag = own.bag_of(given, place.unit if place else None)
    version = own.service_on(code, timezone.localdate(), bag.unit)
    point = own.point_of(given) or (None, None)
    row, tracking = take_request(
        user=None,
        unit=bag.unit,
        version=version,
        channel=Channel.OPEN311,
        taken_on=timezone.localdate(),
        private=_private(given),
        longitude=point[0],
        latitude=point[1],
    )
    notice = _("Хянах код: %(code)s. %(page)s") % {
        "code": tracking,
        "page": request.build_absolute_uri("/track/"),
    }
    made = {
        "service_request_id": str(row.uid),
        "service_notice": notice,
        "account_id": None,
    }
    return answer(format, "service_requests", [made], 201)


def _private(given: dict[str, str]) -> dict[str, str]:
    names = (own.cleaned(given, name) for name in ("last_name", "first_name"))
    return {
        "text": own.cleaned(given, "description", TEXT_LENGTH),
        "name": " ".join(filter(None, names)),
        "phone": own.cleaned(given, "phone"),
        "email": own.cleaned(given, "email"),
        "address": own.cleaned(given, "address_string"),
    }


@call("GET", "HEAD")
def one_request(request: HttpRequest, code: str, *, format: str) -> HttpResponse:
    rows = own.requests_of(own.Wanted(ids=_known(code), by_ids=True))
    if not rows:
        raise Open311Error(404, _("service_request_id олдсонгүй."))
    return answer(format, "service_requests", own.request_entries(rows))


def _known(code: str) -> tuple[Any, ...]:
    uid = own.uid_of(code)
    return (uid,) if uid else ()


@call("GET", "HEAD")
def token(request: HttpRequest, code: str, *, format: str) -> HttpResponse:
    """A request has its id at once, so its token is the id itself."""
    uids = _known(code)
    if not uids or not own.is_known(uids[0]):
        raise Open311Error(404, _("token олдсонгүй."))
    content = [{"service_request_id": str(uids[0]), "token": str(uids[0])}]
    return answer(format, "service_requests", content)
