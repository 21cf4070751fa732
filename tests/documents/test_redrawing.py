"""The dossier of a re-drawing: who has it, and that it says what was decided on."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from bagana.documents.content.redrawing import dossier
from bagana.documents.content.redrawing_maps import FILLS, plan_svg
from bagana.engines import mongolian
from bagana.redistricting.models import PlanObjection
from bagana.redistricting.plan_maps import plan_map
from bagana.redistricting.queries.plans import plan_audit
from tests.documents.world import docx_text, one_line, pdf_text, sheet_values
from tests.factories import make_user
from tests.redistricting.proposal_rows import (
    make_draft,
    make_heard,
    make_with_aimag,
)

pytestmark = pytest.mark.django_db
READ = {"pdf": pdf_text, "docx": docx_text}


def path(case, kind="pdf", lang="mn"):
    code = case.proposal.code
    return reverse("documents:redrawing", args=[code, kind]) + f"?lang={lang}"


def said(case, lang="mn"):
    """Every word of the paper before it is set: quicker than reading a file."""
    with translation.override(lang):
        return one_line(repr(dossier(case.proposal)).replace("\\n", " "))


def text(client, case, kind, lang="mn"):
    response = client.get(path(case, kind, lang))
    assert response.status_code == 200
    return one_line(READ[kind](response.content))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_it_tells_question_figures_hearing_and_steps(client, kind):
    case = make_with_aimag()
    case.proposal.objections.create(
        plan=case.world.even,
        text="Манай хот айл хуваагдана.",
        name="Дорж",
        contact="99112233",
        code="AAAA-BBBB",
        state="rejected",
        is_shown=True,
        answer="Хот айл бүхлээрээ нэг багт үлдэнэ.",
    )
    told = text(client, case, kind)
    for words in (
        "Багууд тэгш бус байна.",
        case.world.even.sha256,
        "Нэгж 1101",
        "Манай хот айл хуваагдана.",
        "Хот айл бүхлээрээ нэг багт үлдэнэ.",
        "40 / 100",
        "11 Иргэдийн Төлөөлөгчдийн Хурлын",
    ):
        assert words in told, words
    assert "99112233" not in told
    assert "Дорж" not in told
    assert "НООРОГ" not in told


def test_its_figures_are_those_of_the_plan():
    case = make_heard()
    told = said(case)
    for row in plan_audit(case.world.even).rows:
        both = row.balances["population"].value
        before, after = map(mongolian.format_number, (both.before, both.after))
        assert f"{before} → {after}" in told


def test_it_names_the_plan_by_the_letter_that_was_heard():
    case = make_heard()
    told = said(case)
    laid = case.proposal.alternatives.get(plan=case.world.even)
    named = f"{laid.letter}. {case.world.even.number}-р хувилбар"
    assert f"Санал болгож буй багууд: {named}" in told
    assert told.count(named) >= 3


def test_it_says_that_nothing_is_proven_where_nothing_is():
    assert "юу ч нотлогдоогүй" in said(make_heard())


def test_what_is_modelled_and_what_is_an_example_is_marked():
    told = said(make_heard())
    assert "загвар" in told
    assert "Нэмэгдэх орон тоо (жишээ)" in told


def test_the_english_one_is_english():
    told = said(make_heard(), "en")
    assert "Dossier on re-drawing the bags" in told
    assert "Households whose bag and address change" in told
    assert "мэдээлэл алга" not in told
    assert "зөрүү" not in told


def test_before_it_is_submitted_it_is_a_draft():
    assert "НООРОГ" in said(make_heard())


def test_the_workbook_has_every_table_with_figures_to_count_with(client):
    case = make_heard()
    sheets = sheet_values(client.get(path(case, "xlsx")).content)
    cells = [cell for rows in sheets.values() for row in rows for cell in row]
    people = plan_audit(case.world.even).weight("population").moved
    assert people in cells
    assert len(sheets) >= 8


def test_a_draft_is_for_its_office_only(client):
    case = make_draft()
    assert client.get(path(case)).status_code == 404
    client.force_login(make_user("sum_officer", case.world.units["12"]))
    assert client.get(path(case)).status_code == 404
    client.force_login(case.world.officer)
    assert client.get(path(case, "xlsx")).status_code == 200
    assert "Хувилбар сонгоогүй байна." in said(case)


def test_a_kind_that_is_none_is_not_found(client):
    assert client.get(path(make_heard(), "exe")).status_code == 404


def test_an_objection_that_is_withheld_is_counted_without_its_words():
    case = make_heard()
    PlanObjection.objects.create(
        proposal=case.proposal,
        plan=case.world.even,
        text="Зөвхөн албанд",
        code="CCCC-DDDD",
        state="rejected",
        hidden_because="Хувь хүний тухай",
        answer="Хариу",
    )
    told = said(case)
    assert "Зөвхөн албанд" not in told
    assert "(Хувь хүний тухай)" in told


def test_a_map_on_paper_needs_no_style_sheet():
    case = make_draft()
    svg = plan_svg(plan_map(case.world.even))
    assert "class=" not in svg
    assert FILLS[0] in svg
    assert svg.count("<circle") == 3
