"""What the demonstration must hold."""

import os
import stat
from datetime import date

import pytest

from bagana.accounts.models import Role, RoleAssignment, User
from bagana.acts.models import Act
from bagana.demo.builder import build
from bagana.demo.summary import summary
from bagana.indicators.actions import verify
from bagana.indicators.models import Indicator, Observation, Publication
from bagana.programme import standings
from bagana.programme.models import (
    Comment,
    EffectStudy,
    Evidence,
    Measure,
    MeasureStanding,
    MoneyEntry,
    PlanBatch,
    Programme,
    Proposal,
    Report,
    Round,
    Target,
)
from bagana.programme.queries.money import money_total
from bagana.programme.queries.rounds import is_unchanged
from bagana.territory.checks import run_checks
from bagana.territory.models import Unit, UnitChange
from bagana.territory.queries import below, counts_by_level, search

PROGRAMME = date(2018, 6, 5)
TODAY = date(2026, 1, 1)
BAG = 3

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """Built once for the tests that only read; every row goes away again."""
    from django.conf import settings
    from django.db import transaction

    former = settings.BAGANA_HOME
    settings.BAGANA_HOME = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
        build()
        yield settings.BAGANA_HOME
        transaction.set_rollback(True)
        block.__exit__(None, None, None)
    settings.BAGANA_HOME = former


def bags_on(day):
    return below(Unit.objects.get(code="43"), day, level=BAG)


@pytest.mark.usefixtures("built")
def test_selenge_has_17_sums_and_56_bags_in_2018_and_57_today():
    selenge = Unit.objects.get(code="43")
    assert counts_by_level(selenge, PROGRAMME) == {2: 17, 3: 56}
    assert counts_by_level(selenge, TODAY) == {2: 17, 3: 57}


@pytest.mark.usefixtures("built")
def test_the_bags_of_2018_are_12_rural_20_mixed_24_central_and_6_have_a_tosgon():
    bags = bags_on(PROGRAMME)
    counts = {
        kind: bags.filter(location_type=kind).count()
        for kind in ("rural", "mixed", "centre")
    }
    assert counts == {"rural": 12, "mixed": 20, "centre": 24}
    assert bags.filter(is_tosgon=True).count() == 6


@pytest.mark.usefixtures("built")
def test_every_bag_says_that_its_classification_is_illustrative():
    for day in (PROGRAMME, TODAY):
        bags = bags_on(day)
        assert all(bag.assumption_mn and bag.assumption_en for bag in bags)
        assert all(bag.boundary_id for bag in bags)


@pytest.mark.usefixtures("built")
def test_the_change_of_2019_is_marked_as_an_assumption_under_an_illustrative_act():
    change = UnitChange.objects.get()
    assert change.is_assumption
    assert change.act.is_illustrative
    assert {unit.code for unit in change.units.all()} >= {"433155", "433157"}
    assert not Act.objects.get(date=PROGRAMME).is_illustrative


@pytest.mark.usefixtures("built")
def test_every_figure_is_published_under_a_hash_that_verifies():
    assert set(Observation.objects.values_list("status", flat=True)) == {"published"}
    publications = list(Publication.objects.all())
    rows = sum(publication.rows for publication in publications)
    assert rows == Observation.objects.count() > 4000
    assert all(verify(publication) for publication in publications)


@pytest.mark.usefixtures("built")
def test_ratios_keep_their_parts():
    ratio = Indicator.objects.get(code="population_density")
    rows = list(ratio.observations.all())
    assert rows
    for row in rows:
        assert row.value == pytest.approx(row.numerator / row.denominator)


@pytest.mark.usefixtures("built")
def test_the_integrity_checks_find_nothing():
    assert run_checks(TODAY) == []
    assert run_checks(PROGRAMME) == []


@pytest.mark.usefixtures("built")
def test_tunkhel_is_found_by_its_latin_name():
    assert "432259" in [version.unit.code for version in search("tunkhel", TODAY)]


