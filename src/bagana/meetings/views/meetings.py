"""Meetings in the office: the list, one of them, the dated rules. HTTP only."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.meetings.actions.ruling import may_set_rules, set_rule
from bagana.meetings.climbing import steps_on
from bagana.meetings.forms.meetings import RuleForm
from bagana.meetings.models import Meeting, MeetingKind, MeetingState
from bagana.meetings.queries import meetings as queries
from bagana.meetings.queries.attendance import tally_of
from bagana.meetings.queries.meetings import Asked
from bagana.meetings.queries.minutes import is_untouched
from bagana.meetings.queries.notices import notice_of
from bagana.meetings.quorum import quorum_of
from bagana.meetings.rules import can_hold
from bagana.meetings.views.deciding import asked_unit
from bagana.meetings.views.guard import (
    bag_name,
    find_meeting,
    meeting_title,
    meetings_crumbs,
)
from bagana.registers.queries.households import names_of
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import form_page, taken
from bagana.web.paging import page_of
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 30


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The meetings of one's bags, the newest first."""
    unit, asked, today = asked_unit(request), _asked(request), timezone.localdate()
    rows = queries.meetings_for(request.user, unit, asked)
    if chosen := wanted_format(request):
        return table_response(chosen, "meetings", _columns(), rows)
    page = page_of(rows, PER_PAGE, request.GET.get("page"))
    names = names_of({row.unit_id for row in page.object_list}, today)
    context = {
        "page": page,
        "lines": [(row, names.get(row.unit_id, row.unit.code)) for row in page],
        "asked": asked,
        "sort": asked.sort,
        "states": MeetingState.choices,
        "kinds": MeetingKind.choices,
        "years": queries.years_for(request.user),
        "bags": queries.bags_to_hold_in(request.user, today),
    }
    return render(request, "meetings/index.html", context)


def _asked(request: HttpRequest) -> Asked:
    told = {
        one.name: request.GET.get(one.name, "").replace("\0", "")[:20]
        for one in fields(Asked)
    }
    if told["sort"].lstrip("-") not in queries.SORTS:
        told["sort"] = "-day"
    return Asked(**told)


def _columns() -> list[Column]:
    return [
        Column("unit", _("Код"), lambda row: row.unit.code),
        Column("year", _("Он")),
        Column("number", _("Дугаар")),
        Column("kind", _("Төрөл"), lambda row: row.get_kind_display(), 24),
        Column("title", _("Нэр"), width=40),
        Column("starts_at", _("Болох цаг"), width=20),
        Column("place", _("Хаана"), width=30),
        Column("state", _("Төлөв"), lambda row: row.get_state_display(), 20),
        Column("registered", _("Бүртгэлтэй")),
        Column("needed", _("Хүрэх ирц")),
        Column("represented", _("Төлөөлөгдсөн")),
    ]


@login_required
def meeting(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One meeting: what is to do next, the agenda with its votes, who was told."""
    row = find_meeting(request, uid)
    context = {
        "row": row,
        "title": meeting_title(row),
        "bag": bag_name(row),
        "agenda": queries.agenda_of(row),
        "quorum": quorum_of(row),
        "tally": tally_of(row),
        "notified": notice_of(row),
        "parts": list(row.parts.select_related("section").order_by("starts_at")),
        "may_hold": can_hold(request.user, row.unit),
        "crumbs": meetings_crumbs(),
        **_standing(row),
    }
    return render(request, "meetings/meeting.html", context)


def _standing(row: Meeting) -> dict[str, Any]:
    """Which deeds the page offers in this state."""
    state = MeetingState(row.state)
    before = state in (MeetingState.DRAFT, MeetingState.CONVENED)
    return {
        "is_before": before,
        "takes_notice": state in (MeetingState.CONVENED, MeetingState.OPEN),
        "takes_presence": state in (MeetingState.CONVENED, MeetingState.OPEN),
        "has_begun": state
        in (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.SIGNED),
        "takes_part": before and row.parent_id is None,
        "may_fail": row.state == MeetingState.CONVENED
        and row.starts_at <= timezone.now(),
        "is_broken": state == MeetingState.SIGNED and not is_untouched(row),
    }


@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """Which rule holds from which day, and where it is from."""
    rows = queries.rules_in_order()
    if chosen := wanted_format(request):
        return table_response(chosen, "meeting-rules", _rule_columns(), rows)
    context = {
        "rows": rows,
        "may_set": may_set_rules(request.user),
        "steps": steps_on(timezone.localdate()),
        "crumbs": meetings_crumbs(),
    }
    return render(request, "meetings/rules.html", context)


def _rule_columns() -> list[Column]:
    return [
        Column("kind", _("Хурлын төрөл"), lambda row: row.get_kind_display(), 24),
        Column("valid_from", _("Эхлэх өдөр")),
        Column("valid_to", _("Дуусах өдөр, орохгүй")),
        Column("law", _("Хууль, зүйл"), width=60),
        Column("quorum", _("Хүчинтэй байх ирц")),
        Column("majority", _("Шийдвэр гарах санал")),
        Column("notice_days", _("Зар хүргэх хоног")),
        Column("yearly", _("Жилд хэдээс доошгүй")),
        Column("source", _("Эх сурвалж"), width=40),
        Column("is_illustrative", _("Жишээ")),
    ]


@login_required
def rule_new(request: HttpRequest) -> HttpResponse:
    if not may_set_rules(request.user):
        raise PermissionDenied(_("Хурлын дүрмийг өөрчлөх эрх танд алга."))
    form = RuleForm(request.POST or None)

    def act() -> None:
        set_rule(user=request.user, **form.cleaned_data)

    back = reverse("meetings:rules")
    if taken(request, form, act):
        messages.success(request, _("Дүрмийг нэмлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Дүрэм нэмэх"),
        lead=_("Өмнөх дүрэм энэ өдрөөр дуусна. Бэлтгэсэн хуралдаан дүрмээ хадгална."),
        button=_("Нэмэх"),
        back=back,
        crumbs=[*meetings_crumbs(), (back, _("Хурлын дүрэм"))],
    )
