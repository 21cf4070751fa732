"""Effects: written down first, computed from published figures, honest in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from bagana.indicators.models import Publication
from bagana.programme import standings
from bagana.programme.actions import studies as actions
from bagana.programme.actions.evaluations import open_evaluation
from bagana.programme.models import EffectStudy
from bagana.programme.queries import studies as queries
from bagana.programme.queries.evaluations import study_shown
from bagana.territory.models import Lineage, UnitChange, UnitVersion
from bagana.web.errors import Conflict, Refused
from tests.factories import (
    make_act,
    make_indicator,
    make_observation,
    make_period,
    make_tree,
    make_unit,
    make_user,
)
from tests.programme.factories import make_activity, make_measure, make_programme

pytestmark = pytest.mark.django_db
BAGS = ("1101", "1102", "1103", "1201", "1202")
BEFORE = dict(zip(BAGS, (10, 20, 30, 40, 50), strict=True))
AFTER = dict(zip(BAGS, (16, 28, 31, 43, 52), strict=True))


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def evaluator(tree):
    return make_user("evaluator", tree["1"])


@pytest.fixture
def evaluation(tree, evaluator):
    programme = make_programme(tree["1"])
    return open_evaluation(
        user=evaluator, programme=programme, phase=programme.phases.get(number=1)
    )


@pytest.fixture
def indicator(tree):
    found = make_indicator()
    for year, figures in ((2017, BEFORE), (2020, AFTER)):
        for code, value in figures.items():
            publish(found, tree[code], year, value)
    return found


def publish(indicator, unit, year, value, **fields):
    publication, _ = Publication.objects.get_or_create(
        title="Туршилт", defaults={"rows": 1, "sha256": "0" * 64}
    )
    return make_observation(
        indicator,
        unit,
        year,
        value,
        status="published",
        publication=publication,
        **fields,
    )


def specify(evaluation, measured, user, tree, **fields):
    values = {
        "evaluation": evaluation,
        "indicator": measured,
        "before": make_period(2017),
        "after": make_period(2020),
        "comparison": "all",
        "reason": "Тоног төхөөрөмж авсан багт өсөх ёстой.",
        "supported": [tree["1101"], tree["1102"]],
    }
    return actions.specify_study(user=user, **(values | fields))


def test_the_question_is_kept_before_anything_is_computed(
    evaluation, indicator, evaluator, tree
):
    study = specify(evaluation, indicator, evaluator, tree)
    assert study.result is None
    assert study.computed_at is None
    done = actions.compute_study(user=evaluator, study=study)
    assert done.computed_at > done.made_at


def test_the_effect_is_the_difference_of_mean_changes(
    evaluation, indicator, evaluator, tree
):
    study = specify(evaluation, indicator, evaluator, tree)
    result = actions.compute_study(user=evaluator, study=study).result
    effect = result["effect"]
    assert effect["estimate"] == pytest.approx((6 + 8) / 2 - (1 + 3 + 2) / 3)
    assert effect["supported"] == 2
    assert effect["comparison"] == 3
    # Of the ten ways to choose two bags of five, none gives a larger difference.
    assert effect["permutation"]["p"] == pytest.approx(0.1)
    assert effect["permutation"]["exact"] is True
    assert sum(result["chance"]["counts"]) == 10
    assert result["chance"]["observed"] == pytest.approx(effect["estimate"])


def test_the_result_names_the_observations_that_it_stands_on(
    evaluation, indicator, evaluator, tree
):
    study = specify(evaluation, indicator, evaluator, tree)
    result = actions.compute_study(user=evaluator, study=study).result
    used = {pk for one in result["inputs"] for pk in one["observations"]}
    assert used == set(indicator.observations.values_list("pk", flat=True))
    assert result["sha256"] == queries.fingerprint(result["inputs"])


def test_by_default_the_bags_of_done_measures_are_the_supported(
    evaluation, indicator, evaluator, tree
):
    programme = evaluation.programme
    objective = programme.objectives.get(number=1)
    done = make_measure(programme, tree["1102"], units=[tree["1102"], tree["1201"]])
    make_activity(done, done_on=date(2019, 5, 1))
    make_measure(programme, tree["1101"])
    whole = make_measure(programme, tree["11"])
    make_activity(whole, done_on=date(2019, 5, 1))
    standings.rebuild()
    study = specify(
        evaluation, indicator, evaluator, tree, objective=objective, supported=None
    )
    codes = [unit.code for unit in study.supported.order_by("code")]
    assert codes == ["1102", "1201"]


def test_comparison_can_be_limited_to_bags_of_the_same_kind_of_place(
    evaluation, indicator, evaluator, tree
):
    UnitVersion.objects.filter(unit__code="1103").update(location_type="mixed")
    study = specify(evaluation, indicator, evaluator, tree, comparison="same_type")
    codes = {one.unit for one in queries.inputs_of(study)}
    assert codes == {"1101", "1102", "1201", "1202"}


def test_a_missing_figure_is_counted_and_never_nought(
    evaluation, indicator, evaluator, tree
):
    indicator.observations.filter(unit=tree["1202"], period__code="2020").delete()
    study = specify(evaluation, indicator, evaluator, tree)
    result = actions.compute_study(user=evaluator, study=study).result
    assert result["missing"] == ["1202"]
    assert result["effect"]["missing_comparison"] == 1
    assert result["effect"]["comparison"] == 2


def test_too_few_figures_are_refused_in_words(evaluation, indicator, evaluator, tree):
    indicator.observations.filter(unit=tree["1101"]).delete()
    study = specify(evaluation, indicator, evaluator, tree)
    with pytest.raises(Refused) as refused:
        actions.compute_study(user=evaluator, study=study)
    assert "хоёроос цөөн" in refused.value.reason
    study.refresh_from_db()
    assert study.result is None


def test_shares_differ_by_percentage_points(evaluation, indicator, evaluator, tree):
    indicator.unit_mn = indicator.unit_en = "%"
    indicator.save()
    study = specify(evaluation, indicator, evaluator, tree)
    shown = study_shown(actions.compute_study(user=evaluator, study=study))
    assert (shown.unit, shown.difference_unit) == ("%", "нэгж хувь")


def test_a_logarithm_of_nought_is_refused_and_growth_is_read_in_per_cent(
    evaluation, indicator, evaluator, tree
):
    study = specify(evaluation, indicator, evaluator, tree, logarithm=True)
    shown = study_shown(actions.compute_study(user=evaluator, study=study))
    assert shown.difference_unit == "%"
    assert shown.figures["supported_before"] == pytest.approx(200**0.5)
    nought = specify(
        evaluation, make_indicator("nought"), evaluator, tree, logarithm=True
    )
    for code in BAGS:
        publish(nought.indicator, tree[code], 2017, 0)
        publish(nought.indicator, tree[code], 2020, 1)
    with pytest.raises(Refused) as refused:
        actions.compute_study(user=evaluator, study=nought)
    assert "логарифм" in refused.value.reason


def test_drafts_are_no_evidence(evaluation, indicator, evaluator, tree):
    indicator.observations.filter(unit=tree["1202"]).update(status="draft")
    study = specify(evaluation, indicator, evaluator, tree)
    missing = [one.unit for one in queries.inputs_of(study) if one.is_missing]
    assert missing == ["1202"]


def test_later_corrections_show_and_the_first_result_stays(
    evaluation, indicator, evaluator, tree
):
    study = specify(evaluation, indicator, evaluator, tree)
    study = actions.compute_study(user=evaluator, study=study)
    assert queries.data_have_changed(study) is False
    with pytest.raises(Conflict):
        actions.compute_study(user=evaluator, study=study)
    row = indicator.observations.get(unit=tree["1101"], period__code="2020")
    row.status = "superseded"
    row.save()
    publish(indicator, tree["1101"], 2020, 12, version=2)
    assert queries.data_have_changed(study) is True
    again = actions.compute_study(user=evaluator, study=study)
    assert [one["estimate"] for one in again.result["earlier"]] == [pytest.approx(5)]
    assert again.result["effect"]["estimate"] == pytest.approx(3)
    assert queries.data_have_changed(again) is False


def test_a_split_bag_is_compared_in_the_units_of_the_later_day(
    evaluation, indicator, evaluator, tree
):
    """1202 is split in 2019: its figure of 2017 is carried over to both halves."""
    day = date(2019, 1, 1)
    change = UnitChange.objects.create(
        kind="split", effective_on=day, act=make_act(tree["1"]), made_by=evaluator
    )
    UnitVersion.objects.filter(unit=tree["1202"]).update(valid_to=day)
    from bagana.territory.ancestry import rebuild

    for code, share in (("1203", "0.4"), ("1204", "0.6")):
        unit = make_unit(code, tree["12"], "bag", start=day)
        Lineage.objects.create(
            change=change,
            source=tree["1202"],
            target=unit,
            measure="population",
            share=share,
        )
        publish(indicator, unit, 2020, 30)
    rebuild()
    indicator.observations.filter(unit=tree["1202"], period__code="2020").delete()
    study = specify(
        evaluation, indicator, evaluator, tree, supported=[tree["1101"], tree["1103"]]
    )
    found = {one.unit: one for one in queries.inputs_of(study)}
    assert "1202" not in found
    assert found["1203"].before == pytest.approx(20)
    assert found["1203"].estimated is True
    source = indicator.observations.get(unit=tree["1202"], period__code="2017")
    assert source.pk in found["1203"].observations
    over = queries.carried_over(
        ["1202", "1101"], found, _edges(evaluator, day), date(2020, 12, 31)
    )
    assert over == {"1101", "1203", "1204"}


def _edges(user, day):
    from bagana.indicators.queries import Reader

    return Reader(user, day).lineages.edges


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"comparison": "twins"}, "comparison"),
        ({"reason": " "}, "reason"),
        ({"reason": "а" * 2001}, "reason"),
        ({"supported": []}, "supported"),
    ],
)
def test_what_makes_no_comparison_is_refused(
    evaluation, indicator, evaluator, tree, fields, field
):
    with pytest.raises(Refused) as refused:
        specify(evaluation, indicator, evaluator, tree, **fields)
    assert refused.value.field == field
    assert not EffectStudy.objects.exists()


def test_periods_units_and_indicator_must_fit_together(
    evaluation, indicator, evaluator, tree
):
    def refused(**fields):
        with pytest.raises(Refused) as verdict:
            specify(evaluation, indicator, evaluator, tree, **fields)
        return verdict.value.field

    assert refused(before=make_period(2020), after=make_period(2017)) == "before"
    assert refused(supported=[tree[code] for code in BAGS]) == "supported"
    assert refused(supported=[tree["11"], tree["1101"]]) == "supported"
    assert refused(indicator=make_indicator("sums", lowest_level=2)) == "indicator"


def test_only_an_evaluator_of_the_programme_studies_effects(
    evaluation, indicator, evaluator, tree
):
    study = specify(evaluation, indicator, evaluator, tree)
    strangers = [
        None,
        make_user("bag_governor", tree["1101"]),
        make_user("sum_officer", tree["11"]),
        make_user("evaluator", tree["11"]),
    ]
    for user in strangers:
        with pytest.raises(PermissionDenied):
            specify(evaluation, indicator, user, tree)
        with pytest.raises(PermissionDenied):
            actions.compute_study(user=user, study=study)
        with pytest.raises(PermissionDenied):
            actions.drop_study(user=user, study=study)


def test_a_question_can_be_dropped_until_its_answer_is_known(
    evaluation, indicator, evaluator, tree
):
    first = specify(evaluation, indicator, evaluator, tree)
    second = specify(evaluation, indicator, evaluator, tree)
    actions.compute_study(user=evaluator, study=second)
    actions.drop_study(user=evaluator, study=first)
    with pytest.raises(Conflict):
        actions.drop_study(user=evaluator, study=second)
    assert list(EffectStudy.objects.all()) == [second]


def test_an_evaluator_writes_and_computes_by_the_pages(
    evaluation, indicator, evaluator, tree, client
):
    client.force_login(evaluator)
    url = reverse("programme:study_add", args=[evaluation.programme.code, 1])
    page = client.get(f"{url}?objective=1").content.decode()
    assert "1101" in page
    typed = {
        "objective": "1",
        "indicator": indicator.code,
        "before": "2017",
        "after": "2020",
        "comparison": "all",
        "reason": "",
        "supported": ["1101", "1102"],
    }
    assert client.post(url, typed).status_code == 200
    answer = client.post(url, typed | {"reason": "Өснө гэж үзэв."})
    study = EffectStudy.objects.get()
    assert answer.headers["Location"] == reverse("programme:study", args=[study.pk])
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Дүнг бодоогүй байна" in page
    client.post(reverse("programme:study_compute", args=[study.pk]))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Зөрүүгийн зөрүү: 5.0" in page
    assert "p = 0.1000" in page
    for word in ("батлагд", "нотлогд", "proved"):
        assert word not in page


def test_a_study_page_is_closed_to_others(
    evaluation, indicator, evaluator, tree, client
):
    study = specify(evaluation, indicator, evaluator, tree)
    url = reverse("programme:study", args=[study.pk])
    assert client.get(url).status_code == 302
    client.force_login(make_user("bag_governor", tree["1101"]))
    assert client.get(url).status_code == 403
    compute = reverse("programme:study_compute", args=[study.pk])
    assert client.post(compute).status_code == 403


def test_the_more_careful_of_interval_and_shuffling_counts(
    evaluation, indicator, evaluator, tree
):
    study = specify(evaluation, indicator, evaluator, tree)
    study = actions.compute_study(user=evaluator, study=study)
    effect = study.result["effect"]
    for low, high, p, unclear in (
        (1.0, 9.0, 0.01, False),
        (1.0, 9.0, 0.10, True),
        (-1.0, 9.0, 0.01, True),
        (None, None, 0.01, True),
    ):
        effect["low"], effect["high"], effect["permutation"]["p"] = low, high, p
        assert study_shown(study).is_unclear is unclear
