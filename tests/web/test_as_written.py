"""What people wrote in Mongolian is marked so on English pages, and nowhere else."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from bagana.web.templatetags.bagana import as_written


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Жишээ Дарга", '<span lang="mn">Жишээ Дарга</span>'),
        ("Бат (batbold)", '<span lang="mn">Бат</span> (batbold)'),
        ("Published: 2025 он, дүн", 'Published: 2025 <span lang="mn">он, дүн</span>'),
        ("Report", "Report"),
    ],
)
def test_english_pages_mark_the_mongolian_words(text, marked):
    with override("en"):
        assert as_written(text) == marked


def test_mongolian_pages_need_no_mark():
    with override("mn"):
        assert as_written("Жишээ Дарга") == "Жишээ Дарга"


@pytest.mark.parametrize("language", ["mn", "en"])
def test_it_lets_no_markup_through(language):
    with override(language):
        written = as_written('<b>Бат</b> & "Дорж"')
    assert "<b>" not in written
    assert "&amp;" in written
