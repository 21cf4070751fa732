"""Named integrity checks of the register; `bagana check` and the office's page.

The rules in prose: docs/rules/integrity-checks.md. An application above adds its own
with `register`, from its AppConfig.ready.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.territory import soundness
from bagana.territory.boundaries.comparing import outside_parent
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import versions_on

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BAG_LEVEL = 3
AIMAG_LEVEL = 1


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, and how to mend it."""

    name: str
    """Of the check."""
    code: str
    message: str
    mend: str


@dataclass(frozen=True)
class Check:
    """A named rule: what it looks for, and what to do about a finding."""

    name: str
    title: StrOrPromise
    mend: StrOrPromise
    find: Callable[[date], Iterable[tuple[str, str]]]
    """Day → pairs of unit code and message."""


_registered: list[Check] = []


def register(check: Check) -> None:
    """Add a check; one of the same name takes the place of the first."""
    _registered[:] = [one for one in _registered if one.name != check.name]
    _registered.append(check)


def all_checks() -> tuple[Check, ...]:
    return (*OWN, *_registered)


def run_checks(
    on: date | None = None, names: Sequence[str] | None = None
) -> list[Finding]:
    """Everything that the checks find as of a day, in the order of the checks."""
    day = on or timezone.localdate()
    return [
        Finding(check.name, code, message, str(check.mend))
        for check in all_checks()
        if names is None or check.name in names
        for code, message in check.find(day)
    ]


def _orphan(on: date) -> Iterator[tuple[str, str]]:
    tops = set(
        UnitVersion.objects.on(on)
        .filter(parent__isnull=True, kind__level__gt=0)
        .values_list("unit__code", flat=True)
    )
    for code in sorted(tops):
        yield code, _("%(code)s нэгжид дээд нэгж алга") % {"code": code}


def _double_root(on: date) -> Iterator[tuple[str, str]]:
    roots = sorted(
        UnitVersion.objects.on(on)
        .filter(parent__isnull=True, kind__level=0)
        .values_list("unit__code", flat=True)
    )
    if len(roots) > 1:
        message = _("Нэгээс олон оройн нэгж байна: %(codes)s")
        yield roots[1], message % {"codes": ", ".join(roots)}


def _same_name(on: date) -> Iterator[tuple[str, str]]:
    repeated = (
        UnitVersion.objects.on(on)
        .order_by()
        .values("parent", "name_mn")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
    )
    for row in repeated:
        codes = (
            UnitVersion.objects.on(on)
            .filter(parent=row["parent"], name_mn=row["name_mn"])
            .values_list("unit__code", flat=True)
        )
        listed = sorted(codes)
        message = _("«%(name)s» нэр нэг дээд нэгжид давхардсан: %(codes)s")
        yield (
            listed[0],
            message % {"name": row["name_mn"], "codes": ", ".join(listed)},
        )


def _outside_parent(on: date) -> Iterator[tuple[str, str]]:
    for found in outside_parent(on):
        message = _("%(code)s: заагийн %(km2)s км² нь дээд нэгжийн гадна байна")
        yield found.code, message % {"code": found.code, "km2": f"{found.km2:.2f}"}


def _unclassified(on: date) -> Iterator[tuple[str, str]]:
    """In an aimag that has begun to classify, every bag has its location type."""
    bags = versions_on(on).filter(kind__level=BAG_LEVEL, kind__code="bag")
    aimag_of = dict(
        UnitAncestry.objects.on(on)
        .filter(ancestor__versions__kind__level=AIMAG_LEVEL)
        .filter(unit__in=bags.values("unit"))
        .values_list("unit", "ancestor__code")
    )
    without: dict[str, list[str]] = defaultdict(list)
    begun: set[str] = set()
    for bag in bags:
        aimag = aimag_of.get(bag.unit_id, "")
        if bag.location_type:
            begun.add(aimag)
        else:
            without[aimag].append(bag.unit.code)
    for aimag in sorted(begun & set(without)):
        for code in sorted(without[aimag]):
            yield code, _("%(code)s багт байршлын ангилал алга") % {"code": code}


