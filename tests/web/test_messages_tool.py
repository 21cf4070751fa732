"""`python -m bagana.project.messages`: what it finds, keeps, drops and complains of."""

from __future__ import annotations

import pytest

from bagana.project import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
A = _("нэг")
B = ngettext("%(n)s баг", "%(n)s багууд", 2)
C = pgettext("хүснэгт", "багана")
D = "орохгүй"
"""
TEMPLATE = """<ul>
  <li title='x'>{% translate "хоёр" %}
{% blocktranslate trimmed with n=3 %}
    гурав {{ n }}
{% endblocktranslate %}
  {% include "a.html" with label=_("дөрөв") %}
"""


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    app = tmp_path / "sample"
    (app / "templates").mkdir(parents=True)
    (app / "apps.py").write_text(PYTHON, encoding="utf-8")
    (app / "templates" / "a.html").write_text(TEMPLATE, encoding="utf-8")
    return app


def translate(app, **words):
    catalog = messages.read_app(app)
    for message in catalog:
        if message.id in words:
            message.string = words[message.id]
    messages._write(messages.po_path(app), messages._po_text(catalog))


def ids(app):
    return {message.id for message in messages.read_app(app) if message.id}


def test_it_finds_strings_in_code_and_templates(source):
    messages.update(["sample"])
    assert ids("sample") == {
        "нэг",
        ("%(n)s баг", "%(n)s багууд"),
        "багана",
        "хоёр",
        "гурав %(n)s",
        "дөрөв",
    }


def test_it_keeps_translations_and_drops_what_is_gone(source):
    messages.update(["sample"])
    translate("sample", нэг="one", хоёр="two")
    (source / "templates" / "a.html").write_text("", encoding="utf-8")
    messages.update(["sample"])
    assert messages.read_app("sample").get("нэг").string == "one"
    assert "хоёр" not in ids("sample")


def test_a_second_run_changes_nothing(source):
    assert messages.update(["sample"])
    before = messages.po_path("sample").read_bytes()
    assert messages.update(["sample"]) == []
    assert messages.po_path("sample").read_bytes() == before


def test_it_names_what_is_untranslated_and_what_is_not_extracted(source):
    assert any("'нэг': not in the .po" in line for line in messages.check(["sample"]))
    messages.update(["sample"])
    assert "sample: 'нэг': untranslated" in messages.check(["sample"])
    translate("sample", нэг="one")
    assert not any("'нэг'" in line for line in messages.check(["sample"]))


def test_it_refuses_a_translation_that_loses_a_placeholder(source):
    messages.update(["sample"])
    catalog = messages.read_app("sample")
    catalog.get("гурав %(n)s").string = "three"
    messages._write(messages.po_path("sample"), messages._po_text(catalog))
    assert any("placeholders differ" in line for line in messages.check(["sample"]))


def test_it_names_a_string_translated_in_two_ways(source):
    other = source.parent / "zother"
    other.mkdir()
    (other / "apps.py").write_text("A = _('нэг')\n", encoding="utf-8")
    messages.update(["sample", "zother"])
    translate("sample", нэг="one")
    translate("zother", нэг="uno")
    lines = messages.check(["sample", "zother"])
    assert "zother: 'нэг': translated otherwise in sample" in lines


def test_a_translation_known_elsewhere_is_taken_over(source):
    messages.update(["sample"])
    translate("sample", нэг="one")
    other = source.parent / "zother"
    other.mkdir()
    (other / "apps.py").write_text("A = _('нэг')\n", encoding="utf-8")
    messages.update(["zother"])
    assert messages.read_app("zother").get("нэг").string == "one"


def test_it_compiles_what_gettext_can_read(source):
    import gettext

    messages.update(["sample"])
    translate("sample", нэг="one")
    messages.compile_all()
    with messages.po_path("sample").with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("нэг") == "one"
