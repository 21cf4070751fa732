"""The commands of docs/tutorials/redrawing.md are run as they stand, and hold."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from bagana.cli import main
from tests.project.blocks_files import read

pytestmark = pytest.mark.own_home

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorials" / "redrawing.md").read_text(encoding="utf-8")
BLOCKS = [block.strip() for block in re.findall(r"```\n(.*?)```", PAGE, re.S)]
COMMANDS = [block for block in BLOCKS if block.startswith("bagana ")]
SHOWN = [block for block in BLOCKS if not block.startswith("bagana ")]


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The folder after every command of the page, and what each of them printed.

    Pictures and report of the long search are looked at by the command's own tests.
    """
    folder, printed = tmp_path_factory.mktemp("tutorial"), []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for command in COMMANDS:
            arguments = shlex.split(command)[1:]
            tables = [] if arguments[1] == "example" else ["--tables"]
            with contextlib.redirect_stdout(io.StringIO()) as said:
                assert main([*arguments, *tables]) == 0
            printed.append(said.getvalue())
    return folder, printed


def without_numbers(text):
    """The sentences alone: a better search may find better numbers."""
    return re.sub(r"[\d,.]+", "#", text)


def numbers(line):
    return [float(n.replace(",", "")) for n in re.findall(r"\d[\d,.]*\d|\d", line)]


def test_the_page_has_its_commands():
    assert [shlex.split(command)[1] for command in COMMANDS] == ["redraw"] * 3
    assert shlex.split(COMMANDS[0])[2] == "example"


def test_the_commands_say_what_the_page_says(followed):
    _, printed = followed
    for shown, said in zip(SHOWN, printed[1:], strict=True):
        first = without_numbers(shown.splitlines()[0])
        assert first in without_numbers(said)


def test_the_plan_is_at_least_as_good_as_the_one_on_the_page(followed):
    """Plan, before, after, moved: balance as asked, and hardly more people moved."""
    _, printed = followed
    page, here = (numbers(text.splitlines()[0]) for text in (SHOWN[0], printed[1]))
    assert here[1] == page[1]
    assert here[2] <= 25
    assert here[3] <= 1.15 * page[3]


def test_the_chosen_plan_meets_the_tolerance(followed):
    folder, _ = followed
    front = read(folder / "mandal/plans/front.csv")
    chosen = next(row for row in front if row["kind"] == "chosen")
    today = next(row for row in front if row["kind"] == "today")
    assert float(chosen["deviation"]) <= 0.25 < float(today["deviation"])
    assert chosen["feasible"] == "1"
    assert chosen["units"] == today["units"] == "9"


def test_every_bag_keeps_its_share_of_all_people(followed):
    folder, _ = followed
    units = read(folder / "mandal/plans/units.csv")
    for weight in ("households", "population", "area", "sheep_units"):
        before, after = (
            sum(float(row[f"{weight}_{when}"]) for row in units)
            for when in ("before", "after")
        )
        assert before == pytest.approx(after)


def test_that_hardly_fewer_people_can_move_is_proven(followed):
    folder, _ = followed
    proof = {row["measure"]: row for row in read(folder / "mandal/plans/bounds.csv")}
    assert proof["moved"]["kind"] == "lp"
    assert float(proof["moved"]["bound"]) == pytest.approx(1347.8, abs=0.5)
    assert 0 <= float(proof["moved"]["gap"]) < 0.05
    assert proof["cut"]["bound"] == ""


def test_what_cannot_be_met_is_named_bag_by_bag(followed):
    folder, printed = followed
    rows = read(folder / "mandal/all/unmet.csv")
    assert {row["weight"] for row in rows} <= {"households", "area"}
    assert all(float(row["excess"]) > 0 for row in rows)
    assert "beyond the tolerance" in printed[2]


def test_the_page_says_what_is_modelled():
    assert "schematic" in PAGE
    assert "assumption" in PAGE
