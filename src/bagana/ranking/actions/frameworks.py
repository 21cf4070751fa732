"""A method of ranking: begun, drafted, frozen under an act, followed by a version.

The rule: docs/rules/framework.md. A frozen version is never written again.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.engines.index.writing import to_dict
from bagana.programme.models import Programme
from bagana.ranking import rules
from bagana.ranking.definition_checks import (
    DefinitionRefused,
    check_draft,
    check_whole,
)
from bagana.ranking.definition_yaml import read_yaml
from bagana.ranking.definitions import draft_framework, empty_definition, hash_of
from bagana.ranking.models import Framework, FrameworkVersion, VersionState
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import below
from bagana.web.errors import Conflict, PermissionDenied, Refused

CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED: Final = frozenset({"new", "runs", "selections", "objections"})
"""Words that stand in the place of a code in the office's addresses."""
LEVELS: Final = (3, 2)
"""Bags, or sums: rungs with enough units to stand in groups."""


@transaction.atomic
def create_framework(
    *,
    user: Any,
    unit: Unit,
    code: str,
    name_mn: str,
    name_en: str,
    level: int = 3,
    programme: Programme | None = None,
    text: str = "",
    copy_of: FrameworkVersion | None = None,
    is_illustrative: bool = False,
) -> Framework:
    """Begin a method with a first draft: empty, from YAML, or as another version is."""
    if not rules.can_make_framework(user, unit):
        raise PermissionDenied(_("Энэ нэгжид аргачлал гаргах эрх танд алга."))
    _check_place(unit, level, programme)
    framework = Framework(
        unit=unit,
        programme=programme,
        code=_free_code(code),
        level=level,
        name_mn=_needed(name_mn, "name_mn", _("Нэр хоосон байна.")),
        name_en=_needed(name_en, "name_en", _("Англи нэр хоосон байна.")),
        is_illustrative=is_illustrative,
        made_by=user,
    )
    _keep(framework, user=user, reason="founded")
    draft = FrameworkVersion(framework=framework, number=1, made_by=user)
    if text.strip():
        _fill(draft, read_yaml(text, code=framework.code))
        _accept(draft)
    elif copy_of is not None:
        if not (copy_of.is_frozen or rules.can_run(user, copy_of)):
            raise PermissionDenied(_("Энэ ноорогийг унших эрх танд алга."))
        _copy(copy_of, draft)
    else:
        draft.definition = empty_definition(framework)
    _keep(draft, user=user, reason="founded")
    return framework


@transaction.atomic
def rename_framework(
    *, user: Any, framework: Framework, name_mn: str, name_en: str, reason: str
) -> Framework:
    """Another name for the method; what versions hold and their hashes stay."""
    _editor_only(user, framework)
    framework.name_mn = _needed(name_mn, "name_mn", _("Нэр хоосон байна."))
    framework.name_en = _needed(name_en, "name_en", _("Англи нэр хоосон байна."))
    why = _needed(reason, "reason", _("Шалтгаан хоосон байна."))
    _keep(framework, user=user, reason=why)
    return framework


@transaction.atomic
def new_version(
    *, user: Any, framework: Framework, note_mn: str = "", note_en: str = ""
) -> FrameworkVersion:
    """The next draft, as the newest version is. One draft at a time."""
    _editor_only(user, framework)
    Framework.objects.select_for_update().get(pk=framework.pk)
    draft = framework.versions.filter(state=VersionState.DRAFT).first()
    if draft is not None:
        raise Conflict(
            _("Энэ аргачлалд ноорог хувилбар аль хэдийн бий."),
            _("%(number)s-р хувилбарыг засах эсвэл царцаана уу.")
            % {"number": draft.number},
        )
    newest = framework.versions.order_by("-number").first()
    highest = framework.versions.aggregate(highest=Max("number"))["highest"] or 0
    version = FrameworkVersion(
        framework=framework,
        number=highest + 1,
        note_mn=note_mn.strip(),
        note_en=note_en.strip(),
        made_by=user,
    )
    if newest is None:
        version.definition = empty_definition(framework)
    else:
        _copy(newest, version)
    _keep(version, user=user, reason="added")
    return version


@transaction.atomic
def save_draft(
    *,
    user: Any,
    version: FrameworkVersion,
    revision: int,
    definition: dict[str, Any] | None = None,
    gates: list[Any] | None = None,
    visit_sheet: list[Any] | None = None,
    note_mn: str | None = None,
    note_en: str | None = None,
) -> FrameworkVersion:
    """Write what is given into a draft; what is left out stays as it is.

    `revision` is the one that the writer saw: somebody else's later words are never
    overwritten unread.
    """
    row = _open_draft(user, version, revision)
    given = {
        "definition": definition,
        "gates": gates,
        "visit_sheet": visit_sheet,
        "note_mn": note_mn,
        "note_en": note_en,
    }
    return _write(row, user, {k: v for k, v in given.items() if v is not None})


@transaction.atomic
def take_in_yaml(
    *, user: Any, version: FrameworkVersion, text: str, revision: int | None = None
) -> FrameworkVersion:
    """The whole draft from its text; mistakes are named with their lines."""
    row = _open_draft(user, version, revision)
    return _write(row, user, read_yaml(text, code=row.framework.code))


