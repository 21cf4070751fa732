"""Named checks of the registers: rows that contradict others, told bag by bag.

A finding names the bag and how many, never a person: the page of checks is read by
officers who need not know. How each is mended: docs/rules/register-events.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Upper
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.engines.mongolian import format_number
from bagana.registers.calendar import REGISTER_WITHIN, rule_on
from bagana.registers.models import Event, Household, Person, Residence, Stay
from bagana.registers.models.events import COMES
from bagana.registers.queries.waiting import waiting_events
from bagana.territory.checks import Check
from bagana.territory.models import UnitVersion

MOST_PAIRS: Final = 200
type Find = Callable[[date], QuerySet[Any]]


def _open_households() -> QuerySet[Household]:
    return Household.objects.filter(closed_on__isnull=True)


def _present() -> QuerySet[Person]:
    return Person.objects.filter(is_present=True)


def _open_of(model: type[Model], **link: Any) -> QuerySet[Any]:
    return model._default_manager.filter(ends_on__isnull=True, **link)


def _without_head(_on: date) -> QuerySet[Household]:
    """With people, and nobody of them at its head."""
    members = _present().filter(household=OuterRef("pk"))
    return _open_households().filter(Exists(members), head__isnull=True)


def _head_elsewhere(_on: date) -> QuerySet[Household]:
    wrong = ~Q(head__household=F("pk")) | Q(head__is_present=False)
    return _open_households().filter(wrong, head__isnull=False)


def _not_in_step(_on: date) -> QuerySet[Person]:
    """Present without an open residence in the bag of his row, or gone with one."""
    here = _open_of(Residence, person=OuterRef("pk"), unit=OuterRef("unit"))
    anywhere = _open_of(Residence, person=OuterRef("pk"))
    return Person.objects.filter(
        Q(is_present=True) & ~Exists(here) | Q(is_present=False) & Exists(anywhere)
    )


def _other_bag(_on: date) -> QuerySet[Person]:
    """In a household of another bag, or of one that is closed."""
    closed = Q(household__closed_on__isnull=False)
    return _present().filter(~Q(unit=F("household__unit")) | closed)


def _stay_not_in_step(_on: date) -> QuerySet[Household]:
    here = _open_of(
        Stay, household=OuterRef("pk"), unit=OuterRef("unit"), number=OuterRef("number")
    )
    anywhere = _open_of(Stay, household=OuterRef("pk"))
    standing = Q(closed_on__isnull=True)
    return Household.objects.filter(
        standing & ~Exists(here) | ~standing & Exists(anywhere)
    )


def _events_differ(_on: date) -> QuerySet[Person]:
    """What came less what went is one for who is present, and nought for who is not."""
    net = (
        Event.objects.filter(person=OuterRef("pk"))
        .order_by()
        .values("person")
        .annotate(
            net=Sum(
                Case(
                    When(kind__in=COMES, then=Value(1)),
                    default=Value(-1),
                    output_field=IntegerField(),
                )
            )
        )
        .values("net")
    )
    rows = Person.objects.annotate(net=Coalesce(net, Value(0)))
    return rows.exclude(is_present=True, net=1).exclude(is_present=False, net=0)


def _number_twice(_on: date) -> QuerySet[Household]:
    """In letters of another case: the database sees two numbers, a person one."""
    told = _open_households().annotate(as_told=Upper("number")).order_by()
    twice = (
        told.values("unit", "as_told").annotate(n=Count("pk")).filter(n__gt=1)
    ).values_list("unit", "as_told")
    wrong = Q(pk__in=[])
    for unit, number in twice[:MOST_PAIRS]:
        wrong |= Q(unit=unit, as_told=number)
    return told.filter(wrong)


def _ended_unit(on: date) -> QuerySet[Stay]:
    """Households that nobody has taken over from a bag that has ended."""
    standing = UnitVersion.objects.on(on).filter(unit=OuterRef("unit"))
    ended = UnitVersion.objects.filter(unit=OuterRef("unit"), valid_to__lte=on)
    return Stay.objects.filter(~Exists(standing), Exists(ended), ends_on__isnull=True)


def _overdue(on: date) -> QuerySet[Event]:
    days = rule_on(REGISTER_WITHIN, on).days
    return waiting_events().filter(on__lt=on - timedelta(days=days))


def _counted(
    rows: QuerySet[Any], unit: str = "unit__code"
) -> Iterable[tuple[str, int]]:
    grouped = rows.order_by().values(unit).annotate(n=Count("pk")).order_by(unit)
    return [(code, count) for code, count in grouped.values_list(unit, "n")]


def _check(
    name: str, title: Any, mend: Any, find: Find, said: Callable[[], str]
) -> Check:
    """`said` tells a bag and a count: «1101 багт 3 өрх тэргүүнгүй байна»."""

    def found(on: date) -> Iterator[tuple[str, str]]:
        for code, count in _counted(find(on)):
            words = {"code": code, "count": format_number(count)}
            yield code, said() % words

    return Check(name, title, mend, found)


CHECKS: tuple[Check, ...] = (
    _check(
        "household_without_head",
        gettext_lazy("Тэргүүнгүй өрх"),
        gettext_lazy("Өрхийн хуудсаас гишүүдийн нэгийг тэргүүн болгоно уу."),
        _without_head,
        lambda: _("%(code)s: %(count)s өрх хүнтэй атлаа тэргүүнгүй байна"),
    ),
    _check(
        "head_not_a_member",
        gettext_lazy("Гишүүн биш тэргүүн"),
        gettext_lazy("Өрхийн хуудсаас одоогийн гишүүнийг тэргүүн болгоно уу."),
        _head_elsewhere,
        lambda: _("%(code)s: %(count)s өрхийн тэргүүн тэр өрхөд бүртгэлгүй байна"),
    ),
    _check(
        "person_without_residence",
        gettext_lazy("Оршин суугаа газар нь таарахгүй хүн"),
        gettext_lazy(
            "Сүүлийн үйл явдлыг буцаагаад дахин бүртгэнэ үү; "
            "болохгүй бол нөөцөөс тулгана уу."
        ),
        _not_in_step,
        lambda: _(
            "%(code)s: %(count)s хүний бүртгэл оршин суусан хугацаатайгаа зөрсөн"
        ),
    ),
    _check(
        "person_in_two_bags",
        gettext_lazy("Өрх нь өөр багт буюу хаагдсан хүн"),
        gettext_lazy("Хүнийг одоо байгаа өрхөд нь шилжүүлж бүртгэнэ үү."),
        _other_bag,
        lambda: _("%(code)s: %(count)s хүний өрх өөр багт бүртгэлтэй эсвэл хаагдсан"),
    ),
    _check(
        "stay_not_in_step",
        gettext_lazy("Баг, дугаар нь хугацаатайгаа таарахгүй өрх"),
        gettext_lazy("Өрхийн сүүлийн бичилтийг буцаагаад дахин хийнэ үү."),
        _stay_not_in_step,
        lambda: _("%(code)s: %(count)s өрхийн баг, дугаар хугацаатайгаа зөрсөн"),
    ),
    _check(
        "events_not_residences",
        gettext_lazy("Үйл явдал нь бүртгэлтэйгээ таарахгүй хүн"),
        gettext_lazy(
            "Жилийн эцсийн тэнцлийн хуудсаас хэн болохыг харж, "
            "орхигдсон үйл явдлыг нэмнэ үү."
        ),
        _events_differ,
        lambda: _("%(code)s: %(count)s хүний үйл явдал бүртгэлтэйгээ зөрсөн"),
    ),
    _check(
        "household_number_twice",
        gettext_lazy("Давхардсан өрхийн дугаар"),
        gettext_lazy("Аль нэг өрхөд шинэ дугаар өгнө үү."),
        _number_twice,
        lambda: _("%(code)s: %(count)s өрхийн дугаар давхардсан"),
    ),
    _check(
        "household_in_ended_bag",
        gettext_lazy("Татан буугдсан багт үлдсэн өрх"),
        gettext_lazy("Нэгжийн өөрчлөлтийн хуудаснаас залгамжлагч багт хуваарилна уу."),
        _ended_unit,
        lambda: _("%(code)s: татан буугдсан багт %(count)s өрх үлдсэн"),
    ),
    _check(
        "move_not_received",
        gettext_lazy("Хугацаа хэтэрсэн шилжилт"),
        gettext_lazy("Очсон баг нь шилжиж ирснийг бүртгэнэ үү."),
        _overdue,
        lambda: _("%(code)s: явсан %(count)s хүнийг очсон баг нь бүртгээгүй"),
    ),
)
