"""The one stylesheet: small, without force, readable in both schemes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from bagana.project.messages import SOURCE

CSS = (SOURCE / "web/static/bagana/bagana.css").read_text(encoding="utf-8")
SCRIPT = (SOURCE / "web/static/bagana/bagana.js").read_text(encoding="utf-8")


def tokens(text):
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", text))
    return {name: value.ljust(7, value[-1]) for name, value in found.items()}


LIGHT = tokens(CSS[: CSS.index("@media")])
DARK = LIGHT | tokens(CSS[CSS.index("@media") : CSS.index("/* ground */")])


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_it_is_one_small_file():
    assert len(CSS.encode()) <= 30 * 1024
    assert "@import" not in CSS
    assert "!important" not in CSS
    assert "url(http" not in CSS


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "muted", "accent", "good", "care", "bad"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_text_meets_aa_on_every_ground(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("state", ["good", "care", "bad", "accent"])
def test_text_meets_aa_on_notices(scheme, state):
    ground = scheme[f"{state}-tint"]
    assert contrast(scheme["ink"], ground) >= 4.5
    assert contrast(scheme[state], ground) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_buttons_and_edges_can_be_seen(scheme):
    for ground in ("accent", "bad", "muted", "ink"):
        assert contrast(scheme["paper"], scheme[ground]) >= 4.5
    assert contrast(scheme["edge"], scheme["paper"]) >= 3


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_classes_of_a_map_run_one_way_in_steps_that_show(scheme):
    steps = [luminance(scheme[f"seq-{n}"]) for n in range(5)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    for one, other in pairwise(scheme[f"seq-{n}"] for n in range(5)):
        assert contrast(one, other) >= 1.3


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_differences_have_their_middle_between_two_hues(scheme):
    middle = luminance(scheme["div-2"])
    ends = [luminance(scheme[name]) for name in ("div-0", "div-4")]
    assert all(end < middle for end in ends) or all(end > middle for end in ends)


def test_the_script_makes_no_code_or_style_from_text():
    for word in ("eval(", "innerHTML", "new Function", 'setAttribute("style', "cookie"):
        assert word not in SCRIPT
