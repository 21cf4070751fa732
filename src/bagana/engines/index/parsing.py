"""Values out of spots: numbers, choices, words; mistakes are gathered, not raised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bagana.engines.index.framework import Words
from bagana.engines.index.problems import Problem
from bagana.engines.index.spots import Spot

type Parser = Callable[[Spot, Mistakes], Any]

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
FRACTION = re.compile(r"(\d{1,6}) ?/ ?(\d{1,6})", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,9}(\.0)?", re.ASCII)
CODE = re.compile(r"[^\s\x00-\x1f\ud800-\udfff]{1,100}")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no page, file or database can hold: control signs and halves of letters."""
LONGEST = 2_000
TRUE, FALSE = {"true", "yes"}, {"false", "no"}


class Mistakes:
    """Problems found so far, in the order of the file."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, spot: Spot, what: Words, fix: Words) -> None:
        self.found.append(Problem(spot.line, spot.where, what, fix))

    def wrong(self, spot: Spot, mn: str, en: str) -> None:
        """The value is not what stands here: the fix says what does."""
        key = spot.where.rpartition(".")[2] or "?"
        self.add(
            spot,
            Words(
                f"«{key}» талбарын утга тохирохгүй.", f"The value of “{key}” is wrong."
            ),
            Words(f"{mn} бичнэ үү.", f"Write {en}."),
        )


def number(low: float | None = None, high: float | None = None) -> Parser:
    """A finite number, or a fraction as 2/3, between limits that are included."""

    def parse(spot: Spot, mistakes: Mistakes) -> float | None:
        value = _float(spot.text)
        fits = value is not None and (low is None or value >= low)
        if fits and value is not None and (high is None or value <= high):
            return value
        mistakes.wrong(spot, f"Тоо{_range(low, high)}", f"a number{_range(low, high)}")
        return None

    return parse


def whole(low: int, high: int) -> Parser:
    """A whole number between limits that are included."""

    def parse(spot: Spot, mistakes: Mistakes) -> int | None:
        if spot.text is not None and WHOLE.fullmatch(spot.text.strip()):
            value = int(float(spot.text))
            if low <= value <= high:
                return value
        told = _range(low, high)
        mistakes.wrong(spot, f"Бүхэл тоо{told}", f"a whole number{told}")
        return None

    return parse


def flag(spot: Spot, mistakes: Mistakes) -> bool | None:
    text = (spot.text or "").strip().lower()
    if text in TRUE | FALSE:
        return text in TRUE
    mistakes.wrong(spot, "true эсвэл false", "true or false")
    return None


def one_of(names: Iterable[str]) -> Parser:
    known = tuple(names)

    def parse(spot: Spot, mistakes: Mistakes) -> str | None:
        if spot.text in known:
            return spot.text
        listed = ", ".join(known)
        mistakes.wrong(spot, f"Эдгээрийн нэгийг ({listed})", f"one of {listed}")
        return None

    return parse


def code(spot: Spot, mistakes: Mistakes) -> str | None:
    if spot.text is not None and CODE.fullmatch(spot.text):
        return spot.text
    mistakes.wrong(
        spot,
        "Зайгүй, 100 тэмдэгтээс хэтрэхгүй код",
        "a code of at most 100 characters without spaces",
    )
    return None


def code_or_none(spot: Spot, mistakes: Mistakes) -> str | None:
    """A code, or nothing: empty or null."""
    return "" if spot.is_null or spot.text == "" else code(spot, mistakes)


def text(spot: Spot, mistakes: Mistakes) -> str | None:
    """A line of text; a null is an empty one."""
    if spot.is_null:
        return ""
    given = spot.text
    if given is not None and len(given) <= LONGEST and not UNPRINTABLE.search(given):
        return given
    mistakes.wrong(spot, "Текст", "text")
    return None


def words(spot: Spot, mistakes: Mistakes) -> Words | None:
    """{mn: ..., en: ...}, or the Mongolian alone."""
    if spot.text is not None:
        found = text(spot, mistakes)
        return None if found is None else Words(found)
    given = fields(spot, mistakes, {"mn": text, "en": text})
    if given is None:
        return None
    return Words(given.get("mn") or "", given.get("en") or "")


def name(spot: Spot, mistakes: Mistakes) -> Words | None:
    """Words that must not be empty."""
    found = words(spot, mistakes)
    if found is not None and not found.mn.strip():
        mistakes.wrong(spot, "Монгол нэрийг (mn)", "the Mongolian name (mn)")
        return None
    return found


def listed(inside: Parser) -> Parser:
    """A list, as a tuple of what could be read."""

    def parse(spot: Spot, mistakes: Mistakes) -> tuple[Any, ...] | None:
        if spot.is_null:
            return ()
        if spot.items is None:
            mistakes.wrong(spot, "Жагсаалт", "a list")
            return None
        values = [inside(item, mistakes) for item in spot.items]
        return tuple(value for value in values if value is not None)

    return parse


def nullable(inside: Parser, null: Any = None) -> Parser:
    def parse(spot: Spot, mistakes: Mistakes) -> Any:
        return Null(null) if spot.is_null else inside(spot, mistakes)

    return parse


class Null:
    """A null that was meant, beside None, which is a value that could not be read."""

    def __init__(self, value: Any) -> None:
        self.value = value


def fields(
    spot: Spot, mistakes: Mistakes, table: Mapping[str, Parser]
) -> dict[str, Any] | None:
    """The entries of a mapping, each by its parser; what cannot be read is left out."""
    if spot.entries is None:
        listed = ", ".join(table)
        mistakes.wrong(spot, f"Нэр, утгын хосууд ({listed})", f"keys of {listed}")
        return None
    for key, line in spot.repeated:
        mistakes.add(Spot(spot.where, line), *_repeated(key))
    found: dict[str, Any] = {}
    for key, value in spot.entries.items():
        if key not in table:
            mistakes.add(value, *_unknown(key, table))
            continue
        parsed = table[key](value, mistakes)
        if isinstance(parsed, Null):
            found[key] = parsed.value
        elif parsed is not None:
            found[key] = parsed
    return found


def _float(given: str | None) -> float | None:
    stripped = (given or "").strip()
    parts = FRACTION.fullmatch(stripped)
    if parts and int(parts[2]):
        return int(parts[1]) / int(parts[2])
    if len(stripped) > 400 or not NUMBER.fullmatch(stripped):
        return None
    value = float(stripped)
    return value if abs(value) < 1e300 else None


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    if high is None:
        return f" (≥ {low:g})"
    return f" (≤ {high:g})" if low is None else f" ({low:g}–{high:g})"


def _unknown(key: str, table: Mapping[str, Parser]) -> tuple[Words, Words]:
    shown = key if len(key) <= 40 else key[:40] + "…"
    return (
        Words(f"«{shown}» гэсэн түлхүүр алга.", f"There is no key “{shown}”."),
        Words(
            f"Энд байж болох нь: {', '.join(table)}.",
            f"Allowed here: {', '.join(table)}.",
        ),
    )


def _repeated(key: str) -> tuple[Words, Words]:
    return (
        Words(f"«{key}» хоёр удаа бичигджээ.", f"“{key}” stands twice."),
        Words("Нэгийг нь хасна уу.", "Remove one of them."),
    )
