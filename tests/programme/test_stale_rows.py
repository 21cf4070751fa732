"""Two at once: who saves later undoes nothing of what the other wrote."""

from datetime import date

import pytest

from bagana.programme.actions import activities, planning
from bagana.programme.models import Activity, Measure
from tests.factories import make_tree, make_user
from tests.programme.factories import make_activity, make_measure, make_programme

pytestmark = pytest.mark.django_db
DAY = date(2019, 5, 1)


@pytest.fixture
def officer():
    return make_user("aimag_officer", make_tree()["1"])


@pytest.fixture
def measure(officer):
    unit = officer.roles.get().unit
    return make_measure(make_programme(unit), unit)


def test_a_renamed_step_stays_done(officer, measure):
    seen_before = make_activity(measure)
    done = Activity.objects.get(pk=seen_before.pk)
    activities.reach_milestone(user=officer, activity=done, done_on=DAY)
    activities.amend_activity(
        user=officer,
        activity=seen_before,
        name_mn="Шинэ нэр",
        due_on=DAY,
        reason="нэр",
    )
    assert Activity.objects.get().done_on == DAY


def test_a_dropped_measure_keeps_what_was_amended(officer, measure):
    amended = Measure.objects.get(pk=measure.pk)
    planning.amend_measure(
        user=officer, measure=amended, revision=1, reason="нэр", name_mn="Шинэ нэр"
    )
    planning.drop_measure(user=officer, measure=measure, on=DAY, reason="болив")
    kept = Measure.objects.get()
    assert (kept.name_mn, kept.dropped_on) == ("Шинэ нэр", DAY)
