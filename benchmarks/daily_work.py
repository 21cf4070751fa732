"""The daily work of a country beside that of one aimag: requests and meetings.

python -m benchmarks.daily_work [--write]

Two fictional worlds on SQLite, each in a home of its own: an aimag of 57 bags (300 open
requests, 5 meetings a day) and a country of 1,851 bags (10,000 open requests among
200,000 closed ones, 100 meetings a day for a year).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagana.project.settings")

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- daily work -->", "<!-- /daily work -->"
RUNS = 20
MOST_RATIO = 2.5
BAG, SUM, AIMAG, COUNTRY = "F010101", "F0101", "F01", "F"


def asked_for() -> list[tuple[str, Callable[[], object]]]:
    """Every page with who asks for it; the same units in the small and the large."""
    from django.urls import reverse

    from bagana.casework.models import Request

    row = Request.objects.filter(unit__code=BAG, state="received").first()
    if row is None:
        row = Request.objects.filter(unit__code__startswith=SUM).earliest("pk")

    def listed(code: str, more: str = "") -> str:
        return reverse("casework:requests", args=[code]) + more

    worklist = reverse("casework:index")
    one = reverse("casework:request", args=[row.uid])
    meetings, prompt = reverse("portal:meetings"), reverse("portal:promptness")
    return [
        *((f"worklist of the {who}", get(worklist, who)) for who in WHO),
        ("requests of a bag", get(listed(BAG), "bag")),
        ("requests of a sum", get(listed(SUM), "sum")),
        ("requests of an aimag", get(listed(AIMAG), "aimag")),
        ("requests of the country", get(listed(COUNTRY), "country")),
        ("overdue of the country", get(listed(COUNTRY, "?state=overdue"), "country")),
        ("all of the country", get(listed(COUNTRY, "?state=all"), "country")),
        ("one request", get(one, "sum")),
        ("take a request", post(listed(BAG) + "new/", "bag", taking())),
        ("public meetings of a bag", get(f"{meetings}?unit={BAG}")),
        ("public meetings of all", get(meetings)),
        ("meetings in the office", get(reverse("meetings:index"), "country")),
        ("a meeting", get(a_meeting())),
        ("promptness of an aimag", get(f"{prompt}?unit={AIMAG}")),
        ("promptness of all", get(prompt)),
        ("tracking", post(reverse("portal:track"), "", {"code": code_of(row)})),
        ("Open311 requests", get("/open311/v2/requests.json")),
    ]


WHO = ("bag", "sum", "aimag", "country")


def a_meeting() -> str:
    from django.urls import reverse

    from bagana.meetings.models import Meeting

    row = Meeting.objects.filter(state="signed").earliest("pk")
    return reverse("portal:meeting", args=[row.uid])


def code_of(row: Any) -> str:
    return str(row.private["code"])


def taking() -> dict[str, str]:
    from django.utils import timezone

    from bagana.casework.models import ServiceVersion

    version = ServiceVersion.objects.on(timezone.localdate()).earliest("pk")
    return {
        "version": str(version.pk),
        "channel": "desk",
        "taken_on": timezone.localdate().isoformat(),
        "text": "Зохиомол",
    }


def get(address: str, who: str = "") -> Callable[[], object]:
    return _asking(who, lambda client: client.get(address), address)


def post(address: str, who: str, told: dict[str, str]) -> Callable[[], object]:
    return _asking(who, lambda client: client.post(address, told), address)


def _asking(who: str, ask: Callable[[Any], Any], address: str) -> Callable[[], object]:
    from django.core.cache import cache
    from django.test import Client

    from bagana.accounts.models import User

    client = Client(headers={"host": "localhost"})
    if who:
        client.force_login(
            User.objects.get(username=who),
            "django.contrib.auth.backends.ModelBackend",
        )

    def run() -> object:
        cache.clear()
        answer = ask(client)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        return answer.getvalue()

    return run


def measure(name: str) -> dict[str, Any]:
    """One world, built and asked; in a process and a home of its own."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)

    from benchmarks.build_daily import LOADS, build
    from benchmarks.measure import summary, timed

    began = perf_counter()
    build(LOADS[name])
    built = perf_counter() - began
    pages = {title: summary(timed(run, RUNS)) for title, run in asked_for()}
    return {"built": built, "pages": pages}


def table(found: dict[str, dict[str, Any]]) -> str:
    small, large = found["aimag"], found["country"]
    lines = [
        f"SQLite; caches emptied before each of {RUNS} runs; load"
        f" {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores shared with other work."
        f" Building took {small['built']:.0f} s and {large['built']:.0f} s.",
        "",
        "| page | aimag p50, ms | p95 | country p50, ms | p95 | ratio of p95 |",
        "|---|---|---|---|---|---|",
    ]
    for name, own in small["pages"].items():
        other = large["pages"][name]
        lines.append(
            f"| {name} | {own['median']:.0f} | {own['p95']:.0f} |"
            f" {other['median']:.0f} | {other['p95']:.0f} |"
            f" {other['p95'] / own['p95']:.2f} |"
        )
    return "\n".join(lines)


def holds(found: dict[str, dict[str, Any]]) -> bool:
    small, large = found["aimag"]["pages"], found["country"]["pages"]
    return all(large[n]["p95"] <= MOST_RATIO * small[n]["p95"] for n in small)


def write(text: str) -> None:
    head, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", "utf-8")


def _of_world(name: str) -> dict[str, Any]:
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    with tempfile.TemporaryDirectory(prefix="bagana-daily-") as home:
        command = [sys.executable, "-m", "benchmarks.daily_work", "--world", name]
        answer = subprocess.run(
            command,
            env=kept | {"BAGANA_HOME": home},
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--world", help="measure one and print it; used by the command")
    asked = parser.parse_args()
    if asked.world:
        print(json.dumps(measure(asked.world)))
        return 0
    found = {name: _of_world(name) for name in ("aimag", "country")}
    print(table(found))
    if asked.write:
        write(table(found))
    return 0 if holds(found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
