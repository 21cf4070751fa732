"""Results into a folder: tables, plans, shapes, pictures, paper, and how to repeat it.

The same blocks, options and seed give the same bytes, on any number of processes.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bagana.engines.districting.drawing import unit_shapes
from bagana.project.commands.index.keeping import write_csv, write_record
from bagana.project.commands.index.sheets import Sheet, Value
from bagana.project.commands.redraw.answer import Answer, Plan
from bagana.project.commands.redraw.drawing import pictures, png
from bagana.project.commands.redraw.report import report
from bagana.project.commands.redraw.sheets import all_sheets, of_blocks

DECIMALS: Final = 6
"""Of a degree: a decimetre."""

STILL: Final = datetime(2000, 1, 1)  # noqa: DTZ001  a clock would make files differ


def keep(folder: Path, answer: Answer, record: dict[str, Any], *, tables: bool) -> None:
    """Everything of one parent; `tables` leaves out pictures and paper."""
    folder.mkdir(parents=True, exist_ok=True)
    sheets = all_sheets(answer)
    write_csv(folder, [one for one in sheets if one.rows])
    write_csv(folder, [of_blocks(answer, plan) for plan in answer.plans])
    _blocks(folder / "blocks.geojson", answer)
    for plan in answer.plans:
        _plan(folder / f"{plan.number:02d}.geojson", answer, plan)
    write_record(folder, record)
    if tables:
        return
    write_book(folder / "front.xlsx", sheets)
    drawn = pictures(answer)
    for one in drawn:
        (folder / f"{one.name}.svg").write_bytes(one.svg)
        (folder / f"{one.name}.png").write_bytes(png(one.svg))
    (folder / "report.pdf").write_bytes(report(answer, drawn, record))


def write_book(path: Path, sheets: list[Sheet]) -> None:
    """Every table on a sheet of its own; texts are never formulas."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": STILL})
        bold = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            page.set_column(0, len(sheet.columns) - 1, 14)
            page.write_row(0, 0, sheet.columns, bold)
            for line, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    _write(page, line, column, value)


def _write(page: Any, line: int, column: int, value: Value) -> None:
    if isinstance(value, str):
        page.write_string(line, column, value)
    elif value is not None:
        page.write_number(line, column, value)


def _blocks(path: Path, answer: Answer) -> None:
    """Every block with its weights, its unit today and in each plan."""
    problem = answer.problem
    own = {f"plan_{p.number:02d}": p.point.labels for p in answer.plans if p.number}
    features = [
        _feature(
            answer.shapes[i],
            {"block": block}
            | ({"today": problem.units[problem.today[i]]} if answer.has_today else {})
            | {
                name: round(float(problem.weights[i, j]), DECIMALS)
                for j, name in enumerate(problem.weight_names)
            }
            | {name: answer.code(int(labels[i])) for name, labels in own.items()},
        )
        for i, block in enumerate(problem.blocks)
    ]
    _write_features(path, features)


def _plan(path: Path, answer: Answer, plan: Plan) -> None:
    """The units of a plan as shapes, with what they hold."""
    labels, problem = plan.point.labels, answer.problem
    features = [
        _feature(
            shape,
            {"unit": answer.code(label), "name": answer.name(label)}
            | {"blocks": int((labels == label).sum())}
            | {
                name: round(float(problem.weights[labels == label, j].sum()), DECIMALS)
                for j, name in enumerate(problem.weight_names)
            },
        )
        for label, shape in unit_shapes(answer.shapes, labels).items()
    ]
    _write_features(path, features)


def _feature(shape: Any, properties: dict[str, Any]) -> dict[str, Any]:
    import shapely

    rounded = json.loads(
        shapely.to_geojson(shapely.set_precision(shape, 10**-DECIMALS))
    )
    return {"type": "Feature", "properties": properties, "geometry": rounded}


def _write_features(path: Path, features: list[dict[str, Any]]) -> None:
    """One line a feature: a difference of two files can be read."""
    lines = ",\n".join(
        json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features
    )
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="")
