"""Reading the journal: the entries of a unit, and what one of them changed."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.privacy.masking import HIDDEN, masked_name, masked_phone, masked_reg_no
from bagana.privacy.sealing import unseal
from bagana.registers.actions.journal import KEPT, TABLES, columns_of
from bagana.registers.models import Entry, Household, Person, Revision
from bagana.registers.showing import Showing, answer_word
from bagana.registers.wording import table_words
from bagana.territory.models import Unit
from bagana.territory.queries import below

MOST: Final = 100
"""Changed rows that one page shows; a file changes thousands."""
NOBODY: Final = Showing(names=False, numbers=False)
"""Of a restricted person as little is shown here as in the lists."""
UNTOLD: Final = frozenset(
    {
        "id",
        "uid",
        "entry_id",
        "changed_at",
        "sealed",
        "owner_sealed",
        "name_index",
        "parent_index",
        "reg_no_index",
        "phone_index",
        "owner_index",
    }
)
SEALED_WORDS: Final = {
    "clan": gettext_lazy("Ургийн овог"),
    "parent": gettext_lazy("Эцэг, эхийн нэр"),
    "given": gettext_lazy("Нэр"),
    "reg_no": gettext_lazy("Регистрийн дугаар"),
    "birth_date": gettext_lazy("Төрсөн өдөр"),
    "phone": gettext_lazy("Утас"),
    "address": gettext_lazy("Хаяг"),
    "note": gettext_lazy("Тэмдэглэл"),
    "name": gettext_lazy("Газрын нэр"),
    "lat": gettext_lazy("Өргөрөг"),
    "lon": gettext_lazy("Уртраг"),
}


def entries_of(user: Any, unit: Unit, today: date, kind: str = "") -> QuerySet[Entry]:
    """Visible entries of a unit and all below it, newest first."""
    units = below(unit, today).values("unit")
    found = Entry.objects.visible_to(user).filter(unit__in=units)
    found = found.filter(kind=kind) if kind else found
    return found.select_related("made_by", "unit", "undone_by")


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, repr=False)
class Changed:
    """One row that an entry changed; `person` is whom it shows, if anybody."""

    what: str
    number: str
    uid: Any
    table: str
    gone: bool
    differences: list[Difference]
    person: int | None


def made_by(entry: Entry) -> list[tuple[str, int]]:
    """How many rows of each table an entry made that still name it."""
    counts = [
        (
            table_words(str(model._meta.model_name)),
            model._default_manager.filter(entry=entry),
        )
        for model in KEPT
    ]
    return [(name, rows.count()) for name, rows in counts if rows.exists()]


def changes_of(entry: Entry, how: Showing) -> list[Changed]:
    """Before → after of the first rows; what may not be shown is masked."""
    return [_changed(one, how) for one in entry.revisions.order_by("id")[:MOST]]


def _changed(revision: Revision, how: Showing) -> Changed:
    model = TABLES[revision.table]
    before = _opened(revision)
    now = model._default_manager.filter(pk=revision.row).first()
    after = _after(revision, now)
    row = now if now is not None else None
    home = row if isinstance(row, Household) else getattr(row, "household", None)
    if isinstance(now, Person) and now.is_restricted:
        how = NOBODY
    return Changed(
        what=table_words(revision.table),
        number=home.number if home is not None else "",
        uid=getattr(row, "uid", None) or getattr(home, "uid", None),
        table=revision.table,
        gone=after is None,
        differences=_differences(model, before, after or {}, how),
        person=revision.row if model is Person else None,
    )


def _opened(revision: Revision) -> dict[str, Any]:
    bind = f"revision:{revision.table}:{revision.row}"
    return unseal(revision.before, bind=bind)


def _after(revision: Revision, now: models.Model | None) -> dict[str, Any] | None:
    """What the entry left: what the next entry found there, or what stands today.

    An entry that was undone left nothing: then what it had found stands again.
    """
    later = Revision.objects.filter(
        table=revision.table,
        row=revision.row,
        entry__gt=revision.entry_id,
        entry__undone_at__isnull=True,
    )
    following = later.order_by("id").first()
    if following is not None:
        return _opened(following)
    return None if now is None else columns_of(now)


def _differences(
    model: type[models.Model],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    how: Showing,
) -> list[Difference]:
    found = []
    for field in model._meta.concrete_fields:
        name = field.attname
        if name in UNTOLD or before.get(name) == after.get(name):
            continue
        old, new = (_said(field, told.get(name)) for told in (before, after))
        found.append(Difference(str(field.verbose_name).capitalize(), old, new))
    return found + _sealed_differences(model, before, after, how)


def _said(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return answer_word(value)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        row = field.related_model._default_manager.filter(pk=value).first()
        # A person's row says nothing of him; a unit is its code.
        return _("өөрчлөгдсөн") if isinstance(row, Person) or row is None else str(row)
    return str(value)


def _sealed_differences(
    model: type[models.Model],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    how: Showing,
) -> list[Difference]:
    old, new = (_sealed(model, told) for told in (before, after))
    return [
        Difference(str(words), _shown(name, old, how), _shown(name, new, how))
        for name, words in SEALED_WORDS.items()
        if old.get(name) != new.get(name)
    ]


def _sealed(model: type[models.Model], told: Mapping[str, Any]) -> dict[str, Any]:
    token = told.get("sealed")
    if not isinstance(token, dict):
        return {}
    if "uid" in told:
        bind = f"{model._meta.model_name}:{told['uid']}"
    else:
        home = Household.objects.filter(pk=told.get("household_id") or 0).first()
        bind = f"camp:{home.uid}" if home else ""
    return unseal(base64.b64decode(token["base64"]), bind=bind) if bind else {}


def _shown(name: str, told: Mapping[str, Any], how: Showing) -> str:
    text = str(told.get(name, ""))
    if name == "reg_no":
        return text if how.numbers else masked_reg_no(text)
    if how.names or not text:
        return text
    if name == "phone":
        return masked_phone(text)
    return masked_name(text, "") if name == "parent" else HIDDEN
