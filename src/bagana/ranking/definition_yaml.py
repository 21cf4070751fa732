"""The whole draft as one YAML text: the method, its gates and its visit sheet.

The method is the engine's own form. Gates and visit sheet stand beside it under keys of
their own, which the engine passes over.
"""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.ranking.faults import DefinitionRefused, Fault, from_engine
from bagana.ranking.models import FrameworkVersion

BESIDE: Final = ("gates", "visit_sheet")
MOST: Final = 200_000


def write_yaml(version: FrameworkVersion) -> str:
    """What `read_yaml` reads back as the same version."""
    import yaml

    beside = {name: getattr(version, name) for name in BESIDE}
    tail = yaml.safe_dump(beside, allow_unicode=True, sort_keys=False, width=88)
    return f"{method_yaml(version)}\n{tail}"


def method_yaml(version: FrameworkVersion) -> str:
    """The method alone, as `bagana index` reads it."""
    from bagana.engines.index.writing import to_yaml
    from bagana.ranking.definitions import draft_framework

    return to_yaml(draft_framework(version.definition))


def read_yaml(text: str, *, code: str) -> dict[str, Any]:
    """Definition, and gates and visit sheet where the text has them.

    Whatever code the text names, the version keeps `code`, its framework's. Raises
    DefinitionRefused with the line of each mistake.
    """
    from bagana.engines.index.problems import FrameworkInvalid
    from bagana.engines.index.reading import framework_from_text
    from bagana.engines.index.writing import to_dict

    if len(text) > MOST:
        raise DefinitionRefused([Fault("", _("Бичвэр хэтэрхий урт байна."))])
    try:
        method = framework_from_text(text, beside=BESIDE)
    except FrameworkInvalid as invalid:
        raise DefinitionRefused(from_engine(invalid)) from None
    return {"definition": {**to_dict(method), "code": code}, **_beside(text)}


def _beside(text: str) -> dict[str, Any]:
    """Gates and visit sheet of a text that the engine has read already."""
    import yaml

    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    try:
        whole = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise _unreadable(mark.line + 1 if mark else 0) from None
    except (ValueError, OverflowError):
        # A 13th month, or a number of five thousand digits.
        raise _unreadable(0) from None
    return {
        key.value: _list_of(whole[key.value], key)
        for key, _value in root.value
        if key.value in BESIDE
    }


def _unreadable(line: int) -> DefinitionRefused:
    what = _("Болзол, үзлэгийн хуудсанд унших боломжгүй утга байна.")
    fix = _("Тэмдэг (!), огноо, хэт урт тоог хашилтад хийнэ үү.")
    return DefinitionRefused([Fault("gates, visit_sheet", what, fix, line)])


def _list_of(value: Any, key: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        line = key.start_mark.line + 1
        what = _("Энд жагсаалт байх ёстой.")
        raise DefinitionRefused(
            [Fault(key.value, what, _("Мөр бүрийг «- » тэмдгээр эхлүүлнэ."), line)]
        )
    return value
