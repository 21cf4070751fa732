"""A YAML text, or plain data, as values that know where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from bagana.engines.index.framework import Words
from bagana.engines.index.problems import FrameworkInvalid, Problem

MOST_CHARACTERS = 500_000
DEEPEST = 40


@dataclass(slots=True)
class Spot:
    """A value, its path and its line; line 0 where there is no text.

    Exactly one of `entries`, `items` and `text` is not None, or all are for a null.
    `text` is as written: whether it is a number is for the reader to decide, so that
    a code like NO or 010 stays what it is.
    """

    where: str
    line: int
    entries: dict[str, Spot] | None = None
    items: list[Spot] | None = None
    text: str | None = None
    repeated: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_null(self) -> bool:
        return self.entries is None and self.items is None and self.text is None


def spots_of_text(text: str) -> Spot:
    """Read YAML without making objects of it.

    Raises
    ------
    FrameworkInvalid
        For what is not YAML, for anchors and aliases, for more than 40 levels and for
        texts of more than 500,000 characters.
    """
    if len(text) > MOST_CHARACTERS:
        raise _refused(0, *_TOO_LONG)
    try:
        _check_events(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except FrameworkInvalid:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _not_yaml(mark.line + 1 if mark else 0) from error
    except yaml.reader.ReaderError as error:
        raise _not_yaml(text[: error.position].count("\n") + 1) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise _not_yaml(0) from error
    if node is None:
        raise _refused(1, *_EMPTY)
    return _of_node(node, "")


def spots_of_data(value: object, where: str = "") -> Spot:
    """The same of dicts, lists and plain values, as JSON gives them."""
    if where.count(".") + where.count("[") > DEEPEST:
        raise _refused(0, *_TOO_DEEP)
    if value is None:
        return Spot(where, 0)
    if isinstance(value, Mapping):
        entries = {
            str(key): spots_of_data(below, _under(where, str(key)))
            for key, below in value.items()
        }
        return Spot(where, 0, entries=entries)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        items = [spots_of_data(below, f"{where}[{i}]") for i, below in enumerate(value)]
        return Spot(where, 0, items=items)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Spot(where, 0, text=text)


def _check_events(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(line, *_ALIAS)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _refused(line, *_TOO_DEEP)


def _of_node(node: yaml.Node, where: str) -> Spot:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _of_mapping(node, where, line)
    if isinstance(node, yaml.SequenceNode):
        items = [_of_node(below, f"{where}[{i}]") for i, below in enumerate(node.value)]
        return Spot(where, line, items=items)
    if node.tag == "tag:yaml.org,2002:null":
        return Spot(where, line)
    return Spot(where, line, text=str(node.value))


def _of_mapping(node: yaml.MappingNode, where: str, line: int) -> Spot:
    found = Spot(where, line, entries={})
    assert found.entries is not None
    for key, value in node.value:
        at = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _refused(at, *_ODD_KEY)
        name = str(key.value)
        if name in found.entries:
            found.repeated.append((name, at))
        found.entries[name] = _of_node(value, _under(where, name))
    return found


def _under(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _not_yaml(line: int) -> FrameworkInvalid:
    return _refused(line, *_NOT_YAML)


def _refused(line: int, what: Words, fix: Words) -> FrameworkInvalid:
    return FrameworkInvalid([Problem(line, "", what, fix)])


_NOT_YAML = (
    Words(
        "Файлыг YAML гэж уншиж чадсангүй.",
        "The file cannot be read as YAML.",
    ),
    Words(
        "Энэ мөрийн зай, хоёр цэг, хашилтыг шалгана уу.",
        "Check the indentation, colons and quotes of this line.",
    ),
)
_EMPTY = (
    Words("Файл хоосон байна.", "The file is empty."),
    Words(
        "code, title, tree гурваас эхлэнэ үү.",
        "Begin with code, title and tree.",
    ),
)
_TOO_LONG = (
    Words("Файл хэт урт байна.", "The file is too long."),
    Words(
        "500 000 тэмдэгтээс хэтрүүлэхгүй.",
        "Keep it within 500,000 characters.",
    ),
)
_TOO_DEEP = (
    Words("Хэт олон түвшинтэй байна.", "There are too many levels."),
    Words("Түвшнийг цөөлнө үү.", "Use fewer levels."),
)
_ALIAS = (
    Words(
        "Холбоос (& эсвэл *) хэрэглэхийг зөвшөөрөхгүй.",
        "Anchors and aliases (& and *) are not allowed.",
    ),
    Words(
        "Утгыг бүтнээр нь бичнэ үү; тэмдэг бол хашилтад хийнэ үү.",
        "Write the value out; put a mere sign into quotes.",
    ),
)
_ODD_KEY = (
    Words("Түлхүүр нь үг байх ёстой.", "A key must be a word."),
    Words(
        "Тусгай тэмдэгтэй бол хашилтад хийнэ үү.",
        "Put it into quotes if it has special signs.",
    ),
)
