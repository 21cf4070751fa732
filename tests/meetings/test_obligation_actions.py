"""An obligation: laid with owner, term and money; done with proof; climbing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.meetings.actions.obligations import lay_obligation, report_step
from bagana.meetings.climbing import climbing
from bagana.meetings.models import Obligation
from bagana.meetings.queries.obligations import climbed_to, obligations_for
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_tree, make_user
from tests.meetings.decided import make_held, make_obligation, make_resolution

pytestmark = pytest.mark.django_db
DUE = date(2026, 5, 1)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def officer(units):
    return make_user("sum_officer", units["11"])


@pytest.fixture
def resolution(units):
    return make_resolution(units["1101"])


def paper():
    return SimpleUploadedFile("act.pdf", b"%PDF-1.7 proof")


def lay(user, resolution, **fields):
    values = {"text": "Засварлах", "due_on": DUE, "owner_text": "Засаг дарга"}
    return lay_obligation(user=user, resolution=resolution, **values | fields)


def done(user, row, **fields):
    values = {"state": "done", "on": date(2026, 4, 20), "note": "Засварласан"}
    return report_step(
        user=user, obligation=row, **values | {"proof": paper()} | fields
    )


def test_it_lays_several_clauses_with_money(governor, resolution):
    first = lay(governor, resolution)
    second = lay(governor, resolution, amount=Decimal("2500000"), source="ldf")
    assert (first.position, second.position) == (1, 2)
    assert second.amount == Decimal("2500000")
    assert first.unit == resolution.meeting.unit


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("text", {"text": " "}),
        ("due_on", {"due_on": date(2026, 3, 9)}),
        ("owner", {"owner_text": ""}),
        ("source", {"amount": Decimal("100")}),
        ("amount", {"amount": Decimal("-1"), "source": "ldf"}),
        ("amount", {"source": "ldf"}),
    ],
)
def test_it_refuses_an_unclear_obligation(governor, resolution, field, values):
    with pytest.raises(Refused) as refused:
        lay(governor, resolution, **values)
    assert refused.value.field == field


def test_a_draft_lays_nothing_on_anybody(units, governor):
    draft = make_resolution(units["1101"], signed=False)
    with pytest.raises(Conflict):
        lay(governor, draft)


def test_done_needs_proof(governor, resolution):
    row = lay(governor, resolution)
    with pytest.raises(Refused) as refused:
        done(governor, row, proof=None)
    assert refused.value.field == "proof"
    assert done(governor, row).done_on == date(2026, 4, 20)
    assert row.steps.get().proof.name.endswith(".pdf")
    with pytest.raises(Conflict):
        done(governor, row)


def test_a_file_that_is_no_proof_is_refused(governor, resolution):
    row = lay(governor, resolution)
    with pytest.raises(Refused):
        done(governor, row, proof=SimpleUploadedFile("x.pdf", b"MZ program"))
    assert not row.steps.exists()


def test_only_the_sum_drops_it_or_opens_it_anew(governor, officer, resolution):
    row, other = lay(governor, resolution), lay(governor, resolution)
    word = {"on": date(2026, 4, 21), "note": "Шалтгаантай"}
    with pytest.raises(PermissionDenied):
        report_step(user=governor, obligation=row, state="dropped", **word)
    done(governor, row)
    with pytest.raises(PermissionDenied):
        report_step(user=governor, obligation=row, state="open", **word)
    opened = report_step(user=officer, obligation=row, state="open", **word)
    assert (opened.state, opened.done_on) == ("open", None)
    report_step(user=officer, obligation=other, state="dropped", **word)
    with pytest.raises(Conflict):
        report_step(user=officer, obligation=other, state="open", **word)


def test_others_neither_lay_nor_report(units, governor, resolution):
    row = lay(governor, resolution)
    for role, code in (
        ("bag_governor", "1102"),
        ("sum_officer", "12"),
        ("evaluator", "1"),
    ):
        user = make_user(role, units[code])
        with pytest.raises(PermissionDenied):
            lay(user, resolution)
        with pytest.raises(PermissionDenied):
            done(user, row)
    with pytest.raises(PermissionDenied):
        done(make_user(), row)


def test_a_word_on_it_lies_between_the_resolution_and_today(governor, resolution):
    row = lay(governor, resolution)
    for day in (date(2026, 3, 9), date(2099, 1, 1)):
        with pytest.raises(Refused):
            done(governor, row, on=day)


def test_it_climbs_from_bag_to_sum_to_aimag(units, governor, officer, resolution):
    row = make_obligation(resolution, due_on=DUE)
    aimag = make_user("aimag_officer", units["1"])
    other = make_user("sum_officer", units["12"])
    seen = {0: "", 1: "b", 14: "b", 15: "bs", 45: "bs", 46: "bsa"}
    for days, whose in seen.items():
        today = DUE + timedelta(days=days)
        found = [
            letter
            for letter, user in (("b", governor), ("s", officer), ("a", aimag))
            if row in climbed_to(user, today)
        ]
        assert "".join(found) == whose, days
        assert row not in climbed_to(other, today)


@settings(max_examples=25, deadline=None)
@given(days=st.integers(-60, 200), state=st.sampled_from(["open", "done", "dropped"]))
def test_the_rung_is_that_of_the_days_and_never_of_what_is_settled(days, state):
    row = Obligation(due_on=DUE, state=state)
    rung = climbing(row, DUE + timedelta(days=days))
    if state != "open" or days <= 0:
        assert rung.level is None
    else:
        assert rung.level == (1 if days > 45 else 2 if days > 14 else 3)


def test_the_next_meeting_hears_what_is_open_and_what_was_settled_since(
    units, governor, officer
):
    bag = units["1101"]
    make_held(bag, date(2026, 1, 10))
    resolution = make_resolution(make_held(bag, date(2026, 1, 10)))
    old, fresh, waiting = (lay(governor, resolution, due_on=DUE) for _i in range(3))
    done(governor, old, on=date(2026, 2, 1))
    make_held(bag, date(2026, 3, 10))
    done(governor, fresh, on=date(2026, 3, 20))
    told = obligations_for(bag, date(2026, 6, 1))
    assert {one.obligation.pk for one in told} == {fresh.pk, waiting.pk}
    late = next(one for one in told if one.obligation == waiting)
    assert (late.is_late, late.days_late, late.rung.level) == (True, 31, 2)
