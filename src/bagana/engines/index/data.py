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

        Indicators named in `extra` become denominators, (T, V) each. An empty value is
        missing. Raises ValueError for a cell that stands twice.
        """
        kept = [row for row in rows if row.get(value) not in (None, "")]
        apart = set(extra)
        units = tuple(dict.fromkeys(str(row[unit]) for row in kept))
        years = tuple(sorted({int(str(row[year])) for row in kept}))
        codes = dict.fromkeys(str(row[indicator]) for row in kept)
        own = tuple(code for code in codes if code not in apart)
        at = (
            {code: i for i, code in enumerate(years)},
            {code: i for i, code in enumerate(units)},
            {code: i for i, code in enumerate(own)},
        )
        shape = (len(years), len(units), len(own))
        arrays = {name: np.full(shape, np.nan) for name in (value, n, se)}
        beside = {code: np.full(shape[:2], np.nan) for code in apart}
        seen: set[tuple[int, str, str]] = set()
        for row in kept:
            key = (int(str(row[year])), str(row[unit]), str(row[indicator]))
            if key in seen:
                raise ValueError(f"{key[1]}, {key[0]}, {key[2]}: stands twice")
            seen.add(key)
            t, v = at[0][key[0]], at[1][key[1]]
            if key[2] in apart:
                beside[key[2]][t, v] = float(str(row[value]))
                continue
            for name, array in arrays.items():
                if row.get(name) not in (None, ""):
                    array[t, v, at[2][key[2]]] = float(str(row[name]))
        partition = {
            name: np.array([of.get(code, "") for code in units])
            for name, of in (groups or {}).items()
        }
        return cls(
            units,
            years,
            own,
            arrays[value],
            _if_known(arrays[n]),
            _if_known(arrays[se]),
            partition,
            beside,
        )


def _if_known(array: Floats) -> Floats | None:
    return None if np.isnan(array).all() else array
