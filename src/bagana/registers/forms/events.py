"""Forms of events: which fields each kind of event asks for; no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bagana.registers.models import Relation, Sex
from bagana.registers.people import NAME_LENGTH, NewPerson, Private
from bagana.territory.forms.fields import DayField

type Choices = Sequence[tuple[str, Any]]

OLDEST: Final = 1900
"""No register is older; the first days of the calendar have no day before them."""

NEWCOMER: Final = ("parent", "given", "clan", "reg_no", "birth_date", "sex", "relation")


@dataclass(frozen=True)
class Kind:
    """One kind of event as the office asks for it."""

    code: str
    title: str | Promise
    fields: tuple[str, ...]
    hint: str | Promise = ""


KINDS: Final = {
    one.code: one
    for one in (
        Kind(
            "birth",
            _("Төрөлт бүртгэх"),
            ("on", "parent", "given", "clan", "reg_no", "sex", "relation", "paper"),
        ),
        Kind("death", _("Нас баралт бүртгэх"), ("person", "on", "new_head", "paper")),
        Kind(
            "move_in",
            _("Шилжиж ирснийг бүртгэх"),
            (*NEWCOMER, "on", "place", "paper"),
            _(
                "Бүртгэлтэй өөр багаас ирсэн хүний регистрийн дугаар, нэр таарвал тэр "
                "багийн бүртгэлээс мөн өдрөөр хасагдана."
            ),
        ),
        Kind(
            "move_out",
            _("Шилжиж явснаар бүртгэх"),
            ("person", "on", "to_unit", "place", "new_head", "paper"),
            _("Очсон баг нь хүлээн авч бүртгэтэл «хүлээгдэж буй» жагсаалтад байна."),
        ),
        Kind(
            "temporary_in",
            _("Түр оршин суугч бүртгэх"),
            (*NEWCOMER, "on", "until", "place", "paper"),
            _("Ирснээс хойш 7 хоногийн дотор бүртгэнэ."),
        ),
        Kind(
            "temporary_out",
            _("Түр оршин суугч явснаар бүртгэх"),
            ("person", "on", "place", "new_head"),
        ),
        Kind(
            "change_household",
            _("Баг дотор өөр өрхөд шилжүүлэх"),
            ("person", "on", "other", "relation", "new_head"),
        ),
        Kind(
            "split",
            _("Өрх тусгаарлах"),
            ("people", "head", "on", "number", "new_head", "reason"),
        ),
        Kind(
            "merge",
            _("Өрх нэгтгэх"),
            ("other", "on", "reason"),
            _("Нөгөө өрхийн хүмүүс энэ өрхөд орж, нөгөө өрхийн бүртгэл хаагдана."),
        ),
        Kind(
            "move_household",
            _("Өрх бүтнээрээ нүүх"),
            ("on", "to_unit", "place", "number", "paper"),
        ),
        Kind(
            "corrected_in",
            _("Орхигдсон хүнийг нэмэх"),
            (*NEWCOMER, "on", "reason"),
        ),
        Kind(
            "corrected_out",
            _("Илүү бүртгэсэн хүнийг хасах"),
            ("person", "on", "new_head", "reason"),
        ),
    )
}


def _text(label: Any, length: int, *, required: bool = False, hint: Any = "") -> Any:
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _field(name: str, kind: Kind) -> forms.Field:
    told = kind.code in ("corrected_in", "corrected_out")
    made: dict[str, Any] = {
        "on": lambda: DayField(label=_("Болсон өдөр")),
        "until": lambda: DayField(label=_("Хэдэн хүртэл түр суух"), required=False),
        "birth_date": lambda: DayField(label=_("Төрсөн өдөр"), required=False),
        "parent": lambda: _text(_("Эцэг, эхийн нэр"), NAME_LENGTH),
        "given": lambda: _text(_("Өөрийн нэр"), NAME_LENGTH, required=True),
        "clan": lambda: _text(_("Ургийн овог"), NAME_LENGTH),
        "reg_no": lambda: _text(_("Регистрийн дугаар"), 20),
        "place": lambda: _text(_("Хаанаас, хаашаа"), 200),
        "paper": lambda: _text(_("Баримт"), 200),
        "number": lambda: _text(
            _("Өрхийн шинэ дугаар"), 20, hint=_("Хоосон бол дараагийн дугаарыг авна.")
        ),
        "other": lambda: _text(_("Нөгөө өрхийн дугаар"), 20, required=True),
        "reason": lambda: _text(_("Шалтгаан"), 300, required=told),
    }
    return made[name]()  # type: ignore[no-any-return]


class EventForm(forms.Form):
    """The fields of one kind, over the present members of one household."""

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        members: Choices = (),
        bags: Choices = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        choosing = {
            "person": (_("Хэн"), members, True),
            "head": (_("Шинэ өрхийн тэргүүн"), members, True),
            "new_head": (
                _("Үлдэх өрхийн тэргүүн, тэргүүн нь хасагдаж байвал"),
                members,
                False,
            ),
            "to_unit": (_("Аль баг руу"), bags, False),
            "sex": (_("Хүйс"), Sex.choices, False),
            "relation": (_("Тэргүүнтэй ямар холбоотой"), Relation.choices, False),
        }
        for name in kind.fields:
            if name in choosing:
                label, choices, required = choosing[name]
                self.fields[name] = forms.ChoiceField(
                    label=label,
                    choices=[("", _("сонгоно уу")), *choices],
                    required=required,
                )
            elif name == "people":
                self.fields[name] = forms.MultipleChoiceField(
                    label=_("Тусгаарлах хүмүүс"),
                    choices=members,
                    widget=forms.CheckboxSelectMultiple,
                )
            else:
                self.fields[name] = _field(name, kind)

    @property
    def newcomer(self) -> NewPerson:
        told = self.cleaned_data
        private = Private(
            clan=told.get("clan", ""),
            parent=told.get("parent", ""),
            given=told.get("given", ""),
            reg_no=told.get("reg_no", ""),
            birth_date=told.get("birth_date"),
        )
        relation = told.get("relation") or Relation.OTHER
        return NewPerson(private, told.get("sex", ""), None, relation)


class ReceiveForm(forms.Form):
    """Where who has arrived goes: with his whole household, or into one of the bag."""

    whole = forms.BooleanField(
        label=_("Өрхөөрөө бүтнээрээ ирсэн"), required=False, initial=True
    )
    number = _text(
        _("Өрхийн дугаар энэ багт"),
        20,
        hint=_("Бүтнээр ирсэн бол шинэ дугаар, эс бөгөөс орох өрхийн дугаар."),
    )
    on = DayField(label=_("Шилжиж ирсэн өдөр"))
    paper = _text(_("Баримт"), 200)


class SpanForm(forms.Form):
    """A span of days; the present year without an answer."""

    start = DayField(label=_("Эхлэх өдөр"))
    end = DayField(label=_("Дуусах өдөр, орно"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        start, end = told.get("start"), told.get("end")
        if start and start.year < OLDEST:
            self.add_error("start", _("1900 оноос хойших өдөр сонгоно уу."))
        if start and end and end < start:
            self.add_error("end", _("Дуусах өдөр эхлэх өдрөөс өмнө байна."))
        return told


class ElectionForm(forms.Form):
    """A day of voting, as the administrator keeps it."""

    on = DayField(label=_("Санал авах өдөр"))
    name_mn = _text(_("Сонгуулийн нэр"), 200, required=True)
    name_en = _text(_("Англи нэр"), 200)
    source = _text(_("Эх сурвалж"), 300)
    is_illustrative = forms.BooleanField(label=_("Жишээ"), required=False)


def year_span(today: date) -> dict[str, date]:
    return {"start": date(today.year, 1, 1), "end": today}
