"""What a careful administrator would look at first."""

import json
import os
import stat
import subprocess
import sys

import pytest
from django.test import Client

from tests.project.installation import bagana, environment

pytestmark = pytest.mark.own_home

AIMAG = {
    "BAGANA_TLS": "1",
    "BAGANA_HOSTS": "bagana.example.mn",
    "BAGANA_ORIGINS": "https://bagana.example.mn",
}
REPORT = """
import json, django
django.setup()
from django.core.checks import run_checks
found = run_checks(include_deployment_checks=True)
print(json.dumps([f"{m.id}: {m.msg}" for m in found if not m.is_silenced()]))
"""


def findings(home, **more):
    # Browser tests beside this one set it for their own process.
    surroundings = environment(
        home, DJANGO_SETTINGS_MODULE="bagana.project.settings", **more
    )
    surroundings.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    told = subprocess.run(
        [sys.executable, "-c", REPORT],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


@pytest.mark.parametrize("profile", [{}, AIMAG], ids=["office", "aimag"])
def test_the_deployment_checks_find_nothing(office, profile):
    assert findings(office, **profile) == []


def test_tls_without_its_origins_is_warned_of(office):
    assert any("BAGANA_ORIGINS" in line for line in findings(office, BAGANA_TLS="1"))


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX systems")
def test_secrets_are_readable_by_the_owner_only(office):
    for name in ("secret_key", "bagana.sqlite3"):
        assert stat.S_IMODE((office / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(office.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX systems")
def test_a_secret_that_others_can_read_is_found(office):
    (office / "secret_key").chmod(0o644)
    assert any(line.startswith("bagana.E001") for line in findings(office))
    said = bagana(office, "check")
    assert said.returncode == 1
    assert "secret_key" in said.stdout


def test_every_installation_makes_its_own_key(tmp_path):
    from bagana.project.home import secret_key

    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first = secret_key(tmp_path / "one")
    assert first != secret_key(tmp_path / "two")
    assert first == secret_key(tmp_path / "one")
    assert len(first) >= 64


@pytest.mark.django_db
def test_headers_forbid_what_the_pages_never_need():
    page = Client().get("/healthz")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_foreign_host_name_is_refused():
    assert Client().get("/healthz", headers={"host": "evil.example"}).status_code == 400
