"""Framework and data of a command, out of files, with every mistake in its place."""

from __future__ import annotations

import difflib
import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from bagana.engines.index import Framework, FrameworkInvalid, IndexData
from bagana.engines.index.reading import framework_from_text
from bagana.project.commands.index.speech import Mistake, Speech, Unusable
from bagana.project.commands.index.tables import Line, TableFile

ABSENT: Final = {"", "na", "n/a", "nan", "null", "none", "..", "...", "…", "-", "–"}
YEARS: Final = range(1000, 10_000)
OWN: Final = ("unit", "name", "year")


@dataclass(frozen=True)
class Taken:
    """The data of a run, what the units are called, and which columns are of no use."""

    data: IndexData
    names: dict[str, str]
    unused: tuple[str, ...]


def read_framework(path: Path, speech: Speech) -> Framework:
    _ = speech.translate
    if not path.is_file():
        raise Unusable(_("%(file)s файл алга.") % {"file": path})
    try:
        return framework_from_text(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unusable(
            _("%(file)s файл UTF-8 кодчилолтой биш.") % {"file": path.name}
        ) from error
    except FrameworkInvalid as invalid:
        mistakes = [
            Mistake(one.line, one.where, "", speech.of(one.what), speech.of(one.fix))
            for one in invalid.problems
        ]
        words = {"file": path.name, "count": len(mistakes)}
        raise Unusable(
            _("%(file)s: аргачлалд %(count)s алдаа байна.") % words, "", mistakes
        ) from invalid


def sha256_of(paths: Iterable[Path]) -> str:
    """One hash over the files as they are, in their order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_data(
    table: TableFile,
    fw: Framework,
    speech: Speech,
    *,
    year: int | None = None,
    groups: TableFile | None = None,
) -> Taken:
    """Long rows (unit, year, indicator, value, n, se) or wide ones to arrays.

    Wide rows have a column for each indicator, and may have `CODE:n` and `CODE:se`.
    Without a column of years the data are of `year`. Every unit of the file is kept,
    also one without a single value: it is told as not ranked.

    Raises
    ------
    Unusable
        With the line and column of each cell that cannot be read.
    """
    reading = _Reading(table, fw, speech, year)
    reading.take()
    return reading.taken(groups)


class _Reading:
    """Collects cells and mistakes; nothing is computed before all have been read."""

    def __init__(
        self, table: TableFile, fw: Framework, speech: Speech, year: int | None
    ) -> None:
        self.table, self.fw, self.year = table, fw, year
        self._ = speech.translate
        self.is_long = {"indicator", "value"} <= set(table.columns)
        self.denominators = tuple(
            dict.fromkeys(leaf.denominator for leaf in fw.leaves if leaf.denominator)
        )
        self.wanted = (*fw.indicators, *self.denominators)
        self.cells: dict[tuple[int, str, str, str], float] = {}
        self.seen: dict[tuple[str, ...], int] = {}
        self.units: dict[str, str] = {}
        self.years: set[int] = set()
        self.groups: dict[str, str] = {}
        self.mistakes: list[Mistake] = []
        self._check_columns()

    def _check_columns(self) -> None:
        if "unit" not in self.table.columns:
            raise Unusable(
                self._("%(file)s файлд unit багана алга.") % {"file": self.table.name},
                self._("Нэгжийн кодын баганыг unit гэж нэрлэнэ үү."),
            )
        if "year" not in self.table.columns and self.year is None:
            raise Unusable(
                self._("%(file)s файлд year багана алга.") % {"file": self.table.name},
                self._(
                    "Баганыг нэмэх эсвэл --year-ээр хэдэн оны тоо болохыг заана уу."
                ),
            )
        found = {
            str(line.cells.get("indicator")) for line in self.table.lines
        } if self.is_long else set(self.table.columns)  # fmt: skip
        absent = [code for code in self.wanted if code not in found]
        if absent:
            raise Unusable(
                self._("%(file)s файлд эдгээр үзүүлэлт алга: %(codes)s.")
                % {"file": self.table.name, "codes": ", ".join(absent)},
                self._guess(absent, found),
            )

    def _guess(self, absent: list[str], found: set[str]) -> str:
        close = difflib.get_close_matches(absent[0], sorted(found - set(OWN)), 1)
        if not close:
            return self._("Баганын нэр аргачлалын үзүүлэлтийн кодтой ижил байна.")
        return self._("«%(found)s» гэж бичсэн нь «%(wanted)s» мөн үү?") % {
            "found": close[0],
            "wanted": absent[0],
        }

    def take(self) -> None:
        for line in self.table.lines:
            unit = self._text(line, "unit")
            year = self._year(line)
            if not unit:
                self._wrong(line, "unit", self._("Нэгжийн код алга."))
            if not unit or year is None:
                continue
            self.units.setdefault(unit, self._text(line, "name") or unit)
            self.years.add(year)
            self._group(line, unit)
            if self.is_long:
                self._take_long(line, unit, year)
            else:
                self._take_wide(line, unit, year)
        if self.mistakes:
            words = {"file": self.table.name, "count": len(self.mistakes)}
            raise Unusable(
                self._("%(file)s: өгөгдөлд %(count)s алдаа байна.") % words,
                "",
                self.mistakes,
            )

    def _take_long(self, line: Line, unit: str, year: int) -> None:
        code = self._text(line, "indicator")
        if code not in self.wanted:
            return
        if self._is_first(line, (unit, str(year), code)):
            for column in ("value", "n", "se"):
                self._number(line, column, (year, unit, code, column))

    def _take_wide(self, line: Line, unit: str, year: int) -> None:
        if not self._is_first(line, (unit, str(year))):
            return
        for code in self.wanted:
            self._number(line, code, (year, unit, code, "value"))
            for beside in ("n", "se"):
                self._number(line, f"{code}:{beside}", (year, unit, code, beside))

    def _is_first(self, line: Line, key: tuple[str, ...]) -> bool:
        before = self.seen.setdefault(key, line.number)
        if before != line.number:
            reason = self._("Энэ нэгж, он өмнө нь %(line)s-р мөрөнд бий.") % {
                "line": before
            }
            self._wrong(line, "unit", reason, self._("Илүү мөрийг хасна уу."))
        return before == line.number

    def _number(self, line: Line, column: str, key: tuple[int, str, str, str]) -> None:
        raw = line.cells.get(column)
        text = str(raw if raw is not None else "").strip().replace("\u00a0", "")
        if text.lower() in ABSENT:
            return
        try:
            number = float(text.replace(" ", ""))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            fix = self._(
                "Зөвхөн тоо, аравтын цэгтэй бичнэ; мэдээлэл алга бол хоосон үлдээнэ."
            )
            self._wrong(line, column, self._("Тоо биш."), fix)
            return
        self.cells[key] = number

    def _year(self, line: Line) -> int | None:
        if "year" not in self.table.columns:
            return self.year
        text = self._text(line, "year").removesuffix(".0")
        if text.isdecimal() and int(text) in YEARS:
            return int(text)
        reason = self._("Он дөрвөн оронтой тоо биш.")
        self._wrong(line, "year", reason)
        return None

    def _group(self, line: Line, unit: str) -> None:
        column = self.fw.groups.by
        group = self._text(line, column) if column in self.table.columns else ""
        if not group:
            return
        if self.groups.setdefault(unit, group) != group:
            reason = self._("Нэг нэгж хоёр бүлэгт байна.")
            self._wrong(line, column, reason)

    def _text(self, line: Line, column: str) -> str:
        raw = line.cells.get(column)
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        return str(raw if raw is not None else "").strip()

    def _wrong(self, line: Line, column: str, reason: str, fix: str = "") -> None:
        value = self._text(line, column)
        self.mistakes.append(Mistake(line.number, column, value, reason, fix))

    def taken(self, groups: TableFile | None) -> Taken:
        years, units = tuple(sorted(self.years)), tuple(self.units)
        at = {year: t for t, year in enumerate(years)}
        place = {unit: v for v, unit in enumerate(units)}
        column = {code: k for k, code in enumerate(self.fw.indicators)}
        shape = len(years), len(units), len(column)
        arrays = {name: np.full(shape, np.nan) for name in ("value", "n", "se")}
        extra = {code: np.full(shape[:2], np.nan) for code in self.denominators}
        for (year, unit, code, name), number in self.cells.items():
            if code in column:
                arrays[name][at[year], place[unit], column[code]] = number
            if code in extra and name == "value":
                extra[code][at[year], place[unit]] = number
        known = {k: None if np.isnan(a).all() else a for k, a in arrays.items()}
        data = IndexData(
            units,
            years,
            self.fw.indicators,
            arrays["value"],
            known["n"],
            known["se"],
            self._partition(units, groups),
            extra,
        )
        return Taken(data, dict(self.units), self._unused())

    def _partition(
        self, units: tuple[str, ...], file: TableFile | None
    ) -> dict[str, np.typing.NDArray[np.str_]]:
        """The group of each unit, of the file beside the data or of the data."""
        by = self.fw.groups.by
        if not by:
            return {}
        found = self.groups
        if file is not None:
            found = {
                self._text(line, "unit"): self._text(line, by) for line in file.lines
            }
        without = [unit for unit in units if not found.get(unit)]
        if without:
            words = {"by": by, "units": ", ".join(without[:10]), "count": len(without)}
            raise Unusable(
                self._("%(count)s нэгжид «%(by)s» бүлэг алга: %(units)s.") % words,
                self._(
                    "Өгөгдөлд %(by)s баганыг, эсвэл --groups файлд unit, %(by)s "
                    "баганыг бөглөнө үү."
                )
                % words,
            )
        return {by: np.array([found[unit] for unit in units])}

    def _unused(self) -> tuple[str, ...]:
        used = {*OWN, self.fw.groups.by}
        if self.is_long:
            used |= {"indicator", "value", "n", "se"}
        else:
            used |= {
                f"{code}{end}" for code in self.wanted for end in ("", ":n", ":se")
            }
        return tuple(name for name in self.table.columns if name not in used)
