"""A framework file is read whole, or every mistake is named by its line."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.index import (
    FrameworkInvalid,
    Goalposts,
    Treatment,
    Words,
    framework_from_dict,
    framework_from_text,
    sha256,
    to_dict,
    to_yaml,
)

GOOD = """\
code: small
title: {mn: Туршилт, en: Test}
tree:
  code: index
  name: {mn: Индекс, en: Index}
  aggregate: geometric
  children:
    - code: health
      name: {mn: Эрүүл мэнд, en: Health}
      weight: 2
      children:
        - code: deaths
          name: {mn: Нас баралт, en: Deaths}
          direction: -1
          denominator: people
          noise: poisson
          goalposts: {low: 0, high: 12.5}
        - {code: NO, name: Аргон, goalposts: {low: 1, high: 10, log: true}, year: 2020}
    - code: schools
      name: Сургууль
      weight: [20, 30, 10]
      self_reported: yes
      goalposts: {low: 0, high: 1e2, clip: false}
    - code: roads
      name: Зам
      weight: [80, 70, 90]
      goalposts: {low: -1, high: 1}
missing: {dimension_share: 2/3, impute: group_median}
treatment: none
scale: {method: minmax, low: 1, high: 100}
groups:
  by: group
  minimum: 15
  merge: {mixed: [rural, centre]}
  apart: [tosgon]
