"""What the report of a round costs: python -m benchmarks.year_report [--home FOLDER]

Builds the demonstration in FOLDER (a new one by default), takes the report of its
newest closed year and, with as many measures as a large aimag may have, that of its
open round, each as PDF and as Word, each five times in a process of its own with empty
caches. Ends with 1 where a median is over the promise of five seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagana.project.settings")

RUNS = 5
PROMISE = 5.0
LARGE = 300
KINDS = ("pdf", "docx")
SIZES = ("demonstration", "large")


def build() -> None:
    """The demonstration, then `LARGE` measures more in its open round."""
    import django

    django.setup()
    from bagana.project.installation import install

    install()
    from bagana.demo.builder import build as build_demonstration

    build_demonstration()
    grow()


def grow() -> None:
    from bagana.programme import standings
    from bagana.programme.models import Measure, Report, Round

    found = Round.objects.filter(closed_at__isnull=True).get()
    kept = list(found.reports.select_related("measure"))
    levels = list(found.scale.levels.all())
    for number in range(LARGE):
        like = kept[number % len(kept)].measure
        measure = Measure.objects.get(pk=like.pk)
        measure.pk = None
        measure.number = f"{like.objective.number}.{1000 + number}"
        measure.sort_key = f"{like.sort_key}.{number:05}"
        measure.save()
        Report.objects.create(
            round=found,
            measure=measure,
            state="decided",
            decided=levels[number % len(levels)],
            done=f"Хийсэн ажил {number}. " * 8,
            obstacles="Саад, бэрхшээл. " * 4 if number % 3 else "",
        )
        standings.refresh([measure.pk])


def round_of(size: str) -> Any:
    from bagana.programme.models import Round

    rounds = Round.objects.select_related(
        "programme__unit", "programme__act__body", "period", "scale", "act"
    )
    if size == "large":
        return rounds.get(closed_at__isnull=True)
    years = rounds.filter(closed_at__isnull=False, period__kind="year")
    return years.filter(period__end__lte=date.today()).latest("period__end")  # noqa: DTZ011


def measure(size: str, kind: str) -> None:
    """Print the seconds from asking to bytes, everything loaded on the way."""
    import django

    django.setup()
    found = round_of(size)
    began = perf_counter()
    from bagana.accounts.models import User
    from bagana.documents.content.monitoring import monitoring
    from bagana.documents.files import made

    user = User.objects.filter(roles__role="aimag_officer").first()
    content = made(monitoring(found, user=user), kind)
    print(perf_counter() - began, len(content))


def run(home: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.year_report", *arguments],
        env=os.environ | {"BAGANA_HOME": home},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def main(home: str) -> int:
    run(home, "--build")
    worst = 0.0
    print("| report | kind | median, s | slowest of 5, s | size, KB |")
    print("|---|---|---|---|---|")
    for size in SIZES:
        for kind in KINDS:
            taken = [run(home, "--measure", size, kind).split() for _ in range(RUNS)]
            times = [float(seconds) for seconds, _ in taken]
            worst = max(worst, median(times))
            kilobytes = int(taken[0][1]) // 1024
            print(
                f"| {size} | {kind} | {median(times):.2f} | {max(times):.2f} | "
                f"{kilobytes} |"
            )
    return int(worst > PROMISE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", default="")
    parser.add_argument("--build", action="store_true")
    parser.add_argument("--measure", nargs=2, metavar=("SIZE", "KIND"))
    asked = parser.parse_args()
    if asked.build:
        build()
    elif asked.measure:
        measure(*asked.measure)
    else:
        sys.exit(main(asked.home or tempfile.mkdtemp(prefix="bagana-report-")))
