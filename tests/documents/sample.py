"""A paper with every kind of block, without a database; run alone it prints hashes.

python -m tests.documents.sample SECONDS    with the clock SECONDS ahead
"""

from __future__ import annotations

import io
import sys
import time
from datetime import date
from decimal import Decimal
from hashlib import sha256

from bagana.documents.blocks import (
    Cell,
    Column,
    Columns,
    Gallery,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Paper,
    Picture,
    Row,
    Section,
    Signature,
    Table,
    Text,
    Words,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" '
    'height="30"><rect width="90" height="30" fill="#dceaf7"/>'
    '<text x="4" y="20" font-family="sans-serif">Өрх</text></svg>'
)


def table(text: str = "Арга хэмжээ", rows: int = 3) -> Table:
    columns = (
        Column("№", 0.4, "center"),
        Column("Нэр", 3),
        Column("Дүн, ₮", 1, "right"),
    )
    lines = [Row((Cell("Зорилт 1"),), "group")]
    lines += [
        Row((Cell(str(i), i), Cell(text), Cell("1,234.50", Decimal("1234.50"))))
        for i in range(1, rows + 1)
    ]
    lines.append(
        Row(
            (Cell(""), Cell("мэдээлэл алга", None, missing=True), Cell("0", 0)), "total"
        )
    )
    return Table("plan", "1 дүгээр хүснэгт", columns, tuple(lines), ("Эх сурвалж.",))


def photo() -> bytes:
    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (40, 30), "#8090a0").save(target, "JPEG")
    return target.getvalue()


def paper(text: str = "Бичвэр", rows: int = 3) -> Paper:
    drawing = Picture(SVG.encode(), "svg", text, text, 0.5)
    snap = Picture(photo(), "jpg", text, text)
    blocks = (
        Text(text),
        Heading(text),
        Items((text, "хоёр")),
        KeyFigures((KeyFigure(text, "89.2%", "2019"),)),
        drawing,
        Gallery((snap, snap)),
        Columns((Text(text),), (table(text),)),
    )
    return Paper(
        code="plan",
        lang="mn",
        title=text or "Хөтөлбөр",
        subtitle=text,
        issuer=text,
        words=Words("Агуулга"),
        dated=date(2019, 12, 31),
        sections=(
            Section(text, blocks),
            Section("Хоёр", (table(text, rows),), landscape=True, annex=(text,)),
            Section("Гурав", (Text(text, "enact"),), new_page=True),
        ),
        annex=(text,),
        headline=(text, text, text),
        marks=("жишээ",),
        draft="НООРОГ",
        footer=text,
        signatures=(Signature(text, text),),
        contents=True,
    )


def hashes() -> list[str]:
    from bagana.documents.pdf import to_pdf
    from bagana.documents.sheets import to_xlsx
    from bagana.documents.word import to_docx

    return [sha256(make(paper())).hexdigest() for make in (to_pdf, to_docx, to_xlsx)]


def main(ahead: float) -> None:
    real, local = time.time, time.localtime
    time.time = lambda: real() + ahead
    time.localtime = lambda moment=None: local(
        time.time() if moment is None else moment
    )
    print("\n".join(hashes()))


if __name__ == "__main__":
    main(float(sys.argv[1]))
