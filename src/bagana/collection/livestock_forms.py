"""А данс as a form: heads, breeding females, young, losses, wells, fences, fodder.

The rule: docs/rules/collection-checks.md.
"""

from __future__ import annotations

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bagana.collection.form_types import (
    ERROR,
    EXTRAS,
    HOUSEHOLDS,
    UNUSUAL,
    WARNING,
    AtMost,
    Column,
    Copied,
    Form,
    Heaping,
    NeededWith,
    NoRow,
    Outlier,
    Part,
    Required,
    Rule,
    Window,
)
from bagana.registers.livestock_checks import SPECIES_NAMES
from bagana.registers.models import SPECIES, CensusKind, LossCause

HEADS: Final = "heads"
LOSSES: Final = "losses"
NAMES: Final = SPECIES_NAMES
FEMALES: Final = {
    "camel": _("ингэ"),
    "horse": _("гүү"),
    "cattle": _("үнээ"),
    "sheep": _("эм хонь"),
    "goat": _("эм ямаа"),
}
YOUNG: Final = {
    "camel": _("ботго"),
    "horse": _("унага"),
    "cattle": _("тугал"),
    "sheep": _("хурга"),
    "goat": _("ишиг"),
}
PARTS: Final = (
    Part(HEADS, _("Толгой, хээлтэгч, төл")),
    Part(LOSSES, _("Зүй бус хорогдол")),
    Part(EXTRAS, _("Худаг, хашаа, тэжээл")),
)


def loss_code(species: str, cause: str) -> str:
    return f"loss_{species}_{cause}"


def _herd() -> list[Column]:
    kinds = (
        ("", _("Бүгд, толгой"), NAMES),
        ("_females", _("Хээлтэгч"), FEMALES),
        ("_young", _("Бойжуулсан төл"), YOUNG),
    )
    return [
        Column(
            f"{species}{ending}",
            format_lazy("{}: {}", group, names[species]) if ending else names[species],
            required=not ending,
            part=HEADS,
            group=group,
            short=names[species],
            species=species,
            maximum=99_999,
        )
        for ending, group, names in kinds
        for species in SPECIES
    ]


def _losses() -> list[Column]:
    return [
        Column(
            loss_code(species, cause),
            format_lazy("{}: {}, {}", _("Хорогдол"), name, NAMES[species]),
            part=LOSSES,
            group=name,
            short=NAMES[species],
            species=species,
            maximum=99_999,
        )
        for cause, name in LossCause.choices
        for species in SPECIES
    ]


def _extras() -> list[Column]:
    stock, fodder = _("Хашаа, худаг"), _("Тэжээл, тонн")
    return [
        Column("wells", _("худаг"), part=EXTRAS, group=stock, maximum=99),
        Column("fences", _("хашаа"), part=EXTRAS, group=stock, maximum=99),
        Column(
            "hay_tonnes",
            _("өвс, хадлан"),
            "decimal",
            part=EXTRAS,
            group=fodder,
            maximum=9_999,
        ),
        Column(
            "fodder_tonnes",
            _("бусад тэжээл"),
            "decimal",
            part=EXTRAS,
            group=fodder,
            maximum=9_999,
        ),
    ]


_ENTER: Final = _("Тоог нь бичнэ үү. Огт байхгүй бол 0 гэж бичнэ.")
_COMPARE: Final = _("Дэвтэрт бичсэн, өрхийн хэлсэнтэй тулгаж засна уу.")


def _blank_rules() -> list[Rule]:
    return [
        Rule(
            f"blank_{one}",
            ERROR,
            Required(one),
            format_lazy(_("Хоосон: {}"), NAMES[one]),
            format_lazy(_("Мөр эхэлсэн боловч «{}» хоосон байна."), NAMES[one]),
            _ENTER,
        )
        for one in SPECIES
    ]


def _herd_rules() -> list[Rule]:
    found = []
    for one in SPECIES:
        name = NAMES[one]
        found += [
            Rule(
                f"parts_{one}",
                ERROR,
                AtMost((f"{one}_females", f"{one}_young"), one),
                format_lazy(_("Хээлтэгч, төл нийтээс их: {}"), name),
                format_lazy(
                    _("{}: хээлтэгч, төлийн нийлбэр %(value)s, нийт толгой %(limit)s."),
                    name,
                ),
                _("Нийт толгой нь хээлтэгч, төлийг багтаана: аль тоог нь засна уу."),
            ),
            Rule(
                f"females_{one}",
                WARNING,
                NeededWith(f"{one}_females", one),
                format_lazy(_("Хээлтэгчийг бичээгүй: {}"), name),
                format_lazy(_("{}: %(limit)s толгойтой, хээлтэгч нь хоосон."), name),
                _ENTER,
            ),
            Rule(
                f"young_{one}",
                WARNING,
                NeededWith(f"{one}_young", one),
                format_lazy(_("Төлийг бичээгүй: {}"), name),
                format_lazy(_("{}: %(limit)s толгойтой, төл нь хоосон."), name),
                _ENTER,
            ),
            *_over_time(one),
        ]
    return found


