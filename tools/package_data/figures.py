"""All usable figures as one tidy table of observations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from package_data.notes import FIGURE_NOTES, TEXTS
from package_data.shapes import SPECIES
from package_data.tables import number, read_csv, read_features, write_csv

COLUMNS = [
    "indicator",
    "unit",
    "period",
    "value",
    "source",
    "nature",
    "note_mn",
    "note_en",
]
AIMAG = "43"
# Ours, theirs without the census suffix, source.
FIXED = {
    "population_resident_census": ("population_census", "census_2025"),
    "population_resident_male_census": ("population_census_male", "census_2025"),
    "population_resident_female_census_derived": (
        "population_census_female",
        "census_2025_added",
    ),
    "households_census": ("households", "census_2025"),
    "population_resident": ("population_resident", "nso_population"),
    "herder_households": ("herder_households", "nso_herder_households"),
    "livestock_total": ("livestock_total", "nso_livestock"),
    "hayfodder_hay_harvest": ("hay_harvest", "nso_hay_fodder"),
    "hayfodder_handmade_fodder": ("fodder_handmade", "nso_hay_fodder"),
    "hayfodder_mineral_fodder": ("fodder_mineral", "nso_hay_fodder"),
    "hayfodder_fodder_crops": ("fodder_crops", "nso_hay_fodder"),
    "pasture_biomass_plot_mean": ("pasture_biomass", "rangeland_biomass"),
    "ecozone_taiga_shr": ("ecozone_taiga", "rangeland_layer"),
    "ecozone_foreststeppe_shr": ("ecozone_forest_steppe", "rangeland_layer"),
    "ecozone_steppe_shr": ("ecozone_steppe", "rangeland_layer"),
} | {f"livestock_{kind}": (f"livestock_{kind}", "nso_livestock") for kind in SPECIES}
NOT_OFFICIAL = {"rangeland_biomass", "rangeland_layer"}
# Area has its own rule below; zones that no sum of Selenge has say nothing.
LEFT_OUT = {
    "area_km2",
    "area_km2_adj",
    "area_km2_src",
    "ecozone_desert_shr",
    "ecozone_desertsteppe_shr",
    "ecozone_mountain_shr",
    "ecozone_water_shr",
}
AREA_YEARS = ("2018", "2019", "2020", "2025")
SPLIT_PARTS = ("433155", "433157")


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """One figure of one unit in one period."""

    indicator: str
    unit: str
    period: str
    value: Decimal
    source: str
    nature: str = "official"
    note: str = ""


def build(source: Path, target: Path, blocks: Sequence[Mapping[str, Any]]) -> None:
    """Write the observations, sorted by indicator, unit and period."""
    published = [
        figure
        for name in ("stats_aimag.csv", "stats_sum.csv", "stats_bag.csv")
        for row in read_csv(source / name)
        if (figure := _published(row))
    ]
    made = [
        *published,
        *_added(published),
        *_areas(source),
        *_schematic_areas(source),
        *_modelled_herds(blocks),
    ]
    rows = [_row(_noted(figure)) for figure in sorted(made)]
    write_csv(target / "observations.csv.gz", COLUMNS, rows)


def _published(row: Mapping[str, str]) -> Figure | None:
    if row["indicator"] in LEFT_OUT:
        return None
    code, source = _code(row["indicator"])
    return Figure(
        code,
        row["unit_code"],
        row["year"],
        Decimal(row["value"]),
        source,
        "own" if source in NOT_OFFICIAL else "official",
    )


def _code(name: str) -> tuple[str, str]:
    """Return our code and source; the ages of the two series never share a code."""
    if name in FIXED:
        return FIXED[name]
    if not name.startswith("population_age_"):
        raise ValueError(f"no code for {name}")
    age = name.removeprefix("population_age_").replace("plus", "_plus")
    if not name.endswith("_census"):
        return f"population_resident_{_padded(age)}", "nso_population"
    age = age.removesuffix("_census")
    for sex in ("male", "female"):
        if age.endswith(f"_{sex}"):
            group = age.removesuffix(f"_{sex}")
            return f"population_census_{sex}_{group}", "census_2025"
    return f"population_census_{age}", "census_2025"


def _padded(age: str) -> str:
    """Write 0_4 as 00_04, so that codes sort by age."""
    return "_".join(part.zfill(2) for part in age.split("_"))


def _added(published: Iterable[Figure]) -> list[Figure]:
    """Add up official counts where every unit below has one and the unit has none."""
    known = {(f.indicator, f.unit, f.period): f for f in published}
    children = _children(unit for _, unit, _ in known)
    made: list[Figure] = []
    for length in (4, 2):
        parents = [unit for unit in children if len(unit) == length]
        made += _level(known, children, parents)
        known |= {(f.indicator, f.unit, f.period): f for f in made}
    return made + _level(known, children, ["MN"])


def _children(units: Iterable[str]) -> dict[str, set[str]]:
    """Group units by parent: 430151 under 4301, 4301 under 43, 43 under MN."""
    children: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        if unit != "MN":
            children[unit[:-2] if len(unit) > 2 else "MN"].add(unit)
    return children


def _level(
    known: Mapping[tuple[str, str, str], Figure],
    children: Mapping[str, set[str]],
    parents: Iterable[str],
) -> list[Figure]:
    official = {(f.indicator, f.period) for f in known.values()}
    made = []
    for indicator, period in sorted(official):
        for parent in parents:
            below = [known.get((indicator, c, period)) for c in children[parent]]
            parts = [part for part in below if part and part.nature == "official"]
            complete = len(parts) == len(children[parent])
            if complete and (indicator, parent, period) not in known:
                made.append(_sum(parts, parent))
    return made


def _sum(parts: Sequence[Figure], parent: str) -> Figure:
    census = parts[0].source.startswith("census_2025")
    return replace(
        parts[0],
        unit=parent,
        value=sum((part.value for part in parts), Decimal(0)),
        source="census_2025_added" if census else "nso_added",
        note="added",
    )


def _areas(source: Path) -> list[Figure]:
    """Give sums and bags the published layers' areas in the years that need one.

    The layer of bags has the 56 of 2018: the area of 433155 there holds the land
    of 433157, so from the assumed split on neither of the two has an area.
    """
    sums = {
        row["unit_code"]: Decimal(row["value"])
        for row in read_csv(source / "stats_sum.csv")
        if row["indicator"] == "area_km2"
    }
    bags = {
        row["unit_code"]: Decimal(row["value"])
        for row in read_csv(source / "stats_bag.csv")
        if row["indicator"] == "area_km2_adj"
    }
    made = []
    for year in AREA_YEARS:
        made += [_area(unit, year, value, "area") for unit, value in sums.items()]
        made.append(_area(AIMAG, year, sum(sums.values(), Decimal(0)), "area_added"))
        made += [
            _area(unit, year, value, "area_whole" if unit in SPLIT_PARTS else "area")
            for unit, value in bags.items()
            if year == "2018" or unit not in SPLIT_PARTS
        ]
    return made


def _area(unit: str, year: str, value: Decimal, note: str) -> Figure:
    source = "rangeland_layer" if len(unit) == 6 else "cod_ab_2020"
    return Figure("area_km2", unit, year, value, source, "own", note)


def _schematic_areas(source: Path) -> list[Figure]:
    folder = source / "selenge_demo"
    bags = read_features(folder / "selenge_bags_schematic.geojson")
    sums = read_features(folder / "selenge_sums_schematic.geojson")
    return [
        _modelled("area_schematic_km2", fact["code"], year, fact["area_km2"])
        for fact in (feature["properties"] for feature in [*bags, *sums])
        for year, name in (("2018", "2018"), ("2025", "today"))
        if name in fact.get("variant", "2018 and today")
    ]


def _modelled(indicator: str, unit: str, period: str, value: float) -> Figure:
    source = "schematic" if indicator.startswith("area") else "model_blocks"
    return Figure(indicator, unit, period, Decimal(str(value)), source, "modelled")


def _modelled_herds(blocks: Sequence[Mapping[str, Any]]) -> list[Figure]:
    """Add the blocks up to bags and sums, by kind and together."""
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for block in blocks:
        for unit in (block["bag"], block["bag"][:4]):
            for kind in SPECIES:
                totals[unit, kind] += block[kind]
                totals[unit, "total"] += block[kind]
    return [
        _modelled(f"livestock_modelled_{kind}", unit, "2020", heads)
        for (unit, kind), heads in totals.items()
    ]


def _noted(figure: Figure) -> Figure:
    """Add what a reader must know about this one figure."""
    if figure.note or figure.nature == "modelled":
        return figure
    key = (figure.indicator, figure.unit, figure.period)
    if key in FIGURE_NOTES:
        return replace(figure, note=FIGURE_NOTES[key])
    if figure.indicator.startswith("livestock_") and figure.period < "2014":
        return replace(figure, note="rounded")
    if figure.indicator == "population_census_female":
        return replace(figure, note="subtracted")
    if key[:2] == ("pasture_biomass", "433155") and figure.period > "2018":
        return replace(figure, note="biomass_whole")
    return figure


def _row(figure: Figure) -> dict[str, str]:
    mongolian, english = TEXTS[figure.note]
    return {
        "indicator": figure.indicator,
        "unit": figure.unit,
        "period": figure.period,
        "value": number(figure.value),
        "source": figure.source,
        "nature": figure.nature,
        "note_mn": mongolian,
        "note_en": english,
    }
