"""Small offices for tests: posts, officials, appointments. Names are made up."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from bagana.acts.models import Act, Body
from bagana.engines.mongolian import sort_key
from bagana.people.models import Appointment, Official, Post
from bagana.privacy.sealing import seal
from bagana.territory.models import Unit
from tests.factories import make_act

START = date(2022, 6, 1)
_number = count(1)


def make_post(unit: Unit, **fields: Any) -> Post:
    """A bag's governor since START, unless told otherwise."""
    values = {
        "kind": "governor",
        "title_mn": "Багийн Засаг дарга",
        "title_en": "Governor of the bag",
        "path": "nomination",
        "role": "bag_governor",
        "term_years": 4,
        "opened_on": START,
    }
    return Post.objects.create(unit=unit, **(values | fields))


def make_official(**fields: Any) -> Official:
    number = next(_number)
    private = fields.pop("private", {})
    values = {"given_name": f"Ажилтан{number}", "parent_name": f"Эцэг{number}"}
    official = Official(**(values | fields))
    official.sort_key = sort_key(official.given_name)
    official.sealed = seal(private, bind=official.bind)
    official.save()
    return official


def make_appointment(
    post: Post, official: Official | None = None, **fields: Any
) -> Appointment:
    """In office since START; gives no access (`appoint` does)."""
    values = {"state": "appointed", "starts_on": START}
    return Appointment.objects.create(
        post=post, official=official or make_official(), **(values | fields)
    )


def make_resolution(unit: Unit, on: date = START, **fields: Any) -> Act:
    """Of the citizens' meeting of the unit."""
    return make_act(**({"body": body_of(unit, "хурал"), "date": on} | fields))


def make_decree(unit: Unit, on: date = START, **fields: Any) -> Act:
    """Of the governor of the unit."""
    values = {"body": body_of(unit, "Засаг дарга"), "kind": "decree", "date": on}
    return make_act(**(values | fields))


def body_of(unit: Unit, name: str) -> Body:
    body, _made = Body.objects.get_or_create(
        name_mn=f"{unit.code} {name}", defaults={"name_en": "Body", "unit": unit}
    )
    return body
