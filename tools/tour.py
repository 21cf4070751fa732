"""Take the pictures of docs/tour from a fresh demonstration.

    .venv/bin/python tools/tour.py [folder]

Builds a demonstration in a temporary folder, serves it, signs in as the aimag officer
or a bag governor and looks at its pages at two widths, in light and dark, in both
languages. Needs Chromium and the development packages (`make test` installs them).
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SIZES = {1280: 960, 360: 760}
SCHEMES = ("light", "dark")
LANGUAGES = ("mn", "en")
QUALITY = 60
BAGANA = [sys.executable, "-m", "bagana.cli"]
# Three deliberate mistakes: a letter in a number, an unknown bag, a negative count.
FILE_TO_IMPORT = """indicator,unit,period,value
households,432259,2025,88o
households,439999,2025,120
herder_households,4322,2025,-4
herder_households,4301,2025,96
households,432251,2025,411
"""
SPLIT = {
    "part2_code": "432299",
    "part2_name_mn": "15-р баг, Жишээ",
    "part2_name_en": "Bag 15, Example",
    "part1_households": "600",
    "part2_households": "243",
    "part1_population": "2000",
    "part2_population": "887",
    "effective_on": "2026-01-01",
}


@dataclass(frozen=True)
class Site:
    address: str
    passwords: dict[str, str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demonstration() -> Iterator[Site]:
    """A demonstration of its own, so that pictures never show someone's entries."""
    home = Path(tempfile.mkdtemp(prefix="bagana-tour-"))
    environment = {**os.environ, "BAGANA_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    subprocess.run([*BAGANA, "demo", "--no-serve"], env=environment, check=True)
    users = (home / "demo-users.txt").read_text(encoding="utf-8").splitlines()
    passwords = {name: word for name, word, *_role in map(str.split, users)}
    port = free_port()
    command = [*BAGANA, "demo", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        site = Site(f"http://127.0.0.1:{port}", passwords)
        wait_for(site)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


def wait_for(site: Site) -> None:
    for _attempt in range(600):
        try:
            urllib.request.urlopen(f"{site.address}/healthz", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the demonstration did not start within a minute")


def sign_in(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.address}/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", site.passwords[name])
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/office/**")


def home(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/")


def unit(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/units/432259/")


def indicator(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/indicators/population_census/")


def board(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/programme/bag-development/")


def measure(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/measures/7/")


def monitoring(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/office/programme/bag-development/rounds/2023-H2/")


def ranks(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/ranking/runs/3/")


def profile(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/ranking/runs/3/units/434651/")


def selection(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/selection/selenge-model-bag-2023/")


def hearing(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/redrawings/mandal-2026/")
    page.locator("main svg.map").first.scroll_into_view_if_needed()


def plans(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/office/redrawing/mandal-2026/plans/")


def plan_edit(page: Page, site: Site) -> None:
    plans(page, site)
    links = page.locator("main a[href*='/plans/']").all()
    paths = [link.get_attribute("href") or "" for link in links]
    numbers = [int(path.split("/plans/")[1].split("/")[0]) for path in paths]
    page.goto(f"{site.address}/office/redrawing/mandal-2026/plans/{max(numbers)}/edit/")


def meeting(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/meetings/?unit=432259")
    # The first is still to be held; the next has its decisions.
    page.locator("main tbody a[href*='/meetings/']").nth(1).click()
    page.wait_for_load_state()


def promptness(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/promptness/?unit=432259")


def worklist(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/office/casework/")


def privacy(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/privacy/")


def grid(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/office/collection/livestock-43-2025/432259/fill/")


def round_page(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/office/collection/livestock-43-2025/")


def import_check(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/office/figures/import/")
    content = FILE_TO_IMPORT.encode()
    file = {"name": "households.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("main input[type=file]", file)
    page.click("main form button.button")
    page.wait_for_url("**/batches/**")


def change_preview(page: Page, site: Site) -> None:
    form = "/office/territory/changes/new/?kind=split&unit=432259&parts=2"
    page.goto(site.address + form)
    for name, value in SPLIT.items():
        page.fill(f"[name={name}]", value)
    founding = page.locator("[name=act] option", has_text="2018-06-05").first
    page.select_option("[name=act]", value=founding.get_attribute("value"))
    page.click("main form button.button")
    page.wait_for_url("**/preview/**")


# Who signs in before a page; pages before the first are a citizen's.
SIGNED_IN = {"worklist": "tunkhel", "import-check": "aimag"}
PAGES = {
    "home": home,
    "unit": unit,
    "indicator": indicator,
    "board": board,
    "measure": measure,
    "ranks": ranks,
    "profile": profile,
    "selection": selection,
    "hearing": hearing,
    "privacy": privacy,
    "meeting": meeting,
    "promptness": promptness,
    "worklist": worklist,
    "grid": grid,
    "import-check": import_check,
    "round": round_page,
    "plans": plans,
    "plan-edit": plan_edit,
    "monitoring": monitoring,
    "change-preview": change_preview,
}


def take(page: Page, folder: Path, name: str, language: str) -> None:
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            file = folder / f"{name}-{width}-{scheme}-{language}.jpg"
            page.screenshot(path=file, type="jpeg", quality=QUALITY)


def tour(browser: Browser, site: Site, folder: Path) -> None:
    for language in LANGUAGES:
        context = browser.new_context()
        cookie = {"name": "django_language", "value": language, "url": site.address}
        context.add_cookies([cookie])
        page = context.new_page()
        for name, visit in PAGES.items():
            if name in SIGNED_IN:
                context.clear_cookies()
                context.add_cookies([cookie])
                sign_in(page, site, SIGNED_IN[name])
            page.set_viewport_size({"width": 1280, "height": SIZES[1280]})
            visit(page, site)
            take(page, folder, name, language)
        context.close()


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "tour"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium is not installed")
    with demonstration() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        tour(browser, site, folder)
        browser.close()
    size = sum(file.stat().st_size for file in folder.glob("*.jpg"))
    print(f"{folder}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
