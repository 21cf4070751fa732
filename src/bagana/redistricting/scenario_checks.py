"""Whether a question can be put: every part of a scenario judged before it is written.

The rule in prose: docs/rules/redrawing-blocks.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
from django.utils.translation import gettext as _

from bagana.redistricting import rules
from bagana.redistricting.arrays import BlockArrays, arrays_of
from bagana.redistricting.models import WEIGHTS, BlockSet, Effort, Minimise
from bagana.redistricting.problems import bags_on, weights_known
from bagana.redistricting.staleness import stale_bags
from bagana.territory.models import Unit, UnitAncestry
from bagana.web.errors import PermissionDenied, Refused

LOOSEST: Final = 5.0
"""Five times the target: what is looser asks for nothing."""

MOST_SEED: Final = 2**31 - 1
MOST_BAGS: Final = 100
MOVERS: Final = ("population", "households")


@dataclass(frozen=True)
class Asked:
    """What a scenario asks; the fields are those of the model."""

    block_set: BlockSet
    sums: Sequence[Unit]
    on: date
    tolerance: Mapping[str, float]
    minimise: Sequence[str] = (Minimise.MOVED, Minimise.CUT, Minimise.TRAVEL)
    movers: str = "population"
    unit_range: Mapping[str, Sequence[int]] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    offices_fixed: bool = True
    offices: Mapping[str, str] = field(default_factory=dict)
    locked: Sequence[str] = ()
    barriers: Sequence[Sequence[str]] = ()
    effort: str = Effort.USUAL
    seed: int = 1

    def stored(self) -> dict[str, Any]:
        """As the columns hold it, without the sums."""
        return {
            "block_set": self.block_set,
            "on": self.on,
            "tolerance": {k: float(v) for k, v in self.tolerance.items()},
            "minimise": [str(one) for one in self.minimise],
            "movers": self.movers,
            "unit_range": {k: [int(n) for n in v] for k, v in self.unit_range.items()},
            "targets": {k: float(v) for k, v in self.targets.items()},
            "offices_fixed": self.offices_fixed,
            "offices": dict(self.offices),
            "locked": sorted(set(self.locked)),
            "barriers": sorted(sorted(pair) for pair in self.barriers),
            "effort": str(self.effort),
            "seed": self.seed,
        }


def check_asked(user: Any, asked: Asked) -> None:
    """Refuse what cannot be asked, naming the field.

    Raises
    ------
    PermissionDenied
        A sum that is not the user's to plan for, blocks that he does not see.
    Refused
        Anything else, with the field and how to mend it.
    """
    _check_reach(user, asked)
    arrays = arrays_of(asked.block_set, asked.sums)
    _check_sums(asked, arrays)
    bags = bags_on(asked.block_set, [one.code for one in asked.sums], asked.on)
    _check_balances(asked, arrays)
    _check_effort(asked)
    _check_range(asked, arrays)
    _check_targets(asked, arrays, bags)
    _check_offices(asked, arrays, bags)
    _check_blocks(asked, arrays)


def _check_reach(user: Any, asked: Asked) -> None:
    if not rules.can_see_blocks(user, asked.block_set):
        raise PermissionDenied(_("Энэ суурь хэсгийн багцыг ашиглах эрх танд алга."))
    if not asked.sums:
        raise Refused(_("Нэг ч сум сонгоогүй байна."), field="sums")
    if not all(rules.can_make_scenario(user, one) for one in asked.sums):
        raise PermissionDenied(_("Энэ сумын даалгавар гаргах эрх танд алга."))


def check_under(unit: Unit, asked: Asked) -> None:
    """Whoever works on the unit's scenarios decides over the sums: it is above them."""
    places = UnitAncestry.objects.in_force(asked.on).filter(ancestor=unit)
    mine = set(places.filter(unit__in=asked.sums).values_list("unit", flat=True))
    others = [one.code for one in asked.sums if one.pk not in mine]
    if others:
        raise Refused(
            _("%(unit)s нэгжид харьяалагдахгүй сум байна: %(codes)s.")
            % {"unit": unit.code, "codes": ", ".join(others)},
            _("Тэр сумынхаа даалгаврыг тусад нь гаргана уу."),
            "sums",
        )


def _check_sums(asked: Asked, arrays: BlockArrays) -> None:
    empty = [one.code for one in asked.sums if one.code not in arrays.sums]
    if empty:
        raise Refused(
            _("Энэ багцад суурь хэсэггүй сум байна: %(codes)s.")
            % {"codes": ", ".join(empty)},
            field="sums",
        )
    stale = stale_bags(asked.block_set, [one.code for one in asked.sums], asked.on)
    if stale:
        raise Refused(
            _("Багц хийснээс хойш өөр өөрчлөлт орсон баг байна: %(codes)s.")
            % {"codes": ", ".join(stale)},
            _("Тэр өдрийн багуудаар суурь хэсгийг шинээр оруулна уу."),
            "block_set",
        )