def _no_version(on: date) -> Iterator[tuple[str, str]]:
    bare = Unit.objects.filter(versions__isnull=True)
    for code in bare.values_list("code", flat=True):
        yield code, _("%(code)s нэгж ямар ч хувилбаргүй") % {"code": code}


def _from_soundness(
    faults: Callable[[], Iterator[soundness.Fault]],
) -> Callable[[date], Iterator[tuple[str, str]]]:
    """A rule that actions verify too, looked at over the whole register."""

    def find(on: date) -> Iterator[tuple[str, str]]:
        yield from ((fault.code, fault.message) for fault in faults())

    return find


def _gaps() -> Iterator[soundness.Fault]:
    return soundness.gap_or_overlap(soundness.load_spans())


def _outside_validity() -> Iterator[soundness.Fault]:
    spans = soundness.load_spans()
    return soundness.child_outside_parent_validity(spans, spans)


def _levels() -> Iterator[soundness.Fault]:
    spans = soundness.load_spans()
    return soundness.level_order(spans, spans)


OWN: tuple[Check, ...] = (
    Check(
        "no_version",
        gettext_lazy("Хувилбаргүй нэгж"),
        gettext_lazy("Нэгжийг үүсгэсэн өөрчлөлтийг буцааж, дахин байгуулна уу."),
        _no_version,
    ),
    Check(
        "orphan",
        gettext_lazy("Дээд нэгжгүй нэгж"),
        gettext_lazy("«Харьяалал өөрчлөх» үйлдлээр дээд нэгжийг нь заана уу."),
        _orphan,
    ),
    Check(
        "double_root",
        gettext_lazy("Хоёр орой"),
        gettext_lazy("Илүү оройг улсын доор харьяалуулна уу."),
        _double_root,
    ),
    Check(
        "gap_or_overlap",
        gettext_lazy("Хувилбарын завсар, давхцал"),
        gettext_lazy("Сүүлийн өөрчлөлтийг буцааж, зөв өдрөөр дахин хийнэ үү."),
        _from_soundness(_gaps),
    ),
    Check(
        "child_outside_parent_validity",
        gettext_lazy("Дээд нэгжийн хугацаанаас гадуурх нэгж"),
        gettext_lazy("Нэгжийг тухайн өдөр байсан дээд нэгжид харьяалуулна уу."),
        _from_soundness(_outside_validity),
    ),
    Check(
        "level_order",
        gettext_lazy("Шат буруу"),
        gettext_lazy("Дээд нэгж эсвэл нэгжийн төрлийг засна уу."),
        _from_soundness(_levels),
    ),
    Check(
        "same_name_under_parent",
        gettext_lazy("Нэг дээд нэгжид ижил нэр"),
        gettext_lazy("«Нэр өөрчлөх» үйлдлээр аль нэгийг нь засна уу."),
        _same_name,
    ),
    Check(
        "unit_without_classification",
        gettext_lazy("Байршлын ангилалгүй баг"),
        gettext_lazy("«Ангилал өөрчлөх» үйлдлээр ангиллыг нь тогтооно уу."),
        _unclassified,
    ),
    Check(
        "boundary_outside_parent",
        gettext_lazy("Дээд нэгжээс гадагш гарсан зааг"),
        gettext_lazy("«Зааг» хуудсаар засварласан заагийг оруулна уу."),
        _outside_parent,
    ),
    Check(
        "lineage_shares",
        gettext_lazy("Нийлбэр нь 1 биш хувь"),
        gettext_lazy("Өөрчлөлтийг буцааж, хувийг зөв оруулна уу."),
        _from_soundness(soundness.lineage_shares),
    ),
    Check(
        "ancestry_stale",
        gettext_lazy("Хоцорсон харьяаллын хүснэгт"),
        gettext_lazy("Шалгалтын хуудасны «Дахин байгуулах» товчийг дарна уу."),
        _from_soundness(soundness.ancestry_stale),
    ),
)
