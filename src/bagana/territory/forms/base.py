"""What the forms of all changes ask: the day, the act, a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.accounts.models import User
from bagana.acts.actions import record_act
from bagana.acts.choosing import BAG_LEVEL, ActField, binding
from bagana.acts.models import Act, ActKind, Body
from bagana.territory.actions import Outline
from bagana.territory.boundaries.reading import read_boundaries
from bagana.territory.forms.fields import DayField, OutlinesField, shapes_text
from bagana.territory.models import BoundaryStatus, UnitVersion
from bagana.web.errors import Refused

OUTLINE_FIELDS = ("outline_file", "outlines", "outline_status", "outline_source")
NEW_ACT = ("act_body", "act_kind", "act_date", "act_title_mn")


class ChangeForm(forms.Form):
    """The shared part; a kind of change adds its own fields and its `plan`."""

    has_outlines = False
    own_fields: tuple[str, ...] = ()

    effective_on = DayField(label=gettext_lazy("Хүчин төгөлдөр болох өдөр"))
    act = ActField(
        label=gettext_lazy("Бүртгэлтэй шийдвэр"),
        required=False,
        empty_label=gettext_lazy("– сонгох, эсвэл доор шинээр бичих –"),
    )
    act_body = forms.ModelChoiceField(
        Body.objects.all(),
        label=gettext_lazy("Шийдвэр гаргагч"),
        required=False,
        empty_label="–",
    )
    act_kind = forms.ChoiceField(
        choices=ActKind, label=gettext_lazy("Шийдвэрийн төрөл"), required=False
    )
    act_number = forms.CharField(
        max_length=30, label=gettext_lazy("Шийдвэрийн дугаар"), required=False
    )
    act_date = DayField(label=gettext_lazy("Шийдвэрийн огноо"), required=False)
    act_title_mn = forms.CharField(
        max_length=500, label=gettext_lazy("Шийдвэрийн гарчиг"), required=False
    )
    outlines = OutlinesField(
        label=gettext_lazy("Зааг (GeoJSON)"),
        required=False,
        help_text=gettext_lazy(
            "Нэгж бүрийн зааг, «code» талбартай. Хоосон бол зааг тодорхойгүй болно."
        ),
    )
    outline_file = forms.FileField(
        label=gettext_lazy("Заагийн файл"),
        required=False,
        help_text=gettext_lazy(
            "GeoJSON, GeoPackage (.gpkg) эсвэл zip-лэсэн shapefile, 64 МБ хүртэл."
        ),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,.gpkg,.zip"}),
    )
    outline_status = forms.ChoiceField(
        choices=BoundaryStatus,
        label=gettext_lazy("Заагийн төлөв"),
        initial=BoundaryStatus.SCHEMATIC,
        required=False,
    )
    outline_source = forms.CharField(
        max_length=300, label=gettext_lazy("Заагийн эх сурвалж"), required=False
    )
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Тэмдэглэл"),
        required=False,
    )
    is_assumption = forms.BooleanField(
        label=gettext_lazy("Энэ бол таамаглал, баталгаажсан мэдээлэл биш"),
        required=False,
    )

    def __init__(
        self, *args: Any, version: UnitVersion, options: Mapping[str, str], **kw: Any
    ) -> None:
        self.version = version
        self.options = options
        kw["initial"] = {**self.start_values(version), **(kw.get("initial") or {})}
        super().__init__(*args, **kw)
        fields: Any = self.fields
        # A bag's meeting is heard on its change and does not decide it.
        own = version.kind.level < BAG_LEVEL
        fields["act"].queryset = binding(version.unit_id, own=own)
        if not self.has_outlines:
            for name in OUTLINE_FIELDS:
                del self.fields[name]

    def start_values(self, version: UnitVersion) -> dict[str, Any]:
        """What the fields hold at first."""
        return {}

    @property
    def own(self) -> list[forms.BoundField]:
        """The fields of this kind, in their order."""
        shared = set(ChangeForm.base_fields)
        return [field for field in self.visible_fields() if field.name not in shared]

    @property
    def act_fields(self) -> list[forms.BoundField]:
        names = ("act_body", "act_kind", "act_number", "act_date", "act_title_mn")
        return [self[name] for name in names]

    @property
    def outline_fields(self) -> list[forms.BoundField]:
        if not self.has_outlines:
            return []
        return [self[name] for name in OUTLINE_FIELDS]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("act") is None:
            for name in NEW_ACT:
                if not data.get(name) and name not in self.errors:
                    self.add_error(
                        name,
                        _("Шийдвэр сонгоно уу, эсвэл шинэ шийдвэрийг бүрэн бичнэ үү."),
                    )
        if data.get("outline_file"):
            self._take_file(data)
        return data

    def _take_file(self, data: dict[str, Any]) -> None:
        """Turn the file into the text that goes along: a browser sends a file once."""
        sent = data["outline_file"]
        try:
            shapes = read_boundaries(sent.name, sent.read()).shapes
        except Refused as refused:
            self.add_error("outline_file", f"{refused.reason} {refused.fix}")
            return
        data["outlines"] = dict(shapes)
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["outlines"] = shapes_text(shapes)  # type: ignore[index]

    def find_act(self, user: User) -> Act:
        """The act chosen, or the one typed, recorded by the action of acts."""
        data = self.cleaned_data
        chosen: Act | None = data["act"]
        if chosen is not None:
            return chosen
        return record_act(
            user=user,
            body=data["act_body"],
            kind=data["act_kind"],
            number=data["act_number"],
            date=data["act_date"],
            title_mn=data["act_title_mn"],
        )

    def order(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "effective_on": data["effective_on"],
            "note": data["note"],
            "is_assumption": data["is_assumption"],
        }

    def outline_of(self, code: str) -> Outline | None:
        data = self.cleaned_data
        shapes = data.get("outlines") or {}
        only = shapes.get("") if len(shapes) == 1 else None
        found = shapes.get(code, only)
        if found is None:
            return None
        return Outline(found, data["outline_status"], data["outline_source"])

    def plan(self) -> dict[str, Any]:
        """The keywords of the action."""
        raise NotImplementedError
