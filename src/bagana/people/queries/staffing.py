"""Standard staffing against the posts there are: what is lacking, in pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from bagana.people.models import Appointment, PostKind, Staffing
from bagana.people.queries.posts import open_posts
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One unit and one kind: by the standard, open, held; None: no standard."""

    version: UnitVersion
    kind: str
    standard: Decimal | None
    posts: int
    held: int
    is_illustrative: bool
    source: str = ""

    @property
    def kind_word(self) -> str:
        return str(PostKind(self.kind).label)

    @property
    def vacancies(self) -> int:
        return self.posts - self.held

    @property
    def decimals(self) -> int:
        """A half post is a half; whole ones show no decimals."""
        whole = self.standard is None or self.standard == self.standard.to_integral()
        return 0 if whole else 2

    @property
    def lacking(self) -> Decimal | None:
        """Posts that the standard asks for and nobody has opened."""
        if self.standard is None:
            return None
        return max(Decimal(0), self.standard - self.posts)

    @property
    def unfilled(self) -> Decimal | None:
        """How many holders the standard asks for beyond those in office."""
        if self.standard is None:
            return None
        return max(Decimal(0), self.standard - self.held)


def applies(norm: Staffing, version: UnitVersion) -> bool:
    if norm.level != version.kind.level:
        return False
    if norm.location_type and norm.location_type != version.location_type:
        return False
    return norm.tosgon is None or norm.tosgon == version.is_tosgon


def standards(
    versions: Sequence[UnitVersion], on: date, *, confirmed: bool = False
) -> dict[int, dict[str, Staffing]]:
    """The narrowest norm of each kind for each unit: type and tosgon before general.

    `confirmed` leaves examples out: no published figure is judged by them.
    """
    rows = Staffing.objects.on(on).select_related("act").order_by("valid_from", "pk")
    norms = list(rows.filter(is_illustrative=False) if confirmed else rows)
    norms.sort(key=lambda norm: (bool(norm.location_type), norm.tosgon is not None))
    return {
        version.unit_id: {n.kind: n for n in norms if applies(n, version)}
        for version in versions
    }


def staffing_of(unit: Unit, on: date) -> list[StaffLine]:
    """The unit and all below it, kind by kind; three queries whatever their number."""
    versions = list(below(unit, on).select_related("unit", "kind").order_by("sort_key"))
    keys = [version.unit_id for version in versions]
    held_now = Exists(Appointment.objects.on(on).filter(post=OuterRef("pk")))
    posts, held = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    rows = open_posts(on).filter(unit__in=below(unit, on).values("unit"))
    for key, kind, is_held in rows.annotate(is_held=held_now).values_list(
        "unit", "kind", "is_held"
    ):
        posts[key, kind] += 1
        held[key, kind] += bool(is_held)
    norms = standards(versions, on)
    return [
        line
        for version, key in zip(versions, keys, strict=True)
        for kind in PostKind.values
        if (line := _line(version, kind, norms[key].get(kind), posts, held))
    ]


def _line(
    version: UnitVersion,
    kind: str,
    norm: Staffing | None,
    posts: Counter[tuple[int, str]],
    held: Counter[tuple[int, str]],
) -> StaffLine | None:
    pair = (version.unit_id, kind)
    if norm is None and not posts[pair]:
        return None
    return StaffLine(
        version,
        kind,
        norm.posts if norm else None,
        posts[pair],
        held[pair],
        bool(norm and norm.is_illustrative),
        source_of(norm) if norm else "",
    )


def source_of(norm: Staffing) -> str:
    """The act that sets it, and the words of its source."""
    act = norm.act
    told = f"{act.date} № {act.number} {act.title}" if act else ""
    return "; ".join(filter(None, (told, norm.source)))


def asked_posts(versions: Sequence[UnitVersion], on: date) -> dict[int, Decimal]:
    """By unit: of each kind the posts open, or the confirmed standard where greater.

    Only of units that keep posts; an example of a standard asks for nothing.
    """
    keys = {version.unit_id for version in versions}
    opened: dict[int, Counter[str]] = {key: Counter() for key in keys}
    rows = open_posts(on).filter(unit__in=keys).order_by()
    for key, kind in rows.values_list("unit", "kind"):
        opened[key][kind] += 1
    norms = standards(versions, on, confirmed=True)
    found = {}
    for key, counts in opened.items():
        own = {kind: norm.posts for kind, norm in norms.get(key, {}).items()}
        asked = (
            max(Decimal(counts[kind]), own.get(kind, Decimal(0)))
            for kind in {*counts, *own}
        )
        found[key] = sum(asked, Decimal(0))
    return found


@dataclass(frozen=True, slots=True)
class NormsAsked:
    """What an address asks the list of standards for."""

    kind: str = ""
    state: str = "now"


def norms_asked(asked: NormsAsked, today: date) -> QuerySet[Staffing]:
    """Standards in force or to come, or all; by level, kind and day."""
    rows = Staffing.objects.select_related("act")
    if asked.kind in PostKind.values:
        rows = rows.filter(kind=asked.kind)
    if asked.state != "all":
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    return rows.order_by("level", "kind", "location_type", "tosgon", "-valid_from")
