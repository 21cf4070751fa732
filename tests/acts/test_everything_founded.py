"""Whatever names an act is told on the act's page, or left out for a stated reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bagana.acts.founded import founded_by
from bagana.acts.models import Act
from bagana.casework.models import Delegation, Function
from tests.factories import make_act, make_tree

LEFT_OUT = {
    "people_conductcase.act_id": "a case of conduct is told to nobody",
    "privacy_subjectrequest.act_id": "whose data were asked for is nobody's concern",
    "programme_roundstep.act_id": "the round itself names the act that closed it",
    "ranking_selectionstep.act_id": "the selection itself names its decision",
    "redistricting_proposal.aimag_act_id": "the step that was taken under it tells it",
}
"""Columns that the page of an act passes over in silence, and why."""


def columns() -> Iterator[str]:
    for model in apps.get_models():
        if hasattr(model, "history_date"):
            continue
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model is Act:
                yield f"{model._meta.db_table}.{field.column}"


@pytest.mark.django_db
def test_every_column_that_names_an_act_is_asked_by_its_page() -> None:
    act = make_act(make_tree()["11"])
    with CaptureQueriesContext(
        connection,
    ) as seen:
        founded_by(act)
    asked = " ".join(
        one["sql"].partition(" WHERE ")[2].replace('"', "") for one in seen
    )
    silent = {one for one in columns() if f"{one} = " not in asked}
    assert silent == set(LEFT_OUT)


@pytest.mark.django_db
def test_the_page_tells_a_delegation_by_its_function_and_not_once_it_is_anothers(
    client: Client,
) -> None:
    units = make_tree()
    act, other = make_act(units["11"]), make_act(units["11"])
    function = Function.objects.create(
        code="wells", title_mn="Худаг", title_en="Wells", level=2
    )
    Delegation.objects.create(
        function=function,
        giver=units["11"],
        unit=units["1101"],
        act=act,
        valid_from=date(2024, 1, 1),
    )
    page = client.get(reverse("acts:detail", args=[act.pk])).content.decode()
    assert "Худаг" in page
    assert "unit=1101&amp;on=2024-01-01" in page
    page = client.get(reverse("acts:detail", args=[other.pk])).content.decode()
    assert "Худаг" not in page
