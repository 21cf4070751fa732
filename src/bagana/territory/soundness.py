"""What must hold in the register at every moment; actions verify it when they end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from bagana.territory.ancestry import expected_rows
from bagana.territory.models import Lineage, Unit, UnitAncestry, UnitVersion
from bagana.web.errors import Refused


@dataclass(frozen=True)
class Fault:
    """One broken rule: its name, the unit and what is wrong, in words."""

    rule: str
    code: str
    message: str


@dataclass(frozen=True)
class Span:
    """A version as the rules see it."""

    unit: int
    code: str
    parent: int | None
    start: date
    end: date | None
    level: int

    @property
    def stop(self) -> date:
        return self.end or date.max


Spans = dict[int, list[Span]]


class Unsound(Refused):
    """The change would leave the register in a state that its rules forbid."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        said = "; ".join(fault.message for fault in faults[:5])
        reason = _("Бүртгэл зөрчилтэй болох тул өөрчлөлтийг хийгээгүй: %(said)s")
        fix = _("Огноо, харьяалал, хувийг шалгаад дахин оруулна уу.")
        super().__init__(reason % {"said": said}, fix)


def assert_sound(unit_ids: Iterable[int] | None = None) -> None:
    """Raise when a rule is broken around the units; None looks at all of them."""
    faults = list(faults_of(unit_ids))
    if faults:
        raise Unsound(faults)


def faults_of(unit_ids: Iterable[int] | None = None) -> Iterator[Fault]:
    """Broken rules of the units, their parents and their children, ever."""
    spans = load_spans()
    chosen = None if unit_ids is None else _around(spans, set(unit_ids))
    looked = spans if chosen is None else {k: spans[k] for k in chosen & set(spans)}
    yield from gap_or_overlap(looked)
    yield from child_outside_parent_validity(looked, spans)
    yield from level_order(looked, spans)
    yield from lineage_shares(chosen)
    yield from ancestry_stale(chosen)


def load_spans() -> Spans:
    spans: Spans = {}
    rows = UnitVersion.objects.order_by("unit_id", "valid_from").values_list(
        "unit_id", "unit__code", "parent_id", "valid_from", "valid_to", "kind__level"
    )
    for row in rows:
        spans.setdefault(row[0], []).append(Span(*row))
    return spans


def _around(spans: Spans, units: set[int]) -> set[int]:
    parents = {s.parent for u in units for s in spans.get(u, []) if s.parent}
    children = {
        unit for unit, own in spans.items() if any(s.parent in units for s in own)
    }
    return units | parents | children


def gap_or_overlap(spans: Spans) -> Iterator[Fault]:
    """Versions of one unit follow each other day to day; only the last is open."""
    for own in spans.values():
        for one, following in pairwise(own):
            if one.end != following.start:
                message = _("%(code)s: хувилбарууд %(day)s өдөр залгаагүй") % {
                    "code": one.code,
                    "day": one.end or following.start,
                }
                yield Fault("gap_or_overlap", one.code, message)


def child_outside_parent_validity(looked: Spans, spans: Spans) -> Iterator[Fault]:
    """The parent exists on every day on which a unit lies under it."""
    for span in (span for own in looked.values() for span in own):
        if span.parent is None:
            continue
        parent = spans.get(span.parent, [])
        covered = bool(parent) and (
            parent[0].start <= span.start and span.stop <= parent[-1].stop
        )
        if not covered:
            message = _("%(code)s: дээд нэгж нь тухайн хугацаанд байхгүй") % {
                "code": span.code
            }
            yield Fault("child_outside_parent_validity", span.code, message)


def level_order(looked: Spans, spans: Spans) -> Iterator[Fault]:
    """A parent stands on a higher rung than its child: so there is no cycle either."""
    for span in (span for own in looked.values() for span in own):
        above = spans.get(span.parent, []) if span.parent is not None else []
        for parent in above:
            meets = parent.start < span.stop and span.start < parent.stop
            if meets and parent.level >= span.level:
                message = _("%(code)s: дээд нэгж %(parent)s өндөр шатных биш") % {
                    "code": span.code,
                    "parent": parent.code,
                }
                yield Fault("level_order", span.code, message)


def lineage_shares(unit_ids: set[int] | None = None) -> Iterator[Fault]:
    """Over the targets of one change, source and measure the shares sum to one."""
    rows = Lineage.objects.filter(change__undone_at__isnull=True).order_by()
    if unit_ids is not None:
        rows = rows.filter(source__in=unit_ids)
    targets: dict[tuple[int, str], int] = {
        (change, source): count
        for change, source, count in rows.values_list("change", "source__code")
        .annotate(count=Count("target", distinct=True))
        .values_list("change", "source__code", "count")
    }
    sums = (
        rows.values("change", "source__code", "measure")
        .annotate(total=Sum("share"), count=Count("target"))
        .values_list("change", "source__code", "measure", "total", "count")
    )
    for change, code, measure, total, count in sums:
        # SQLite adds decimals as floats: the last digit kept is the tenth.
        exact = Decimal(total).quantize(Decimal("1e-9")) == 1
        if not exact or count != targets[change, code]:
            message = _("%(code)s: хувийн нийлбэр (%(measure)s) %(total)s, 1 биш") % {
                "code": code,
                "measure": measure,
                "total": total,
            }
            yield Fault("lineage_shares", code, message)


def ancestry_stale(unit_ids: set[int] | None = None) -> Iterator[Fault]:
    """The derived closure says what the versions say."""
    kept = UnitAncestry.objects.all()
    if unit_ids is not None:
        kept = kept.filter(unit__in=unit_ids)
    fields = ("unit_id", "ancestor_id", "depth", "valid_from", "valid_to", "is_last")
    stored = set(kept.values_list(*fields))
    expected = {
        tuple(getattr(row, field) for field in fields)
        for row in expected_rows(unit_ids)
    }
    units = {row[0] for row in stored ^ expected}
    for code in Unit.objects.filter(pk__in=units).values_list("code", flat=True):
        message = _("%(code)s: харьяаллын хүснэгт хоцорсон") % {"code": code}
        yield Fault("ancestry_stale", code, message)
