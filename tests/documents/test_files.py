"""What the files promise: an archive, an editable paper, tables as numbers."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook
from pypdf import PdfReader

from bagana.documents.packing import repacked
from bagana.documents.pdf import to_pages, to_pdf
from bagana.documents.sheets import to_xlsx
from bagana.documents.word import TEMPLATE_NAME, built_in, template_bytes, to_docx
from tests.documents.sample import paper
from tests.documents.world import docx_text, pdf_text


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(paper(rows=120))))


def test_the_pdf_says_that_it_is_an_archive_file(pdf):
    metadata = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


def test_the_pdf_carries_its_fonts_and_its_structure(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "mn"
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(below["/FontDescriptor"])


def test_the_pdf_carries_the_day_of_its_data(pdf):
    assert pdf.metadata.creation_date.date().isoformat() == "2019-12-31"
    assert pdf.metadata.title == "Бичвэр"


def test_marks_and_numbers_stand_on_every_page(pdf):
    count = len(pdf.pages)
    assert count > 4
    for number, page in enumerate(pdf.pages, start=1):
        text = page.extract_text()
        assert "жишээ" in text
        assert "НООРОГ" in text
        assert f"{number} / {count}" in text


def test_a_long_table_repeats_its_heading(pdf):
    heads = [page for page in pdf.pages if "Дүн, ₮" in page.extract_text()]
    assert len(heads) > 3


def test_pages_can_be_looked_at():
    pages = to_pages(paper(), ppi=30)
    assert all(page.startswith(b"\x89PNG") for page in pages)


@pytest.fixture(scope="module")
def word() -> Document:
    return Document(io.BytesIO(to_docx(paper())))


def test_the_word_file_is_written_in_styles(word):
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Heading 1", "Heading 2", "List Bullet", "Caption", "Annex"} <= styles


def test_the_word_file_turns_its_annex_on_its_side(word):
    turns = [section.orientation for section in word.sections]
    assert turns == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_the_word_file_repeats_the_heading_of_a_table(word):
    heads = word.element.body.xpath(".//w:tblHeader")
    assert len(heads) == 3


def test_the_word_file_counts_its_pages_and_lists_its_chapters(word):
    fields = [code.text.strip() for code in word.element.body.xpath(".//w:instrText")]
    assert fields == ['TOC \\o "1-1" \\h \\z \\u']
    below = word.sections[0].footer._element.xpath(".//w:instrText")
    assert [code.text.strip() for code in below] == ["PAGE", "NUMPAGES"]


def test_no_tag_of_the_template_is_left(word):
    text = docx_text(to_docx(paper()))
    assert "{" not in text
    assert "\u2063" not in text


def test_pictures_in_word_say_what_they_show(word):
    shown = word.element.body.xpath(".//wp:docPr/@descr")
    assert shown == ["Бичвэр"] * 3


def test_an_office_uses_its_own_template(tmp_path):
    own = Document(io.BytesIO(built_in()))
    own.paragraphs[0].insert_paragraph_before("МАНАЙ БАЙГУУЛЛАГА {{ title }}")
    folder = tmp_path / "documents"
    folder.mkdir()
    own.save(folder / TEMPLATE_NAME)
    assert template_bytes(tmp_path) != built_in()
    assert "МАНАЙ БАЙГУУЛЛАГА Бичвэр" in docx_text(to_docx(paper(), tmp_path))


def test_a_template_without_our_tags_and_styles_still_gets_the_body(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    Document().save(folder / TEMPLATE_NAME)
    text = docx_text(to_docx(paper(), tmp_path))
    assert "1 дүгээр хүснэгт" in text


def test_the_template_can_be_taken(world, client):
    answer = client.get("/documents/template.docx")
    assert answer.status_code == 200
    assert "{{ body }}" in docx_text(answer.content)


def test_a_package_is_packed_the_same_whatever_its_order():
    def package(names, year):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as packed:
            for name in names:
                packed.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), name)
        return target.getvalue()

    first = repacked(package(["[Content_Types].xml", "a", "b"], 2019))
    assert first == repacked(package(["b", "a", "[Content_Types].xml"], 2024))
    assert zipfile.ZipFile(io.BytesIO(first)).namelist()[0] == "[Content_Types].xml"


def test_a_workbook_has_a_sheet_for_each_table_each_with_its_name():
    book = load_workbook(io.BytesIO(to_xlsx(paper())))
    assert book.sheetnames == ["1 дүгээр хүснэгт", "1 дүгээр хүснэгт 2"]
    sheet = book.worksheets[0]
    assert sheet["C5"].value == 1234.5
    assert sheet["B8"].value == "мэдээлэл алга"
    assert sheet.freeze_panes == "A4"


def test_a_bag_stands_on_one_page(world, client):
    for measure in world.measures:
        measure.name_mn = "Урт нэртэй арга хэмжээ " * 20
        measure.save()
        measure.concerned.get_or_create(unit=world.units["1101"])
    content = client.get(world.path("sheet", "pdf", unit="1101")).content
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    assert "Туршилтын хөтөлбөр" in pdf_text(content)
