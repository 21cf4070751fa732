"""A method as text, hash and words: nothing is lost, one hash for one method."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.index.framework import Branch, Goalposts, Leaf, Words
from bagana.engines.index.writing import to_dict
from bagana.ranking.definition_checks import _is_number
from bagana.ranking.definition_yaml import read_yaml, write_yaml
from bagana.ranking.definitions import (
    canonical_text,
    draft_framework,
    hash_of,
    without_empty,
)
from bagana.ranking.faults import DefinitionRefused
from bagana.ranking.forms.framework_rules import RulesForm, read_merge
from bagana.ranking.forms.framework_tree import TreeForm
from bagana.ranking.method_changes import changes_of, field_names
from bagana.ranking.method_wording import figure
from bagana.ranking.models import FrameworkVersion
from tests.ranking.factories import GATES, METHOD, SHEET


def version(definition=None, **fields):
    values = {
        "definition": definition or to_dict(METHOD),
        "gates": GATES,
        "visit_sheet": SHEET,
    }
    return FrameworkVersion(**(values | fields))


def test_the_whole_text_reads_back_as_the_same_version():
    given_ = version()
    found = read_yaml(write_yaml(given_), code=METHOD.code)
    assert found["definition"] == given_.definition
    assert found["gates"] == GATES
    assert found["visit_sheet"] == SHEET


def test_a_text_without_gates_leaves_them_alone():
    text = write_yaml(version())
    found = read_yaml(text[: text.index("\ngates:")], code=METHOD.code)
    assert set(found) == {"definition"}


def test_the_code_of_a_text_is_the_frameworks():
    assert read_yaml(write_yaml(version()), code="other")["definition"]["code"] == (
        "other"
    )


def test_gates_that_are_no_list_are_refused_with_their_line():
    text = write_yaml(version())
    text = text[: text.index("\ngates:")] + "\ngates: {a: 1}\n"
    with pytest.raises(DefinitionRefused) as refused:
        read_yaml(text, code="x")
    (fault,) = refused.value.faults
    assert fault.line == text.count("\n")


@pytest.mark.parametrize(
    "gate", ["!!foo bar", "!!python/name:os.system", "{code: 2024-13-45}", "9" * 5000]
)
def test_gates_that_yaml_cannot_make_a_value_of_are_refused(gate):
    text = write_yaml(version())
    with pytest.raises(DefinitionRefused):
        read_yaml(f"{text[: text.index('gates:')]}gates:\n- {gate}\n", code="x")


@pytest.mark.parametrize("limit", [10**400, float("inf"), float("nan")])
def test_a_limit_that_no_number_of_the_machine_is_is_refused(limit):
    assert not _is_number(limit)


@pytest.mark.parametrize("sign", ["\\0", "\\ud800", "\\e"])
def test_words_that_no_page_can_show_are_refused(sign):
    named = write_yaml(version()).replace("mn: ", f'mn: "{sign}" #', 1)
    with pytest.raises(DefinitionRefused):
        read_yaml(named, code="x")


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    with pytest.raises(DefinitionRefused):
        read_yaml(text, code="x")


def test_the_hash_is_the_same_for_whole_numbers_with_and_without_a_point():
    whole, pointed = to_dict(METHOD), to_dict(METHOD)
    whole["replications"], pointed["replications"] = 200, 200.0
    assert hash_of(version(whole)) == hash_of(version(pointed))


def test_the_hash_covers_method_gates_and_visit_sheet_and_nothing_else():
    base = hash_of(version())
    changed = to_dict(replace(METHOD, replications=201))
    assert hash_of(version(changed)) != base
    assert hash_of(version(gates=GATES[:1])) != base
    assert hash_of(version(visit_sheet=[])) != base
    assert hash_of(version(note_mn="өөр тайлбар", number=7, revision=9)) == base


def test_the_canonical_text_writes_mongolian_as_letters_and_no_spaces():
    text = canonical_text(version())
    assert "Хуралдсан" in text
    assert '", "' not in text


def test_an_empty_dimension_survives_and_is_left_out_of_computing():
    empty = Branch("empty", Words("Хоосон"), ())
    tree = replace(METHOD.tree, children=(*METHOD.tree.children, empty))
    method = replace(METHOD, tree=tree)
    assert draft_framework(to_dict(method)) == method
    assert without_empty(method) == METHOD
    bare = replace(METHOD, tree=replace(METHOD.tree, children=()))
    assert draft_framework(to_dict(bare)) == bare
    assert without_empty(bare) is None


def form_data(tree):
    """What a browser sends back of a form as it was drawn."""
    data = {"nodes": str(len(tree.rows))}
    for row in tree.rows:
        data[f"{row.form.prefix}-kind"] = "leaf" if row.is_leaf else "branch"
        for field in row.form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value is not None and value is not False:
                data[field.html_name] = str(value)
    return data


numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 4))


@st.composite
def leaves(draw, code):
    low = draw(numbers)
    return Leaf(
        code,
        Words(draw(st.sampled_from(["Нэр", "А, б", "x"])), draw(st.just("Name"))),
        weight=draw(st.floats(0.01, 100)),
        direction=draw(st.sampled_from([1, -1])),
        goalposts=Goalposts(low, low + 1, draw(st.booleans()), draw(st.booleans())),
        target=draw(st.none() | numbers),
        noise=draw(st.sampled_from(["none", "binomial", "poisson", "normal"])),
        self_reported=draw(st.booleans()),
        year=draw(st.none() | st.integers(1990, 2030)),
        panel=draw(st.sampled_from([(), (1.0, 2.0)])),
    )


@settings(max_examples=30)
@given(st.data())
def test_a_tree_that_is_sent_back_untouched_is_the_same_tree(data):
    first = tuple(data.draw(leaves(f"a{n}")) for n in range(2))
    inner = Branch("inner", Words("Дотор"), (data.draw(leaves("b")),), weight=2.5)
    outer = Branch("outer", Words("Гадна"), (inner, *first), aggregate="harmonic")
    root = Branch("index", Words("Индекс"), (outer,))
    method = replace(METHOD, tree=root)
    sent = TreeForm(method, form_data(TreeForm(method)))
    assert sent.is_valid(), [row.form.errors for row in sent.rows]
    assert sent.result() == method


def test_a_dimension_cannot_hang_under_itself():
    data = form_data(TreeForm(METHOD))
    codes = {v: k.removesuffix("-code") for k, v in data.items() if k.endswith("-code")}
    data[f"{codes['services']}-parent"] = "services"
    tree = TreeForm(METHOD, data)
    assert not tree.is_valid()
    assert tree.errors


def test_rules_that_are_sent_back_untouched_are_the_same_rules():
    data = {"revision": "1"}
    for field in RulesForm(method=METHOD):
        value = field.value()
        if value is True:
            data[field.html_name] = "on"
        elif value not in (None, False) or value == 0:
            is_list = isinstance(value, list)
            data[field.html_name] = value if is_list else str(value)
    data = {k: v for k, v in data.items() if v != "False"} | {"revision": "1"}
    form = RulesForm(data, method=METHOD)
    assert form.is_valid(), form.errors
    assert form.result() == METHOD


def test_lines_of_merging_are_read_and_others_refused():
    assert read_merge("rural: mixed, centre\n\n mixed: rural ") == (
        ("rural", ("mixed", "centre")),
        ("mixed", ("rural",)),
    )
    for wrong in ("rural", "rural:", ": mixed", "rural: ,"):
        with pytest.raises(ValueError, match=wrong.strip()[:5]):
            read_merge(wrong)


def test_the_same_method_has_no_changes_and_each_change_is_told_once():
    assert changes_of(METHOD, METHOD) == ()
    heavier = replace(METHOD.tree.children[0], weight=2.0)
    tree = replace(METHOD.tree, children=(heavier, METHOD.tree.children[1]))
    (change,) = changes_of(METHOD, replace(METHOD, tree=tree))
    assert (change.where, change.before, change.after) == ("Үйлчилгээ", "1", "2")
    moved = replace(METHOD, treatment=None, replications=500)
    (change,) = changes_of(METHOD, moved)
    assert (change.before, change.after) == ("200", "500")


def test_an_indicator_that_moves_is_one_change():
    first, second = METHOD.tree.children
    leaf = first.children[0]
    tree = replace(
        METHOD.tree,
        children=(
            replace(first, children=first.children[1:]),
            replace(second, children=(*second.children, leaf)),
        ),
    )
    (change,) = changes_of(METHOD, replace(METHOD, tree=tree))
    assert (change.before, change.after) == ("Үйлчилгээ", "Ажлын байр")


def test_every_field_of_a_method_has_a_name_in_words():
    from dataclasses import fields

    from bagana.engines.index import framework as parts

    names = field_names()
    classes = (parts.Leaf, parts.Branch, parts.Missing, parts.Treatment, parts.Scale)
    classes += (parts.Groups, parts.Factors, parts.Selection)
    for one in classes:
        for field in fields(one):
            if field.name not in ("code", "children"):
                assert field.name in names, f"{one.__name__}.{field.name}"


@pytest.mark.parametrize(
    ("value", "text"),
    [(80.0, "80"), (0.25, "0.25"), (100, "100"), (-3.5, "-3.5"), (0, "0")],
)
def test_a_number_is_as_short_as_it_is_exact(value, text):
    assert figure(value).replace("−", "-") == text
