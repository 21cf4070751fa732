"""Words, signs and bars of how far things are."""

from django.template import Context, Template
from django.utils import translation

from bagana.programme.models import RatingLevel
from bagana.programme.standings import Status
from bagana.programme.templatetags import programme as tags


def drawn(text, **context):
    return Template("{% load programme %}" + text).render(Context(context))


def test_every_status_has_a_word_of_its_own_in_both_languages():
    for language in ("mn", "en"):
        with translation.override(language):
            words = {drawn("{% status_word s %}", s=s.value) for s in Status}
        assert len(words) == len(Status)


def test_a_status_is_named_beside_its_colour():
    with translation.override("mn"):
        assert ">хугацаа хэтэрсэн<" in drawn("{% status_word s %}", s="late")


def test_an_unknown_light_is_grey_and_says_that_nothing_is_known():
    with translation.override("mn"):
        for value in (None, "", "purple"):
            text = drawn("{% light v %}", v=value)
            assert "light--grey" in text
            assert "мэдээлэл алга" in text


def test_a_step_that_is_not_due_has_no_per_cent():
    not_due = RatingLevel(percent=None, name_mn="хугацаа болоогүй", name_en="not due")
    half = RatingLevel(percent=70, name_mn="шатандаа", name_en="under way")
    with translation.override("en"):
        assert "%" not in drawn("{% rating level %}", level=not_due)
        assert "70% under way" in drawn("{% rating level %}", level=half)
        assert "no data" in drawn("{% rating level %}", level=None)


def test_a_bar_fills_the_whole_and_says_its_parts():
    counts = {"done": 3, "late": 1, "dropped": 0}
    with translation.override("mn"):
        parts = tags.status_parts(counts)
        text = drawn("{% share_bar parts %}", parts=parts)
    assert [part.css for part in parts] == ["state--done", "state--late"]
    assert 'x="0.00" width="75.00"' in text
    assert 'x="75.00" width="25.00"' in text
    assert 'aria-label="хэрэгжсэн 3, хугацаа хэтэрсэн 1"' in text


def test_nothing_to_show_draws_nothing():
    assert drawn("{% share_bar parts %}", parts=[]) == ""
    assert drawn("{% share_words parts %}", parts=[]) == ""
    assert tags.status_parts(None) == []


def test_a_name_that_a_person_wrote_is_never_markup():
    parts = tags.level_parts([(100, "<b>бүрэн</b>", 2)])
    text = drawn("{% share_bar parts %}{% share_words parts %}", parts=parts)
    assert "<b>бүрэн" not in text


def test_steps_of_a_scale_keep_their_order_and_lights_theirs():
    levels = [(100, "a", 1), (70, "b", 2), (0, "c", 0), (None, "d", 4)]
    assert [part.count for part in tags.level_parts(levels)] == [1, 2, 4]
    lights = tags.light_parts({"grey": 1, "green": 2, "red": 3})
    assert [part.count for part in lights] == [2, 3, 1]
