"""The rules of a method as a form: missing figures, scale, groups, chance, choice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.engines.index.framework import Framework, Groups, Scale, Treatment, Words
from bagana.ranking import method_wording as wording

LONG: Final = {"rows": 3}
MOST_COUNT: Final = 1_000_000
"""As the engine reads counts."""
SHARES: Final = {
    "missing": ("dimension_share", "overall_share"),
    "treatment": ("max_share",),
    "factors": ("weight_spread",),
    "selection": ("probability", "floor_quantile", "completeness", "self_reported"),
}
"""Kept as shares, written in per cent."""
PLAIN: Final = {
    "missing": ("impute", "last_years"),
    "treatment": ("skew", "kurtosis", "max_points", "otherwise"),
    "scale": ("method", "low", "high", "goalposts", "mean", "deviation", "floor"),
    "groups": ("minimum",),
    "factors": (
        "concentration",
        "treatment",
        "imputation",
        "sampling",
        "leave_one_out",
    ),
    "selection": ("top",),
}
FIELDSETS: Final = (
    ("", ("title_mn", "title_en", "note_mn", "note_en", "replications")),
    (
        gettext_lazy("Дутуу тоо"),
        (
            "missing-dimension_share",
            "missing-overall_share",
            "missing-impute",
            "missing-last_years",
        ),
    ),
    (
        gettext_lazy("Хэт хол утга"),
        (
            "treats",
            "treatment-skew",
            "treatment-kurtosis",
            "treatment-max_points",
            "treatment-max_share",
            "treatment-otherwise",
        ),
    ),
    (
        gettext_lazy("Нэг хэмжүүрт шилжүүлэх"),
        (
            "scale-method",
            "scale-goalposts",
            "scale-low",
            "scale-high",
            "scale-mean",
            "scale-deviation",
            "scale-floor",
        ),
    ),
    (
        gettext_lazy("Ижил төстэй багуудын бүлэг"),
        ("groups-minimum", "groups-merge", "groups-apart"),
    ),
    (
        gettext_lazy("Тодорхойгүй байдал"),
        (
            "factors-concentration",
            "factors-weight_spread",
            "factors-scales",
            "factors-aggregates",
            "factors-treatment",
            "factors-imputation",
            "factors-sampling",
            "factors-leave_one_out",
        ),
    ),
    (
        gettext_lazy("Хэнийг сонгох"),
        (
            "selection-top",
            "selection-probability",
            "selection-floor_quantile",
            "selection-completeness",
            "selection-self_reported",
            "selection-some_years",
            "selection-of_years",
        ),
    ),
)


def _number(label: Any, **options: Any) -> Any:
    attrs = {"step": "any", "inputmode": "decimal"}
    return forms.FloatField(
        label=label, widget=forms.NumberInput(attrs=attrs), **options
    )


def _share(label: Any, **options: Any) -> Any:
    return _number(label, min_value=0, max_value=100, **options)


def _count(label: Any, most: int, least: int = 0, **options: Any) -> Any:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **options)


def _tick(label: Any, **options: Any) -> Any:
    return forms.BooleanField(label=label, required=False, **options)


class RulesForm(forms.Form):
    """Fields are named section-field; per cent stand for shares."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, method: Framework) -> None:
        self.method = method
        super().__init__(data, initial=_first(method))
        self.fields |= _fields()

    @property
    def sections(self) -> list[tuple[Any, list[Any]]]:
        return [(title, [self[n] for n in names]) for title, names in FIELDSETS]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        some, of = given.get("selection-some_years"), given.get("selection-of_years")
        if some and of and some > of:
            self.add_error("selection-some_years", _("Нийт жилээс олон байна."))
        if "groups-merge" in given:
            try:
                given["groups-merge"] = read_merge(given["groups-merge"])
            except ValueError as wrong:
                message = _("«%(line)s» мөрийг «бүлэг: бүлэг, бүлэг» гэж бичнэ үү.")
                self.add_error("groups-merge", message % {"line": wrong})
        return given

    def result(self) -> Framework:
        """The method with these rules; after `is_valid`."""
        given, old = self.cleaned_data, self.method
        changes: dict[str, Any] = {
            name: self._section(name) for name in ("missing", "scale", "selection")
        }
        some, of = given["selection-some_years"], given["selection-of_years"]
        return replace(
            old,
            title=Words(given["title_mn"].strip(), given["title_en"].strip()),
            note=Words(given["note_mn"].strip(), given["note_en"].strip()),
            replications=given["replications"],
            treatment=self._section("treatment") if given["treats"] else None,
            groups=replace(
                self._section("groups"),
                merge=given["groups-merge"],
                apart=_codes(given["groups-apart"]),
            ),
            factors=replace(
                self._section("factors"),
                scales=_scales(given["factors-scales"], old),
                aggregates=tuple(given["factors-aggregates"]),
            ),
            **{**changes, "selection": replace(changes["selection"], years=(some, of))},
        )

    def _section(self, name: str) -> Any:
        """The dataclass of a section with what was typed in its plain fields."""
        base = getattr(self.method, name) or Treatment()
        kept = {field: self._plain(name, field, base) for field in PLAIN[name]}
        for field in SHARES.get(name, ()):
            kept[field] = _of_cent(
                self.cleaned_data[f"{name}-{field}"], getattr(base, field)
            )
        return replace(base, **kept)

    def _plain(self, section: str, field: str, base: Any) -> Any:
        value = self.cleaned_data[f"{section}-{field}"]
        optional = field in ("floor", "concentration")
        return getattr(base, field) if value is None and not optional else value


