"""Transliteration promises MNS 5217:2012."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.mongolian import ALPHABET, transliterate

TERMS = {
    "аймаг": "aimag",
    "хороо": "khoroo",
    "сумын төв": "sumyn töv",
    "нутаг дэвсгэрийн зааг": "nutag devsgeriin zaag",
    "Засаг даргын Тамгын газар": "Zasag dargyn Tamgyn gazar",
    "Иргэдийн Нийтийн Хурал": "Irgediin Niitiin Khural",
    "ирц": "irts",
    "албан бичиг": "alban bichig",
    "үе шат": "üye shat",
    "үйл ажиллагаа, арга хэмжээ": "üil ajillagaa, arga khemjee",
    "хяналт-шинжилгээ": "khyanalt-shinjilgee",
    "биелэлт": "biyelelt",
    "хөрөнгийн эх үүсвэр": "khöröngiin ekh üüsver",
    "өвөлжөө": "övöljöö",
    "регистрийн дугаар": "ryegistriin dugaar",
    "тэмдэг": "temdeg",
}


@pytest.mark.parametrize(("cyrillic", "latin"), TERMS.items())
def test_it_writes_the_terms_of_the_field(cyrillic, latin):
    assert transliterate(cyrillic) == latin


def test_it_writes_every_letter_by_the_standard():
    assert transliterate(ALPHABET) == ("abvgdyeyojziiklmnoöprstuüfkhtschshshiyieyuya")


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Хөтөл", "Khötöl"),
        ("ХӨТӨЛ", "KHÖTÖL"),
        ("ЦЭРЭХ", "TSEREKH"),
        ("Я", "Ya"),
        ("Цагаан-Эрэг", "Tsagaan-Ereg"),
        ("5-р баг, Хэрх (2018)", "5-r bag, Kherkh (2018)"),
        ("Latin қ", "Latin қ"),
    ],
)
def test_it_keeps_case_and_what_is_not_mongolian(cyrillic, latin):
    assert transliterate(cyrillic) == latin


@given(st.text(alphabet=ALPHABET + ALPHABET.upper() + " -,0123456789"))
def test_no_mongolian_letter_remains(text):
    assert not set(transliterate(text).lower()) & set(ALPHABET)
