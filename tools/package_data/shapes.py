"""Schematic boundaries and modelled blocks of Selenge, carried and checked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from package_data.tables import read_features, write_features

type Feature = dict[str, Any]
SPECIES = ("camel", "horse", "cattle", "sheep", "goat")


def build(source: Path, target: Path) -> list[dict[str, Any]]:
    """Write the boundary files and return the properties of the blocks."""
    folder = source / "selenge_demo"
    sums = read_features(folder / "selenge_sums_schematic.geojson")
    bags = read_features(folder / "selenge_bags_schematic.geojson")
    blocks = read_features(folder / "selenge_blocks.geojson")
    write_features(target / "boundaries_sums.geojson.gz", _clean(sums, "code"))
    write_features(target / "boundaries_bags.geojson.gz", _clean(bags, "code"))
    for block in blocks:
        block["properties"]["status"] = "modelled"
    write_features(target / "blocks.geojson.gz", _clean(blocks, "id"))
    return [block["properties"] for block in blocks]


def _clean(features: Sequence[Feature], key: str) -> list[Feature]:
    """Order the features by key and variant, keep 5 decimals."""
    made = [
        {
            "type": "Feature",
            "properties": feature["properties"],
            "geometry": _rounded(feature["geometry"]),
        }
        for feature in features
    ]
    return sorted(made, key=lambda f: (f["properties"][key], _variant(f)))


def _variant(feature: Feature) -> str:
    return str(feature["properties"].get("variant", ""))


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    """Keep 5 decimals (about 1 m) without moving any point that has them already."""

    def walk(value: Any) -> Any:
        if isinstance(value, int | float):
            return round(value, 5)
        return [walk(item) for item in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}
