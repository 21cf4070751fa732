"""The commands of docs/tutorials/hdi.md are run as they stand, and do what it says."""

import csv
import re
import shlex
from pathlib import Path

import pytest

from bagana.cli import main

pytestmark = pytest.mark.own_home

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorials" / "hdi.md").read_text(encoding="utf-8")
BLOCKS = [block.strip() for block in re.findall(r"```\n(.*?)```", PAGE, re.S)]
COMMANDS = [block for block in BLOCKS if block.startswith("bagana ")]


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The folder after every command of the page, and what each of them printed."""
    folder = tmp_path_factory.mktemp("tutorial")
    printed = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for command in COMMANDS:
            printed[command] = _said(shlex.split(command)[1:])
    return folder, printed


def _said(arguments):
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(arguments) == 0
    return said.getvalue()


def read(path):
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_the_page_has_its_commands():
    actions = [shlex.split(command)[2] for command in COMMANDS]
    assert actions == ["example", "check", "run", "uncertainty"]


def test_every_published_value_and_rank_comes_out(followed):
    folder, _ = followed
    published = {row["unit"]: row for row in read(folder / "hdi" / "data.csv")}
    ranked = {row["unit"]: row for row in read(folder / "hdi/results/ranks.csv")}
    assert len(ranked) == len(published) == 191
    for unit, row in published.items():
        assert float(ranked[unit]["score"]) == float(row["published_hdi"]), unit
        assert ranked[unit]["rank"] == row["published_rank"], unit


def test_the_commands_print_what_the_page_says(followed):
    _, printed = followed
    for block in BLOCKS:
        if not block.startswith("Human Development Index"):
            continue
        shown = [said for said in printed.values() if block.splitlines()[1] in said]
        assert any(said.strip().startswith(block) for said in shown), block


def test_the_first_lines_of_the_ranks_are_those_of_the_page(followed):
    folder, _ = followed
    block = next(one for one in BLOCKS if one.startswith("unit,name"))
    text = (folder / "hdi/results/ranks.csv").read_text(encoding="utf-8")
    assert text.startswith(block)


def test_the_results_are_all_there(followed):
    folder, _ = followed
    for name in ("report.pdf", "results.xlsx", "intervals.svg", "uncertainty.csv"):
        assert (folder / "hdi" / "results" / name).stat().st_size > 500


def test_the_example_copies_over_nothing(followed, monkeypatch, capsys):
    folder, _ = followed
    monkeypatch.chdir(folder)
    assert main(["index", "example", "--out", "hdi", "--lang", "en"]) == 1
    assert "already has" in capsys.readouterr().err


def test_the_source_is_named_with_its_licence():
    assert "United Nations Development Programme" in PAGE
    assert "CC BY 3.0 IGO" in PAGE
