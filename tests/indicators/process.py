"""Work done in processes of its own, on a SQLite file.

python -m tests.indicators.process with one of

found HOME            an installation with a small world and one checked file
apply HOME            apply that file; stop for ever in the middle of its rows
finish HOME           apply that file
write HOME NUMBER     four writers at once, each with figures of its own
count HOME            what is kept, as JSON
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time

MONTHS = [f"{year}-{month:02d}" for year in range(2000, 2100) for month in range(1, 13)]
BAGS = ("1101", "1102", "1103", "1201", "1202")
WRITERS = 4
EACH = 10


def found() -> None:
    from django.core.management import call_command

    from tests.indicators.world import make_world

    call_command("migrate", verbosity=0)
    world = make_world()
    rows = [
        f"{bag},{indicator},{month},{number}"
        for number, month in enumerate(MONTHS)
        for bag in BAGS
        for indicator in ("people", "animals")
    ]
    world.check("code,indicator,period,value\n" + "\n".join(rows))


def finish() -> None:
    from bagana.indicators.imports import apply_batch
    from bagana.indicators.models import ImportBatch

    batch = ImportBatch.objects.get()
    apply_batch(user=batch.made_by, batch=batch)


def apply() -> None:
    from django.db import connection

    inserts = 0

    def stop_in_the_middle(execute, sql, params, many, context):
        nonlocal inserts
        result = execute(sql, params, many, context)
        if sql.startswith('INSERT INTO "indicators_observation"'):
            inserts += 1
            if inserts == 2:
                print("inside", flush=True)
                time.sleep(600)
        return result

    with connection.execute_wrapper(stop_in_the_middle):
        finish()


def write(number: int) -> None:
    errors: list[str] = []
    start = threading.Barrier(WRITERS)
    threads = [
        threading.Thread(target=_writer, args=(number * WRITERS + one, start, errors))
        for one in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(errors))


def _writer(number: int, start: threading.Barrier, errors: list[str]) -> None:
    from django.db import connection

    from bagana.accounts.models import User
    from bagana.indicators.actions import record_observation
    from bagana.indicators.models import Indicator
    from bagana.territory.models import Unit

    try:
        user = User.objects.get(roles__role="aimag_officer")
        people = Indicator.objects.get(code="people")
        unit = Unit.objects.get(code=BAGS[number % len(BAGS)])
        start.wait()
        for one in range(EACH):
            record_observation(
                user=user,
                indicator=people,
                unit=unit,
                period=MONTHS[number * EACH + one],
                value=number,
            )
    except Exception as error:
        errors.append(repr(error))
    finally:
        connection.close()


if __name__ == "__main__":
    import django

    verb, home, *rest = sys.argv[1:]
    os.environ["BAGANA_HOME"] = home
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bagana.project.settings"
    django.setup()
    globals()[verb](*map(int, rest))
