"""What a browser would send of the editor's page: its form read back."""

from __future__ import annotations

from html.parser import HTMLParser


def fields_of(page):
    """What the page's tree form would send: every field with its value."""

    class Fields(HTMLParser):
        inside, sent, choice = False, [], None

        def handle_starttag(self, tag, attrs):
            given = dict(attrs)
            if tag == "form":
                self.inside = given.get("id") == "tree" or self.inside is None
            if not self.inside:
                return
            if tag == "input" and given.get("name"):
                box = given.get("type") in ("checkbox", "radio")
                if not box or "checked" in given:
                    value = given.get("value", "on" if box else "") or ""
                    self.sent.append((given["name"], value))
            if tag == "select":
                self.choice = given["name"]
            if tag == "option" and "selected" in given and self.choice:
                self.sent.append((self.choice, given.get("value", "")))

        def handle_endtag(self, tag):
            if tag == "form":
                self.inside = False

    reader = Fields()
    reader.sent = []
    reader.feed(page)
    return dict(reader.sent)


def prefix_of(fields, code):
    name = next(k for k, v in fields.items() if k.endswith("-code") and v == code)
    return name.removesuffix("-code")
