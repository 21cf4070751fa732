"""Support through measures of the programme, the year after, and the end."""

from datetime import date
from decimal import Decimal

import pytest

from bagana.ranking.actions import selection as actions
from bagana.ranking.models import Award, Support
from bagana.ranking.queries.selection_awards import awards_of, since_of
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act
from tests.programme.factories import make_measure, make_money, make_programme
from tests.ranking.factories import make_framework, make_objection, make_run
from tests.ranking.factories import make_version as frozen
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import at, computed_run, patch_runs

pytestmark = pytest.mark.django_db


@pytest.fixture
def p(monkeypatch):
    patch_runs(monkeypatch)
    return make_procedure("decided")


def award(bag="1101"):
    return Award.objects.select_related("selection").get(unit__code=bag)


def add(p, **fields):
    values = {"award": award(), "text_mn": "Багийн төвийг засах"}
    return actions.add_support(user=p.officer, **(values | fields))


def test_support_is_tied_to_a_measure_and_its_money(p):
    measure = make_measure(p.world.programme, p.units["11"])
    make_money(measure, Decimal("60000000"))
    make_money(measure, Decimal("25000000.50"), kind="payment")
    add(p, amount=Decimal("59400000"), measure=measure)
    add(p, text_mn="Сургалт", amount=Decimal("600000.25"))
    row = next(row for row in awards_of(p.selection) if row.award.unit.code == "1101")
    assert row.promised == Decimal("60000000.25")
    assert row.supports[0].money.paid == Decimal("25000000.50")
    assert row.supports[1].money is None


def test_it_refuses_a_measure_of_another_programme(p):
    foreign = make_measure(make_programme(p.units["1"]), p.units["11"])
    with pytest.raises(Refused) as refused:
        add(p, measure=foreign)
    assert refused.value.field == "measure"


@pytest.mark.parametrize("amount", [Decimal(0), Decimal(-1), Decimal(10) ** 13])
def test_it_refuses_money_that_cannot_be(p, amount):
    with pytest.raises(Refused) as refused:
        add(p, amount=amount)
    assert refused.value.field == "amount"


def test_it_refuses_support_without_words(p):
    with pytest.raises(Refused) as refused:
        add(p, text_mn=" ")
    assert refused.value.field == "text_mn"


def test_a_withdrawn_award_gets_no_support(p):
    act = make_act(p.units["1"], date=date(2024, 6, 3))
    actions.correct_by_act(
        user=p.officer,
        selection=p.selection,
        act=act,
        note="Залруулга",
        withdraw=[award()],
        now=at(6, 10),
    )
    with pytest.raises(Conflict):
        add(p)


def test_support_entered_by_mistake_is_dropped_with_a_reason(p):
    one = add(p)
    with pytest.raises(Refused):
        actions.drop_support(user=p.officer, support=one, reason=" ")
    actions.drop_support(user=p.officer, support=one, reason="Давхардсан")
    assert not Support.objects.exists()
    last = Support.history.first()
    assert (last.history_type, last.history_change_reason) == ("-", "Давхардсан")


@pytest.mark.parametrize("who", ["sum_officer", "governor", "evaluator"])
def test_only_who_conducts_supports_and_follows_up(p, who):
    user, one = getattr(p, who), add(p)
    tries = [
        lambda: actions.add_support(user=user, award=award(), text_mn="х"),
        lambda: actions.drop_support(user=user, support=one, reason="х"),
        lambda: follow(p, user=user),
        lambda: actions.close_selection(user=user, selection=p.selection),
    ]
    for attempt in tries:
        with pytest.raises(PermissionDenied):
            attempt()


def follow(p, bag="1101", **fields):
    values = {
        "user": p.officer,
        "award": award(bag),
        "seen_on": date(2025, 5, 10),
        "finding_mn": "Хадгалагдсан.",
        "now": at(5, 20, 2025),
    }
    return actions.record_follow_up(**(values | fields))


@pytest.mark.parametrize("day", [date(2025, 5, 5), date(2025, 5, 21)])
def test_a_year_must_have_passed(p, day):
    with pytest.raises(Refused) as refused:
        follow(p, seen_on=day)
    assert refused.value.field == "seen_on"


def test_the_finding_has_words_and_a_run_of_the_same_framework(p):
    with pytest.raises(Refused):
        follow(p, finding_mn=" ")
    foreign = make_run(frozen(make_framework(p.units["1"])), 2024)
    with pytest.raises(Refused) as refused:
        follow(p, run=foreign)
    assert refused.value.field == "run"
    own = make_run(p.world.version, 2024)
    assert follow(p, run=own).run == own


def test_the_year_after_is_read_beside_the_year_of_the_selection(p):
    later = computed_run(p.world.version, {"1101": "grey"})
    later.period = make_run(p.world.version, 2024).period
    later.published_at = at(3, 1, 2025)
    later.save()
    found = since_of(award())
    assert (found.before.verdict, found.after.verdict) == ("proposed", "grey")
    assert found.run == later


def test_it_ends_when_every_award_was_followed_up(p):
    objection = make_objection(p.selection, contact="99112233")
    close = {"user": p.officer, "selection": p.selection, "now": at(5, 21, 2025)}
    follow(p, "1101")
    with pytest.raises(Refused) as refused:
        actions.close_selection(**close)
    assert refused.value.reason.startswith("1 нэгж")
    follow(p, "1102")
    with pytest.raises(Refused):
        actions.close_selection(**(close | {"now": at(5, 1, 2025)}))
    assert actions.close_selection(**close).state == "closed"
    objection.refresh_from_db()
    assert objection.contact == ""
    for attempt in (lambda: add(p), lambda: follow(p)):
        with pytest.raises(Conflict):
            attempt()


def test_nothing_is_supported_before_the_act(monkeypatch):
    patch_runs(monkeypatch)
    p = make_procedure("answered")
    with pytest.raises(Conflict):
        actions.close_selection(user=p.officer, selection=p.selection)
