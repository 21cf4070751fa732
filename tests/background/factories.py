"""Tasks to try the worker with; a task must be a name that can be imported."""

from typing import Any

from django.tasks import task

from bagana.background import actions
from bagana.background.models import Work
from bagana.background.progress import working
from bagana.web.errors import Refused

DONE: list[int] = []


@task
def count_to(work_id: int, *, number: int) -> None:
    with working(work_id) as progress:
        for step in range(1, number + 1):
            progress.stop_if_wanted()
            progress.report(step, number, note=f"{step}")
        DONE.append(number)


@task
def refuse(work_id: int) -> None:
    with working(work_id):
        raise Refused("Тоо алга.", "Тоогоо оруулна уу.")


@task
def break_down(work_id: int) -> None:
    with working(work_id):
        raise ZeroDivisionError("inside of the program")


@task
def never_begins(work_id: int) -> None:
    raise RuntimeError("before the work began")


def ask(task: Any = count_to, user: Any = None, **fields: Any) -> Work:
    values: dict[str, Any] = {
        "kind": "trial",
        "title_mn": "Туршилтын тооцоо",
        "title_en": "Trial run",
        "arguments": {"number": 3} if task is count_to else {},
    }
    return actions.start(user=user, task=task, **(values | fields))
