"""Forms of monitoring: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bagana.acts.choosing import ActField
from bagana.indicators.forms import PeriodField
from bagana.programme.actions.scales import Step
from bagana.programme.evidence_files import PHOTO_SUFFIXES
from bagana.programme.models import Evidence, RatingLevel, Report, Round
from bagana.programme.templatetags.programme import rating_text
from bagana.programme.templatetags.programme_monitoring import caption
from bagana.territory.forms.fields import DayField
from bagana.web.templatetags.bagana import as_written

SAID = {"rows": 5}
SHORT = {"rows": 3}


class OpenForm(forms.Form):
    period = PeriodField(
        label=_("Үе"), help_text=_("Жил 2019, хагас жил 2019-H1 эсвэл 2019-H2.")
    )
    opens_on = DayField(label=_("Нээх өдөр"))
    due_on = DayField(label=_("Тайлан ирүүлэх хугацаа"))


class CloseForm(forms.Form):
    act = ActField(
        label=_("Дүнг хэлэлцсэн шийдвэр"),
        required=False,
        help_text=_("Хурал, Тэргүүлэгчид хэлэлцсэн бол сонгоно."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Шалтгаан"), max_length=1000, widget=forms.Textarea(attrs=SHORT)
    )


class LevelField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A step of the round's own scale."""

    def label_from_instance(self, level: Any) -> str:
        return rating_text(level.percent, level.name)


class EvidenceField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, row: Any) -> str:
        day = f" · {row.taken_on}" if row.taken_on else ""
        return format_html(
            "{} · {}{}", as_written(caption(row)), row.get_kind_display(), day
        )


class ReportForm(forms.Form):
    """What the office writes. `revision` says which text the writer has seen.

    A draft may be kept without words or a proposal, but not sent: so these are not
    called optional, and the browser does not insist on them either.
    """

    use_required_attribute = False
    needed_to_send = ("done", "proposed")

    revision = forms.IntegerField(widget=forms.HiddenInput)
    done = forms.CharField(
        label=_("Хийсэн ажил"),
        required=False,
        help_text=_("Энэ хугацаанд юу хийснээ тоо, баримттай товч бичнэ."),
        widget=forms.Textarea(attrs=SAID),
    )
    obstacles = forms.CharField(
        label=_("Саад, бэрхшээл"), required=False, widget=forms.Textarea(attrs=SHORT)
    )
    next_steps = forms.CharField(
        label=_("Цаашид хийх"), required=False, widget=forms.Textarea(attrs=SHORT)
    )
    done_en = forms.CharField(
        label=_("Хийсэн ажил, англиар"),
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    proposed = LevelField(
        label=_("Үнэлгээний санал"),
        queryset=RatingLevel.objects.none(),
        required=False,
        blank=True,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    evidence = EvidenceField(
        label=_("Тайлангийн нотолгоо"),
        queryset=Evidence.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    photo = forms.FileField(
        label=_("Зураг нэмэх"),
        required=False,
        help_text=_("Камераар шууд авах, эсвэл утаснаасаа сонгоно. 20 МБ хүртэл."),
        widget=forms.FileInput(attrs={"accept": PHOTO_SUFFIXES}),
    )
    caption = forms.CharField(
        label=_("Зургийн тайлбар"), required=False, max_length=300
    )

    def __init__(
        self, *args: Any, report: Report, evidence: Sequence[Evidence], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", initial_of(report, evidence))
        super().__init__(*args, **kwargs)
        levels: Any = self.fields["proposed"]
        levels.queryset = report.round.scale.levels.order_by("position")
        offered: Any = self.fields["evidence"]
        offered.queryset = Evidence.objects.filter(pk__in=[e.pk for e in evidence])
        if not evidence:
            del self.fields["evidence"]
        self._call_for(is_needed=True)

    def full_clean(self) -> None:
        self._call_for(is_needed=False)
        super().full_clean()
        self._call_for(is_needed=True)

    def _call_for(self, *, is_needed: bool) -> None:
        for name in self.needed_to_send:
            self.fields[name].required = is_needed

    @property
    def texts(self) -> dict[str, str]:
        names = ("done", "done_en", "obstacles", "next_steps")
        return {name: self.cleaned_data[name] for name in names}


def initial_of(report: Report, evidence: Sequence[Evidence]) -> dict[str, Any]:
    """What stands; a report not yet touched rests on what is new in its period."""
    linked = list(report.evidence.values_list("pk", flat=True))
    if not linked and report.revision == 1:
        period = report.round.period
        linked = [
            one.pk
            for one in evidence
            if one.taken_on and period.start <= one.taken_on <= period.end
        ]
    return {
        "revision": report.revision,
        "done": report.done,
        "done_en": report.done_en,
        "obstacles": report.obstacles,
        "next_steps": report.next_steps,
        "proposed": report.proposed_id,
        "evidence": linked,
    }


class RungForm(forms.Form):
    """Check or decide one report: a level, and why where it differs."""

    level = LevelField(
        label=_("Үнэлгээ"), queryset=RatingLevel.objects.none(), empty_label=None
    )
    reason = forms.CharField(
        label=_("Шалтгаан"),
        required=False,
        max_length=1000,
        help_text=_("Саналаас өөрөөр үнэлбэл заавал бичнэ."),
        widget=forms.Textarea(attrs=SHORT),
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels: Any = self.fields["level"]
        levels.queryset = round.scale.levels.order_by("position")


class StepsField(forms.CharField):
    """A step a line: per cent | name | English name; «-» for the one not due."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value: Any) -> list[Step]:
        lines = super().clean(value).splitlines()
        return [_step(line) for line in lines if line.strip()]


def _step(line: str) -> Step:
    parts = [part.strip() for part in line.split("|")]
    percent = parts[0].rstrip("%").strip()
    is_percent = percent.isdecimal() and len(percent) <= 3
    if len(parts) != 3 or not (percent == "-" or is_percent):
        message = gettext("«%(line)s» мөрийг хувь | нэр | англи нэр гэж бичнэ үү.")
        raise forms.ValidationError(message % {"line": line.strip()[:80]})
    return Step(None if percent == "-" else int(percent), parts[1], parts[2])


class ScaleForm(forms.Form):
    code = forms.CharField(
        label=_("Код"), max_length=60, help_text=_("Жишээ нь res-43-2025.")
    )
    name_mn = forms.CharField(label=_("Нэр"), max_length=200)
    name_en = forms.CharField(label=_("Англи нэр"), max_length=200)
    rule_mn = forms.CharField(
        label=_("Журам"), max_length=500, help_text=_("Аль тогтоол, тушаалын аль зүйл.")
    )
    rule_en = forms.CharField(label=_("Журам, англиар"), max_length=500)
    valid_from = DayField(label=_("Хүчинтэй эхлэх өдөр"))
    steps = StepsField(
        label=_("Шатнууд"),
        help_text=_(
            "Мөр бүрд: хувь | нэр | англи нэр. «Хугацаа болоогүй» шатны хувь нь «-»."
        ),
    )
    note_mn = forms.CharField(
        label=_("Тайлбар"), required=False, widget=forms.Textarea(attrs=SHORT)
    )
    note_en = forms.CharField(
        label=_("Тайлбар, англиар"), required=False, widget=forms.Textarea(attrs=SHORT)
    )
    is_assumption = forms.BooleanField(
        label=_("Шат нь баталгаажаагүй таамаглал"), required=False
    )