def _fields() -> dict[str, Any]:
    text: dict[str, Any] = {"required": False, "max_length": 2000}
    own: dict[str, Any] = {
        "title_mn": forms.CharField(label=_("Индексийн нэр"), max_length=300),
        "title_en": forms.CharField(
            label=_("Англи нэр"), max_length=300, required=False
        ),
        "note_mn": forms.CharField(
            label=_("Юуг хэмждэг вэ"), widget=forms.Textarea(attrs=LONG), **text
        ),
        "note_en": forms.CharField(
            label=_("Юуг хэмждэгийг англиар"),
            widget=forms.Textarea(attrs=LONG),
            **text,
        ),
        "replications": _count(_("Давталтын тоо"), MOST_COUNT, 100),
        "treats": _tick(_("Хэт хол утгыг засах")),
    }
    return own | _of_steps() | _of_groups() | _of_chance() | _of_choice()


def _of_steps() -> dict[str, Any]:
    raw_log = [("log", _("логарифм авах")), ("none", _("хэвээр үлдээх"))]
    return {
        "missing-dimension_share": _share(_("Чиглэл бүрд мэдэгдэх үзүүлэлт, %")),
        "missing-overall_share": _share(_("Нийтдээ мэдэгдэх үзүүлэлт, %")),
        "missing-impute": _choice(_("Дутууг нөхөх арга"), wording.imputation_names()),
        "missing-last_years": _count(_("Хэдэн жилийн өмнөх утга хүртэл"), 100, 1),
        "treatment-skew": _number(_("Хазайлтын хязгаар"), min_value=0),
        "treatment-kurtosis": _number(_("Хурцадмал чанарын хязгаар")),
        "treatment-max_points": _count(_("Татах утгын дээд тоо"), MOST_COUNT),
        "treatment-max_share": _share(_("Эсвэл нэгжийн, %")),
        "treatment-otherwise": forms.ChoiceField(
            label=_("Хүрэлцэхгүй бол"), choices=raw_log
        ),
        "scale-method": _choice(_("Арга"), wording.scaling_names()),
        "scale-goalposts": _choice(_("Хязгаарыг хаанаас"), wording.scope_names()),
        "scale-low": _number(_("Доод оноо")),
        "scale-high": _number(_("Дээд оноо")),
        "scale-mean": _number(_("Дундаж (стандарт хазайлтын аргад)")),
        "scale-deviation": _number(_("Стандарт хазайлт")),
        "scale-floor": _number(_("Доод зааг"), required=False),
    }


def _of_groups() -> dict[str, Any]:
    merge = _("Мөр бүрд: rural: mixed, centre. Эхнийх нь боломжгүй бол дараагийнх.")
    return {
        "groups-minimum": _count(_("Бүлгийн доод хэмжээ, нэгж"), MOST_COUNT, 1),
        "groups-merge": forms.CharField(
            label=_("Цөөн бүлгийг нэгтгэх дараалал"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs=LONG),
            help_text=merge,
        ),
        "groups-apart": forms.CharField(
            label=_("Тусдаа үлдэх бүлэг"),
            required=False,
            max_length=300,
            help_text=_("Таслалаар: tosgon"),
        ),
    }


