"""Why a line of a plan table is not taken in, and how to mend it.

Kept as a code with arguments, so that the same check reads in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Words(NamedTuple):
    reason: str | Promise
    fix: str | Promise


_DATES = _("Огноог 2018-06-05, 2018.06.05 эсвэл 2018 оны 12 сар хэлбэрээр бичнэ үү.")
_MONEY = _("Төгрөгөөр 59400000 эсвэл 59,4 сая хэлбэрээр бичнэ үү.")
WORDS: dict[str, Words] = {
    "missing_name": Words(
        _("Арга хэмжээний нэр алга."),
        _("«Хэрэгжүүлэх арга хэмжээ» баганад нэрийг бичнэ үү."),
    ),
    "missing_objective": Words(
        _("Аль зорилтод хамаарах нь тодорхойгүй."),
        _("«Зорилт» баганад дугаар, нэрийг бичнэ үү."),
    ),
    "objective_differs": Words(
        _("%(number)s дугаар зорилтын нэр «%(name)s» юм."),
        _("Дугаар, нэрийг тулгана уу; зорилтын нэрийг төлөвлөгөөний хуудсанд засна."),
    ),
    "missing_phase": Words(
        _("Үе шат нь тодорхойгүй."),
        _("Үе шат (I, II) эсвэл дуусах хугацааг бичнэ үү; оруулахдаа сонгож ч болно."),
    ),
    "unknown_phase": Words(
        _("Хөтөлбөрт ийм үе шат алга."), _("Үе шатыг I, II гэж бичнэ үү.")
    ),
    "unknown_unit": Words(
        _("Хөтөлбөрийн нутагт ийм нэгж алга: %(text)s."),
        _("«Жагсаалт» хуудаснаас нэгжийн кодыг хуулна уу."),
    ),
    "ambiguous_unit": Words(
        _("Ийм нэртэй нэгж хэд хэд бий: %(codes)s."), _("Нэрийн оронд кодыг бичнэ үү.")
    ),
    "unknown_indicator": Words(
        _("Ийм үзүүлэлт алга: %(text)s."),
        _("«Жагсаалт» хуудаснаас үзүүлэлтийн кодыг хуулна уу."),
    ),
    "unknown_date": Words(_("Огноог ойлгосонгүй: %(text)s."), _DATES),
    "due_before_start": Words(
        _("Дуусах хугацаа эхлэхээс өмнө байна."), _("Хоёр огноог тулгана уу.")
    ),
    "outside_programme": Words(
        _("Огноо хөтөлбөрийн хугацаанаас гадуур байна (%(from)s – %(to)s)."),
        _("Хөтөлбөрийн хугацаанд багтах огноо бичнэ үү."),
    ),
    "year_outside": Words(
        _("Энэ он хөтөлбөрийн хугацаанаас гадуур байна."),
        _("Баганын гарчгийн оныг шалгана уу."),
    ),
    "not_money": Words(_("Мөнгөн дүн биш байна."), _MONEY),
    "negative_money": Words(_("Төлөвлөсөн дүн сөрөг байж болохгүй."), _MONEY),
    "too_much_money": Words(_("Дүн хэтэрхий том байна."), _MONEY),
    "not_a_number": Words(
        _("Тоо биш байна: %(text)s."),
        _("Тоо бичнэ үү; хэд хэдэн үзүүлэлтийн утгыг цэгтэй таслалаар тусгаарла."),
    ),
    "levels_do_not_match": Words(
        _("%(indicators)s үзүүлэлтэд %(values)s утга бичсэн байна."),
        _("Үзүүлэлт бүрд нэг утга, дарааллаар нь цэгтэй таслалаар тусгаарлана."),
    ),
    # In the words of the actions on targets, in the language of who checked.
    "target_refused": Words("%(reason)s", "%(fix)s"),
    "several_targets": Words(
        _("Энэ арга хэмжээ нэг үзүүлэлтээр хэд хэдэн зорилтот түвшинтэй."),
        _("Зорилтот түвшний хуудсанд тус бүрийг нь засна уу."),
    ),
    "indicator_has_target": Words(
        _("Хассан үзүүлэлт зорилтот түвшинтэй: %(text)s."),
        _("Эхлээд зорилтот түвшнийг шалтгаантай хасна уу."),
    ),
    "activity_is_done": Words(
        _("Хийсэн үйл ажиллагаа жагсаалтад алга: %(text)s."),
        _("Хийсэн үйл ажиллагааг хасахгүй; мөрийг буцааж бичнэ үү."),
    ),
    "steps_do_not_match": Words(
        _("Үйл ажиллагааны англи мөрийн тоо зөрж байна."),
        _("Монгол, англи мөрийг нэг тоотой, нэг дараалалтай бичнэ үү."),
    ),
    "unknown_risk": Words(
        _("Эрсдэлийг ойлгосонгүй."),
        _("бага, дунд, өндөр гэсэн гурвын нэгийг бичнэ үү."),
    ),
    "unknown_flag": Words(
        _("«жишээ» баганыг ойлгосонгүй."),
        _("«жишээ» гэж бичих эсвэл хоосон үлдээнэ үү; биш бол «үгүй»."),
    ),
    "too_long": Words(
        _("Бичвэр %(most)s тэмдэгтээс урт байна."), _("Бичвэрийг товчилно уу.")
    ),
    "bad_number": Words(
        _("Арга хэмжээний дугаарыг ойлгосонгүй."),
        _("Дугаарыг 1.2 хэлбэрээр, 20 тэмдэгтээс богино бичнэ үү."),
    ),
    "duplicate": Words(
        _("Энэ арга хэмжээ %(first)s дугаар мөрөнд аль хэдийн байна."),
        _("Нэгийг нь үлдээж, нөгөөг нь устгана уу; дугаарыг бичвэрээр бичнэ үү."),
    ),
    "dropped": Words(
        _("Энэ арга хэмжээг хассан байна."),
        _("Хассан арга хэмжээг хүснэгтээр өөрчлөхгүй; мөрийг хасна уу."),
    ),
    "not_an_item": Words(
        _("Мөр дугааргүй байна."),
        _("Зорилтыг 1., арга хэмжээг 1.1., үйл ажиллагааг 1.1.1. гэж дугаарлана уу."),
    ),
    "step_without_measure": Words(
        _("Үйл ажиллагааны өмнө арга хэмжээ алга."),
        _("Эхлээд 1.1. гэж дугаарласан арга хэмжээг бичнэ үү."),
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What was refused; `row` and `column` are as the spreadsheet shows them."""

    code: str
    row: int = 0
    column: str = ""
    value: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return str(WORDS[self.code].reason) % self.args

    @property
    def fix(self) -> str:
        return str(WORDS[self.code].fix) % self.args

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> Problem:
        return cls(**kept)
