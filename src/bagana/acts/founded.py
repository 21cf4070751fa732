"""What rests on an act. Each application tells it through a source of its own.

A source is registered at start-up (`AppConfig.ready`), so that this application need
not know those that lie above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bagana.acts.models import Act


@dataclass(frozen=True)
class Founded:
    """One thing that rests on an act: what it is, since when, where to read it."""

    on: date
    what: str
    title: str
    url: str = ""


Source = Callable[[Act], Iterable[Founded]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    if source not in _sources:
        _sources.append(source)
    return source


def founded_by(act: Act) -> list[Founded]:
    """Everything that rests on the act, oldest first."""
    found = [row for source in _sources for row in source(act)]
    return sorted(found, key=lambda row: (row.on, row.title))


def unit_changes(act: Act) -> Iterable[Founded]:
    from django.utils.translation import gettext as _

    changes = act.unit_changes.filter(undone_at__isnull=True)
    for change in changes.prefetch_related("units__versions"):
        names = dict.fromkeys(
            version.name
            for unit in change.units.all()
            for version in sorted(unit.versions.all(), key=lambda v: v.valid_from)[-1:]
        )
        yield Founded(
            on=change.effective_on,
            what=_("нэгжийн өөрчлөлт"),
            title=f"{change.get_kind_display()}: {', '.join(names)}",
        )


register(unit_changes)
