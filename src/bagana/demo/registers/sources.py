"""What is published of each bag, and what the schematic blocks split it into."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from bagana.demo.tables import geojson, table
from bagana.registers.models import SPECIES

SEXES: Final = ("male", "female")


@dataclass(slots=True)
class BlockFacts:
    households: int
    people: int
    animals: int
    place: tuple[float, float]


@dataclass(slots=True)
class BagFacts:
    """Of one bag: its blocks, its census by sex and age group, its animals by kind."""

    blocks: list[BlockFacts] = field(default_factory=list)
    census: dict[tuple[str, str], int] = field(default_factory=dict)
    animals: dict[str, int] = field(default_factory=dict)
    herders: int = 0

    @property
    def livestock(self) -> int:
        return sum(self.animals.values())


def bag_facts() -> dict[str, BagFacts]:
    """By code of the bag, in the order of the codes."""
    found: dict[str, BagFacts] = defaultdict(BagFacts)
    for feature in geojson("blocks.geojson.gz")["features"]:
        _add_block(found[feature["properties"]["bag"]], feature)
    rows = table("observations.csv.gz")
    _add_census(found, rows)
    _add_herders(found, rows)
    return dict(sorted(found.items()))


def _add_block(bag: BagFacts, feature: dict[str, dict[str, int]]) -> None:
    from shapely.geometry import shape

    about = feature["properties"]
    point = shape(feature["geometry"]).representative_point()
    for kind in SPECIES:
        bag.animals[kind] = bag.animals.get(kind, 0) + about[kind]
    bag.blocks.append(
        BlockFacts(
            about["households"],
            about["population"],
            sum(about[kind] for kind in SPECIES),
            (point.x, point.y),
        )
    )


def _add_census(found: dict[str, BagFacts], rows: list[dict[str, str]]) -> None:
    prefix = "population_census_"
    for row in rows:
        name = row["indicator"].removeprefix(prefix)
        sex, _line, group = name.partition("_")
        if name != row["indicator"] and sex in SEXES and group and row["unit"] in found:
            found[row["unit"]].census[sex, group] = int(float(row["value"]))


def _add_herders(found: dict[str, BagFacts], rows: list[dict[str, str]]) -> None:
    """A sum's herder households of 2020, by the animals of its bags."""
    of_sum = {
        row["unit"]: float(row["value"])
        for row in rows
        if row["indicator"] == "herder_households" and row["period"] == "2020"
    }
    animals: dict[str, int] = defaultdict(int)
    for code, bag in found.items():
        animals[code[:4]] += bag.livestock
    for code, bag in found.items():
        share = bag.livestock / max(animals[code[:4]], 1)
        bag.herders = round(of_sum.get(code[:4], 0.0) * share)
