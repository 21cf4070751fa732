"""Columns of what a hearing lets take away: opinions and objections."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagana.redistricting.models import Proposal
from bagana.redistricting.queries.opinions import letters_of
from bagana.web.tables import Column


def opinion_columns() -> list[Column]:
    """Of an OpinionLine."""
    return [
        Column("round", _("Хэлэлцүүлэг"), lambda one: one.row.round),
        Column("letter", _("Хувилбар")),
        Column("unit", _("Багийн код"), lambda one: one.row.unit.code),
        Column("name", _("Баг"), width=24),
        Column("held_on", _("Хурал болсон өдөр"), lambda one: one.row.held_on),
        Column("households", _("Нийт өрх"), lambda one: one.row.households),
        Column("represented", _("Төлөөлөл ирсэн өрх"), lambda one: one.row.represented),
        Column("quorum", _("Ирц хүрсэн"), lambda one: int(one.has_quorum)),
        Column("votes_for", _("Зөвшөөрсөн"), lambda one: one.row.votes_for),
        Column("votes_against", _("Татгалзсан"), lambda one: one.row.votes_against),
        Column("votes_abstained", _("Түдгэлзсэн"), lambda one: one.row.votes_abstained),
        Column("stance", _("Хурлын санал"), lambda one: one.row.get_stance_display()),
        Column("remarks", _("Гаргасан санал"), lambda one: one.row.remarks, 60),
        Column("minority", _("Цөөнхийн санал"), lambda one: one.row.minority, 60),
        Column("minutes", _("Тэмдэглэлийн дугаар"), lambda one: one.row.minutes),
        Column("superseded", _("Хүчингүй болсон"), lambda one: int(one.is_superseded)),
    ]


def objection_columns(proposal: Proposal) -> list[Column]:
    """Of a PlanObjection for the office; the contact is on no table."""
    letters = letters_of(proposal)
    return [
        Column("made_at", _("Огноо")),
        Column("plan", _("Хувилбар"), lambda row: letters.get(row.plan_id, "")),
        Column("unit", _("Баг"), lambda row: row.unit.code if row.unit else ""),
        Column("name", _("Нэр"), width=24),
        Column("text", _("Санал, эсэргүүцэл"), width=60),
        Column("state", _("Саналын төлөв"), lambda row: row.get_state_display()),
        Column("answer", _("Хариу"), width=60),
        Column("answered_at", _("Хариулсан")),
        Column("shown", _("Нийтэд харагдана"), lambda row: int(row.is_shown)),
        Column("illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]
