"""A small land as a file of blocks: squares in a grid, two bags, one of them heavy."""

import csv
import json

LON, LAT, SIDE = 106.0, 49.0, 0.05


def square(col, row):
    west, south = round(LON + col * SIDE, 3), round(LAT + row * SIDE, 3)
    east, north = round(west + SIDE, 3), round(south + SIDE, 3)
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def land(cols=6, rows=4):
    """Properties and outline of each block; the west is three times as populous."""
    for col in range(cols):
        for row in range(rows):
            people = 30 if col < cols // 2 else 10
            bag = "A" if col < cols // 2 else "B"
            yield (
                {
                    "id": f"{col}{row}",
                    "bag": bag,
                    "bag_name": {"A": "Баруун", "B": "Зүүн"}[bag],
                    "households": people // 3,
                    "population": people,
                    "sheep": 100,
                    "goat": 10,
                    "cattle": 0,
                    "horse": 1,
                    "camel": 0,
                },
                square(col, row),
            )


def write_geojson(path, change=None, **size):
    features = []
    for properties, ring in land(**size):
        feature = {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        if change is not None:
            change(feature)
        features.append(feature)
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")


def write_cells(path, resolution=6):
    """H3 cells around a place, a third of them in the heavier bag."""
    import h3

    middle = h3.latlng_to_cell(LAT, LON, resolution)
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["h3", "bag", "households", "population"])
        for cell in sorted(h3.grid_disk(middle, 2)):
            lon = h3.cell_to_latlng(cell)[1]
            writer.writerow([cell, "A" if lon < LON else "B", 5, 15])


def read(path):
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))
