"""Extract the strings on screen, keep their English, compile it.

    python -m bagana.project.messages [--check] [app ...]

Mongolian is written in the code and the templates; English is its translation in
src/bagana/<app>/locale/en/LC_MESSAGES/django.po. Without --check the .po files are
brought up to date and compiled; with it nothing is written, and the exit code is 1 when
a string is missing, untranslated, doubtful or translated in two ways. Babel does the
work, so that no gettext program needs to be installed.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# No dates and no line numbers: a .po file changes only when a string does.
HEADER = (
    'msgid ""\nmsgstr ""\n'
    '"Language: en\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
MessageId = str | list[str] | tuple[str, ...]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def app_names() -> list[str]:
    """Every application that has code or templates of its own."""
    return sorted(p.parent.name for p in SOURCE.glob("*/apps.py"))


def po_path(app: str) -> Path:
    return SOURCE / app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def _python_messages(text: str) -> Iterator[tuple[MessageId, str | None]]:
    source = io.BytesIO(text.encode())
    options = {"encoding": "utf-8"}
    for _line, message, _comments, context in extract(
        "python", source, keywords=KEYWORDS, options=options
    ):
        yield message, context


def _as_python(template: str) -> str:
    """The template with everything but its strings blanked out."""
    from django.utils.translation.template import templatize

    # Brackets around the whole let the tokenizer ignore how the markup is indented.
    return f"(\n{templatize(template)}\n)"


def _files(app: str) -> Iterator[tuple[Path, bool]]:
    folder = SOURCE / app
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, False
    for path in sorted(folder.glob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            yield path, True
    if app == "project":
        yield from ((path, False) for path in sorted(SOURCE.glob("*.py")))


def extract_app(app: str) -> Catalog:
    """The strings that the application shows, without translations."""
    catalog = Catalog(locale="en", fuzzy=False)
    for path, is_template in _files(app):
        text = path.read_text(encoding="utf-8")
        try:
            found = list(_python_messages(_as_python(text) if is_template else text))
        except SyntaxError as error:
            raise SystemExit(f"{path}: {error}") from error
        for message, context in found:
            catalog.add(message, context=context)
    return catalog


def read_app(app: str) -> Catalog:
    """What stands in the .po file; empty when there is none."""
    path = po_path(app)
    if not path.exists():
        return Catalog(locale="en", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale="en", ignore_obsolete=True)


def _translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(_texts(message.string))


def _take_over(target: Catalog, known: Iterable[Catalog]) -> None:
    """Give each string the first translation of it that is known."""
    for message in target:
        if not message.id:
            continue
        for catalog in known:
            old = catalog.get(message.id, message.context)
            if old is None or not _translated(old):
                continue
            if old.pluralizable == message.pluralizable:
                message.string = old.string
                break


def _po_text(catalog: Catalog) -> bytes:
    body = io.BytesIO()
    write_po(
        body,
        catalog,
        width=88,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return HEADER.encode() + body.getvalue()


def _write(path: Path, content: bytes) -> bool:
    """Replace the file in one step, and only when its content changes."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)
    return True


def update(apps: Iterable[str]) -> list[Path]:
    """Bring the .po files of the applications up to date; return the changed ones."""
    everywhere = [read_app(app) for app in app_names()]
    changed = []
    for app in apps:
        catalog = extract_app(app)
        _take_over(catalog, [read_app(app), *everywhere])
        if len(catalog) and _write(po_path(app), _po_text(catalog)):
            changed.append(po_path(app))
    return changed


def compile_all() -> None:
    """Write django.mo beside every django.po."""
    for app in app_names():
        if po_path(app).exists():
            compiled = io.BytesIO()
            write_mo(compiled, read_app(app))
            _write(po_path(app).with_suffix(".mo"), compiled.getvalue())


def _texts(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list | tuple) else (value,)
    return tuple(str(part or "") for part in parts)


def _fault(message: Message, known: Message | None) -> str:
    if known is None:
        return "not in the .po file"
    if known.fuzzy:
        return "fuzzy"
    if not _translated(known):
        return "untranslated"
    wanted = set(PLACEHOLDER.findall(_texts(message.id)[-1]))
    got = set(PLACEHOLDER.findall(_texts(known.string)[-1]))
    return "" if wanted == got else f"placeholders differ: {wanted ^ got}"


def _disagreement(
    app: str, known: Message, seen: dict[object, tuple[str, object]]
) -> str:
    # Django keeps one translation of a string for the whole site.
    first, string = seen.setdefault(
        (known.id, known.context), (app, _texts(known.string))
    )
    same = string == _texts(known.string)
    return "" if same else f"translated otherwise in {first}"


def check(apps: Iterable[str]) -> list[str]:
    """One line for each string that is not whole in English."""
    lines: list[str] = []
    seen: dict[object, tuple[str, object]] = {}
    for app in apps:
        written = read_app(app)
        for message in extract_app(app):
            if not message.id:
                continue
            known = written.get(message.id, message.context)
            fault = _fault(message, known)
            if known is not None and not fault:
                fault = _disagreement(app, known, seen)
            if fault:
                lines.append(f"{app}: {_texts(message.id)[0]!r}: {fault}")
    return lines


def main(arguments: list[str]) -> int:
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    named = [argument for argument in arguments if not argument.startswith("-")]
    apps = named or app_names()
    if "--check" in arguments:
        faults = check(apps)
        print("\n".join(faults) or "every string has its English")
        return 1 if faults else 0
    for path in update(apps):
        print(f"updated {path.relative_to(SOURCE)}")
    compile_all()
    missing = check(apps)
    print("\n".join(missing) or "every string has its English")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