def _check_balances(asked: Asked, arrays: BlockArrays) -> None:
    known = weights_known(arrays)
    if not asked.tolerance:
        raise Refused(
            _("Нэг ч зөвшөөрөх зөрүү тавиагүй байна."),
            _("Тэгшлэх үзүүлэлт бүрд зөвшөөрөх зөрүүг хувиар бичнэ үү."),
            f"tolerance_{WEIGHTS[0]}",
        )
    for name, share in asked.tolerance.items():
        if name not in WEIGHTS or not 0 < share <= LOOSEST:
            raise Refused(
                _("Зөвшөөрөх зөрүү 0-ээс их, 500 хувиас ихгүй байна."),
                field=f"tolerance_{name}",
            )
        if name not in known:
            raise Refused(
                _("%(count)s суурь хэсэгт энэ тоо алга тул тэгшлэх боломжгүй.")
                % {"count": arrays.missing[name]},
                _("Талбарыг хоосон үлдээх, эсвэл тоог нөхсөн багц ашиглана уу."),
                f"tolerance_{name}",
            )
    if asked.movers not in MOVERS or asked.movers not in known:
        raise Refused(
            _("Шилжилтийг тооцох тоо зарим суурь хэсэгт алга байна."),
            _("Бүх суурь хэсэгт нь тоо байгаа үзүүлэлтийг сонгоно уу."),
            "movers",
        )


def _check_effort(asked: Asked) -> None:
    asked_for = list(asked.minimise)
    if not asked_for or len(set(asked_for)) != len(asked_for):
        raise Refused(_("Юуг багасгахыг нэг нэг удаа сонгоно уу."), field="minimise_1")
    if not set(asked_for) <= set(Minimise.values):
        raise Refused(_("Юуг багасгах нь тодорхойгүй байна."), field="minimise_1")
    if asked.effort not in Effort.values:
        raise Refused(_("Хайлтын төрөл буруу байна."), field="effort")
    if not 0 <= asked.seed <= MOST_SEED:
        raise Refused(_("Үр нь 0 буюу түүнээс их бүхэл тоо байна."), field="seed")


def _check_range(asked: Asked, arrays: BlockArrays) -> None:
    codes = {one.code for one in asked.sums}
    for code, wanted in asked.unit_range.items():
        most = min(arrays.sums.count(code), MOST_BAGS)
        fits = code in codes and len(wanted) == 2
        if not fits or not 1 <= wanted[0] <= wanted[1] <= most:
            raise Refused(
                _("%(sum)s: багийн тоо 1-%(most)s байна.")
                % {"sum": code, "most": most},
                _("Нэг тоо, эсвэл «8-10» гэж бага, их хоёр тоо бичнэ үү."),
                "unit_range",
            )


def _check_targets(asked: Asked, arrays: BlockArrays, bags: Sequence[str]) -> None:
    sum_of = dict(zip(bags, arrays.sums, strict=True))
    totals: dict[str, float] = {}
    for bag, share in asked.targets.items():
        if bag not in sum_of or not 0 < share < 1:
            raise Refused(
                _("%(bag)s: зорилтот хувь буруу байна.") % {"bag": bag},
                _("Сонгосон сумын багийн код, 0-100 хувийн хооронд тоо бичнэ үү."),
                "targets",
            )
        totals[sum_of[bag]] = totals.get(sum_of[bag], 0.0) + share
    if any(total > 1 + 1e-9 for total in totals.values()):
        raise Refused(
            _("Нэг сумын багуудын зорилтот хувь 100-аас хэтэрлээ."), field="targets"
        )


def _check_offices(asked: Asked, arrays: BlockArrays, bags: Sequence[str]) -> None:
    for bag, block in asked.offices.items():
        at = arrays.position.get(block)
        if at is None or bags[at] != bag:
            raise Refused(
                _("%(bag)s багт %(block)s кодтой суурь хэсэг алга.")
                % {"bag": bag, "block": block},
                _("Мөр бүрд багийн код, түүний суурь хэсгийн кодыг бичнэ үү."),
                "offices",
            )


def _check_blocks(asked: Asked, arrays: BlockArrays) -> None:
    unknown = [code for code in asked.locked if code not in arrays.position]
    if unknown:
        raise Refused(
            _("Ийм кодтой суурь хэсэг алга: %(codes)s.")
            % {"codes": ", ".join(unknown[:5])},
            field="locked",
        )
    for pair in asked.barriers:
        if len(pair) != 2 or not _are_neighbours(arrays, *pair):
            raise Refused(
                _("Хөрш бус хос байна: %(pair)s.") % {"pair": " ".join(pair)},
                _("Мөр бүрд хөрш хоёр суурь хэсгийн кодыг бичнэ үү."),
                "barriers",
            )


def _are_neighbours(arrays: BlockArrays, one: str, other: str) -> bool:
    i, j = arrays.position.get(one), arrays.position.get(other)
    if i is None or j is None:
        return False
    return bool(np.isin(j, arrays.indices[arrays.indptr[i] : arrays.indptr[i + 1]]))