factors: {weight_spread: 0.25, scales: [{method: zscore, mean: 10, deviation: 2}]}
selection: {top: 3, years: [2, 3]}
replications: 2000
"""
# Panels of other sizes than their neighbours' are a mistake, so all have one.
GOOD = GOOD.replace("weight: 2\n", "weight: [0, 0, 0.0]\n")


def problems(text, **settings):
    with pytest.raises(FrameworkInvalid) as refusal:
        framework_from_text(text, **settings)
    return refusal.value.problems


def changed(old, new):
    assert old in GOOD
    return problems(GOOD.replace(old, new, 1))


def test_what_is_written_is_what_is_read():
    fw = framework_from_text(GOOD)
    assert fw.title == Words("Туршилт", "Test")
    assert fw.indicators == ("deaths", "NO", "schools", "roads")
    deaths, argon, schools, _ = fw.leaves
    assert (deaths.direction, deaths.denominator) == (-1, "people")
    assert argon.goalposts == Goalposts(1, 10, log=True)
    assert (argon.year, argon.name) == (2020, Words("Аргон"))
    assert schools.self_reported
    assert (schools.weight, schools.panel) == (20, (20, 30, 10))
    assert fw.missing.dimension_share == pytest.approx(2 / 3)
    assert fw.treatment is None
    assert fw.groups.merge == (("mixed", ("rural", "centre")),)
    assert (fw.factors.weight_spread, fw.factors.concentration) == (0.25, None)
    assert fw.factors.scales[0].method == "zscore"


def test_what_is_left_out_is_as_the_method_has_it():
    fw = framework_from_text(GOOD.replace("treatment: none\n", ""))
    assert fw.treatment == Treatment()
    assert fw.selection.probability == 0.8
    assert fw.missing.overall_share == 0.8


def test_it_comes_back_the_same_through_data_json_and_yaml():
    fw = framework_from_text(GOOD)
    assert framework_from_dict(to_dict(fw)) == fw
    assert framework_from_dict(json.loads(json.dumps(to_dict(fw)))) == fw
    assert framework_from_text(to_yaml(fw)) == fw


def test_the_hash_is_of_the_meaning_not_of_the_text():
    fw = framework_from_text(GOOD)
    assert sha256(framework_from_text("# a comment\n" + GOOD)) == sha256(fw)
    assert sha256(framework_from_text(to_yaml(fw))) == sha256(fw)
    assert len(sha256(fw)) == 64
    other = framework_from_text(GOOD.replace("high: 12.5", "high: 12.25"))
    assert sha256(other) != sha256(fw)


def test_a_whole_number_hashes_the_same_with_and_without_a_point():
    a = framework_from_text(GOOD)
    b = framework_from_text(GOOD.replace("top: 3", "top: 3.0").replace("1e2", "100"))
    assert sha256(a) == sha256(b)


def test_keys_of_others_may_stand_beside():
    text = GOOD + "gates: [{code: land}]\n"
    assert framework_from_text(text, beside=("gates",)).code == "small"
    (problem,) = problems(text)
    assert "gates" in problem.what.en


@pytest.mark.parametrize(
    ("old", "new", "line", "where", "said"),
    [
        ("weight: [20, 30, 10]", "weigth: 1", 21, "weigth", "no key “weigth”"),
        ("weight: [20, 30, 10]", "weight: -1", 21, "weight", "“weight” is wrong"),
        ("weight: [20, 30, 10]", "weight: [20, x, 1]", 21, "weight[1]", "wrong"),
        ("weight: [20, 30, 10]", "weight: [20, 30]", 4, "tree", "different numbers"),
        ("direction: -1", "direction: down", 14, "direction", "“direction” is wrong"),
        ("direction: -1", "direction: 0", 14, "direction", "“direction” is wrong"),
        ("noise: poisson", "noise: loud", 16, "noise", "“noise” is wrong"),
        ("high: 12.5", "high: .nan", 17, "high", "“high” is wrong"),
        ("high: 12.5", "high: 1e999", 17, "high", "“high” is wrong"),
        ("high: 12.5", "high: -1", 17, "goalposts", "not below the upper one"),
        ("{low: 0, high: 12.5}", "{low: 0}", 17, "goalposts", "“high” is missing"),
        ("low: 1, high: 10", "low: 0, high: 10", 18, "goalposts", "above nought"),
        ("code: schools", "code: deaths", 19, "children[1]", "stands twice"),
        ("code: schools", "code: index", 19, "children[1]", "stands twice"),
        ("code: schools", "code: a b", 19, "code", "“code” is wrong"),
        ("name: Сургууль", "name: ''", 20, "name", "“name” is wrong"),
        ("self_reported: yes", "self_reported: 1", 22, "self_reported", "wrong"),
        ("high: 1e2, clip: false", "high: 9, clip: no, x: 1", 23, "x", "no key “x”"),
        ("goalposts: {low: -1, high: 1}", "year: null", 24, "[2]", "no goalposts"),
        ("aggregate: geometric", "aggregate: median", 6, "aggregate", "wrong"),
        ("aggregate: geometric", "power: 2", 6, "power", "no effect"),
        ("impute: group_median", "impute: zero", 28, "impute", "“impute” is wrong"),
        ("2/3", "7/3", 28, "dimension_share", "“dimension_share” is wrong"),
        ("2/3", "1/0", 28, "dimension_share", "“dimension_share” is wrong"),
        ("treatment: none", "treatment: {skw: 2}", 29, "skw", "no key “skw”"),
        ("low: 1, high: 100}", "low: 9, high: 1}", 30, "scale", "wrong way round"),
        ("low: 1, high: 100}", "low: -9}", 30, "scale", "below nought"),
        ("method: minmax, low: 1", "method: median", 30, "method", "wrong"),
        ("minimum: 15", "minimum: many", 33, "minimum", "“minimum” is wrong"),
        ("[rural, centre]", "[tosgon]", 34, "mixed", "contradicts itself"),
        ("[rural, centre]", "[mixed]", 34, "mixed", "contradicts itself"),
        ("[rural, centre]", "rural", 34, "mixed", "“mixed” is wrong"),
        ("apart: [tosgon]", "apart: tosgon", 35, "apart", "“apart” is wrong"),
        ("0.25, scales", "0.25, concentration: 9, scales", 36, "factors", "both"),
        ("mean: 10", "mean: 1", 36, "scales[0]", "below nought"),
        ("top: 3", "top: 0", 37, "top", "“top” is wrong"),
        ("years: [2, 3]", "years: [3, 2]", 37, "years", "“years” is wrong"),
        ("replications: 2000", "replications: 1", 38, "replications", "wrong"),
        ("title: {mn: Туршилт, en: Test}", "title: {en: Test}", 2, "title", "wrong"),
        ("code: small\n", "code: small\ncode: small\n", 2, "", "stands twice"),
    ],
)
def test_each_mistake_is_named_by_line_and_place(old, new, line, where, said):
    (problem,) = changed(old, new)
    assert problem.line == line
    assert problem.where.endswith(where)
    assert said in problem.what.en
    assert problem.what.mn
    assert problem.fix.mn
    assert problem.fix.en


def test_weights_that_are_all_nought_are_a_mistake():
    text = GOOD.replace("[20, 30, 10]", "0").replace("[80, 70, 90]", "0")
    (problem,) = problems(text.replace("[0, 0, 0.0]", "0"))
    assert "nought" in problem.what.en


def test_a_branch_without_children_is_a_mistake():
    start = GOOD.index("      children:\n        - code: deaths")
    end = GOOD.index("    - code: schools")
    (problem,) = problems(GOOD[:start] + "      children: []\n" + GOOD[end:])
    assert (problem.line, "no children" in problem.what.en) == (8, True)
    (problem,) = problems(GOOD[:start] + "      aggregate: harmonic\n" + GOOD[end:])
    assert "no children" in problem.what.en


def test_the_root_must_be_a_branch():
    text = "code: a\ntitle: b\ntree: {code: c, name: d}\n"
    (problem,) = problems(text)
    assert (problem.line, problem.where) == (3, "tree")


def test_copeland_under_a_geometric_mean_is_a_mistake():
    text = GOOD.replace("      weight: [0, 0, 0.0]", "      aggregate: copeland", 1)
    text = text.replace("[20, 30, 10]", "1").replace("[80, 70, 90]", "1")
    (problem,) = problems(text)
    assert "Copeland" in problem.what.en


def test_a_scale_by_targets_needs_targets():
    text = GOOD.replace("method: minmax", "method: distance_to_target")
    found = problems(text)
    assert len(found) == 4
    assert all("no target" in p.what.en for p in found)


def test_all_mistakes_are_told_at_once_in_the_order_of_lines():
    text = GOOD.replace("direction: -1", "direction: 5").replace("top: 3", "top: x")
    found = problems(text.replace("code: small", "cod: small"))
    assert [p.line for p in found] == sorted(p.line for p in found)
    assert len(found) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("# only a comment", "empty"),
        ("a: [", "YAML"),
        ("\tcode: x", "YAML"),
        ("code: \x00", "YAML"),
        ("code: \ud800", "YAML"),
        ('"\\UFFFFFFFF"', "YAML"),
        ("a: 1\n---\nb: 2", "YAML"),
        ("a: &x 1\nb: *x", "Anchors"),
        ("[" * 100_000, "levels"),
        ("? [a]\n: 1", "key"),
        ("a: " + "x" * 600_000, "too long"),
        ("- 1", "wrong"),
        ("42", "wrong"),
    ],
)
def test_what_is_no_framework_is_refused_with_a_reason(text, said):
    assert said in problems(text)[0].what.en


def test_plain_data_may_be_deep_or_odd():
    deep: dict = {}
    for _ in range(3_000):
        deep = {"tree": deep}
    for odd in (deep, {1: 2}, {"tree": [1]}, {"code": float("nan")}, {"tree": None}):
        with pytest.raises(FrameworkInvalid):
            framework_from_dict(odd)


def told(read, given):
    """Nothing but FrameworkInvalid may come out, and it says what is wrong."""
    with suppress(FrameworkInvalid):
        read(given)
        return
    with pytest.raises(FrameworkInvalid) as refusal:
        read(given)
    assert refusal.value.problems
    assert all(problem.what.mn and problem.fix.mn for problem in refusal.value.problems)


PIECES = st.sampled_from(
    [*GOOD.splitlines(keepends=True), *"{}[]:,&*!|>-'\"#\n ", "1/0", "null", "\t", "ө"]
)


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=50, deadline=None)
def test_no_text_brings_anything_but_a_framework_or_its_mistakes(pieces):
    told(framework_from_text, "".join(pieces))


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 40), st.text(max_size=4))
@settings(max_examples=50, deadline=None)
def test_no_slip_of_the_pen_brings_a_traceback(start, length, instead):
    told(framework_from_text, GOOD[:start] + instead + GOOD[start + length :])


json_data = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["code", "tree", "name", "children"]), inner)
    ),
    max_leaves=20,
)


@given(
    st.dictionaries(
        st.sampled_from(sorted(to_dict(framework_from_text(GOOD)))), json_data
    )
)
@settings(max_examples=40, deadline=None)
def test_no_data_brings_anything_but_a_framework_or_its_mistakes(given_data):
    with pytest.raises(FrameworkInvalid):
        framework_from_dict(given_data)
