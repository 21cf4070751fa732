"""A form offers the decisions that can found what it does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django import forms

from bagana.acts import choosing
from bagana.acts.choosing import ActField, above_bags, binding
from bagana.acts.models import Act, ActKind, Body
from bagana.territory.forms import FORMS
from bagana.territory.models import ChangeKind
from bagana.territory.queries import find_version
from tests.factories import make_tree

pytestmark = pytest.mark.django_db


def decide(unit, name, day=date(2025, 1, 1)):
    body, _made = Body.objects.get_or_create(
        name_mn=name, defaults={"name_en": name, "unit": unit}
    )
    return Act.objects.create(
        body=body, kind=ActKind.RESOLUTION, date=day, title_mn=f"{name} {day}"
    )


@pytest.fixture
def decisions():
    tree = make_tree()
    return tree, {
        "ministry": decide(None, "Яам"),
        "sum": decide(tree["11"], "Сумын хурал"),
        "bag": decide(tree["1101"], "Багийн хурал"),
        "other": decide(tree["1201"], "Өөр багийн хурал"),
    }


def test_decisions_of_bags_do_not_bury_those_above_them(decisions):
    _tree, acts = decisions
    assert set(above_bags()) == {acts["ministry"], acts["sum"]}


def test_a_bag_is_bound_by_its_own_line(decisions):
    tree, acts = decisions
    assert set(binding(tree["1101"].pk)) == {acts["ministry"], acts["sum"], acts["bag"]}
    assert set(binding(tree["1101"].pk, own=False)) == {acts["ministry"], acts["sum"]}


def test_the_newest_are_offered_and_an_older_one_is_taken(decisions, monkeypatch):
    tree, acts = decisions
    newest = [
        decide(tree["11"], "Сумын хурал", date(2026, 1, 1) + timedelta(days=day))
        for day in range(2)
    ]
    monkeypatch.setattr(choosing, "OFFERED", 2)

    class Form(forms.Form):
        act = ActField(label="act")

    shown = str(Form()["act"])
    assert all(f'value="{act.pk}"' in shown for act in newest)
    assert f'value="{acts["sum"].pk}"' not in shown
    kept = str(Form(initial={"act": acts["sum"].pk})["act"])
    assert f'value="{acts["sum"].pk}" selected' in kept
    assert Form({"act": acts["sum"].pk}).is_valid()
    assert not Form({"act": acts["bag"].pk}).is_valid()


@pytest.mark.parametrize(("code", "offered"), [("11", True), ("1101", False)])
def test_a_sum_may_found_its_own_change_and_a_bag_may_not(decisions, code, offered):
    _tree, acts = decisions
    version = find_version(code, date(2026, 1, 1))
    form = FORMS[ChangeKind.RENAME](version=version, options={})
    own = acts["sum" if code == "11" else "bag"]
    assert (own in form.fields["act"].queryset) is offered
