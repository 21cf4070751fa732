"""The list: each candidate decided with a reason, days to object, answers, revision."""

from datetime import date

import pytest

from bagana.indicators.models import Observation
from bagana.ranking.actions import selection as actions
from bagana.ranking.models import ListEntry
from bagana.web.errors import Refused
from tests.ranking.factories import make_objection
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import (
    at,
    entries,
    list_days,
    patch_runs,
    visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _runs(monkeypatch):
    patch_runs(monkeypatch)


@pytest.fixture
def p():
    return make_procedure("visits")


def publish(p, chosen=None, **fields):
    return actions.publish_list(
        user=p.officer,
        selection=p.selection,
        entries=entries(p) if chosen is None else chosen,
        **(list_days() | fields),
    )


def entry(p, bag, proposed, reason=""):
    return actions.Entry(p.units[bag], proposed, reason)


def test_it_publishes_what_the_index_says_and_what_was_decided(p):
    publish(p)
    rows = {row.unit.code: row for row in ListEntry.objects.all()}
    assert (rows["1101"].by_index, rows["1101"].proposed) == ("proposed", True)
    assert (rows["1102"].by_index, rows["1102"].proposed) == ("grey", True)
    assert (rows["1201"].by_index, rows["1201"].proposed) == ("grey", False)
    assert rows["1101"].award_mn == "Жишиг баг"
    assert rows["1201"].award_mn == ""
    assert p.again().run.published_at is not None
    assert p.selection.state == "provisional"


def test_where_index_and_visit_agree_the_reason_writes_itself_in_both_languages(p):
    publish(p)
    row = ListEntry.objects.get(unit=p.units["1101"])
    assert row.reason_mn.startswith("Тэргүүн байрт орох магадлал 93%")
    assert "93%" in row.reason_en
    assert row.reason_en


@pytest.mark.parametrize(
    ("bag", "proposed"), [("1101", False), ("1102", True), ("1201", False)]
)
def test_what_the_index_alone_did_not_decide_has_a_reason(p, bag, proposed):
    chosen = [one for one in entries(p) if one.unit != p.units[bag]]
    with pytest.raises(Refused) as refused:
        publish(p, [*chosen, entry(p, bag, proposed)])
    assert refused.value.field == f"reason-{bag}"


def test_whom_the_visit_does_not_support_is_not_proposed(p):
    chosen = [one for one in entries(p) if one.unit != p.units["1201"]]
    with pytest.raises(Refused) as refused:
        publish(p, [*chosen, entry(p, "1201", True, "Ерөөсөө л.")])
    assert refused.value.field == "proposed-1201"


def test_below_the_gates_nobody_is_ever_listed(p):
    with pytest.raises(Refused) as refused:
        publish(p, [*entries(p), entry(p, "1202", True, "Сайн баг.")])
    assert "болзол хангаагүй" in refused.value.reason


def test_who_is_no_candidate_is_not_listed(p):
    with pytest.raises(Refused) as refused:
        publish(p, [*entries(p), entry(p, "1103", True, "Сайн баг.")])
    assert "1103" in refused.value.reason


def test_every_candidate_is_decided_on_and_once(p):
    with pytest.raises(Refused) as refused:
        publish(p, entries(p)[:2])
    assert "шийдээгүй" in refused.value.reason
    with pytest.raises(Refused):
        publish(p, [*entries(p), entries(p)[0]])


def test_an_unvisited_candidate_keeps_the_list_back():
    p = make_procedure("visits", visited=False)
    visit(p, "1101")
    with pytest.raises(Refused) as refused:
        publish(p)
    assert "1102" in refused.value.reason
    assert "1201" in refused.value.reason


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"objections_from": date(2024, 3, 31)}, "objections_from"),
        ({"objections_until": date(2024, 4, 10)}, "objections_until"),
        ({"answers_due": date(2024, 4, 15)}, "answers_due"),
    ],
)
def test_it_refuses_days_that_leave_no_time_to_object(p, days, field):
    with pytest.raises(Refused) as refused:
        publish(p, **days)
    assert refused.value.field == field
    assert not ListEntry.objects.exists()


