"""An evaluation: words beside computed figures, frozen when it is published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from bagana.programme import standings
from bagana.programme.actions import evaluations as actions
from bagana.programme.actions.studies import specify_study
from bagana.programme.models import Evaluation, Finding, Report
from bagana.programme.queries import evaluations as queries
from bagana.programme.queries.evaluation_facts import ObjectiveFacts, facts_of
from bagana.web.errors import Conflict, Refused
from tests.factories import (
    make_act,
    make_indicator,
    make_period,
    make_tree,
    make_user,
)
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
    make_round,
)

pytestmark = pytest.mark.django_db
END = date(2020, 12, 31)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def programme(tree):
    return make_programme(tree["1"])


@pytest.fixture
def phase(programme):
    return programme.phases.get(number=1)


@pytest.fixture
def evaluator(tree):
    return make_user("evaluator", tree["1"])


@pytest.fixture
def officer(tree):
    return make_user("aimag_officer", tree["1"])


@pytest.fixture
def evaluation(programme, phase, evaluator):
    return actions.open_evaluation(user=evaluator, programme=programme, phase=phase)


def finish(measure, on=date(2019, 6, 1)):
    make_activity(measure, done_on=on)


def write(evaluation, user, **texts):
    objective = evaluation.programme.objectives.get(number=1)
    return actions.write_finding(
        user=user, evaluation=evaluation, objective=objective, **texts
    )


def make_ready(evaluation, user):
    actions.write_summary(user=user, evaluation=evaluation, summary_mn="Дүгнэлт")
    write(evaluation, user, result_mn="Үр дүн гарсан", result_en="Results came")


def test_the_figures_of_an_objective_are_computed(programme, phase, tree):
    done, late, dropped = (make_measure(programme, tree["1101"]) for _ in range(3))
    make_measure(programme, tree["1101"], phase=programme.phases.get(number=2))
    finish(done)
    make_money(done, Decimal("100.00"))
    make_money(done, Decimal("-10.00"), kind="adjustment")
    make_money(done, Decimal("80.00"), kind="payment")
    make_money(late, Decimal("7.50"), kind="payment")
    dropped.dropped_on, dropped.dropped_reason = date(2019, 1, 1), "төсөв хасагдсан"
    dropped.save()
    standings.rebuild()
    first, total = facts_of(phase, END)
    assert first.number == 1
    assert first.statuses == {"dropped": 1, "done": 1, "late": 1}
    assert (first.planned, first.adjusted) == (Decimal("100.00"), Decimal("90.00"))
    assert first.paid == Decimal("87.50")
    assert [one.reason for one in first.dropped] == ["төсөв хасагдсан"]
    assert [one.number for one in first.unfinished] == [late.number]
    assert (total.number, total.measures, total.paid) == (0, 3, Decimal("87.50"))


def test_the_cost_of_a_done_measure_is_what_was_paid_for_done_ones(
    programme, phase, tree
):
    one, other, late = (make_measure(programme, tree["1101"]) for _ in range(3))
    finish(one)
    finish(other)
    make_money(one, Decimal(100), kind="payment")
    make_money(late, Decimal(900), kind="payment")
    facts = facts_of(phase, END)[0]
    assert facts.cost_per_done == Decimal("50.00")
    assert facts.paid == Decimal(1000)


def test_without_a_done_measure_there_is_no_cost_of_one(programme, phase, tree):
    make_money(make_measure(programme, tree["1101"]), Decimal(100), kind="payment")
    assert facts_of(phase, END)[0].cost_per_done is None


def test_a_measure_that_goes_on_is_told_with_its_successor(programme, phase, tree):
    first = make_measure(programme, tree["1101"])
    make_measure(
        programme,
        tree["1101"],
        phase=programme.phases.get(number=2),
        number="2.7",
        continues=first,
    )
    facts = facts_of(phase, END)[0]
    assert [(one.number, one.into) for one in facts.continued] == [("1.1", "2.7")]
    assert facts.unfinished == ()


def test_the_mean_of_each_closed_round_leaves_out_what_was_not_due(
    programme, phase, tree, officer
):
    found = make_round(programme, 2019)
    for percent in (100, 70, None):
        Report.objects.create(
            round=found,
            measure=make_measure(programme, tree["1101"]),
            state="decided",
            decided=found.scale.levels.get(percent=percent),
        )
    assert facts_of(phase, END)[0].rounds == ()
    found.closed_at, found.results = timezone.now(), {}
    found.save()
    mean = facts_of(phase, END)[0].last_round
    assert (mean.period, mean.mean, mean.rated, mean.not_due) == ("2019", 85, 2, 1)


def test_status_is_that_of_the_last_day_of_the_phase(programme, phase, tree):
    finish(make_measure(programme, tree["1101"]), on=date(2021, 3, 1))
    assert facts_of(phase, END)[0].statuses == {"late": 1}


def test_facts_survive_being_kept_as_json(programme, phase, tree):
    measure = make_measure(programme, tree["1101"])
    finish(measure)
    make_money(measure, Decimal("12.34"), kind="payment")
    for facts in facts_of(phase, END):
        assert ObjectiveFacts.from_json(facts.to_json()) == facts


def test_the_cost_in_queries_does_not_grow_with_measures(
    programme, phase, tree, django_assert_max_num_queries
):
    for _ in range(12):
        finish(make_measure(programme, tree["1101"]))
    with django_assert_max_num_queries(14):
        facts_of(phase, END)


def test_a_phase_is_evaluated_once_and_not_before_it_begins(
    programme, phase, evaluation, evaluator
):
    with pytest.raises(Conflict):
        actions.open_evaluation(user=evaluator, programme=programme, phase=phase)
    later = programme.phases.get(number=2)
    later.starts_on, later.ends_on = date(2090, 1, 1), date(2091, 1, 1)
    later.save()
    with pytest.raises(Refused):
        actions.open_evaluation(user=evaluator, programme=programme, phase=later)


def test_a_stale_text_is_a_conflict_and_overwrites_nothing(
    evaluation, evaluator, officer
):
    write(evaluation, evaluator, result_mn="Анхны")
    write(evaluation, officer, result_mn="Хоёр дахь", revision=1)
    with pytest.raises(Conflict):
        write(evaluation, evaluator, result_mn="Хожуу", revision=1)
    finding = Finding.objects.get()
    assert (finding.result_mn, finding.revision) == ("Хоёр дахь", 2)
    assert finding.history.count() == 2
    actions.write_summary(user=officer, evaluation=evaluation, summary_mn="А")
    with pytest.raises(Conflict):
        actions.write_summary(user=evaluator, evaluation=evaluation, summary_mn="Б")


def test_a_conflict_shows_both_texts_and_the_second_try_is_saved(
    evaluation, evaluator, officer, client
):
    write(evaluation, officer, result_mn="Тэдний бичсэн")
    client.force_login(evaluator)
    url = reverse(
        "programme:evaluation_finding", args=[evaluation.programme.code, 1, 1]
    )
    page = client.post(url, {"revision": "0", "result_mn": "Миний бичсэн"})
    text = page.content.decode()
    assert "Тэдний бичсэн" in text
    assert "Миний бичсэн" in text
    assert 'name="revision" value="1"' in text
    again = client.post(url, {"revision": "1", "result_mn": "Нэгтгэсэн"})
    assert again.status_code == 302
    assert Finding.objects.get().result_mn == "Нэгтгэсэн"


def test_publishing_freezes_words_and_figures(programme, evaluation, officer, tree):
    measure = make_measure(programme, tree["1101"])
    finish(measure)
    make_ready(evaluation, officer)
    act = make_act(tree["1"])
    found = actions.publish_evaluation(user=officer, evaluation=evaluation, act=act)
    make_money(measure, Decimal(500), kind="payment")
    found.refresh_from_db()
    assert queries.verify(found) is True
    assert queries.shown(found).total.paid == 0
    assert queries.hash_of(found.results) == found.sha256
    for change in (
        lambda: write(found, officer, result_mn="Өөр", revision=1),
        lambda: actions.write_summary(
            user=officer, evaluation=found, summary_mn="Өөр", revision=2
        ),
        lambda: actions.publish_evaluation(user=officer, evaluation=found),
    ):
        with pytest.raises(Conflict):
            change()
    found.results["total"]["paid"] = "1"
    assert queries.verify(found) is False


def test_publishing_waits_for_words_and_for_every_study(
    evaluation, officer, evaluator, tree
):
    def refused():
        with pytest.raises(Refused) as verdict:
            actions.publish_evaluation(user=officer, evaluation=evaluation)
        return verdict.value.reason

    assert "дүгнэлт" in refused()
    actions.write_summary(user=officer, evaluation=evaluation, summary_mn="Дүгнэлт")
    assert "үр дүн" in refused()
    write(evaluation, officer, result_mn="Үр дүн")
    specify_study(
        user=evaluator,
        evaluation=evaluation,
        indicator=make_indicator(),
        before=make_period(2017),
        after=make_period(2020),
        comparison="all",
        reason="Асуулт",
        supported=[tree["1101"], tree["1102"]],
    )
    assert "харьцуулалт" in refused()


def test_a_phase_that_runs_is_not_published(programme, officer):
    later = programme.phases.get(number=2)
    later.ends_on = timezone.localdate()
    later.save()
    found = actions.open_evaluation(user=officer, programme=programme, phase=later)
    make_ready(found, officer)
    with pytest.raises(Refused):
        actions.publish_evaluation(user=officer, evaluation=found)


def test_the_evaluator_writes_and_the_officer_publishes(
    programme, phase, evaluation, evaluator, officer, tree
):
    make_ready(evaluation, evaluator)
    with pytest.raises(PermissionDenied):
        actions.publish_evaluation(user=evaluator, evaluation=evaluation)
    strangers = [
        None,
        make_user("bag_governor", tree["1101"]),
        make_user("sum_officer", tree["11"]),
    ]
    for user in strangers:
        with pytest.raises(PermissionDenied):
            write(evaluation, user, result_mn="Үг", revision=1)
        with pytest.raises(PermissionDenied):
            actions.write_summary(user=user, evaluation=evaluation, summary_mn="Үг")
        with pytest.raises(PermissionDenied):
            actions.publish_evaluation(user=user, evaluation=evaluation)
        with pytest.raises(PermissionDenied):
            actions.open_evaluation(user=user, programme=programme, phase=phase)
    assert Evaluation.objects.get().published_at is None


def test_texts_have_their_length_and_unknown_ones_are_an_error(evaluation, evaluator):
    with pytest.raises(Refused):
        write(evaluation, evaluator, result_mn="а" * 5001)
    with pytest.raises(TypeError):
        write(evaluation, evaluator, outcome_mn="Үг")


def test_the_office_walks_from_beginning_to_publishing(
    programme, officer, tree, client
):
    finish(make_measure(programme, tree["1101"]))
    client.force_login(officer)
    code = programme.code
    index = reverse("programme:evaluation", args=[code])
    assert "Үнэлгээг эхлүүлэх" in client.get(index).content.decode()
    client.post(reverse("programme:evaluation_begin", args=[code, 1]))
    page = reverse("programme:evaluation_phase", args=[code, 1])
    assert client.get(page).status_code == 200
    publish = reverse("programme:evaluation_publish", args=[code, 1])
    assert "дүгнэлт хоосон" in client.post(publish).content.decode()
    summary = reverse("programme:evaluation_summary", args=[code, 1])
    assert client.get(summary).status_code == 200
    client.post(summary, {"revision": "1", "summary_mn": "Сайн явсан"})
    finding = reverse("programme:evaluation_finding", args=[code, 1, 1])
    assert client.get(finding).status_code == 200
    client.post(finding, {"revision": "0", "result_mn": "Баг бүр өрөөтэй болсон"})
    assert client.post(publish).headers["Location"] == page
    text = client.get(page).content.decode()
    assert "таарч байна" in text
    assert "Сайн явсан" in text


def test_the_office_pages_are_closed_to_others(evaluation, tree, client):
    code = evaluation.programme.code
    urls = [
        reverse("programme:evaluation", args=[code]),
        reverse("programme:evaluation_phase", args=[code, 1]),
        reverse("programme:evaluation_finding", args=[code, 1, 1]),
        reverse("programme:evaluation_summary", args=[code, 1]),
        reverse("programme:study_add", args=[code, 1]),
    ]
    for url in urls:
        assert client.get(url).status_code == 302
    client.force_login(make_user("bag_governor", tree["1101"]))
    for url in urls:
        assert client.get(url).status_code == 403
    begin = reverse("programme:evaluation_begin", args=[code, 2])
    assert client.post(begin).status_code == 403
