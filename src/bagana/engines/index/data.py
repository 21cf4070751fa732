"""Values of units, years and indicators as arrays, and what is known of their error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class IndexData:
    """A panel of indicator values; what is missing is NaN.

    Attributes
    ----------
    units, years, indicators
        Labels of the axes: V units, T years in ascending order, K indicators.
    values
        (T, V, K) array of the raw values, in the indicators' own units.
    n
        (T, V, K) counts behind a share or a rate (its denominator), or None.
    se
        (T, V, K) standard errors, or None.
    groups
        For each name of a partition (V,) strings: the group of each unit.
    extra
        For each code of a denominator a (T, V) array.
    """

    units: tuple[str, ...]
    years: tuple[int, ...]
    indicators: tuple[str, ...]
    values: Floats
    n: Floats | None = None
    se: Floats | None = None
    groups: Mapping[str, NDArray[np.str_]] = field(default_factory=dict)
    extra: Mapping[str, Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shape = (len(self.years), len(self.units), len(self.indicators))
        for name, array in (("values", self.values), ("n", self.n), ("se", self.se)):
            if array is not None and array.shape != shape:
                raise ValueError(f"{name} has shape {array.shape}, not {shape}")
        if len(set(self.units)) != len(self.units):
            raise ValueError("a unit stands twice")
        if list(self.years) != sorted(set(self.years)):
            raise ValueError("years are not ascending")

    @classmethod
    def from_long(
        cls,
        rows: Iterable[Row],
        *,
        unit: str = "unit",
        year: str = "year",
        indicator: str = "indicator",
        value: str = "value",
        n: str = "n",
        se: str = "se",
        groups: Mapping[str, Mapping[str, str]] | None = None,
        extra: Iterable[str] = (),
    ) -> IndexData:
        """Long rows to arrays: one row for each unit, year and indicator.

        Indicators named in `extra` become denominators, (T, V) each. An empty cell is
        missing, and its unit is there all the same: whoever has no data is not ranked,
        not forgotten.

        Raises
        ------
        ValueError
            For a cell that stands twice, and for what is not a finite number.
        """
        table = list(rows)
        keys = [
            (int(str(row[year])), str(row[unit]), str(row[indicator])) for row in table
        ]
        _check_once(keys)
        apart = tuple(dict.fromkeys(extra))
        units = tuple(dict.fromkeys(key[1] for key in keys))
        years = tuple(sorted({key[0] for key in keys}))
        codes = tuple(dict.fromkeys(key[2] for key in keys if key[2] not in apart))
        cube = _Cube(years, units, (*codes, *apart))
        arrays = {name: cube.fill(keys, table, name) for name in (value, n, se)}
        own = {name: array[:, :, : len(codes)] for name, array in arrays.items()}
        return cls(
            units,
            years,
            codes,
            own[value],
            _if_known(own[n]),
            _if_known(own[se]),
            {
                name: np.array([of.get(code, "") for code in units], dtype=np.str_)
                for name, of in (groups or {}).items()
            },
            {code: arrays[value][:, :, len(codes) + k] for k, code in enumerate(apart)},
        )


type _Key = tuple[int, str, str]


class _Cube:
    """Where each year, unit and indicator stands."""

    def __init__(
        self, years: tuple[int, ...], units: tuple[str, ...], codes: tuple[str, ...]
    ) -> None:
        self.shape = len(years), len(units), len(codes)
        self.year = {year: t for t, year in enumerate(years)}
        self.unit = {unit: v for v, unit in enumerate(units)}
        self.code = {code: k for k, code in enumerate(codes)}

    def fill(self, keys: list[_Key], rows: list[Row], column: str) -> Floats:
        found = np.full(self.shape, np.nan)
        for (year, unit, code), row in zip(keys, rows, strict=True):
            given = row.get(column)
            if given is not None and str(given).strip():
                at = self.year[year], self.unit[unit], self.code[code]
                found[at] = _number(given, f"{unit}, {year}, {code}, {column}")
        return found


def _number(given: object, where: str) -> float:
    try:
        number = float(str(given))
    except ValueError:
        raise ValueError(f"{where}: {given!r} is not a number") from None
    if not np.isfinite(number):
        raise ValueError(f"{where}: {given!r} is not a finite number")
    return number


def _check_once(keys: list[_Key]) -> None:
    seen: set[_Key] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{key[1]}, {key[0]}, {key[2]}: stands twice")
        seen.add(key)


def _if_known(array: Floats) -> Floats | None:
    return None if np.isnan(array).all() else array
