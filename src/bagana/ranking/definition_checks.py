"""What a method must agree with: the engine's form, the catalogue, its own parts.

`check_draft` is asked at each saving: a draft may still lack indicators. `check_whole`
is asked before freezing. The rule: docs/rules/framework.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from bagana.engines.index.framework import Framework as Method
from bagana.engines.index.framework import Leaf
from bagana.engines.index.parsing import UNPRINTABLE
from bagana.indicators.models import Direction, Indicator
from bagana.ranking.definitions import draft_framework, engine_framework
from bagana.ranking.faults import DefinitionRefused, Fault, from_engine
from bagana.ranking.models import FrameworkVersion

__all__ = ["DefinitionRefused", "Fault", "check_draft", "check_whole", "faults_of"]

CODE: Final = re.compile(r"[a-z0-9_]+(-[a-z0-9_]+)*")
MOST_ROWS: Final = 50
MOST_LIMIT: Final = 1e300
GATE_KEYS: Final = frozenset(
    {"code", "name", "kind", "indicator", "at_least", "at_most", "evidence"}
)
GATE_KINDS: Final = ("indicator", "completeness", "judged")
QUESTION_KEYS: Final = frozenset({"code", "question", "kind"})
QUESTION_KINDS: Final = ("yes_no", "scale", "text")
SIGNS: Final[Mapping[str, int]] = {Direction.HIGHER: 1, Direction.LOWER: -1}


def check_draft(version: FrameworkVersion) -> tuple[Fault, ...]:
    """Everything wrong with what is written so far; empty dimensions are allowed."""
    from bagana.engines.index.problems import FrameworkInvalid

    try:
        method = draft_framework(version.definition)
    except FrameworkInvalid as invalid:
        return from_engine(invalid)
    return tuple(faults_of(method, version))


def check_whole(version: FrameworkVersion) -> tuple[Fault, ...]:
    """Everything that stands in the way of freezing.

    What could not be drawn would let every run of the method fail, and a frozen method
    is not mended.
    """
    from bagana.engines.index.problems import FrameworkInvalid
    from bagana.engines.index.uncertainty import problems

    try:
        method = engine_framework(version)
    except FrameworkInvalid as invalid:
        return from_engine(invalid)
    cannot = from_engine(FrameworkInvalid(problems(method)))
    return (*faults_of(method, version), *cannot)


def faults_of(method: Method, version: FrameworkVersion) -> Iterator[Fault]:
    codes = {leaf.code for leaf in method.leaves}
    codes |= {leaf.denominator for leaf in method.leaves if leaf.denominator}
    codes |= {
        str(gate.get("indicator"))
        for gate in _mappings(version.gates)
        if gate.get("kind") == "indicator"
    }
    known = {row.code: row for row in Indicator.objects.filter(code__in=codes)}
    for leaf in method.leaves:
        yield from _of_leaf(leaf, known, version.framework.level)
    yield from _of_natures(method, known)
    yield from _of_gates(version.gates, known)
    yield from _of_sheet(version.visit_sheet)


def _mappings(rows: Any) -> list[dict[str, Any]]:
    return [row for row in rows if isinstance(row, dict)]


def _of_leaf(leaf: Leaf, known: Mapping[str, Indicator], level: int) -> Iterator[Fault]:
    name = leaf.name.mn or leaf.code
    row = known.get(leaf.code)
    if row is None:
        yield Fault(
            name,
            _("«%(code)s» үзүүлэлт каталогид алга.") % {"code": leaf.code},
            _("Каталогиос сонгож нэмнэ үү."),
            node=leaf.code,
        )
        return
    if row.lowest_level < level:
        yield Fault(
            name,
            _("Энэ үзүүлэлтийг эрэмбэлэх шатанд хэмждэггүй."),
            _("Тухайн шатны нэгж бүрээр хэмждэг үзүүлэлт сонгоно уу."),
            node=leaf.code,
        )
    yield from _of_direction(leaf, row, name)
    if leaf.noise == "normal":
        yield Fault(
            name,
            _("Ажиглалтад стандарт алдаа хадгалдаггүй тул хэлбэлзлийг бодож чадахгүй."),
            _("Хувь, тоолсон тохиолдол эсвэл «тооцохгүй» гэснийг сонгоно уу."),
            node=leaf.code,
        )
    if leaf.denominator and leaf.denominator not in known:
        yield Fault(
            name,
            _("Хуваарь «%(code)s» каталогид алга.") % {"code": leaf.denominator},
            _("Каталогт байгаа үзүүлэлтийн кодыг бичнэ үү."),
            node=leaf.code,
        )


def _of_direction(leaf: Leaf, row: Indicator, name: str) -> Iterator[Fault]:
    sign = SIGNS.get(row.direction)
    if sign is None and not leaf.source.strip():
        yield Fault(
            name,
            _("Каталогид энэ үзүүлэлтэд чиглэл өгөөгүй."),
            _("Яагаад их (бага) нь сайныг «Эх сурвалж, үндэслэл» талбарт бичнэ үү."),
            node=leaf.code,
        )
    elif sign is not None and sign != leaf.direction:
        yield Fault(
            name,
            _("Чиглэл каталогоос зөрж байна: каталогид «%(direction)s».")
            % {"direction": row.get_direction_display()},
            _("Чиглэлийг каталогийнхтой ижил болгоно уу."),
            node=leaf.code,
        )


def _of_natures(method: Method, known: Mapping[str, Indicator]) -> Iterator[Fault]:
    """A remark only: an index joins different series, and says whose they are."""
    natures = {known[c].nature: known[c] for c in method.indicators if c in known}
    if len(natures) > 1:
        names = ", ".join(row.get_nature_display() for row in natures.values())
        yield Fault(
            "",
            _("Индексэд өөр өөр гаралтай үзүүлэлт нийлж байна: %(natures)s.")
            % {"natures": names},
            _("Нэг цувааны дотор холилдохгүй; хуудас бүрд аль нь болохыг бичнэ."),
            stops=False,
        )


def _of_gates(gates: Any, known: Mapping[str, Indicator]) -> Iterator[Fault]:
    if not isinstance(gates, list):
        yield Fault("gates", _("Энд жагсаалт байх ёстой."))
        return
    yield from _of_length(gates, "gates")
    seen: set[str] = set()
    for number, gate in enumerate(gates, start=1):
        where = _("%(number)s-р болзол") % {"number": number}
        faults = list(_of_row(gate, where, GATE_KEYS, "name", GATE_KINDS, seen))
        yield from faults
        if not faults:
            yield from _of_limits(gate, where, known)


def _of_sheet(sheet: Any) -> Iterator[Fault]:
    if not isinstance(sheet, list):
        yield Fault("visit_sheet", _("Энд жагсаалт байх ёстой."))
        return
    yield from _of_length(sheet, "visit_sheet")
    seen: set[str] = set()
    for number, row in enumerate(sheet, start=1):
        where = _("Үзлэгийн %(number)s-р асуулт") % {"number": number}
        yield from _of_row(row, where, QUESTION_KEYS, "question", QUESTION_KINDS, seen)


def _of_length(rows: list[Any], where: str) -> Iterator[Fault]:
    if len(rows) > MOST_ROWS:
        what = _("%(most)s-аас олон мөр байна.") % {"most": MOST_ROWS}
        yield Fault(where, what, _("Жагсаалтыг товчилно уу."))


def _of_row(
    row: Any,
    where: str,
    keys: frozenset[str],
    words: str,
    kinds: tuple[str, ...],
    seen: set[str],
) -> Iterator[Fault]:
    """The shape that gates and questions share."""
    if not isinstance(row, dict):
        yield Fault(where, _("Энд нэр, утгын хос байх ёстой."))
        return
    if unknown := sorted(str(key) for key in set(row) - keys):
        what = _("Танихгүй нэр: %(keys)s.") % {"keys": ", ".join(unknown)}
        yield Fault(where, what, ", ".join(sorted(keys)))
    code = row.get("code", "")
    if not isinstance(code, str) or not CODE.fullmatch(code) or len(code) > 60:
        what = _("Код жижиг латин үсэг, тоо, зураасаас бүрдэнэ.")
        yield Fault(where, what, _("Жишээ нь: meetings."))
    elif code in seen:
        yield Fault(where, _("«%(code)s» код давхардсан.") % {"code": code})
    seen.add(str(code))
    yield from _of_words(row.get(words), where)
    if row.get("evidence") is not None:
        yield from _of_languages(row["evidence"], where)
    if not isinstance(row.get("indicator", ""), str):
        yield Fault(where, _("Үзүүлэлтийг кодоор нь бичнэ үү."))
    if row.get("kind") not in kinds:
        yield Fault(where, _("Ийм төрөл байхгүй."), ", ".join(kinds))


def _of_words(value: Any, where: str) -> Iterator[Fault]:
    texts = value if isinstance(value, dict) else {}
    if not str(texts.get("mn") or "").strip():
        yield Fault(where, _("Монгол нэр хоосон байна."), _("Монголоор бичнэ үү."))
    else:
        yield from _of_languages(value, where)


def _of_languages(value: Any, where: str) -> Iterator[Fault]:
    """Two texts and nothing else: an unquoted comma in YAML makes a third."""
    is_pair = isinstance(value, dict) and set(value) <= {"mn", "en"}
    if not is_pair or not all(isinstance(text, str) for text in value.values()):
        what = _("Нэрд зөвхөн mn, en хоёр хэл байна.")
        yield Fault(where, what, _("Таслалтай нэрийг хашилтад бичнэ үү."))
    elif any(UNPRINTABLE.search(text) for text in value.values()):
        yield Fault(where, _("Бичвэрт хэвлэгдэхгүй тэмдэгт байна."))


def _of_limits(
    gate: dict[str, Any], where: str, known: Mapping[str, Indicator]
) -> Iterator[Fault]:
    limits = {k: gate[k] for k in ("at_least", "at_most") if gate.get(k) is not None}
    if gate["kind"] == "judged":
        if limits:
            yield Fault(where, _("Хүн дүгнэх болзолд тоон хязгаар байхгүй."))
        return
    if not all(_is_number(value) for value in limits.values()):
        yield Fault(where, _("Хязгаар тоо биш байна."), _("Тоогоор бичнэ үү."))
        return
    if gate["kind"] == "completeness":
        if set(limits) != {"at_least"} or not 0 <= limits["at_least"] <= 1:
            what = _("Мэдээллийн бүрдлийн доод хязгаар 0-ээс 1 хүртэл байна.")
            yield Fault(where, what, _("Жишээ нь: 0.8."))
        return
    if str(gate.get("indicator", "")) not in known:
        what = _("«%(code)s» үзүүлэлт каталогид алга.")
        yield Fault(where, what % {"code": gate.get("indicator", "")})
    if not limits:
        yield Fault(where, _("Доод эсвэл дээд хязгаар бичээгүй байна."))
    elif len(limits) == 2 and limits["at_least"] > limits["at_most"]:
        yield Fault(where, _("Доод хязгаар дээд хязгаараас их байна."))


def _is_number(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # Whole numbers of YAML have no end, and `isfinite` cannot take them.
    return is_number and abs(value) < MOST_LIMIT
