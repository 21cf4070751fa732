"""What is wrong with a page's markup, as far as the standard library can tell."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What may stay open by the standard, but is always closed here.
NEVER_INSIDE_ITSELF = {"a", "form", "button", "label", "main", "p", "option"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "list")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.references: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        self._attributes(tag, dict(attrs))
        if tag in VOID:
            return
        if tag in NEVER_INSIDE_ITSELF and tag in self.open:
            self.faults.append(f"<{tag}> inside <{tag}> at {self.getpos()}")
        if "p" in self.open and tag in {"div", "ul", "ol", "table", "form", "h2", "p"}:
            self.faults.append(f"<{tag}> inside <p> at {self.getpos()}")
        self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self._attributes(tag, dict(attrs))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]} at {self.getpos()}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def _attributes(self, tag, attributes):
        if identity := attributes.get("id"):
            self.ids[identity] += 1
        for name in REFERENCES:
            for target in (attributes.get(name) or "").split():
                self.references.append((name, target))
        for name in attributes:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"{name}= on <{tag}> at {self.getpos()}")
        if tag == "script" and "src" not in attributes:
            self.faults.append(f"a script in the page at {self.getpos()}")
        if tag == "img" and "alt" not in attributes:
            self.faults.append(f"<img> without alt at {self.getpos()}")


def markup_faults(text):
    """Tags that do not match, repeated ids, dangling references, inline code."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    faults = list(reader.faults)
    faults += [f"<{tag}> is never closed" for tag in reader.open]
    faults += [f"id {name} {n} times" for name, n in reader.ids.items() if n > 1]
    faults += [
        f"{name}={target} leads nowhere"
        for name, target in reader.references
        if target not in reader.ids
    ]
    if not text.lstrip().lower().startswith("<!doctype html>"):
        faults.append("no doctype")
    return faults
