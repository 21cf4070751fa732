"""A YAML text as values that know their line."""

from __future__ import annotations

import yaml

from bagana.engines.index.framework import Words
from bagana.engines.index.problems import FrameworkInvalid
from bagana.engines.index.spots import DEEPEST, TOO_DEEP, Spot, refused, under

MOST_CHARACTERS = 500_000


def spots_of_text(text: str) -> Spot:
    """Read YAML without making objects of it.

    Raises
    ------
    FrameworkInvalid
        For what is not YAML, for anchors and aliases, for more than 40 levels and for
        texts of more than 500,000 characters.
    """
    if len(text) > MOST_CHARACTERS:
        raise refused(0, *_TOO_LONG)
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
        raise refused(1, *_EMPTY)
    return _of_node(node, "")


def _check_events(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refused(line, *_ALIAS)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise refused(line, *TOO_DEEP)


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
            raise refused(at, *_ODD_KEY)
        name = str(key.value)
        if name in found.entries:
            found.repeated.append((name, at))
        found.entries[name] = _of_node(value, under(where, name))
    return found


def _not_yaml(line: int) -> FrameworkInvalid:
    return refused(line, *_NOT_YAML)


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
