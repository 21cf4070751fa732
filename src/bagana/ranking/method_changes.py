"""What differs between two methods, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext, pgettext

from bagana.engines.index.framework import (
    Branch,
    Framework,
    Goalposts,
    Leaf,
    Scale,
    Words,
)
from bagana.ranking import method_wording as wording
from bagana.ranking.definitions import draft_framework
from bagana.ranking.models import FrameworkVersion

type Node = Branch | Leaf


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; an empty side means that it was not there."""

    where: str
    what: str
    before: str
    after: str


def changes_between(
    before: FrameworkVersion, after: FrameworkVersion
) -> tuple[Change, ...]:
    """What a version changed in the one before it: method, gates, visit sheet."""
    return (
        *changes_of(
            draft_framework(before.definition), draft_framework(after.definition)
        ),
        *_of_lists(before.gates, after.gates, gettext("Болзол"), "name"),
        *_of_lists(
            before.visit_sheet,
            after.visit_sheet,
            gettext("Үзлэгийн асуулт"),
            "question",
        ),
    )


def changes_of(before: Framework, after: Framework) -> tuple[Change, ...]:
    found = [*_of_nodes(before.tree, after.tree)]
    whole = gettext("Аргачлал")
    for name in ("title", "note", "replications", "decimals"):
        found += _of_field(before, after, name, whole)
    for name, where in _sections().items():
        found += _of_section(getattr(before, name), getattr(after, name), where)
    return tuple(found)


def _sections() -> dict[str, str]:
    return {
        "missing": gettext("Дутуу тоо"),
        "treatment": gettext("Хэт хол утга"),
        "scale": gettext("Нэг хэмжүүрт шилжүүлэх"),
        "groups": gettext("Ижил төстэй багуудын бүлэг"),
        "factors": gettext("Тодорхойгүй байдал"),
        "selection": gettext("Хэнийг сонгох"),
    }


def field_names() -> dict[str, str]:
    """What the fields of a method are called on every page."""
    return {
        "title": gettext("Нэр"),
        "name": gettext("Нэр"),
        "note": gettext("Тайлбар"),
        "parent": gettext("Аль чиглэлд"),
        "weight": gettext("Жин"),
        "panel": gettext("Шинжээчдийн өгсөн жин"),
        "direction": gettext("Аль нь сайн"),
        "unit": gettext("Хэмжих нэгж"),
        "denominator": gettext("Хуваарь"),
        "goalposts": gettext("Доод, дээд хязгаар"),
        "target": gettext("Зорилтот утга"),
        "noise": gettext("Санамсаргүй хэлбэлзэл"),
        "self_reported": gettext("Өөрөө мэдээлдэг"),
        "year": gettext("Тогтсон он"),
        "source": gettext("Эх сурвалж, үндэслэл"),
        "aggregate": gettext("Нэгтгэх арга"),
        "power": gettext("Дундажийн зэрэг"),
        "replications": gettext("Давталтын тоо"),
        "decimals": gettext("Байр тогтоох бутархайн орон"),
        "dimension_share": gettext("Чиглэл бүрд мэдэгдэх хувь"),
        "overall_share": gettext("Нийтдээ мэдэгдэх хувь"),
        "impute": gettext("Нөхөх арга"),
        "last_years": gettext("Хэдэн жилийн өмнөхөөр нөхөх"),
        "skew": gettext("Хазайлтын хязгаар"),
        "kurtosis": gettext("Хурцадмал чанарын хязгаар"),
        "max_points": gettext("Татах утгын дээд тоо"),
        "max_share": gettext("Татах утгын дээд хувь"),
        "otherwise": gettext("Хүрэлцэхгүй бол"),
        "years": gettext("Жилүүд"),
        "method": gettext("Арга"),
        "low": gettext("Доод оноо"),
        "high": gettext("Дээд оноо"),
        "mean": gettext("Дундаж"),
        "deviation": gettext("Стандарт хазайлт"),
        "floor": gettext("Доод зааг"),
        "by": gettext("Хуваалт"),
        "minimum": gettext("Бүлгийн доод хэмжээ"),
        "merge": gettext("Нэгтгэх дараалал"),
        "apart": gettext("Тусдаа үлдэх бүлэг"),
        "concentration": gettext("Жингийн төвлөрөл"),
        "weight_spread": gettext("Жингийн хэлбэлзэл"),
        "scales": gettext("Ээлжлэх хэмжүүр"),
        "aggregates": gettext("Ээлжлэх нэгтгэл"),
        "treatment": gettext("Хэт хол утгыг засах эсэх"),
        "imputation": gettext("Нөхөх утгыг сугалах"),
        "sampling": gettext("Цөөн тохиолдлын хэлбэлзэл"),
        "leave_one_out": gettext("Нэг үзүүлэлтийг орхих"),
        "top": gettext("Эхний хэдэн байр"),
        "probability": gettext("Магадлалын босго"),
        "floor_quantile": gettext("Чиглэлийн доод хувь"),
        "completeness": gettext("Мэдээллийн бүрдэл"),
    }


