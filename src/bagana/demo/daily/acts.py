"""Decisions that the daily work rests on: invented, and marked so."""

from __future__ import annotations

from datetime import date

from bagana.accounts.models import User
from bagana.acts.actions import record_act
from bagana.acts.models import Act, ActKind, Body
from bagana.acts.numbering import take_number
from bagana.territory.models import Unit
from bagana.territory.queries import nearest_version


def governor_of(unit: Unit, on: date) -> Body:
    """The governor of a sum or aimag as a body that decides."""
    version = nearest_version(unit.code, on)
    if version is None:
        raise RuntimeError(f"no unit {unit.code}")
    kind = "аймгийн" if version.kind.level == 1 else "сумын"
    body, _made = Body.objects.get_or_create(
        name_mn=f"{version.name_mn} {kind} Засаг дарга",
        defaults={"name_en": f"Governor of {version.name_en}", "unit": unit},
    )
    return body


def invented(
    user: User,
    body: Body,
    kind: ActKind,
    on: date,
    title_mn: str,
    title_en: str,
) -> Act:
    """A decision with a running number that no real one bears."""
    number = take_number(f"demonstration:{body.pk}:{kind}", on.year)
    act = record_act(
        user=user,
        body=body,
        kind=kind,
        number=f"9{number:03}",
        date=on,
        title_mn=title_mn,
        title_en=title_en,
        note_mn="Жишээ: үзүүлэнд зориулсан зохиомол шийдвэр.",
        note_en="Illustrative: invented for the demonstration.",
    )
    act.is_illustrative = True
    act.save(update_fields=["is_illustrative"])
    return act