def _of_chance() -> dict[str, Any]:
    def several(label: str, names: dict[str, str]) -> Any:
        return forms.MultipleChoiceField(
            label=label,
            required=False,
            choices=list(names.items()),
            widget=forms.CheckboxSelectMultiple,
        )

    concentrated = _("Жингийн төвлөрөл (Дирихле)")
    return {
        "factors-concentration": _number(concentrated, required=False, min_value=0),
        "factors-weight_spread": _share(_("Эсвэл жин ±, %"), required=False),
        "factors-scales": several(_("Ээлжлэх хэмжүүр"), wording.scaling_names()),
        "factors-aggregates": several(_("Ээлжлэх нэгтгэл"), wording.aggregate_names()),
        "factors-treatment": _tick(_("Хэт хол утгыг засах эсэх")),
        "factors-imputation": _tick(_("Нөхөх утгыг сугалах")),
        "factors-sampling": _tick(_("Цөөн тохиолдлын хэлбэлзэл")),
        "factors-leave_one_out": _tick(_("Нэг үзүүлэлтийг орхих")),
    }


def _of_choice() -> dict[str, Any]:
    return {
        "selection-top": _count(_("Бүлгийн эхний хэдэн байр"), MOST_COUNT, 1),
        "selection-probability": _share(_("Магадлал доод тал нь, %")),
        "selection-floor_quantile": _share(_("Чиглэл бүрд бүлгийн доод, %")),
        "selection-completeness": _share(_("Мэдээллийн бүрдэл доод тал нь, %")),
        "selection-self_reported": _share(_("Өөрөө мэдээлсэн жин дээд тал нь, %")),
        "selection-some_years": _count(_("Ижил дүгнэлт хэдэн жилд"), 20, 1),
        "selection-of_years": _count(_("Сүүлийн хэдэн жилээс"), 20, 1),
    }


def _choice(label: str, names: dict[str, str]) -> Any:
    return forms.ChoiceField(label=label, choices=list(names.items()))


def _first(method: Framework) -> dict[str, Any]:
    first: dict[str, Any] = {
        "title_mn": method.title.mn,
        "title_en": method.title.en,
        "note_mn": method.note.mn,
        "note_en": method.note.en,
        "replications": method.replications,
        "treats": method.treatment is not None,
        "groups-merge": _written_merge(method.groups),
        "groups-apart": ", ".join(method.groups.apart),
        "factors-scales": [scale.method for scale in method.factors.scales],
        "factors-aggregates": list(method.factors.aggregates),
        "selection-some_years": method.selection.years[0],
        "selection-of_years": method.selection.years[1],
    }
    for names, shown in ((PLAIN, _as_is), (SHARES, _in_cent)):
        for section, own in names.items():
            base = getattr(method, section) or Treatment()
            first |= {f"{section}-{f}": shown(getattr(base, f)) for f in own}
    return first


def _as_is(value: Any) -> Any:
    return value


def _in_cent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 4)


def _of_cent(typed: float | None, base: float | None) -> float | None:
    """The share; what was not touched stays exactly as it was, as 2/3 does."""
    if typed is None or typed == _in_cent(base):
        return base if typed is not None else None
    return round(typed / 100, 8)


def _scales(methods: list[str], old: Framework) -> tuple[Scale, ...]:
    kept = {scale.method: scale for scale in old.factors.scales}
    return tuple(kept.get(one, Scale(method=one)) for one in methods)  # type: ignore[call-overload,arg-type]


def read_merge(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Lines of `group: partner, partner`; ValueError holds a line that is none."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        group, colon, partners = line.partition(":")
        if not colon or not group.strip() or not _codes(partners):
            raise ValueError(line[:80])
        found.append((group.strip(), _codes(partners)))
    return tuple(found)


def _written_merge(rule: Groups) -> str:
    return "\n".join(f"{code}: {', '.join(into)}" for code, into in rule.merge)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (code.strip() for code in text.split(","))))
