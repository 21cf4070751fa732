"""What an entry of the book of money must be like. The rule: docs/rules/money.md.

What the entry alone can show to be wrong is refused here. What only its neighbours
show (a payment above its commitment) is no fault of the entry: it is booked, and
`queries.money.flags` says so in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.programme.models import (
    FundingSource,
    Measure,
    MeasureUnit,
    MoneyKind,
    Programme,
)
from bagana.programme.rules import can_book
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import nearest_version
from bagana.web.errors import PermissionDenied, Refused

LARGEST: Final = Decimal(10) ** 15
LARGEST_WITH_MONGO: Final = Decimal(10) ** 13
"""SQLite keeps fifteen digits of what is no whole number."""

MONGO: Final = Decimal("0.01")
AIMAG, SUM, BAG = 1, 2, 3
SETTLING: Final = 1
"""Years after the programme in which its last bills are still paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What is to be booked; the fields are those of `MoneyEntry`."""

    measure: Measure
    kind: str
    source: str
    year: int
    amount: Decimal
    booked_on: date
    spender: Unit
    unit: Unit | None = None
    act: Act | None = None
    document: str = ""
    note: str = ""
    is_illustrative: bool = False


class Book:
    """Checks entries one by one, asking the database once for what they share."""

    def __init__(self, user: Any, today: date) -> None:
        self.user = user
        self.today = today
        self._known: dict[tuple[Any, ...], Any] = {}

    def require(self, entry: NewEntry) -> None:
        """Raise Refused for what cannot be booked, PermissionDenied for who may not.

        Who may book is asked last, so that a page can show every other fault first.
        """
        self._refuse_words(entry)
        self._refuse_amount(entry)
        self._refuse_days(entry)
        self._refuse_spender(entry)
        self._refuse_unit(entry)
        if not self.may_book(entry.measure.programme, entry.spender):
            raise PermissionDenied(_("Энэ нэгжийн төсвөөс бичилт хийх эрх танд алга."))

    def may_book(self, programme: Programme, spender: Unit) -> bool:
        key = ("may", programme.pk, spender.pk)
        if key not in self._known:
            self._known[key] = can_book(self.user, programme, spender)
        return bool(self._known[key])

    def _refuse_words(self, entry: NewEntry) -> None:
        pick = _("Жагсаалтаас сонгоно уу.")
        if entry.kind not in MoneyKind.values:
            raise Refused(_("Ийм төрөл байхгүй."), pick, "kind")
        if entry.source not in FundingSource.values:
            raise Refused(_("Ийм хөрөнгийн эх үүсвэр байхгүй."), pick, "source")
        for field, text, most in (
            ("document", entry.document, 100),
            ("note", entry.note, 300),
        ):
            if len(text) > most:
                raise Refused(
                    _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": most},
                    _("Бичвэрийг товчилно уу."),
                    field,
                )

    def _refuse_amount(self, entry: NewEntry) -> None:
        amount = entry.amount
        if not isinstance(amount, Decimal):
            raise TypeError(f"money is Decimal, not {type(amount).__name__}")
        if not amount.is_finite() or amount == 0:
            raise Refused(_("Дүн тэг байж болохгүй."), _amount_form(), "amount")
        if amount < 0 and entry.kind != MoneyKind.ADJUSTMENT:
            raise Refused(
                _("Дүн сөрөг байж болохгүй."),
                _("Буурсан төлөвлөгөөг тодотголоор, андууг буцаалтаар бичнэ үү."),
                "amount",
            )
        if abs(amount) > LARGEST:
            raise Refused(_("Дүн хэтэрхий том байна."), _amount_form(), "amount")
        if amount != amount.quantize(MONGO):
            raise Refused(
                _("Дүнгийн бутархай хоёр орноос урт байна."), _amount_form(), "amount"
            )
        if abs(amount) > LARGEST_WITH_MONGO and amount != amount.to_integral_value():
            raise Refused(
                _("Ийм том дүнг мөнгөтэй нь хадгалахгүй."),
                _("Бүхэл төгрөгөөр бичнэ үү."),
                "amount",
            )

    def _refuse_days(self, entry: NewEntry) -> None:
        programme = entry.measure.programme
        first, last = programme.starts_on.year, programme.ends_on.year
        if entry.booked_on > self.today:
            raise Refused(
                _("Огноо ирээдүйд байна."),
                _("Бичилт хийсэн өдрийг бичнэ үү."),
                "booked_on",
            )
        spends = entry.kind in (MoneyKind.COMMITMENT, MoneyKind.PAYMENT)
        if not first <= entry.year <= last + (SETTLING if spends else 0):
            raise Refused(
                _("%(year)s он хөтөлбөрийн %(first)s–%(last)s оноос гадуур байна.")
                % {"year": entry.year, "first": first, "last": last},
                _("Төсвийн оныг шалгана уу."),
                "year",
            )
        if entry.kind == MoneyKind.PAYMENT and entry.booked_on.year != entry.year:
            raise Refused(
                _("Гүйцэтгэлийн огноо %(day)s, он %(year)s хоёр зөрж байна.")
                % {"day": entry.booked_on.isoformat(), "year": entry.year},
                _("Төлсөн өдрийн оныг бичнэ үү."),
                "year",
            )
        self._refuse_dropped(entry)

    def _refuse_dropped(self, entry: NewEntry) -> None:
        dropped = entry.measure.dropped_on
        plans = entry.kind == MoneyKind.PLAN
        if plans and dropped is not None and entry.booked_on > dropped:
            raise Refused(
                _("Арга хэмжээг %(day)s-нд хассан тул төлөвлөгөө нэмэхгүй.")
                % {"day": dropped.isoformat()},
                _("Өөр арга хэмжээ сонгоно уу."),
                "measure",
            )

    def _refuse_spender(self, entry: NewEntry) -> None:
        level = self._level(entry.spender, entry.booked_on)
        if level == BAG:
            raise Refused(
                _("Баг өөрийн төсөвгүй тул зарцуулагч байж болохгүй."),
                _("Зарцуулагчаар сум эсвэл аймгийг, зориулалтаар багийг сонгоно уу."),
                "spender",
            )
        if level not in (AIMAG, SUM):
            raise Refused(
                _("Зарцуулагч нь сум эсвэл аймаг байна."),
                _("Төсвөөс нь зарцуулсан сум, аймгийг сонгоно уу."),
                "spender",
            )
        root = entry.measure.programme.unit
        if not (self._under(entry.spender, root) or self._under(root, entry.spender)):
            raise Refused(
                _("Зарцуулагч нь хөтөлбөрийн нутагт хамаарахгүй нэгж байна."),
                _("Хөтөлбөрийн нэгж, түүний харьяа эсвэл дээд нэгжийг сонгоно уу."),
                "spender",
            )

    def _refuse_unit(self, entry: NewEntry) -> None:
        unit = entry.unit
        if unit is None or self._under(unit, entry.spender):
            return
        if any(self._inside(unit, pk) for pk in self._concerned(entry.measure)):
            return
        raise Refused(
            _("Энэ нэгж арга хэмжээнд ч, зарцуулагчид ч хамаарахгүй."),
            _("Арга хэмжээний хамрах нэгж эсвэл зарцуулагчийн харьяаг сонгоно уу."),
            "unit",
        )

    def _level(self, unit: Unit, on: date) -> int | None:
        key = ("level", unit.pk, on.year)
        if key not in self._known:
            version = nearest_version(unit.code, on)
            self._known[key] = version.kind.level if version else None
        found: int | None = self._known[key]
        return found

    def _under(self, unit: Unit, ancestor: Unit) -> bool:
        return self._inside(unit, ancestor.pk)

    def _inside(self, unit: Unit, ancestor: int) -> bool:
        """Whether the unit ever lay under the other: money outlives a change."""
        if unit.pk == ancestor:
            return True
        if (key := ("above", unit.pk)) not in self._known:
            above = UnitAncestry.objects.filter(unit=unit)
            self._known[key] = set(above.values_list("ancestor_id", flat=True))
        return ancestor in self._known[key]

    def _concerned(self, measure: Measure) -> set[int]:
        if (key := ("concerned", measure.pk)) not in self._known:
            rows = MeasureUnit.objects.filter(measure=measure)
            self._known[key] = set(rows.values_list("unit_id", flat=True))
        found: set[int] = self._known[key]
        return found


def _amount_form() -> str:
    return _("Төгрөгөөр, нэмэх тоогоор бичнэ үү, жишээ нь 59,400,000.")