def _of_section(before: Any, after: Any, where: str) -> Iterator[Change]:
    if before is None or after is None:
        if before is not after:
            yes, no = gettext("тийм"), gettext("үгүй")
            sides = (no, yes) if before is None else (yes, no)
            yield Change(where, gettext("Хэрэглэх"), *sides)
        return
    for one in fields(before):
        yield from _of_field(before, after, one.name, where)


def _of_field(before: Any, after: Any, name: str, where: str) -> Iterator[Change]:
    old, new = getattr(before, name), getattr(after, name)
    if old != new:
        label = field_names().get(name, name)
        yield Change(where, label, told(name, old), told(name, new))


def _of_nodes(before: Branch, after: Branch) -> Iterator[Change]:
    old, new = dict(_placed(before)), dict(_placed(after))
    for code, (parent, node) in new.items():
        where = wording.own_words(node.name) or code
        if code not in old:
            yield Change(where, gettext("Нэмсэн"), "", _kind(node))
            continue
        was_under, was = old[code]
        if was_under != parent:
            yield Change(
                where,
                field_names()["parent"],
                _name_of(old, was_under),
                _name_of(new, parent),
            )
        if type(was) is type(node):
            for one in fields(node):
                if one.name not in ("code", "children"):
                    yield from _of_field(was, node, one.name, where)
    for code, (_parent, node) in old.items():
        if code not in new:
            where = wording.own_words(node.name) or code
            yield Change(where, gettext("Хассан"), _kind(node), "")


def _placed(branch: Branch) -> Iterator[tuple[str, tuple[str, Node]]]:
    for child in branch.children:
        yield child.code, (branch.code, child)
        if isinstance(child, Branch):
            yield from _placed(child)
    yield branch.code, ("", branch)


def _name_of(nodes: Mapping[str, tuple[str, Node]], code: str) -> str:
    return wording.own_words(nodes[code][1].name) if code in nodes else code


def _kind(node: Node) -> str:
    if isinstance(node, Branch):
        return pgettext("индексийн", "чиглэл")
    return gettext("үзүүлэлт")


def _of_lists(
    before: list[dict[str, Any]], after: list[dict[str, Any]], where: str, words: str
) -> Iterator[Change]:
    def text(row: dict[str, Any]) -> str:
        return wording.own_words(_words(row.get(words)))

    old = {row["code"]: row for row in before}
    new = {row["code"]: row for row in after}
    for code in dict.fromkeys((*old, *new)):
        was, now = old.get(code), new.get(code)
        if was is None and now is not None:
            yield Change(where, gettext("Нэмсэн"), "", text(now))
        elif now is None and was is not None:
            yield Change(where, gettext("Хассан"), text(was), "")
        elif was and now and was != now:
            sides = _detail(was, words), _detail(now, words)
            yield Change(where, text(now), *sides)


def _detail(row: dict[str, Any], words: str) -> str:
    named = [wording.own_words(_words(row.get(words)))]
    named += [
        f"{key}: {wording.own_words(_words(value)) if key == 'evidence' else value}"
        for key, value in row.items()
        if key not in ("code", words)
    ]
    return "; ".join(named)


def _words(value: Any) -> Words:
    texts = value if isinstance(value, dict) else {}
    return Words(str(texts.get("mn", "")), str(texts.get("en", "")))


def told(name: str, value: Any) -> str:
    """A value of a method's field as a page writes it."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return gettext("тийм") if value else gettext("үгүй")
    if isinstance(value, Words):
        return wording.own_words(value)
    if isinstance(value, Goalposts):
        return wording.goalpost_words(value)
    if isinstance(value, Scale):
        return wording.scaling_names()[value.method]
    if name == "direction":
        return gettext("их нь сайн") if value > 0 else gettext("бага нь сайн")
    if name == "year":
        return str(value)
    if isinstance(value, int | float):
        return wording.figure(value)
    if isinstance(value, tuple):
        return _told_tuple(name, value)
    return _choices(name).get(str(value), str(value))


def _told_tuple(name: str, value: tuple[Any, ...]) -> str:
    if name == "merge":
        return "; ".join(f"{code} → {', '.join(into)}" for code, into in value)
    return ", ".join(told("aggregate", one) for one in value)


def _choices(name: str) -> Mapping[str, str]:
    names = {
        "aggregate": wording.aggregate_names,
        "method": wording.scaling_names,
        "goalposts": wording.scope_names,
        "impute": wording.imputation_names,
        "noise": wording.noise_names,
    }
    return names[name]() if name in names else {}
