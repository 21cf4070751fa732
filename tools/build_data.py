"""Build the package data and the demonstration data from the collected sources.

Run from the repository::

    .venv/bin/python tools/build_data.py [--source ../shared/data]

reads the folder of collected public figures and writes our own tables into
``src/bagana/territory/data`` (national), ``src/bagana/indicators/data`` (catalogue) and
``src/bagana/demo/data`` (Selenge).
The result is deterministic: a second run changes no byte. What each table holds
and where its facts come from is told in ``docs/reference/data-sources.md``; what
is assumed, in ``docs/rules/demonstration-assumptions.md``.
"""

import argparse
from pathlib import Path

from package_data import catalogue, figures, founding, national, shapes
from package_data.sources import write_sources

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Read the sources named on the command line and write both folders."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, default=ROOT.parent / "shared" / "data")
    source: Path = parser.parse_args().source
    territory = ROOT / "src" / "bagana" / "territory" / "data"
    demo = ROOT / "src" / "bagana" / "demo" / "data"
    indicators = ROOT / "src" / "bagana" / "indicators" / "data"
    for folder in (territory, demo, indicators):
        folder.mkdir(parents=True, exist_ok=True)
    national.build(source, territory)
    blocks = shapes.build(source, demo)
    founding.build(source, demo, blocks)
    write_sources(indicators)
    catalogue.build(indicators)
    figures.build(source, demo, blocks)


if __name__ == "__main__":
    main()
