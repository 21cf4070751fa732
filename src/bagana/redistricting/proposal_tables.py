"""Columns of what a hearing lets take away: opinions and objections."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from bagana.redistricting.models import WEIGHTS, Proposal
from bagana.redistricting.queries.opinions import letters_of
from bagana.redistricting.queries.public import Laid
from bagana.redistricting.wording import weight_name
from bagana.web.tables import Column


def opinion_columns() -> list[Column]:
    """Of an OpinionLine."""
    return [
        Column("round", _("Хэлэлцүүлэг"), lambda one: one.row.round),
        Column("letter", _("Хувилбарын үсэг")),
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
        Column("plan", _("Хувилбарын үсэг"), lambda row: letters.get(row.plan_id, "")),
        Column("unit", _("Баг"), lambda row: row.unit.code if row.unit else ""),
        Column("name", _("Нэр"), width=24),
        Column("text", _("Санал, эсэргүүцэл"), width=60),
        Column("state", _("Саналын төлөв"), lambda row: row.get_state_display()),
        Column("answer", _("Хариу"), width=60),
        Column("answered_at", _("Хариулсан")),
        Column("shown", _("Нийтэд харагдана"), lambda row: int(row.is_shown)),
        Column("illustrative", _("Жишээ"), lambda row: int(row.is_illustrative)),
    ]


def public_objection_columns() -> list[Column]:
    """Of a Told: what everybody reads."""
    return [
        Column("made_at", _("Огноо"), lambda one: one.row.made_at),
        Column("letter", _("Хувилбарын үсэг")),
        Column("unit", _("Баг"), width=24),
        Column("name", _("Нэр"), lambda one: one.row.name if one.text else "", 24),
        Column("text", _("Санал, эсэргүүцэл"), width=60),
        Column("withheld", _("Нийтлээгүй шалтгаан"), lambda one: one.ground, 40),
        Column("state", _("Саналын төлөв"), lambda one: one.row.get_state_display()),
        Column("answer", _("Хариу"), lambda one: one.row.answer, 60),
        Column("answered_at", _("Хариулсан"), lambda one: one.row.answered_at),
        Column("illustrative", _("Жишээ"), lambda one: int(one.row.is_illustrative)),
    ]


def alternative_columns() -> list[Column]:
    """Of a Laid: the measures of each alternative."""
    weights = [
        Column(
            f"deviation_{name}",
            _("%(weight)s: хамгийн их зөрүү") % {"weight": weight_name(name)},
            partial(_deviation, name=name),
        )
        for name in WEIGHTS
    ]
    return [
        Column("letter", _("Хувилбарын үсэг"), lambda one: one.row.letter),
        Column("plan", _("Хувилбарын дугаар"), lambda one: one.row.plan.number),
        Column("bags", _("Хөндөгдөх баг")),
        Column("households", _("Баг нь солигдох өрх")),
        Column("people", _("Баг нь солигдох хүн")),
        *weights,
        Column("travel_mean", _("Дундаж зам, км"), lambda o: o.audit.travel_mean.after),
        Column("travel_max", _("Хамгийн хол, км"), lambda o: o.audit.travel_max.after),
        Column(
            "is_preferred", _("Санал болгож буй"), lambda o: int(o.row.is_preferred)
        ),
        Column("is_chosen", _("Өргөн барьсан"), lambda one: int(one.is_chosen)),
        Column("sha256", _("Баталгааны код"), lambda one: one.row.plan.sha256, 64),
    ]


def _deviation(one: Laid, name: str) -> float | None:
    return one.audit.weight(name).deviation.after


def block_columns() -> list[Column]:
    """Of a BlockLine: the whole plan, block by block."""
    return [
        Column("code", _("Суурь хэсэг"), width=20),
        Column("lon", _("Уртраг")),
        Column("lat", _("Өргөрөг")),
        Column("target", _("Орох баг")),
        Column("moves", _("Баг солих"), lambda one: int(one.moves)),
        Column("households", _("Өрх")),
        Column("people", _("Хүн ам")),
        Column(
            "is_withheld", _("Цөөн тул нийтлээгүй"), lambda o: int(o.is_withheld), 20
        ),
        Column("before_km", _("Албан байр хүртэл одоо, км")),
        Column("after_km", _("Албан байр хүртэл дараа, км")),
    ]
