"""The daily work of a country beside that of one aimag: requests and meetings.

python -m benchmarks.daily_work [--write] [--home DIR] [--only WORD] [--runs N]

Two fictional worlds on SQLite, each in a home of its own: an aimag of 57 bags (300 open
requests, 5 meetings a day) and a country of 1,851 bags (10,000 open requests among
200,000 closed ones, 100 meetings a day for a year). With `--home` both are kept there
and asked again the next time. Each page is asked in turn of the one and of the other,
so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagana.project.settings")

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
MARKS = "<!-- daily work{} -->", "<!-- /daily work{} -->"
RUNS = 20
MOST_RATIO = 2.5
WORLDS = ("aimag", "country")
BAG, SUM, AIMAG, COUNTRY = "F010101", "F0101", "F01", "F"


type Times = dict[str, float]
type Found = dict[str, tuple[Times, ...]]
type Row = tuple[str, Found]


def asked_for() -> list[tuple[str, Callable[[], object]]]:
    """Every page with who asks for it; the same units in the small and the large."""
    from django.urls import reverse

    from bagana.casework.models import Request

    row = Request.objects.filter(unit__code=BAG, state="received").first()
    if row is None:
        row = Request.objects.filter(unit__code__startswith=SUM).earliest("pk")

    def listed(code: str, more: str = "") -> str:
        return reverse("casework:requests", args=[code]) + more

    worklist, decisions = reverse("casework:index"), reverse("meetings:resolutions")
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
        ("public meetings of an aimag", get(f"{meetings}?unit={AIMAG}")),
        ("public meetings of all", get(f"{meetings}?unit={COUNTRY}")),
        ("meetings in a bag's office", get(reverse("meetings:index"), "bag")),
        ("meetings in the office", get(reverse("meetings:index"), "country")),
        ("resolutions in a bag's office", get(decisions, "bag")),
        ("resolutions in the office", get(decisions, "country")),
        ("a meeting", get(a_meeting())),
        ("promptness of an aimag", get(f"{prompt}?unit={AIMAG}")),
        ("promptness of all", get(f"{prompt}?unit={COUNTRY}")),
        ("tracking", post(reverse("portal:track"), "", {"code": code_of(row)})),
        ("Open311 requests", get("/open311/v2/requests.json?page_size=100")),
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


def serve(name: str) -> None:
    """One world: built where it is not, then asked, page by page, as stdin says.

    A line of stdin is the title of a page; the answer is its milliseconds by the clock
    and of the processor.
    """
    import django

    django.setup()
    answer(json.dumps(built(name)))
    pages = dict(asked_for())
    answer(json.dumps(list(pages)))
    for run in pages.values():
        run()
    answer("warm")
    for line in sys.stdin:
        answer(json.dumps(timed(pages[line.strip()])))


def answer(text: str) -> None:
    print(text, flush=True)


def timed(run: Callable[[], object]) -> tuple[float, float]:
    began, worked = perf_counter(), process_time()
    run()
    return (perf_counter() - began) * 1000, (process_time() - worked) * 1000


def built(name: str) -> float:
    """Seconds that building took, now or when the kept world was built."""
    from django.conf import settings
    from django.core.management import call_command

    from benchmarks.build_daily import LOADS, build

    mark = Path(settings.BAGANA_HOME) / "built.txt"
    if not mark.exists():
        began = perf_counter()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        build(LOADS[name])
        mark.write_text(f"{perf_counter() - began:.1f}", "utf-8")
    return float(mark.read_text("utf-8"))


class World:
    """A process of its own that answers how long each page took it."""

    def __init__(self, name: str, home: Path, server: str) -> None:
        kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        if server:
            kept["DATABASE_URL"] = f"{server.rstrip('/')}/daily_{name}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.daily_work", "--world", name],
            env=kept | {"BAGANA_HOME": str(home)},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.built: float = self.read()
        self.pages: list[str] = self.read()
        self.line()

    def __enter__(self) -> World:
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        self.process.wait()

    def line(self) -> str:
        found = self.process.stdout and self.process.stdout.readline()
        if not found:
            raise RuntimeError("the process of a world has ended")
        return found

    def read(self) -> Any:
        return json.loads(self.line())

    def ask(self, page: str) -> tuple[float, float]:
        if self.process.stdin is None:
            raise RuntimeError("the process of a world cannot be asked")
        print(page, file=self.process.stdin, flush=True)
        clock, processor = self.read()
        return clock, processor


def measured(worlds: dict[str, World], only: str, runs: int) -> Iterator[Row]:
    from benchmarks.measure import summary

    for page in worlds["aimag"].pages:
        if only not in page:
            continue
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in worlds}
        for _run in range(runs):
            for name, world in worlds.items():
                times[name].append(world.ask(page))
        found = {
            name: tuple(summary(list(kind)) for kind in zip(*told, strict=True))
            for name, told in times.items()
        }
        yield page, found


def ratio(found: Found, server: str) -> float:
    """Of processor time: the clock also counts who else works on the machine.

    With a server of databases of the clock: its work is in other processes.
    """
    kind = 0 if server else 1
    return found["country"][kind]["p95"] / found["aimag"][kind]["p95"]


def table(rows: list[Row], built: dict[str, float], runs: int, server: str) -> str:
    database, judged = ("PostgreSQL", "clock") if server else ("SQLite", "processor")
    lines = [
        f"{database}; {runs} runs of each page, the two worlds in turn, caches emptied"
        f" before each; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores."
        f" Building took {built['aimag']:.0f} s and {built['country']:.0f} s."
        f" Milliseconds; the ratio is of the {judged}'s p95.",
        "",
        "| page | aimag: processor p50 | p95 | clock p95"
        " | country: processor p50 | p95 | clock p95 | ratio |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for page, found in rows:
        told = [
            f"{kind[name]:.0f}"
            for clock, processor in (found[world] for world in WORLDS)
            for kind, name in (
                (processor, "median"),
                (processor, "p95"),
                (clock, "p95"),
            )
        ]
        lines.append(f"| {page} | {' | '.join(told)} | {ratio(found, server):.2f} |")
    return "\n".join(lines)


def write(text: str, server: str) -> None:
    begin, end = (mark.format(" on PostgreSQL" if server else "") for mark in MARKS)
    head, _, rest = PAGE.read_text("utf-8").partition(begin)
    _, _, tail = rest.partition(end)
    PAGE.write_text(f"{head}{begin}\n{text}\n{end}{tail}", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--home", type=Path, help="a folder where the worlds are kept")
    parser.add_argument("--only", default="", help="pages with this in the title")
    parser.add_argument(
        "--server",
        default="",
        help="postgres://user@host:port, databases daily_aimag and daily_country",
    )
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--world", help="be one of the worlds; used by the command")
    asked = parser.parse_args()
    if asked.world:
        serve(asked.world)
        return 0
    with ExitStack() as stack:
        home = asked.home or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="bagana-daily-"))
        )
        worlds = {
            name: stack.enter_context(World(name, home.resolve() / name, asked.server))
            for name in WORLDS
        }
        rows = list(measured(worlds, asked.only, asked.runs))
        built = {name: world.built for name, world in worlds.items()}
    text = table(rows, built, asked.runs, asked.server)
    print(text)
    if asked.write:
        write(text, asked.server)
    kept = (ratio(found, asked.server) <= MOST_RATIO for _page, found in rows)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