@transaction.atomic
def freeze_version(
    *,
    user: Any,
    version: FrameworkVersion,
    act: Act,
    revision: int | None = None,
) -> FrameworkVersion:
    """Freeze a whole draft under an act: its hash is kept, it never changes again."""
    row = _open_draft(user, version, revision)
    if act.date > timezone.localdate():
        raise Refused(_("Шийдвэрийн огноо ирээдүйд байна."), "", "act")
    _refuse(check_whole(row))
    row.state = VersionState.FROZEN
    row.act = act
    row.sha256 = hash_of(row)
    row.frozen_at = timezone.now()
    row.frozen_by = user
    _keep(row, user=user, reason="frozen")
    return row


@transaction.atomic
def discard_draft(*, user: Any, version: FrameworkVersion, revision: int) -> None:
    """Throw a draft away that nobody tried out; its history stays."""
    row = _open_draft(user, version, revision)
    if row.runs.exists():
        raise Conflict(
            _("Энэ ноорогоор туршилтын тооцоо хийсэн байна."),
            _("Тооцоо аргачлалгүй үлдэхгүй: ноорогийг засаж үргэлжлүүлнэ үү."),
        )
    if not row.framework.versions.exclude(pk=row.pk).exists():
        raise Conflict(
            _("Аргачлалын цорын ганц хувилбарыг хаяж болохгүй."),
            _("Ноорогийг засаж үргэлжлүүлнэ үү."),
        )
    row._history_user = user  # type: ignore[attr-defined]
    row._change_reason = "removed"  # type: ignore[attr-defined]
    row.delete()


def _open_draft(
    user: Any, version: FrameworkVersion, revision: int | None
) -> FrameworkVersion:
    """The draft read anew and locked, if it is one and nobody has written since."""
    rows = FrameworkVersion.objects.select_for_update(of=("self",))
    row = rows.select_related("framework__unit").get(pk=version.pk)
    _editor_only(user, row.framework)
    if row.is_frozen:
        raise Conflict(
            _("Энэ хувилбарыг царцаасан тул өөрчлөх боломжгүй."),
            _("Шинэ хувилбар үүсгээд түүнийг засна уу."),
        )
    if revision is not None and revision != row.revision:
        raise Conflict(
            _("Таныг засаж байх зуур өөр хүн энэ ноорогийг хадгалсан байна."),
            _("Хоёр бичилтийг харьцуулж, нэгтгээд дахин хадгална уу."),
        )
    return row


def _write(row: FrameworkVersion, user: Any, given: dict[str, Any]) -> FrameworkVersion:
    _fill(row, given)
    _accept(row)
    row.revision += 1
    _keep(row, user=user, reason="edited")
    return row


def _accept(row: FrameworkVersion) -> None:
    """Refuse what is wrong; keep the rest in the one form of which the hash is."""
    _refuse(check_draft(row))
    row.definition = to_dict(draft_framework(row.definition))


def _fill(row: FrameworkVersion, given: dict[str, Any]) -> None:
    for name, value in given.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    # The code of the method is the framework's, whatever a copied text calls itself.
    row.definition = {**row.definition, "code": row.framework.code}


def _copy(source: FrameworkVersion, target: FrameworkVersion) -> None:
    target.gates = deepcopy(source.gates)
    target.visit_sheet = deepcopy(source.visit_sheet)
    code = target.framework.code
    target.definition = {**deepcopy(source.definition), "code": code}


def _refuse(faults: Any) -> None:
    stopping = tuple(fault for fault in faults if fault.stops)
    if stopping:
        raise DefinitionRefused(stopping)


def _editor_only(user: Any, framework: Framework) -> None:
    if not rules.can_edit(user, framework):
        raise PermissionDenied(_("Энэ аргачлалыг засах эрх танд алга."))


def _free_code(code: str) -> str:
    code = code.strip()
    if not CODE.fullmatch(code) or code in RESERVED or len(code) > 60:
        raise Refused(
            _("Код жижиг латин үсэг, тоо, дундуур зураасаас бүрдэнэ."),
            _("Жишээ нь: selenge-bag-index."),
            "code",
        )
    if Framework.objects.filter(code=code).exists():
        raise Conflict(
            _("«%(code)s» кодтой аргачлал бий.") % {"code": code},
            _("Өөр код өгнө үү."),
            "code",
        )
    return code


def _check_place(unit: Unit, level: int, programme: Programme | None) -> None:
    """The unit has units of the level under it; the programme reaches the unit."""
    today = timezone.localdate()
    inside = below(unit, today, level).exclude(unit=unit)
    if level not in LEVELS or not inside.exists():
        raise Refused(
            _("Энэ нэгжид эрэмбэлэх ийм шатны нэгж алга."),
            _("Баг эсвэл сум сонгоно уу."),
            "level",
        )
    if programme is not None and programme.unit_id != unit.pk:
        above = UnitAncestry.objects.on(today).filter(unit=unit)
        if not above.filter(ancestor=programme.unit_id).exists():
            raise Refused(
                _("Хөтөлбөр энэ нэгжийг хамардаггүй."),
                _("Нэгжийн өөрийн эсвэл дээд нэгжийнх нь хөтөлбөрийг сонгоно уу."),
                "programme",
            )


def _needed(text: str, field: str, what: str) -> str:
    bare = text.strip()
    if not bare:
        raise Refused(what, _("Энэ талбарыг бөглөнө үү."), field)
    return bare


def _keep(row: models.Model, *, user: Any, reason: str) -> None:
    """Save with who and why in the row's history."""
    row._history_user = user  # type: ignore[attr-defined]
    row._change_reason = reason[:100]  # type: ignore[attr-defined]
    row.save()
