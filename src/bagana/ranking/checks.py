"""Named checks of the ranking, beside those of the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.ranking.definitions import hash_of
from bagana.ranking.models import FrameworkVersion, VersionState
from bagana.territory.checks import Check


def _methods_changed(on: date) -> Iterator[tuple[str, str]]:
    """A frozen version whose text no longer gives the hash that was published."""
    frozen = FrameworkVersion.objects.filter(state=VersionState.FROZEN)
    message = _("%(code)s, %(number)s: царцаасан аргачлал баталгааны кодоосоо зөрсөн")
    for version in frozen.select_related("framework__unit").iterator():
        if hash_of(version) != version.sha256:
            framework = version.framework
            words = {"code": framework.code, "number": version.number}
            yield framework.unit.code, message % words


CHECKS: tuple[Check, ...] = (
    Check(
        "frozen_method_changed",
        gettext_lazy("Өөрчлөгдсөн царцаасан аргачлал"),
        gettext_lazy("Нөөцөөс сэргээж тулгана уу; тооцоог нь ашиглахгүй."),
        _methods_changed,
    ),
)
