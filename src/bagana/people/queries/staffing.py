"""Standard staffing against the posts there are: what is lacking, in pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

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


def applies(norm: Staffing, version: UnitVersion) -> bool:
    if norm.level != version.kind.level:
        return False
    if norm.location_type and norm.location_type != version.location_type:
        return False
    return norm.tosgon is None or norm.tosgon == version.is_tosgon


def standards(
    versions: Sequence[UnitVersion], on: date
) -> dict[int, dict[str, Staffing]]:
    """The narrowest norm of each kind for each unit: type and tosgon before general."""
    norms = list(Staffing.objects.on(on).order_by("valid_from", "pk"))
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
    )
