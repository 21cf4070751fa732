"""The rungs of the procedure: what each is called, who climbs it, how one leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from bagana.redistricting.models import ProposalState as S

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Form:
    """One rung; `page` is the part of the office where its next step is taken."""

    state: S
    title: StrOrPromise
    who: StrOrPromise
    button: StrOrPromise
    page: str


LADDER: Final = (
    Form(
        S.DRAFT,
        _("Санал, хувилбаруудыг бэлтгэх"),
        _("сумын ажилтан"),
        _("Хэлэлцүүлэг нийтлэх"),
        "publish",
    ),
    Form(
        S.HEARING,
        _("Иргэдийн саналыг сонсох"),
        _("хөндөгдөх багуудын иргэдийн нийтийн хурал, иргэд"),
        _("Сумын Хуралд өргөн барих"),
        "submit",
    ),
    Form(
        S.SUM,
        _("Сумын Хурал хэлэлцэх"),
        _("сумын Иргэдийн Төлөөлөгчдийн Хурал"),
        _("Сумын Хурлын шийдвэр бүртгэх"),
        "sum_act",
    ),
    Form(
        S.AIMAG,
        _("Аймгийн Хурал шийдэх"),
        _("аймгийн Иргэдийн Төлөөлөгчдийн Хурал"),
        _("Аймгийн Хурлын шийдвэр бүртгэх"),
        "aimag_act",
    ),
    Form(
        S.DECIDED,
        _("Хэрэгжих өдрийг хүлээх"),
        _("сумын ажилтан"),
        _("Хэрэгжүүлэх"),
        "enact",
    ),
    Form(S.ENACTED, _("Хэрэгжсэн, ажил хүлээлцэх"), _("сумын ажилтан"), "", ""),
)
ORDER: Final = tuple(form.state for form in LADDER)
