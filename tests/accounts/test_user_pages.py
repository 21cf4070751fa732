"""The office pages on users, and the list of changes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from bagana.accounts.models import RoleAssignment, User
from tests.factories import START, make_act, make_tree, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(tree, client):
    user = make_user("aimag_officer", tree["1"], display_name="Аймгийн ажилтан Болд")
    client.force_login(user)
    return user


def text_of(answer) -> str:
    return answer.content.decode()


def page_of(user) -> str:
    return reverse("accounts:user", args=[user.pk])


@pytest.fixture
def stranger(tree):
    """An administrator of another aimag, and thus outside."""
    from bagana.territory.ancestry import rebuild
    from tests.factories import make_unit

    other = make_unit("2", tree["MN"], "aimag")
    rebuild()
    return make_user("administrator", other, display_name="Өөр аймгийн хүн")


def test_the_list_shows_the_subtree_and_nobody_else(client, officer, tree, stranger):
    inside = make_user("bag_governor", tree["1101"], display_name="Багийн дарга")
    page = text_of(client.get(reverse("accounts:users")))
    assert inside.display_name in page
    assert stranger.display_name not in page
    assert client.get(page_of(stranger)).status_code == 404


def test_the_list_filters_by_name_role_and_state(client, officer, tree):
    make_user("sum_officer", tree["11"], display_name="Сум Сүрэн")
    make_user(
        "bag_governor", tree["1101"], display_name="Хаалттай Хаш", is_active=False
    )
    url = reverse("accounts:users")
    for query, shown, hidden in [
        ("text=Сүрэн", "Сум Сүрэн", "Хаалттай Хаш"),
        ("role=bag_governor", "Хаалттай Хаш", "Сум Сүрэн"),
        ("state=closed", "Хаалттай Хаш", "Сум Сүрэн"),
        ("state=active&sort=username", "Сум Сүрэн", "Хаалттай Хаш"),
    ]:
        page = text_of(client.get(f"{url}?{query}"))
        assert shown in page, query
        assert hidden not in page, query
    assert client.get(f"{url}?sort=x&page=y&role=z").status_code == 200


def test_names_stand_in_mongolian_order(client, officer, tree):
    for name in ("Яруу", "Өлзий", "Оюун", "Пүрэв"):
        make_user("bag_governor", tree["1101"], display_name=name)
    page = text_of(client.get(reverse("accounts:users")))
    places = [page.index(name) for name in ("Оюун", "Өлзий", "Пүрэв", "Яруу")]
    assert places == sorted(places)


def test_who_never_signed_in_stands_last(client, officer, tree):
    make_user("bag_governor", tree["1101"], display_name="Ирээгүй", username="aaa")
    page = text_of(client.get(reverse("accounts:users"), {"sort": "-last_login"}))
    assert page.index(officer.display_name) < page.index("Ирээгүй")


def test_the_list_costs_the_same_for_one_user_as_for_forty(
    client, officer, tree, django_assert_max_num_queries
):
    for _ in range(40):
        make_user("bag_governor", tree["1101"])
    client.get(reverse("accounts:users"))
    with django_assert_max_num_queries(20):
        client.get(reverse("accounts:users"))


def test_an_officer_adds_a_user_and_sees_the_password_once(client, officer, tree):
    url = reverse("accounts:add_user")
    assert "1101 Нэгж 1101" in text_of(client.get(url))
    data = {
        "display_name": "Шинэ Хүн",
        "username": "shine",
        "role": "bag_governor",
        "unit": "1101 Нэгж 1101",
    }
    answer = client.post(url, data)
    person = User.objects.get(username="shine")
    password = answer.context["password"]
    assert password in text_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert password not in text_of(client.get(page_of(person)))
    assert person.check_password(password)


@pytest.mark.parametrize("unit", ["Нэгж 1102", "нэгж 1102", "1102", "Unit 1102"])
def test_a_unit_is_found_by_code_or_name(client, officer, tree, unit):
    data = {"display_name": "Н", "username": "neg", "role": "bag_governor"}
    client.post(reverse("accounts:add_user"), data | {"unit": unit})
    assert RoleAssignment.objects.get(user__username="neg").unit == tree["1102"]


@pytest.mark.parametrize(
    ("unit", "word"), [("огт байхгүй", "олдсонгүй"), ("Нэгж 110", "Кодоор нь")]
)
def test_an_unclear_unit_is_asked_back_and_nothing_typed_is_lost(
    client, officer, tree, unit, word
):
    data = {"display_name": "Нэр Н", "username": "neg", "role": "bag_governor"}
    page = text_of(client.post(reverse("accounts:add_user"), data | {"unit": unit}))
    assert word in page
    assert 'value="Нэр Н"' in page


def test_an_officer_is_offered_only_the_roles_he_gives(client, officer, tree):
    page = text_of(client.get(reverse("accounts:add_user")))
    assert 'value="bag_governor"' in page
    assert 'value="administrator"' not in page
    data = {"display_name": "Н", "username": "neg", "role": "administrator"}
    client.post(reverse("accounts:add_user"), data | {"unit": "1"})
    assert not User.objects.filter(username="neg").exists()


def test_a_role_is_given_and_ended_on_the_page_of_the_user(client, officer, tree):
    person = make_user("bag_governor", tree["1101"])
    client.post(page_of(person), {"role": "sum_officer", "unit": "11"})
    given = person.roles.get(role="sum_officer")
    first = person.roles.get(role="bag_governor")
    end = reverse("accounts:end_role", args=[person.pk, first.pk])
    client.post(end)
    first.refresh_from_db()
    assert first.valid_to is not None
    page = text_of(client.get(page_of(person)))
    assert "эрх олгосон" in page
    assert given.granted_by == officer


def test_a_role_elsewhere_is_neither_shown_nor_ended(client, officer, tree, stranger):
    elsewhere = stranger.roles.get()
    person = make_user("bag_governor", tree["1101"])
    hidden = RoleAssignment.objects.create(
        user=person, role="evaluator", unit=elsewhere.unit, valid_from=START
    )
    page = text_of(client.get(page_of(person)))
    assert "хяналт-үнэлгээний ажилтан" not in page.partition("<h2>Эрх</h2>")[2]
    end = reverse("accounts:end_role", args=[person.pk, hidden.pk])
    assert client.post(end).status_code == 404


@pytest.mark.parametrize("name", ["reset_password", "close_user", "reopen_user"])
def test_what_one_may_not_do_is_refused_by_address_too(client, officer, tree, name):
    stronger = make_user("administrator", tree["1"])
    answer = client.post(reverse(f"accounts:{name}", args=[stronger.pk]))
    assert answer.status_code == 403
    stronger.refresh_from_db()
    assert stronger.is_active


@pytest.mark.parametrize("name", ["reset_password", "close_user", "reopen_user"])
def test_writing_needs_a_post(client, officer, tree, name):
    person = make_user("bag_governor", tree["1101"])
    assert client.get(reverse(f"accounts:{name}", args=[person.pk])).status_code == 405


def test_an_officer_closes_reopens_and_resets(client, officer, tree):
    person = make_user("bag_governor", tree["1101"])
    client.post(reverse("accounts:close_user", args=[person.pk]))
    person.refresh_from_db()
    assert not person.is_active
    assert "Бүртгэл хаалттай" in text_of(client.get(page_of(person)))
    client.post(reverse("accounts:reopen_user", args=[person.pk]))
    answer = client.post(reverse("accounts:reset_password", args=[person.pk]))
    person.refresh_from_db()
    assert person.is_active
    assert person.check_password(answer.context["password"])


def test_an_officer_ends_a_session_of_whom_he_manages(client, officer, tree):
    person = make_user("bag_governor", tree["1101"])
    theirs = Client()
    typed = {"login": person.username, "password": "нууц-үг-тест-1"}
    theirs.post(reverse("account_login"), typed)
    session = person.usersession_set.get()
    end = reverse("accounts:end_session", args=[person.pk, session.pk])
    client.post(end)
    assert theirs.get(reverse("account_me")).status_code == 302


@pytest.mark.parametrize("role", [None, "bag_governor", "sum_officer"])
def test_who_reads_no_users_is_refused_the_list(client, tree, role):
    unit = {"bag_governor": "1101", "sum_officer": "11"}.get(role or "")
    client.force_login(make_user(role, tree[unit] if unit else None))
    assert client.get(reverse("accounts:users")).status_code == 403
    assert client.get(reverse("accounts:add_user")).status_code == 403


def test_an_evaluator_reads_users_and_writes_nothing(client, tree):
    client.force_login(make_user("evaluator", tree["1"]))
    person = make_user("bag_governor", tree["1101"], display_name="Багийн дарга")
    assert "Багийн дарга" in text_of(client.get(reverse("accounts:users")))
    page = text_of(client.get(page_of(person)))
    assert "Шинэ нууц үг олгох" not in page
    assert "Нээлттэй холболт" not in page
    assert client.get(reverse("accounts:add_user")).status_code == 403
    role = {"role": "bag_governor", "unit": "1102"}
    client.post(page_of(person), role)
    assert person.roles.count() == 1


def test_everyone_sees_the_own_account(client, tree):
    user = make_user("bag_governor", tree["1101"], display_name="Багийн дарга")
    client.force_login(user)
    page = text_of(client.get(reverse("account_me")))
    assert "Багийн дарга" in page
    assert "Нэгж 1101" in page


@pytest.mark.parametrize("name", ["users", "add_user", "history"])
def test_the_office_asks_for_sign_in(client, name):
    answer = client.get(reverse(f"accounts:{name}"))
    assert answer.url.startswith(reverse("account_login"))


def test_the_history_shows_acts_to_all_and_people_by_subtree(
    client, officer, tree, stranger
):
    from bagana.acts.actions import record_act

    act = make_act(tree["1"])
    record_act(
        user=officer,
        body=act.body,
        kind="decree",
        number="77",
        date=act.date,
        title_mn="Түүхэнд үлдэх",
    )
    page = text_of(client.get(reverse("accounts:history")))
    assert "Түүхэнд үлдэх" in page
    assert officer.display_name in page
    assert stranger.display_name not in page
    only = text_of(client.get(reverse("accounts:history"), {"kind": "role"}))
    assert "Түүхэнд үлдэх" not in only


def test_the_history_is_closed_to_who_holds_no_role(client, tree):
    client.force_login(make_user())
    assert client.get(reverse("accounts:history")).status_code == 403
