"""What the three commands do, one after the other."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bagana.engines.index import Framework, Uncertainty
from bagana.engines.index import run as compute
from bagana.engines.index.cluster import uncertainty_on
from bagana.engines.index.uncertainty import uncertainty
from bagana.engines.index.writing import sha256
from bagana.project.commands.index.drawing import charts, places, write_charts
from bagana.project.commands.index.example import hand_out
from bagana.project.commands.index.keeping import (
    write_csv,
    write_record,
    write_workbook,
)
from bagana.project.commands.index.reading import (
    YEARS,
    Taken,
    read_data,
    read_framework,
    sha256_of,
)
from bagana.project.commands.index.report import report
from bagana.project.commands.index.sheets import Run, all_sheets
from bagana.project.commands.index.speech import Speech, Unusable
from bagana.project.commands.index.tables import read_table

FIRST = 5


def act(options: argparse.Namespace, speech: Speech) -> int:
    if options.action == "example":
        return hand_out(Path(options.out), speech)
    fw = read_framework(Path(options.framework), speech)
    if options.action == "check":
        return _say_sound(fw, speech)
    _check(options, speech)
    fw = _with_top(fw, options)
    taken = _data(options, fw, speech)
    year = _year(options, taken, speech)
    result = compute(fw, taken.data)
    run = Run(fw, result, taken.names, year, speech)
    if options.action == "uncertainty":
        found = _uncertainty(run, taken, options)
        others = {
            before: _uncertainty(replace(run, year=before), taken, options)
            for before in _before(run)
        }
        run = replace(run, uncertainty=found, others=others)
    folder = _folder(options)
    _write(folder, run, options)
    _tell(run, taken, folder)
    return 0


def _say_sound(fw: Framework, speech: Speech) -> int:
    _ = speech.translate
    words = {
        "title": speech.of(fw.title),
        "leaves": len(fw.leaves),
        "branches": len(fw.branches),
    }
    print(
        _("%(title)s: аргачлал зөв. %(leaves)s үзүүлэлт, %(branches)s салаа.") % words
    )
    print(f"SHA-256 {sha256(fw)}")
    return 0


def _check(options: argparse.Namespace, speech: Speech) -> None:
    """Numbers that no computation could follow."""
    _ = speech.translate
    top, seed = getattr(options, "top", None), getattr(options, "seed", 0)
    if top is not None and top < 1:
        raise Unusable(_("--top нэгээс багагүй байна."))
    if seed < 0:
        raise Unusable(_("--seed сөрөг байж болохгүй."))
    if options.year is not None and options.year not in YEARS:
        raise Unusable(_("Он дөрвөн оронтой тоо биш."))


def _with_top(fw: Framework, options: argparse.Namespace) -> Framework:
    """--top is a question to the results; the framework's hash stays its own."""
    top = getattr(options, "top", None)
    if top is None:
        return fw
    return replace(fw, selection=replace(fw.selection, top=top))


def _data(options: argparse.Namespace, fw: Framework, speech: Speech) -> Taken:
    groups = read_table(Path(options.groups), speech) if options.groups else None
    table = read_table(Path(options.data), speech)
    return read_data(table, fw, speech, year=options.year, groups=groups)


def _year(options: argparse.Namespace, taken: Taken, speech: Speech) -> int:
    years = taken.data.years
    if options.year is None:
        return years[-1]
    if options.year not in years:
        _ = speech.translate
        words = {"year": options.year, "years": ", ".join(map(str, years))}
        raise Unusable(_("Өгөгдөлд %(year)s он алга; байгаа нь: %(years)s.") % words)
    return int(options.year)


def _uncertainty(run: Run, taken: Taken, options: argparse.Namespace) -> Uncertainty:
    """On this machine, or spread over a cluster: the same bytes."""
    wanted: dict[str, Any] = {
        "year": run.year,
        "seed": options.seed,
        "replications": options.replications,
        "progress": _progress if sys.stderr.isatty() else None,
    }
    if not options.cluster:
        return uncertainty(run.fw, taken.data, **wanted)
    _ = run.speech.translate
    try:
        return uncertainty_on(options.cluster, run.fw, taken.data, **wanted)
    except ImportError as error:
        raise Unusable(
            _("dask.distributed суулгаагүй байна."), 'pip install "bagana[cluster]"'
        ) from error


def _before(run: Run) -> list[int]:
    """The years before in which somebody is ranked, as far as the rule looks back."""
    wanted = range(run.year - 1, run.year - run.fw.selection.years[1], -1)
    years, ranks = run.result.years, run.result.ranks
    return [y for y in wanted if y in years and (ranks[years.index(y)] > 0).any()]


def _progress(done: int, total: int) -> None:
    end = "\n" if done >= total else ""
    print(f"\r{done:,} / {total:,}", end=end, file=sys.stderr, flush=True)


def _folder(options: argparse.Namespace) -> Path:
    folder = Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(folder: Path, run: Run, options: argparse.Namespace) -> None:
    found = all_sheets(run)
    record = _record(run, options)
    write_csv(folder, found)
    write_record(folder, record)
    if options.tables:
        return
    write_workbook(folder, run, found)
    write_charts(folder, charts(run))
    (folder / "report.pdf").write_bytes(report(run, record))


def _record(run: Run, options: argparse.Namespace) -> dict[str, Any]:
    """What it takes to compute the same again."""
    files = [Path(name) for name in (options.data, options.groups) if name]
    own = read_framework(Path(options.framework), run.speech)
    found: dict[str, Any] = {
        "bagana": version("bagana"),
        "framework": run.fw.code,
        "framework_sha256": sha256(own),
        "data": [file.name for file in files],
        "data_sha256": sha256_of(files),
        "year": run.year,
    }
    if run.uncertainty is not None:
        found |= {
            "seed": run.uncertainty.seed,
            "replications": run.uncertainty.replications,
            "top": run.fw.selection.top,
        }
    return found


def _tell(run: Run, taken: Taken, folder: Path) -> None:
    """The first of each group, what was left aside, and where everything stands."""
    _ = run.speech.translate
    ranks, shown = run.result.ranks[run.t], dict.fromkeys(run.group_sizes(run.t), 0)
    print(f"{run.speech.of(run.fw.title)}, {run.year}")
    for v in run.in_order(run.t):
        group = str(run.result.group[run.t, v])
        if ranks[v] < 0 or shown[group] >= FIRST:
            continue
        if run.fw.groups.by and not shown[group]:
            print(f"{group} ({run.group_sizes(run.t)[group]}):")
        shown[group] += 1
        print(_line(run, v))
    left = len(run.result.units) - int((ranks > 0).sum())
    if left:
        print(_("Мэдээлэл дутуу, эрэмбэлээгүй: %(count)s.") % {"count": left})
    if taken.unused:
        unused = ", ".join(taken.unused)
        print(_("Ашиглаагүй багана: %(names)s.") % {"names": unused})
    print(_("Дүн: %(folder)s") % {"folder": folder})


def _line(run: Run, v: int) -> str:
    decimals = 1 if run.fw.decimals is None else run.fw.decimals
    unit = run.result.units[v]
    score = f"{run.result.scores[run.t, v]:.{decimals}f}"
    line = f"{run.result.ranks[run.t, v]:>4}  {run.names.get(unit, unit)}  {score}"
    if run.uncertainty is None:
        return line
    low, high = run.uncertainty.rank_interval(0.9)[v].tolist()
    return f"{line}  {places(run, low, high)}"