def test_each_role_has_one_user_whose_printed_password_works(built):
    lines = (built / "demo-users.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(Role)
    held = set(RoleAssignment.objects.values_list("role", flat=True))
    assert held == set(Role.values)
    username, password = lines[0].split()[:2]
    assert User.objects.get(username=username).check_password(password)


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX systems")
def test_passwords_are_kept_for_the_owner_only(built):
    mode = (built / "demo-users.txt").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


@pytest.mark.usefixtures("built")
def test_the_summary_counts_what_is_there():
    text = summary()
    assert "17 сум" in text
    assert "56 баг" in text
    assert "57 баг" in text
    assert "21 аймаг" in text
    assert "330 сум" in text
    assert "9 дүүрэг" in text
    assert "42 арга хэмжээ, 6 хаасан үе" in text


@pytest.mark.usefixtures("built")
def test_the_programme_rests_on_the_act_of_2018_and_has_two_phases():
    programme = Programme.objects.get(code="bag-development")
    assert programme.act.date == PROGRAMME
    assert programme.act.meeting == "07"
    years = [(p.starts_on.year, p.ends_on.year) for p in programme.phases.all()]
    assert years == [(2018, 2020), (2021, 2023)]


@pytest.mark.usefixtures("built")
def test_what_was_not_announced_is_marked_illustrative():
    programme = Programme.objects.get(code="bag-development")
    assert not programme.is_illustrative
    assert not programme.objectives.filter(is_illustrative=True).exists()
    invented = (Measure, MoneyEntry, Target, Evidence, Proposal, Comment, EffectStudy)
    for model in invented:
        assert model.objects.exists()
        plain = model.objects.filter(is_illustrative=False)
        if model is MoneyEntry:  # the plan itself is its measure's, which is marked
            plain = plain.exclude(kind="plan")
        assert not plain.exists(), model
    assert all(act.is_illustrative for act in Act.objects.filter(date__gt=PROGRAMME))


@pytest.mark.usefixtures("built")
def test_every_objective_has_measures_in_both_phases_and_every_phase_its_money():
    programme = Programme.objects.get(code="bag-development")
    held = set(programme.measures.values_list("objective__number", "phase__number"))
    assert held == {(number, phase) for number in range(1, 9) for phase in (1, 2)}
    for phase in programme.phases.all():
        paid = money_total(programme, phase=phase).paid
        assert 0 < paid < money_total(programme, phase=phase).adjusted


@pytest.mark.usefixtures("built")
def test_six_rounds_are_closed_under_their_hash_and_one_is_open():
    rounds = Round.objects.all()
    assert rounds.filter(closed_at__isnull=False).count() == 6
    assert all(is_unchanged(round) for round in rounds if round.is_closed)
    assert [round.period.code for round in rounds if not round.is_closed] == ["2023-H2"]


@pytest.mark.usefixtures("built")
def test_the_governor_of_tunkhel_has_reports_to_write():
    drafts = Report.objects.filter(state="draft", measure__office__code="432259")
    assert {report.measure.number for report in drafts} == {"2.7", "4.6"}


@pytest.mark.usefixtures("built")
def test_standings_agree_with_a_recount():
    kept = {row.pk: row for row in MeasureStanding.objects.all()}
    fresh = {row.pk: row for row in standings.work_out(list(kept))}
    for pk, row in fresh.items():
        for field in standings.FIELDS:
            assert getattr(row, field) == getattr(kept[pk], field), (pk, field)


@pytest.mark.usefixtures("built")
def test_the_plan_came_in_by_the_import_of_tables_without_a_refusal():
    programme = Programme.objects.get(code="bag-development")
    batch = PlanBatch.objects.get(programme=programme, origin="demo")
    assert batch.counts["refused"] == 0
    assert batch.counts["new"] == Measure.objects.count() == 42
