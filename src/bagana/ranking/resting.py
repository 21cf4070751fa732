"""What of the ranking rests on an act: its page lists it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.ranking.models import FrameworkVersion, VersionState


def of_methods(act: Act) -> Iterable[Founded]:
    found = FrameworkVersion.objects.filter(act=act, state=VersionState.FROZEN)
    for version in found.select_related("framework"):
        if version.frozen_at is None:
            continue
        yield Founded(
            on=timezone.localtime(version.frozen_at).date(),
            what=_("эрэмбийн аргачлал"),
            title=_("%(name)s, %(number)s-р хувилбар")
            % {"name": version.framework.name, "number": version.number},
            url=reverse(
                "portal:ranking_method", args=[version.framework.code, version.number]
            ),
        )
