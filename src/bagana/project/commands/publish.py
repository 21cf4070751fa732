"""bagana publish: freeze the drafts of a unit and all below it under one hash."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from bagana.project.commands.environment import command, find_user, say, split_list


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.indicators.actions import publish
    from bagana.indicators.models import Indicator, Period
    from bagana.territory.models import Unit

    publication = publish(
        user=find_user(options.user),
        title=options.title,
        unit=known(Unit, [options.unit])[0],
        indicators=known(Indicator, split_list(options.indicators)),
        periods=known(Period, split_list(options.periods)),
    )
    say(
        _("Нийтлэв: %(rows)s утга, SHA-256 %(hash)s")
        % {"rows": publication.rows, "hash": publication.sha256}
    )
    return 0


def known(model: Any, codes: Sequence[str]) -> list[Any]:
    """The rows of the codes; a mistyped code must not widen or narrow the choice."""
    from django.utils.translation import gettext as _

    from bagana.web.errors import Refused

    found = model.objects.in_bulk(codes, field_name="code")
    missing = [code for code in codes if code not in found]
    if missing:
        raise Refused(_("Ийм код алга: %(codes)s") % {"codes": ", ".join(missing)})
    return list(found.values())
