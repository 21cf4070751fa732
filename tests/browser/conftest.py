"""A real browser for the pages; Debian's Chromium, driven by playwright."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.browser.demonstration import served_demonstration

# The server of the tests and the browser's loop share a process.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SIZES = {"wide": (1280, 900), "phone": (360, 740)}
SCHEMES = ("light", "dark")
LANGUAGES = ("mn", "en")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
    # Its visits to every page are the longest of all files: one worker begins with it.
    items.sort(key=lambda item: item.path.name != "test_promises.py")


@pytest.fixture(scope="session", autouse=True)
def _chromium():
    if CHROMIUM:
        return
    reason = "Chromium is not installed, so no page can be looked at"
    if os.environ.get("BAGANA_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # Containers give Chromium no sandbox of its own and little shared memory.
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": arguments,
    }


@pytest.fixture
def context(context):
    context.set_default_timeout(10_000)
    return context


@pytest.fixture
def goto_all_looks(browser, live_server):
    """Yield a page of the site in both sizes, schemes and languages.

    `for look, page in goto_all_looks("/units/43"):` opens the address eight times;
    `look` names the variant, for a screenshot or a message.
    """

    def looks(path, sizes=SIZES, schemes=SCHEMES, languages=LANGUAGES, status=200):
        for size in sizes:
            for scheme in schemes:
                for language in languages:
                    width, height = SIZES[size]
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme=scheme,
                    )
                    context.add_cookies(
                        [
                            {
                                "name": "django_language",
                                "value": language,
                                "url": live_server.url,
                            }
                        ]
                    )
                    page = context.new_page()
                    answer = page.goto(f"{live_server.url}{path}")
                    assert answer.status == status, f"{path}: {answer.status}"
                    yield f"{size}-{scheme}-{language}", page
                    context.close()

    return looks


@pytest.fixture
def keep_picture():
    """Keep a screenshot where BAGANA_PICTURES names a folder; a person looks at it."""
    folder = os.environ.get("BAGANA_PICTURES")

    def keep(page, name):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    return keep


@pytest.fixture(scope="session")
def demonstration():
    """The demonstration, built once and served by a process of its own."""
    with served_demonstration() as served:
        yield served
