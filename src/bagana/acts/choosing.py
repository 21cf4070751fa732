"""A decision chosen in a form: the newest of those that can found what the form does.

Meetings of bags sign resolutions every day; they would bury the few decisions of sums,
aimags and ministries. So a form offers those unless it asks for others (`queryset`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from bagana.acts.models import Act, Body

OFFERED = 200
BAG_LEVEL = 3


def newest(acts: QuerySet[Act]) -> QuerySet[Act]:
    return acts.select_related("body").order_by("-date", "-id").defer("text")


def above_bags() -> QuerySet[Act]:
    """Decisions of sums, aimags, ministries; not of a bag's meeting or governor."""
    of_bags = Body.objects.filter(unit__versions__kind__level__gte=BAG_LEVEL)
    return newest(Act.objects.exclude(body__in=of_bags))


def binding(unit: int, *, own: bool = True) -> QuerySet[Act]:
    """Decisions of bodies above the unit and of no unit; with `own`, of its own too."""
    nearest = 0 if own else 1
    line = Q(unit__descendants__unit=unit, unit__descendants__depth__gte=nearest)
    bodies = Body.objects.filter(line | Q(unit=None))
    return newest(Act.objects.filter(body__in=bodies))


class _NewestFirst(ModelChoiceIterator):  # type: ignore[type-arg]
    """The first of the choices: any act of the queryset is taken as an answer."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for act in self.queryset[:OFFERED]:
            yield self.choice(act)


class _ActSelect(forms.Select):
    """Keeps the act that was chosen before, however old it is."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        if any(option["selected"] for _, options, _ in groups for option in options):
            return groups
        choices: Any = self.choices
        old = [key for key in value if key.isdecimal()]
        for act in choices.queryset.filter(pk__in=old):
            index = len(groups)
            key, label = choices.choice(act)
            option = self.create_option(name, key, label, True, index)
            groups.append((None, [option], index))
        return groups


class ActField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A recorded decision, the newest first."""

    iterator = _NewestFirst
    widget = _ActSelect

    def __init__(
        self, *, queryset: QuerySet[Act] | None = None, **options: Any
    ) -> None:
        options.setdefault("empty_label", _("сонгоно уу"))
        super().__init__(above_bags() if queryset is None else queryset, **options)

    def label_from_instance(self, act: Any) -> str:
        number = f" № {act.number}" if act.number else ""
        return f"{act.date}{number} {act.title}"[:120] + f" ({act.body})"
