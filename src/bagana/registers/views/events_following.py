"""Households of a bag that ended or was divided: who goes where. HTTP only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.reading import note_reading
from bagana.registers.actions.following import assign, follow_now
from bagana.registers.following import Way, placed, ways
from bagana.registers.models import Household, Section
from bagana.registers.private import private_page
from bagana.registers.queries.events import person_name
from bagana.registers.queries.households import names_of
from bagana.registers.rules import can_keep, can_read
from bagana.registers.showing import showing
from bagana.registers.views.guard import register_crumbs
from bagana.territory.models import Unit, UnitChange
from bagana.web.errors import Refused

MOST: Final = 200


@dataclass(frozen=True)
class Left:
    """One former bag: whom no rule places, its successors, its sections."""

    way: Way
    name: str
    targets: list[tuple[str, str]]
    ready: int
    unknown: int
    rows: list[tuple[Household, str]]
    sections: list[tuple[int, str, int]]
    may_keep: bool


@private_page
def following(request: HttpRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(UnitChange, pk=pk, undone_at__isnull=True)
    own = [one for one in ways(change) if can_read(request.user, one.source)]
    if not own:
        raise Http404
    if request.method == "POST":
        return _acted(request, change, own)
    today = timezone.localdate()
    found = [_left(request, change, one) for one in own if not one.moves_nobody]
    context = {
        "change": change,
        "left": found,
        "ahead": change.effective_on > today,
        "may_follow": any(one.ready for one in found)
        and all(one.may_keep for one in found),
        "crumbs": register_crumbs(),
    }
    return render(request, "registers/events_following.html", context)


def _left(request: HttpRequest, change: UnitChange, way: Way) -> Left:
    found, today = placed(change, way), timezone.localdate()
    names = names_of({way.source.pk, *(one.pk for one in way.targets)}, today)
    shown = Household.objects.filter(pk__in=[one.pk for one in found.unknown])
    rows = list(shown.select_related("head", "section").order_by("number")[:MOST])
    how = showing(request.user, way.source)
    heads = [one.head for one in rows if one.head is not None]
    note_reading(
        user=request.user,
        what="handover",
        unit=way.source,
        subjects=[one.pk for one in heads if not one.is_restricted],
    )
    return Left(
        way=way,
        name=names.get(way.source.pk, way.source.code),
        targets=[
            (one.code, names.get(one.pk, one.code))
            for one in way.targets
            if one != way.source
        ],
        ready=sum(len(going) for going in found.going.values()),
        unknown=len(found.unknown),
        rows=[(one, person_name(one.head, how) if one.head else "") for one in rows],
        sections=_sections(found.unknown),
        may_keep=can_keep(request.user, way.source),
    )


def _sections(households: list[Household]) -> list[tuple[int, str, int]]:
    counts: dict[int, int] = {}
    for one in households:
        if one.section_id:
            counts[one.section_id] = counts.get(one.section_id, 0) + 1
    rows = Section.objects.filter(pk__in=counts).order_by("name")
    return [(one.pk, one.name, counts[one.pk]) for one in rows]


def _acted(request: HttpRequest, change: UnitChange, own: list[Way]) -> HttpResponse:
    try:
        if "follow" in request.POST:
            follow_now(user=request.user, change=change)
        else:
            _assigned(request, change, own)
    except Refused as refused:
        messages.error(request, " ".join(filter(None, (refused.reason, refused.fix))))
    else:
        messages.success(request, _("Өрхийг шилжүүллээ."))
    return redirect("registers:following", change.pk)


def _assigned(request: HttpRequest, change: UnitChange, own: list[Way]) -> None:
    source = next(
        (one.source for one in own if one.source.code == request.POST.get("source")),
        None,
    )
    target = Unit.objects.filter(code=request.POST.get("target", "")).first()
    if source is None or target is None:
        raise Refused(_("Аль багт орохыг сонгоно уу."), field="target")
    section = request.POST.get("section", "")
    if section.isdecimal():
        rows = Section.objects.filter(unit=source)
        assign(
            user=request.user,
            change=change,
            source=source,
            target=target,
            section=get_object_or_404(rows, pk=int(section)),
        )
        return
    uids = [one for one in request.POST.getlist("household") if _is_uid(one)]
    chosen = Household.objects.visible_to(request.user).filter(unit=source)
    assign(
        user=request.user,
        change=change,
        source=source,
        target=target,
        households=list(chosen.filter(uid__in=uids)),
    )


def _is_uid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
