"""A change told to a reader: units before and after, shares, consequences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.territory import consequences
from bagana.territory.actions.joining import merge, transfer
from bagana.territory.actions.single import (
    create_unit,
    reclassify,
    rename,
    reparent,
    set_boundary,
)
from bagana.territory.actions.splitting import split
from bagana.territory.consequences import BalanceRow, ConsequenceLine
from bagana.territory.models import (
    ChangeKind,
    Lineage,
    Measure,
    UnitChange,
    UnitVersion,
)
from bagana.web import words

ACTIONS: dict[str, Callable[..., UnitChange]] = {
    ChangeKind.CREATE: create_unit,
    ChangeKind.RENAME: rename,
    ChangeKind.RECLASSIFY: reclassify,
    ChangeKind.REPARENT: reparent,
    ChangeKind.SPLIT: split,
    ChangeKind.MERGE: merge,
    ChangeKind.TRANSFER: transfer,
    ChangeKind.BOUNDARY: set_boundary,
}


@dataclass(frozen=True)
class ShareLine:
    """What a source gave to a target, by measure; a measure left out is not known."""

    source: str
    target: str
    shares: dict[str, Decimal]

    def by_measure(self) -> list[Decimal | None]:
        return [self.shares.get(measure) for measure in Measure.values]


@dataclass(frozen=True)
class UnitRow:
    """A unit on one side of the change, with the name of what it lies under."""

    version: UnitVersion
    parent: str

    @property
    def code(self) -> str:
        return self.version.unit.code


@dataclass(frozen=True)
class Description:
    """Everything that the preview, and later the page of the change, shows."""

    change: UnitChange
    sentence: str
    before: list[UnitRow]
    after: list[UnitRow]
    shares: list[ShareLine]
    lines: list[ConsequenceLine]

    @property
    def names(self) -> dict[str, str]:
        return {row.code: row.version.name for row in (*self.before, *self.after)}

    @property
    def balance(self) -> list[tuple[ConsequenceLine, list[tuple[str, BalanceRow]]]]:
        """Each line with its rows, and what their units are called."""
        return [
            (line, [(self.names.get(row.code, ""), row) for row in line.rows])
            for line in self.lines
        ]


def preview(kind: str, /, *, act: Act, **plan: Any) -> Description:
    """What the change would do: it is made, read, and rolled back.

    There is one code path: a plan that the action refuses is refused here as well.
    """
    return carry_out(kind, find_act=lambda: act, for_good=False, **plan)


def carry_out(
    kind: str, /, *, find_act: Callable[[], Act], for_good: bool, **plan: Any
) -> Description:
    """Make a change under an act, which may be recorded in the same transaction."""
    with transaction.atomic():
        described = describe(ACTIONS[kind](act=find_act(), **plan))
        if not for_good:
            transaction.set_rollback(True)
    return described


def describe(change: UnitChange) -> Description:
    """Read back a change that stands."""
    record = change.record
    before = _versions([row["version"] for row in record["updated"]])
    after = _versions(record["created"].get("version", []))
    lineage = list(change.lineage.select_related("source", "target"))
    return Description(
        change=change,
        sentence=_sentence(change, before, after),
        before=_rows(before, change.effective_on),
        after=_rows(after, change.effective_on),
        shares=_share_lines(lineage),
        lines=consequences.preview_lines(change),
    )


def _versions(pks: Sequence[int]) -> QuerySet[UnitVersion]:
    return UnitVersion.objects.filter(pk__in=pks).select_related(
        "unit", "kind", "parent", "boundary"
    )


def _rows(versions: Iterable[UnitVersion], on: date) -> list[UnitRow]:
    parents = {version.parent_id for version in versions if version.parent_id}
    names = {
        parent.unit_id: parent.name
        for parent in UnitVersion.objects.filter(unit__in=parents).order_by(
            "valid_from"
        )
        if parent.valid_from <= on
    }
    return [UnitRow(one, names.get(one.parent_id or 0, "")) for one in versions]


def _share_lines(lineage: Sequence[Lineage]) -> list[ShareLine]:
    lines: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in lineage:
        shares = lines.setdefault((row.source.code, row.target.code), {})
        shares[row.measure] = row.share
    return [ShareLine(*pair, shares) for pair, shares in lines.items()]


def _sentence(
    change: UnitChange, before: QuerySet[UnitVersion], after: QuerySet[UnitVersion]
) -> str:
    """One sentence on what will happen, with the day and the names."""
    ended = [v for v in before if v.unit_id not in {a.unit_id for a in after}]
    begun = [v for v in after if v.unit_id not in {b.unit_id for b in before}]
    going_on = [v for v in after if v not in begun]
    said = [
        _told(_("дуусгавар болно: %(names)s"), ended),
        _told(_("шинээр эхэлнэ: %(names)s"), begun),
        _told(_("шинэчлэгдэж үргэлжилнэ: %(names)s"), going_on),
    ]
    return _("%(day)s – %(what)s: %(outcome)s.") % {
        "day": words.long_date(change.effective_on),
        "what": change.get_kind_display(),
        "outcome": "; ".join(part for part in said if part),
    }


def _told(template: str, versions: Sequence[UnitVersion]) -> str:
    names = [f"{version.name} ({version.unit.code})" for version in versions]
    more = len(names) - 6
    if more > 0:
        names = [*names[:6], _("бас %(count)s нэгж") % {"count": more}]
    return template % {"names": ", ".join(names)} if names else ""
