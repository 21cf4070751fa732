"""Opening and closing posts: the law of the day, the path, who may."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.accounts.models import Role
from bagana.people.actions.posts import change_post, close_post, open_post
from bagana.people.queries.posts import PostsAsked, post_of, posts_asked, vacant
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.people.factories import make_appointment, make_post

OLD, NEW = date(2021, 12, 31), date(2022, 1, 1)


def opened(office, kind="council", path="meeting", on=NEW, **more):
    return open_post(
        user=more.pop("user", office.officer),
        unit=office.units["1101"],
        kind=kind,
        title_mn="Нэр",
        path=path,
        opened_on=on,
        **more,
    )


@pytest.mark.parametrize("kind", ["meeting_chair", "presidium"])
def test_chair_and_presidium_stand_under_the_law_of_2006_only(office, kind):
    assert opened(office, kind, on=OLD).term_years == 4
    with pytest.raises(Refused) as refused:
        opened(office, kind, on=NEW)
    assert "2006" in refused.value.reason
    assert refused.value.field == "kind"


def test_the_council_stands_from_2022(office):
    assert opened(office, "council", on=NEW).pk
    with pytest.raises(Refused) as refused:
        opened(office, "council", on=OLD)
    assert "2022-01-01" in refused.value.reason


def test_a_governor_comes_by_nomination_and_no_other_way(office):
    with pytest.raises(Refused) as refused:
        opened(office, "governor", "decree")
    assert refused.value.field == "path"


def test_only_a_tosgon_has_a_head_of_its_own(office):
    with pytest.raises(Refused):
        opened(office, "tosgon_head", "election")
    office.units["1101"].versions.update(is_tosgon=True)
    assert opened(office, "tosgon_head", "election").term_years == 4


def test_another_sum_and_a_bag_open_nothing(office):
    for role, unit in (
        (Role.SUM_OFFICER, "12"),
        (Role.BAG_GOVERNOR, "1101"),
        (Role.EVALUATOR, "1"),
    ):
        with pytest.raises(PermissionDenied):
            opened(office, user=make_user(role, office.units[unit]))


def test_a_post_never_gives_more_than_its_author_could(office):
    with pytest.raises(PermissionDenied):
        opened(office, role="administrator")
    assert opened(office, "vet", "decree", role="bag_governor").role == "bag_governor"


def test_a_post_that_is_held_is_not_closed(office):
    make_appointment(office.post)
    with pytest.raises(Conflict):
        close_post(user=office.officer, post=office.post, on=date(2025, 1, 1))


def test_a_closed_post_stands_until_the_day_before(office):
    close_post(user=office.officer, post=office.post, on=date(2025, 1, 1))
    bag = office.units["1101"]
    assert post_of(bag, "governor", date(2024, 12, 31)) == office.post
    assert post_of(bag, "governor", date(2025, 1, 1)) is None


def test_changing_a_post_keeps_what_it_was_opened_with(office):
    change_post(user=office.officer, post=office.post, title_mn="Шинэ", phone="1234")
    office.post.refresh_from_db()
    assert (office.post.title, office.post.kind) == ("Шинэ", "governor")
    assert office.post.history.first().history_user == office.officer


def test_vacant_posts_are_counted_in_the_unit_and_below(office):
    make_appointment(make_post(office.units["1102"]))
    day = date(2025, 1, 1)
    assert list(vacant(office.units["11"], day)) == [office.post]
    asked = PostsAsked(state="vacant")
    assert posts_asked(office.officer, office.units["11"], asked, day).count() == 1
    other = make_user(Role.SUM_OFFICER, office.units["12"])
    assert not posts_asked(other, office.units["11"], asked, day).exists()
