"""Lessons as pages: markdown without HTML, headings under those of the page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False})
    return reader.enable("table").disable("image")


def lesson_html(text: str, *, lower: int = 0) -> SafeString:
    """The text as HTML. HTML within it is shown as it was typed, never obeyed.

    Parameters
    ----------
    text
        Markdown; its highest heading is `##`.
    lower
        By how many steps headings go down on a page of several lessons.

    Notes
    -----
    Pictures become links: a lesson is light, and nothing is fetched from elsewhere.
    """
    reader = _reader()
    tokens = [_lowered(token, lower) for token in reader.parse(text)]
    html: str = reader.renderer.render(tokens, reader.options, {})
    return mark_safe(html)


def _lowered(token: Token, lower: int) -> Token:
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(6, max(2, int(token.tag[1:])) + lower)}"
    return token
