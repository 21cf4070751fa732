"""The form of a scenario: parsing and field errors, no decisions.

Lists are typed one to a line, so that the form works on any phone without a script.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.redistricting.models import WEIGHTS, Effort, Minimise, Scenario
from bagana.redistricting.wording import weight_name
from bagana.territory.forms.fields import DayField
from bagana.territory.models import UnitVersion

SHORT: Final = {"rows": 2}
LINES: Final = {"rows": 3, "spellcheck": "false"}
ORDER: Final = ("minimise_1", "minimise_2", "minimise_3")
TEXTS: Final = ("title_mn", "title_en", "reason_mn", "reason_en")
_NOTHING: Final = [("", gettext_lazy("сонгохгүй"))]
_RANGE: Final = re.compile(r"(\d{1,3})(?:\s*[-–—]\s*(\d{1,3}))?")


class LinesField(forms.CharField):
    """Rows of words, one row a line: [["430151", "9-11"], ...]."""

    widget = forms.Textarea(attrs=LINES)

    def clean(self, value: Any) -> list[list[str]]:
        text = super().clean(value)
        rows = [re.split(r"[\s,;:]+", line.strip()) for line in text.splitlines()]
        return [[word for word in row if word] for row in rows if any(row)]


class PairsField(LinesField):
    """A key and a value on each line: {"430151": "430151-007"}."""

    def clean(self, value: Any) -> dict[str, str]:  # type: ignore[override]
        found: dict[str, str] = {}
        for row in super().clean(value):
            if len(row) < 2 or row[0] in found:
                raise ValidationError(
                    _("Мөр бүрд код, утга хоёрыг нэг удаа бичнэ үү: %(line)s")
                    % {"line": " ".join(row)}
                )
            found[row[0]] = " ".join(row[1:])
        return found


class WordsField(LinesField):
    """Codes apart by spaces, commas or lines, each once."""

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        rows = super().clean(value)
        return list(dict.fromkeys(word for row in rows for word in row))


class ShareField(forms.FloatField):
    """Per cent of a person as a share: 15 is 0.15."""

    def clean(self, value: Any) -> float | None:
        found: float | None = super().clean(value)
        return None if found is None else found / 100


FINER: Final = (
    "targets", "offices_fixed", "offices", "locked", "barriers", "effort", "seed",
)  # fmt: skip
"""What most scenarios leave as it is; the page folds it away."""


class ScenarioForm(forms.Form):
    """A question to the engine over one set of blocks."""

    title_mn = forms.CharField(label=gettext_lazy("Нэр"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("Англи нэр"), max_length=200, required=False
    )
    code = forms.CharField(
        label=gettext_lazy("Код"),
        max_length=60,
        help_text=gettext_lazy("Хаягт орно: mandal-2026."),
    )
    reason_mn = forms.CharField(
        label=gettext_lazy("Үндэслэл"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
        help_text=gettext_lazy("Яагаад шинэчлэн зохион байгуулах хэрэгтэй болсон."),
    )
    sums = forms.MultipleChoiceField(
        label=gettext_lazy("Сум"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Баг нэг сумаас нөгөөд шилжихгүй."),
    )
    on = DayField(label=gettext_lazy("Аль өдрийн багаас"))
    minimise_1 = forms.ChoiceField(
        label=gettext_lazy("Юуны өмнө юуг багасгах"), choices=Minimise.choices
    )
    minimise_2 = forms.ChoiceField(
        label=gettext_lazy("Дараа нь"), choices=_NOTHING, required=False
    )
    minimise_3 = forms.ChoiceField(
        label=gettext_lazy("Эцэст нь"), choices=_NOTHING, required=False
    )
    movers = forms.ChoiceField(
        label=gettext_lazy("Шилжилтийг юугаар тооцох"),
        choices=[
            ("population", gettext_lazy("хүн амаар")),
            ("households", gettext_lazy("өрхөөр")),
        ],
    )
    unit_range = PairsField(
        label=gettext_lazy("Багийн тоо"),
        required=False,
        help_text=gettext_lazy(
            "Мөр бүрд сумын код, багийн тоо: «4322 8-10». Бичээгүй сум "
            "өнөөдрийнхөө тоогоор үлдэнэ."
        ),
    )
    targets = PairsField(
        label=gettext_lazy("Зорилтот хувь"),
        required=False,
        help_text=gettext_lazy(
            "Багууд тэнцүү биш байх бол: мөр бүрд багийн код, сумын нийтээс эзлэх "
            "хувь. Бичээгүй багууд үлдсэнийг тэнцүү хуваана."
        ),
    )
    offices_fixed = forms.BooleanField(
        label=gettext_lazy("Албан байр одоогийн газраа үлдэнэ"), required=False
    )
    offices = PairsField(
        label=gettext_lazy("Албан байрны суурь хэсэг"),
        required=False,
        help_text=gettext_lazy(
            "Мөр бүрд багийн код, албан байр нь байгаа суурь хэсгийн код. "
            "Бичээгүй багт хамгийн олон өрхтэй суурь хэсгийг авна."
        ),
    )
    locked = WordsField(
        label=gettext_lazy("Түгжих суурь хэсэг"),
        required=False,
        help_text=gettext_lazy("Өнөөдрийн багтаа үлдэх хэсгүүдийн код."),
    )
    barriers = LinesField(
        label=gettext_lazy("Саад"),
        required=False,
        help_text=gettext_lazy(
            "Гүүргүй гол, даваагүй уул: мөр бүрд хоёр хөрш хэсгийн код."
        ),
    )
    effort = forms.ChoiceField(
        label=gettext_lazy("Хайлт"),
        choices=Effort.choices,
        initial=Effort.USUAL,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Нэг суманд түргэн хайлт хэдэн секунд, ердийнх нэг минут хүрэхгүй, "
            "нарийвчилсан нь хэдэн минут үргэлжилнэ."
        ),
    )
    seed = forms.IntegerField(
        label=gettext_lazy("Санамсаргүй тооны үр"),
        min_value=0,
        initial=1,
        help_text=gettext_lazy("Ижил үр ижил хувилбар өгнө."),
    )

    def __init__(
        self, *args: Any, sums: Sequence[UnitVersion], fixed_code: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["sums"].choices = [(one.unit.code, one.name) for one in sums]
        for name in ORDER[1:]:
            fields[name].choices = [*_NOTHING, *Minimise.choices]
        if fixed_code:
            del fields["code"]
        self._add_tolerances()

    def _add_tolerances(self) -> None:
        """One field for each balance, after the day."""
        fields: Any = self.fields
        for name in WEIGHTS:
            fields[f"tolerance_{name}"] = ShareField(
                label=_("Зөвшөөрөх зөрүү, хувь: %(weight)s")
                % {"weight": weight_name(name).lower()},
                required=False,
                help_text=_("Хоосон бол энэ үзүүлэлтийг тэгшлэхгүй."),
            )
        names = list(fields)
        at = names.index("on") + 1
        added = [f"tolerance_{name}" for name in WEIGHTS]
        self.order_fields([*names[:at], *added, *names[at:]])

    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in FINER]

    def finer_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FINER]

    def is_finer_open(self) -> bool:
        """Folded away, a mistake or what was set would not be seen."""
        wrong = any(self[name].errors for name in FINER)
        kept = any(
            self[name].value() for name in ("targets", "offices", "locked", "barriers")
        )
        return wrong or kept

    def clean_unit_range(self) -> dict[str, list[int]]:
        return {
            code: _range_of(code, text)
            for code, text in self.cleaned_data["unit_range"].items()
        }

    def clean_targets(self) -> dict[str, float]:
        found: dict[str, str] = self.cleaned_data["targets"]
        try:
            return {c: float(t.rstrip("% ")) / 100 for c, t in found.items()}
        except ValueError:
            raise ValidationError(_("Хувийг тоогоор бичнэ үү.")) from None

    def asked(self) -> dict[str, Any]:
        """Arguments of the action: what is asked, without the words."""
        data = self.cleaned_data
        order = [data[name] for name in ORDER if data.get(name)]
        same = (
            "on", "movers", "unit_range", "targets", "offices_fixed", "offices",
            "locked", "barriers", "effort", "seed",
        )  # fmt: skip
        return {
            **{name: data[name] for name in same},
            "minimise": order,
            "tolerance": {
                name: data[f"tolerance_{name}"]
                for name in WEIGHTS
                if data.get(f"tolerance_{name}") is not None
            },
        }

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in TEXTS[:3]}


def _range_of(code: str, text: str) -> list[int]:
    found = _RANGE.fullmatch(text.strip())
    if not found:
        raise ValidationError(
            _("%(code)s: багийн тоог 9 эсвэл 8-10 гэж бичнэ үү.") % {"code": code}
        )
    low, high = int(found[1]), int(found[2] or found[1])
    return [low, high]


def initial_of(scenario: Scenario) -> dict[str, Any]:
    """A scenario as its form shows it."""
    order = dict(zip(ORDER, scenario.minimise, strict=False))
    tolerance = {
        f"tolerance_{name}": f"{100 * share:g}"
        for name, share in scenario.tolerance.items()
    }
    return {
        **{name: getattr(scenario, name) for name in TEXTS},
        **order,
        **tolerance,
        "sums": [unit.code for unit in scenario.sums.all()],
        "on": scenario.on,
        "movers": scenario.movers,
        "unit_range": _ranges(scenario.unit_range),
        "targets": _lines({k: f"{100 * v:g}" for k, v in scenario.targets.items()}),
        "offices_fixed": scenario.offices_fixed,
        "offices": _lines(scenario.offices),
        "locked": "\n".join(scenario.locked),
        "barriers": "\n".join(" ".join(pair) for pair in scenario.barriers),
        "effort": scenario.effort,
        "seed": scenario.seed,
    }


def _ranges(ranges: Mapping[str, Sequence[int]]) -> str:
    told = {c: "-".join(map(str, dict.fromkeys(r))) for c, r in ranges.items()}
    return _lines(told)


def _lines(rows: Mapping[str, str]) -> str:
    return "\n".join(f"{key} {value}" for key, value in rows.items())


class CopyForm(forms.Form):
    """A name of its own for a copy."""

    title_mn = forms.CharField(label=gettext_lazy("Нэр"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("Англи нэр"), max_length=200, required=False
    )
    code = forms.CharField(
        label=gettext_lazy("Код"),
        max_length=60,
        help_text=gettext_lazy("Хаягт орно: mandal-2026."),
    )
