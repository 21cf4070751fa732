"""Every command and option is documented, starts fast and speaks two languages."""

import argparse
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from bagana.cli import build_parser, chosen_language

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = build_parser()
    found = next(a for a in parser._actions if isinstance(a.choices, dict))
    assert isinstance(found.choices, dict)
    return found.choices


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Its own, and those of the actions below it."""
    own = {
        name
        for action in parser._actions
        for name in action.option_strings or [action.metavar or action.dest]
    } - {"-h", "--help"}
    below = [a.choices for a in parser._actions if isinstance(a.choices, dict)]
    parsers = [each for choices in below for each in choices.values()]
    return own.union({f"`{name}" for choices in below for name in choices}).union(
        *(options(each) for each in parsers)
    )


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_documented(name):
    sections = REFERENCE.read_text(encoding="utf-8").split("\n## ")
    section = next((s for s in sections if s.startswith(f"`bagana {name}`")), "")
    assert section, f"docs/reference/cli.md has no section `bagana {name}`"
    common = {"--lang"}
    missing = [
        option for option in options(commands()[name]) - common if option not in section
    ]
    assert not missing


def test_the_reference_names_no_command_that_is_gone():
    text = REFERENCE.read_text(encoding="utf-8")
    titles = [line for line in text.splitlines() if line.startswith("## `bagana ")]
    named = {title.split("`bagana ")[1].split("`")[0] for title in titles}
    assert named == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_has_its_handler(name):
    module = commands()[name].get_default("module")
    assert callable(import_module(module).run)


def test_help_is_there_within_a_moment():
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "bagana.cli", "--help"], check=True, capture_output=True
    )
    # 0.05 s on an idle machine; the limit leaves room for a busy one.
    assert time.monotonic() - started < 1.5


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from bagana.cli import build_parser\n"
        "build_parser().format_help()\n"
        "heavy = {'django', 'numpy', 'shapely', 'granian'} & set(sys.modules)\n"
        "sys.exit(1 if heavy else 0)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_help_is_mongolian_and_english_when_asked():
    assert "ажиллуулна" in build_parser("mn").format_help()
    assert "ажиллуулна" not in build_parser("en").format_help()


def test_the_language_comes_from_the_option_before_the_environment(monkeypatch):
    monkeypatch.setenv("BAGANA_LANG", "en")
    assert chosen_language(["check"]) == "en"
    assert chosen_language(["check", "--lang", "mn"]) == "mn"
    assert chosen_language(["check", "--lang=mn"]) == "mn"
    monkeypatch.delenv("BAGANA_LANG")
    assert chosen_language(["check"]) == "mn"