def _over_time(one: str) -> list[Rule]:
    name = NAMES[one]
    return [
        Rule(
            f"grown_{one}",
            WARNING,
            Window(one, one, (f"{one}_young",)),
            format_lazy(_("Өмнөх тооллогоос хэт өссөн: {}"), name),
            format_lazy(
                _("{}: %(value)s толгой; өмнөх тоо дээр төл, хэлбэлзлийг нэмээд "
                  "%(limit)s хүрэх байв."),
                name,
            ),
            _("Худалдаж авсан, тавиулаас буцсан бол тайлбарлана; үгүй бол засна."),
        ),
        Rule(
            f"born_{one}",
            UNUSUAL,
            Window(f"{one}_young", f"{one}_females", share=0.05, heads=3),
            format_lazy(_("Төл өмнөх хээлтэгчээс олон: {}"), name),
            format_lazy(
                _("{}: төл %(value)s, өмнөх хээлтэгчээр %(limit)s хүрэх байв."), name
            ),
            _COMPARE,
        ),
        Rule(
            f"outlier_{one}",
            UNUSUAL,
            Outlier(one),
            format_lazy(_("Багийнхаа өрхүүдээс эрс ялгаатай: {}"), name),
            format_lazy(_("{}: %(value)s толгой, багт ийм тоо ховор."), name),
            _COMPARE,
        ),
    ]  # fmt: skip


def _loss_rules() -> list[Rule]:
    return [
        Rule(
            f"lost_{one}",
            WARNING,
            Window(loss_code(one, "all"), one, (f"{one}_young",), share=0.10, heads=5),
            format_lazy(_("Хорогдол байсан малаас олон: {}"), NAMES[one]),
            format_lazy(
                _("{}: хорогдол %(value)s, өмнөх толгой, төлөөр %(limit)s хүрэх байв."),
                NAMES[one],
            ),
            _COMPARE,
        )
        for one in SPECIES
    ]


def _sheet_rules(fields: tuple[str, ...]) -> list[Rule]:
    return [
        Rule(
            "no_row",
            ERROR,
            NoRow(),
            _("Тоологдоогүй өрх"),
            _("Малчин эсвэл өмнө малтай байсан өрх тоологдоогүй байна."),
            _("Тоолж бичнэ үү; мал үгүй болсон бол 0 гэж бичнэ."),
        ),
        Rule(
            "copied",
            UNUSUAL,
            Copied(fields),
            _("Өмнөх тооллогоос хуулсан мэт"),
            _("Бүх тоо нь өмнөх тооллоготой яг ижил байна."),
            _("Газар дээр нь тоолсон эсэхийг нягтална уу."),
        ),
        Rule(
            "heaping",
            UNUSUAL,
            Heaping(fields),
            _("Бүхэлчилсэн тоо олон"),
            _("20-оос их тооны %(value)s нь 0, 5-аар төгссөн; тавны нэг орчим байдаг."),
            _("Баримжаагаар биш, толгойгоор тоолсныг нягтална уу."),
        ),
    ]  # fmt: skip


LIVESTOCK: Final = Form(
    code="livestock",
    title=_("Мал тооллого, А данс"),
    kind=HOUSEHOLDS,
    columns=(*_herd(), *_losses(), *_extras()),
    rules=(
        *_blank_rules(),
        *_herd_rules(),
        *_loss_rules(),
        *_sheet_rules(SPECIES),
    ),
    parts=PARTS,
    census_kind=CensusKind.DECEMBER,
    about=_("Өрх бүрийн мал, 12 дугаар сарын тооллогоор."),
)

LIVESTOCK_JUNE: Final = Form(
    code="livestock_june",
    title=_("Зуны мал тооллого"),
    kind=HOUSEHOLDS,
    columns=tuple(
        Column(one, NAMES[one], required=True, maximum=99_999, part=HEADS, species=one)
        for one in SPECIES
    ),
    rules=(*_blank_rules(), *_sheet_rules(SPECIES)),
    parts=(Part(HEADS, _("Толгой")),),
    census_kind=CensusKind.JUNE,
    about=_("Өрх бүрийн малын толгой, 6 дугаар сард."),
)
