"""What an action refuses is said where the person can mend it."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import include, path
from django.utils import translation

from bagana.web.errors import Conflict, Refused, refusals_in


class NameForm(forms.Form):
    name = forms.CharField(label="Нэр", help_text="Албан ёсны бичлэгээр.")
    note = forms.CharField(label="Тайлбар", required=False)
    old = forms.CharField(widget=forms.HiddenInput)


def refuse(request):
    raise Refused("Энэ нэр давхардсан.", "Өөр нэр өгнө үү.", "name")


def collide(request):
    raise Conflict("Дараагийн өөрчлөлт үүнээс хамаарна.")


def fail(request):
    raise RuntimeError("a fault of the program")


urlpatterns = [
    path("refuse/", refuse),
    path("collide/", collide),
    path("fail/", fail),
    path("", include("bagana.project.urls")),
]


def form_after(error):
    form = NameForm({"name": "Баян", "old": "a"})
    assert form.is_valid()
    with refusals_in(form):
        raise error
    assert not form.is_valid()
    return form


def test_a_refusal_stands_at_its_field_with_what_was_typed():
    form = form_after(Refused("Давхардсан.", "Өөр нэр өгнө үү.", "name"))
    assert form.errors["name"] == ["Давхардсан. Өөр нэр өгнө үү."]
    assert 'value="Баян"' in str(form)


@pytest.mark.parametrize("field", ["", "unknown"])
def test_a_refusal_of_no_field_stands_above_the_form(field):
    form = form_after(Refused("Давхардсан.", field=field))
    assert form.non_field_errors() == ["Давхардсан."]
    assert "Давхардсан." in str(form)


def test_other_errors_pass():
    with pytest.raises(RuntimeError), refusals_in(NameForm({})):
        raise RuntimeError


def test_fields_are_drawn_our_way():
    drawn = str(NameForm({"name": "", "old": "a"}))
    assert '<div class="field field--error">' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_error"' in drawn
    assert '<a href="#id_name">Нэр</a>' in drawn
    assert drawn.count("(заавал биш)") == 1


@pytest.mark.django_db
@pytest.mark.urls("tests.web.test_refusals")
@pytest.mark.parametrize(("address", "status"), [("/refuse/", 422), ("/collide/", 409)])
def test_an_uncaught_refusal_has_a_page(client, address, status):
    page = client.post(address)
    assert page.status_code == status
    assert "Юу ч өөрчлөгдөөгүй." in page.text
    assert "«буцах»" in page.text


@pytest.mark.django_db
@pytest.mark.urls("tests.web.test_refusals")
def test_the_page_says_the_reason_and_the_way_out(client):
    page = client.get("/refuse/")
    assert "Энэ нэр давхардсан." in page.text
    assert "Өөр нэр өгнө үү." in page.text


@pytest.mark.urls("tests.web.test_refusals")
def test_a_fault_shows_its_page_without_the_database(client):
    # No django_db mark: any query would fail this test.
    client.raise_request_exception = False
    page = client.get("/fail/")
    assert page.status_code == 500
    assert "Системд алдаа гарлаа" in page.text


@pytest.mark.urls("tests.web.test_refusals")
def test_a_foreign_host_name_is_explained(client):
    page = client.get("/fail/", headers={"host": "elsewhere.example"})
    assert page.status_code == 400
    assert "BAGANA_HOSTS" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_are_whole_in_both_languages(name, language, rf):
    from django.template.loader import get_template

    with translation.override(language):
        page = get_template(f"{name}.html").render({}, rf.get("/x/"))
        assert f'<html lang="{language}">' in page
        bare = page.replace("Монгол", "")
        cyrillic = [letter for letter in bare if "а" <= letter.lower() <= "я"]
        assert bool(cyrillic) == (language == "mn")


@pytest.mark.django_db
def test_a_form_of_another_session_is_explained(client):
    client.handler.enforce_csrf_checks = True
    page = client.post("/accounts/login/", {"login": "a"})
    assert page.status_code == 403
    assert "Маягтын хугацаа дууссан байна" in page.text
