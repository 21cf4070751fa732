"""Every page that notes a reading has words for it."""

import re
from pathlib import Path

import bagana
from bagana.privacy.wording import WHAT

NOTED = re.compile(r'note_(?:reading|export)\([^)]*?what="([a-z_]+)"')


def test_every_noted_page_has_words():
    noted = {}
    for file in Path(bagana.__file__).parent.rglob("*.py"):
        for what in NOTED.findall(file.read_text(encoding="utf-8")):
            noted.setdefault(what, file.name)
    assert len(noted) > 5
    assert {what: file for what, file in noted.items() if what not in WHAT} == {}
