"""The same data give the same bytes, whenever and in whichever process."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from bagana.documents.files import MAKERS
from bagana.documents.papers import Wanted, paper_of
from tests.documents.sample import hashes, paper

YEAR = 366 * 24 * 3600


def in_another_process(seed: str, ahead: int) -> list[str]:
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": os.pathsep.join(["src", "."]),
        "DJANGO_SETTINGS_MODULE": "bagana.project.settings",
        "TZ": "Asia/Hovd",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.sample", str(ahead)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return done.stdout.split()


def test_neither_clock_nor_hash_seed_nor_zone_gets_into_a_file():
    here = hashes()
    assert len(set(here)) == 3
    assert in_another_process("7", YEAR) == here


def test_another_word_or_day_of_the_data_gives_other_bytes():
    first = paper()
    others = (paper("Өөр бичвэр"), replace(first, dated=first.dated.replace(day=1)))
    for make in MAKERS.values():
        assert len({make(each) for each in (first, *others)}) == 3


@pytest.mark.parametrize(
    ("code", "asked"),
    [("plan", {}), ("monitoring", {"round": "2019"}), ("sheet", {"unit": "1101"})],
)
def test_the_same_rows_give_the_same_paper(world, code, asked):
    on = world.closed.period.end
    first, second = (
        paper_of(code, Wanted(world.programme, on, None, **asked)) for _ in range(2)
    )
    assert first is not None
    assert first == second
