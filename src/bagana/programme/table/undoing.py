"""An applied table taken back exactly, if nothing was built upon it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from bagana.programme import standings
from bagana.programme.actions.keeping import keep, strike
from bagana.programme.models import Measure, MoneyKind
from bagana.programme.table.recording import LAST, ORDER, Record, prints_of
from bagana.web.errors import Conflict

# What stands on a measure and came later than the table that made it.
LATER = ("evidence", "reports", "comments", "proposals", "continued_by")


def undo(record: Record, *, user: Any, reason: str) -> None:
    """Raises Conflict, having changed nothing, when something rests on the rows."""
    _refuse(record)
    try:
        for name in ORDER:
            _take_away(name, record.made.get(name, []), user, reason)
        _restore(record, user, reason)
        # Last: measures that had moved to a new objective have left it by now.
        _take_away(LAST, record.made.get(LAST, []), user, reason)
    except ProtectedError as error:
        raise _conflict("") from error
    standings.refresh(
        Measure.objects.filter(pk__in=record.after).values_list("pk", flat=True)
    )


def _restore(record: Record, user: Any, reason: str) -> None:
    for name in reversed(ORDER):
        for values in record.removed.get(name, []):
            _bring_back(name, values, user, reason)
        for pk, values in record.changed.get(name, {}).items():
            _set_back(name, int(pk), values, user, reason)


def _refuse(record: Record) -> None:
    now = prints_of(map(int, record.after))
    for pk, known in record.after.items():
        if now.get(pk) != known:
            raise _conflict(pk)
    made = Measure.objects.filter(pk__in=record.made.get("measure", []))
    for relation in LATER:
        used = made.filter(**{f"{relation}__isnull": False}).first()
        if used is not None:
            raise _conflict(str(used.pk))
    spent = made.filter(money__kind__in=[MoneyKind.COMMITMENT, MoneyKind.PAYMENT])
    if (used := spent.first()) is not None:
        raise _conflict(str(used.pk))


def _conflict(pk: str) -> Conflict:
    measure = Measure.objects.filter(pk=int(pk or 0)).first()
    what = str(measure) if measure else ""
    return Conflict(
        _("Энэ хүснэгтээр орсон зүйл цаашид өөрчлөгдсөн тул буцаахгүй: %(what)s")
        % {"what": what},
        _("Өөрчлөх зүйлээ төлөвлөгөөний хуудсанд засна уу."),
    )


def _model(name: str) -> Any:
    return apps.get_model("programme", name)


def _take_away(name: str, keys: list[int], user: Any, reason: str) -> None:
    rows = _model(name).objects.filter(pk__in=keys)
    if name not in ("measure", "objective", "activity"):
        rows.delete()
        return
    for row in rows:
        strike(row, user=user, reason=reason)


def _bring_back(name: str, values: dict[str, Any], user: Any, reason: str) -> None:
    """Under its old key: what pointed at the row finds it again."""
    row = _model(name)(**_read(_model(name), values))
    _keep(row, user, reason)


def _set_back(
    name: str, pk: int, values: dict[str, Any], user: Any, reason: str
) -> None:
    row = _model(name).objects.get(pk=pk)
    for key, value in _read(_model(name), values).items():
        setattr(row, key, value)
    if name == "measure":
        # A form that was opened meanwhile must not pass for the newest.
        row.revision = Measure.objects.values_list("revision", flat=True).get(pk=pk) + 1
    _keep(row, user, reason)


def _read(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {key: fields[key].to_python(value) for key, value in values.items()}


def _keep(row: models.Model, user: Any, reason: str) -> None:
    if hasattr(row, "history"):
        keep(row, user=user, reason=reason)
    else:
        row.save()
