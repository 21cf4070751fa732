"""What of the programme rests on an act: its page lists it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.programme.models import (
    ChapterVersion,
    Evaluation,
    Programme,
    Round,
    TargetVersion,
)


def of_programmes(act: Act) -> Iterable[Founded]:
    for programme in Programme.objects.filter(act=act):
        yield Founded(
            on=programme.starts_on,
            what=_("хөтөлбөр"),
            title=programme.name,
            url=reverse("portal:board", args=[programme.code]),
        )
    yield from _wordings(act)
    yield from _rounds(act)
    yield from _evaluations(act)
    yield from _revised_targets(act)


def _wordings(act: Act) -> Iterable[Founded]:
    found = ChapterVersion.objects.filter(act=act)
    for version in found.select_related("chapter__programme"):
        yield Founded(
            on=version.valid_from,
            what=_("хөтөлбөрийн бүлэг"),
            title=f"{version.chapter.number}. {version.title}",
            url=reverse("portal:programme_text", args=[version.chapter.programme.code]),
        )


def _rounds(act: Act) -> Iterable[Founded]:
    found = Round.objects.filter(act=act, closed_at__isnull=False)
    for row in found.select_related("period", "programme"):
        if row.closed_at is None:
            continue
        yield Founded(
            on=timezone.localtime(row.closed_at).date(),
            what=_("хяналт-шинжилгээний дүн"),
            title=f"{row.programme.name}, {row.period.label}",
            url=reverse("portal:round", args=[row.programme.code, row.period.code]),
        )


def _evaluations(act: Act) -> Iterable[Founded]:
    found = Evaluation.objects.filter(act=act, published_at__isnull=False)
    for row in found.select_related("phase__programme"):
        if row.published_at is None:
            continue
        programme = row.phase.programme
        yield Founded(
            on=timezone.localtime(row.published_at).date(),
            what=_("үе шатны үнэлгээ"),
            title=f"{programme.name}, {row.phase}",
            url=reverse("portal:evaluation", args=[programme.code, row.phase.number]),
        )


def _revised_targets(act: Act) -> Iterable[Founded]:
    """Revisions only: the first targets are part of the programme itself."""
    found = TargetVersion.objects.filter(act=act).exclude(reason="")
    for version in found.select_related("target__programme", "target__indicator"):
        target = version.target
        yield Founded(
            on=version.in_force_from,
            what=_("зорилтот түвшний өөрчлөлт"),
            title=target.indicator.name,
            url=reverse(
                "portal:programme_target", args=[target.programme.code, target.pk]
            ),
        )