def test_ten_days_are_time_enough(p):
    assert publish(p, objections_until=date(2024, 4, 11)).state == "provisional"


def test_nobody_is_a_lawful_outcome(p, monkeypatch):
    nobody = [entry(p, bag, False, "Үзлэгээр тогтоосон.") for bag in ("1101", "1102")]
    publish(p, [*nobody, entry(p, "1201", False, "Үзлэгээр тогтоосон.")])
    assert not ListEntry.objects.filter(proposed=True).exists()


def test_without_a_candidate_an_empty_list_goes_its_way(monkeypatch):
    patch_runs(monkeypatch, {})
    p = make_procedure("visits", size=0, visited=False)
    publish(p, [])
    assert p.again().state == "provisional"


def close(p, now):
    return actions.close_objections(user=p.officer, selection=p.selection, now=now)


def test_the_step_keeps_no_code_that_opens_an_objection(p):
    publish(p)
    one = make_objection(p.selection, state="rejected", answer="үгүй")
    close(p, at(4, 20))
    step = p.selection.steps.order_by("id").last()
    assert step.content == {"objections": {str(one.pk): "rejected"}}


def test_objections_are_not_closed_before_their_last_day_is_over():
    p = make_procedure("provisional")
    with pytest.raises(Refused) as refused:
        close(p, at(4, 16))
    assert "2024-04-16" in refused.value.reason
    assert close(p, at(4, 17)).state == "answered"


def test_every_objection_is_answered_before_they_are_closed():
    p = make_procedure("provisional")
    objection = make_objection(p.selection)
    with pytest.raises(Refused) as refused:
        close(p, at(4, 20))
    assert refused.value.reason.startswith("1 эсэргүүцэл")
    objection.state, objection.answer = "rejected", "Үндэслэлгүй."
    objection.save()
    close(p, at(4, 20))
    step = p.selection.steps.last()
    assert step.content == {"objections": {str(objection.pk): "rejected"}}


def upheld(p, bag="1201"):
    return make_objection(
        p.selection,
        unit=p.units[bag],
        observation=p.observation(bag),
        state="upheld",
        answer="Зөв.",
    )


def revise(p, **fields):
    values = {"entries": entries(p), "note": "1-р эсэргүүцлийг хүлээн авсан."}
    return actions.revise_list(
        user=p.officer, selection=p.selection, **(values | fields), now=at(4, 25)
    )


def test_without_an_upheld_objection_the_list_stays_as_it_is():
    p = make_procedure("answered")
    with pytest.raises(Refused) as refused:
        revise(p)
    assert "үндэслэлгүй" in refused.value.reason


def test_an_upheld_objection_is_a_ground_to_revise_with_words():
    p = make_procedure("provisional")
    upheld(p)
    close(p, at(4, 20))
    with pytest.raises(Refused) as refused:
        revise(p, note=" ")
    assert refused.value.field == "note"
    visit(p, "1201", supports=True, now=at(4, 24))
    revise(p, entries=entries(p, proposed=("1101", "1201")))
    row = ListEntry.objects.get(unit=p.units["1201"])
    assert row.proposed
    assert [one.proposed for one in row.history.all()] == [True, False]
    steps = p.selection.steps.filter(content__has_key="entries")
    assert [step.state for step in steps] == ["provisional", "answered"]


def test_a_corrected_figure_needs_a_new_run_and_a_new_list_before_the_act():
    from tests.factories import make_act

    p = make_procedure("provisional")
    objection = upheld(p)
    close(p, at(4, 20))
    Observation.objects.filter(pk=objection.observation_id).update(status="superseded")
    act = make_act(p.units["1"], date=date(2024, 5, 6))
    decide = {"user": p.officer, "selection": p.selection, "act": act, "now": at(5, 7)}
    with pytest.raises(Refused) as refused:
        actions.decide(**decide)
    assert "дахин бодогдоогүй" in refused.value.reason
    with pytest.raises(Refused):
        revise(p)
    actions.run_index(user=p.officer, selection=p.selection, now=at(4, 22))
    with pytest.raises(Refused) as refused:
        actions.decide(**decide)
    assert "Жагсаалт" in refused.value.reason
    revise(p)
    assert actions.decide(**decide).state == "decided"
