"""A name that was typed, found or refused stays in sealed columns and nowhere else."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from bagana.registers.models import Entry
from tests.factories import make_tree, make_user
from tests.registers.factories import START, make_household, make_person

pytestmark = pytest.mark.django_db
NAME, PARENT, PHONE = "Цэцэгнэр", "Эцэгнэр", "88776655"
NUMBER = "ЦЭ80010512"
SECRETS = (NAME, PARENT, PHONE, NUMBER)
FORM = {
    "people-0-given": NAME,
    "people-0-parent": PARENT,
    "people-0-phone": PHONE,
    "people-0-reg_no": NUMBER,
    "people-0-relation": "head",
    "opened_on": START.isoformat(),
    "rows": "1",
}


def worked(client, caplog):
    """A day at the register, with slips; the addresses one was led to."""
    new = reverse("registers:household_new", args=["1101"])
    search = reverse("registers:search", args=["1101"])
    led = []
    with caplog.at_level(logging.DEBUG):
        caplog.handler.addFilter(lambda record: record.name != "django.db.backends")
        for address, form in (
            (new, FORM | {"more": "1"}),
            (new, FORM | {"people-0-sex": "female"}),
            (new, FORM),
            (new, FORM),
            (search, {"text": NAME}),
            (search, {"text": NUMBER}),
            (reverse("registers:duplicate_settle", args=["1101", "person"]), FORM),
        ):
            answer = client.post(address, form)
            led.append(answer.headers.get("Location", ""))
    return led


def clear_columns():
    """Every text that stands in the database in the clear, but for the readings."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("registers_", "privacy_", "background_")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found += [shown(value) for row in cursor.fetchall() for value in row]
    return " ".join(found)


def shown(value):
    """A blob as the text that stands in it."""
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode(errors="replace")
    return str(value)


def test_names_stand_in_sealed_columns_only(client, caplog):
    bag = make_tree()["1101"]
    make_person(make_household(bag), private={"given": "Өөр"})
    client.force_login(make_user("bag_governor", bag))
    led = worked(client, caplog)
    assert Entry.objects.filter(options__done="household_added").count() == 1
    sessions = " ".join(
        str(one.get_decoded()) + one.session_data for one in Session.objects.all()
    )
    stored = clear_columns()
    cached = str(getattr(cache, "_cache", "")) + str(client.cookies)
    for secret in SECRETS:
        for place, text in (
            ("log", caplog.text),
            ("address", " ".join(led)),
            ("session", sessions),
            ("cache", cached),
            ("database", stored),
        ):
            assert secret not in text, place
            assert secret.encode().hex() not in text, place
