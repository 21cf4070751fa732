"""Criteria by which officials are judged: dated, by kind of post, named by an act.

The rule: docs/rules/performance.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.indicators.models import Indicator
from bagana.people.models import CriteriaSet, Criterion, Party, PostKind
from bagana.people.queries.performance import BY_FIGURES
from bagana.people.rules import may_set_terms
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.procedures import keep

WHOLE = 100


@dataclass(frozen=True, slots=True)
class CriterionTold:
    """One criterion as it is set; `worst` and `best` of who is judged by figures."""

    title_mn: str
    party: str
    weight: Decimal | None
    title_en: str = ""
    indicator: Indicator | None = None
    worst: float | None = None
    best: float | None = None


@transaction.atomic
def found_criteria(
    *,
    user: Any,
    title_mn: str,
    post_kind: str,
    valid_from: date,
    act: Act,
    items: Sequence[CriterionTold],
    title_en: str = "",
) -> CriteriaSet:
    """A new set from a day on, by an act; the one before it ends that day.

    Agreements keep the criteria that they were drawn up by.
    """
    if not may_set_terms(user):
        raise PermissionDenied(_("Шалгуурыг аймгийн ажилтан, админ тогтооно."))
    if post_kind and post_kind not in PostKind.values:
        raise Refused(_("Албан тушаалаа сонгоно уу."), field="post_kind")
    _check(items)
    before = CriteriaSet.objects.select_for_update().filter(post_kind=post_kind)
    newest = before.order_by("-valid_from", "-pk").first()
    if newest is not None:
        if valid_from <= newest.valid_from:
            raise Refused(
                _("Сүүлчийн шалгуур эхэлснээс хойших өдөр байна."), field="valid_from"
            )
        if newest.valid_to is None or newest.valid_to > valid_from:
            newest.valid_to = valid_from
            keep(newest, user=user, reason="followed")
    row = CriteriaSet(
        title_mn=title_mn,
        title_en=title_en,
        post_kind=post_kind,
        valid_from=valid_from,
        act=act,
        is_illustrative=False,
    )
    keep(row, user=user, reason="founded")
    for position, item in enumerate(items, start=1):
        told = {one.name: getattr(item, one.name) for one in fields(item)}
        Criterion.objects.create(criteria=row, position=position, **told)
    return row


def _check(items: Sequence[CriterionTold]) -> None:
    """Weights are of the whole, somebody judges, and what figures judge has a scale."""
    for number, item in enumerate(items, start=1):
        known = item.title_mn.strip() and item.party in Party.values
        if not known or not item.weight or item.weight < 0:
            raise Refused(
                _("%(n)s-р шалгуурын нэр, дүгнэгч, жинг заана уу.") % {"n": number}
            )
        if item.party in BY_FIGURES and not _has_scale(item):
            raise Refused(
                _("%(n)s-р шалгуурын үзүүлэлт, 0 ба 100 онооны хязгаарыг заана уу.")
                % {"n": number}
            )
    if sum(item.weight or 0 for item in items) != WHOLE:
        raise Refused(_("Жин нийлээд 100 байна."))
    if not any(item.party == Party.SUM for item in items):
        raise Refused(_("Сум дүгнэх шалгуур хэрэгтэй: түүнгүйгээр жил хаагдахгүй."))


def _has_scale(item: CriterionTold) -> bool:
    ends = (item.worst, item.best)
    known = [end for end in ends if end is not None and math.isfinite(end)]
    return item.indicator is not None and len(known) == 2 and known[0] != known[1]


@transaction.atomic
def load_criteria() -> bool:
    """Lay down the examples where no set is there; a set-up step.

    They wait until the catalogue knows every indicator that they name: a criterion
    without its figure would stay without it for good.
    """
    if CriteriaSet.objects.exists():
        return False
    text = files("bagana.people").joinpath("data/criteria.json").read_text("utf-8")
    sets = json.loads(text)
    asked = {item["indicator"] for one in sets for item in one["items"] if _named(item)}
    known = {row.code: row for row in Indicator.objects.filter(code__in=asked)}
    if asked - set(known):
        return False
    for one in sets:
        _found(one, known)
    return True


def _named(item: dict[str, Any]) -> bool:
    return "indicator" in item


def _found(told: dict[str, Any], known: dict[str, Indicator]) -> None:
    items = told.pop("items")
    told["valid_from"] = date.fromisoformat(told["valid_from"])
    row = CriteriaSet(is_illustrative=True, **told)
    keep(row, user=None, reason="founded")
    for position, item in enumerate(items, start=1):
        indicator = known.get(item.pop("indicator", ""))
        item["weight"] = Decimal(item["weight"])
        Criterion.objects.create(
            criteria=row, position=position, indicator=indicator, **item
        )
