"""A demonstration of its own, served as an office serves it, for the browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = [sys.executable, "-m", "bagana.cli", "demo"]
BUILD_SECONDS = 300
BUILT = "BAGANA_TEST_DEMO"
"""Names the folder of a demonstration just built: a copy of it saves building anew."""
START_SECONDS = 60


@dataclass(frozen=True)
class Demonstration:
    address: str
    passwords: dict[str, str] = field(repr=False)
    home: Path

    @property
    def database(self):
        return self.home / "bagana.sqlite3"

    def context(self, browser, *, language="mn", **options):
        context = browser.new_context(base_url=self.address, **options)
        context.set_default_timeout(15_000)
        cookie = {"name": "django_language", "value": language, "url": self.address}
        context.add_cookies([cookie])
        return context

    def sign_in(self, page, username):
        page.goto("/accounts/login/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", self.passwords[username])
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/office/**")


@contextmanager
def served_demonstration():
    with tempfile.TemporaryDirectory(prefix="bagana-browser-") as home:
        # A path of an outer settings module or database would mix up two homes.
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        } | {"BAGANA_HOME": home}
        build_demonstration(Path(home), environment)
        with _server(environment, Path(home)) as address:
            yield Demonstration(address, _passwords(Path(home)), Path(home))


def build_demonstration(home, environment):
    if built := os.environ.get(BUILT):
        shutil.copytree(built, home, dirs_exist_ok=True)
        return
    build = [*COMMAND, "--no-serve"]
    subprocess.run(build, env=environment, check=True, timeout=BUILD_SECONDS, cwd=home)


@contextmanager
def _server(environment, home):
    port = _free_port()
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(
            [*COMMAND, "--port", str(port)],
            env=environment,
            cwd=home,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address, server):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "the demonstration's server ended"
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the demonstration did not start")


def _passwords(home):
    lines = (home / "demo-users.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split()[1] for line in lines if line.strip()}
