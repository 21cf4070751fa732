"""Both languages are whole: no string on screen is left in one of them."""

from __future__ import annotations

import re

import pytest

from bagana.project import messages

CYRILLIC = re.compile(r"[а-яёөүА-ЯЁӨҮ]")
TAGS = re.compile(
    r"{#.*?#}|{% comment.*?%}.*?{% endcomment %}"
    r"|{% blocktrans(?:late)?\b.*?%}.*?{% endblocktrans(?:late)? %}"
    r"|{% (?:trans|translate) .*?%}|{% .*?%}|{{ .*?}}",
    re.DOTALL,
)
# The name of a language stands in that language, marked so.
OWN_LANGUAGE = re.compile(r'<(\w+)[^>]*\blang="mn"[^>]*>.*?</\1>', re.DOTALL)
LITERAL = re.compile(r"""(?<!_\()("[^"]*"|'[^']*')""")


@pytest.mark.parametrize("app", messages.app_names())
def test_every_string_has_its_english(app):
    assert messages.check([app]) == []


def test_one_string_has_one_translation_in_all_applications():
    differing = [
        line for line in messages.check(messages.app_names()) if "otherwise" in line
    ]
    assert differing == []


def templates():
    return sorted(messages.SOURCE.glob("*/templates/**/*.html"))


def untranslated(text):
    """Cyrillic that stands outside what gettext sees."""
    bare = TAGS.sub(" ", OWN_LANGUAGE.sub(" ", text))
    lines = [line.strip() for line in bare.splitlines() if CYRILLIC.search(line)]
    for tag in re.findall(r"{%.*?%}|{{.*?}}", text, re.DOTALL):
        if not re.match(r"{% (?:blocktrans|trans)", tag):
            lines += [x for x in LITERAL.findall(tag) if CYRILLIC.search(x)]
    return lines


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_templates_hold_no_cyrillic_outside_translate_tags(path):
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>баг</p>",
        '<p title="баг">',
        "{% include x with label='баг' %}",
        '{{ a|add:"баг" }}',
    ],
)
def test_it_notices_cyrillic_that_nobody_translates(text):
    assert untranslated(text)


@pytest.mark.parametrize(
    "text",
    [
        '{% translate "баг" %}',
        "{% blocktranslate with n=1 %}баг {{ n }}{% endblocktranslate %}",
        "{# баг #}",
        '{% include x with label=_("баг") %}',
        '<b lang="mn">баг</b>',
    ],
)
def test_it_lets_translated_cyrillic_be(text):
    assert untranslated(text) == []
