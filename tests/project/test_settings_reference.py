"""A setting that nobody can find does not exist: each one is documented."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference" / "settings.md"
READ = re.compile(
    r"""(?:environ(?:\.get\(|\[)|flag\(|listed\(|getenv\()
        \s*["'](?P<name>[A-Z][A-Z_]+)["']""",
    re.VERBOSE,
)
DOCUMENTED = set(re.findall(r"^\| `([A-Z_]+)`", REFERENCE.read_text("utf-8"), re.M))


def sources() -> list[str]:
    folders = ("src", "tests", "tools", ".ci")
    files = [file for name in folders for file in (ROOT / name).rglob("*")]
    return [
        file.read_text(encoding="utf-8")
        for file in files
        if file.suffix in {".py", ".sh", ""} and file.is_file()
    ]


def test_every_environment_variable_is_documented():
    found = {match["name"] for text in sources() for match in READ.finditer(text)}
    # Others belong to the system and to Django; ours carry our name.
    ours = {name for name in found if name.startswith("BAGANA_")}
    assert ours - DOCUMENTED == set()
    assert "BAGANA_HOME" in ours


def test_the_reference_names_no_variable_that_is_gone():
    texts = sources()
    gone = {name for name in DOCUMENTED if not any(name in text for text in texts)}
    assert gone == set()
