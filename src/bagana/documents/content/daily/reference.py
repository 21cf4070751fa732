"""A reference on paper: what was sealed on its day, and nothing read anew."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from bagana.casework.models import Reference
from bagana.documents.blocks import Block, Cell, Paper, Row, Table, Text
from bagana.documents.content import cells, official
from bagana.documents.content.daily.form import (
    Office,
    check_by,
    held_by,
    paper,
    seal_place,
    signature,
)
from bagana.engines import mongolian
from bagana.registers.queries.households import is_fictional


def reference_paper(reference: Reference, address: str) -> Paper:
    """Always in Mongolian, the language in which it was issued and hashed."""
    with translation.override("mn"):
        return _paper(reference, address)


def _paper(reference: Reference, address: str) -> Paper:
    office = Office(reference.unit, reference.issued_on)
    said = reference.private
    return paper(
        "reference",
        reference.kind.title_mn,
        office,
        _blocks(reference, office, said),
        number=str(reference.number),
        annex=(said["addressee"],) if said.get("addressee") else (),
        illustrative=reference.kind.is_illustrative,
        fictional=is_fictional(reference.unit),
        footer="Хувийн мэдээлэл агуулна.",
        draft="ХҮЧИНГҮЙ" if reference.revoked_on else "",
        signatures=(
            signature(
                "Тодорхойлсон",
                official.governor_of(office.place),
                held_by(reference.issuer),
            ),
        ),
        seal=seal_place(),
        check=check_by(address, reference.code),
    )


def _blocks(reference: Reference, office: Office, said: dict[str, Any]) -> list[Block]:
    day = mongolian.genitive(mongolian.long_date(reference.issued_on))
    lead = (
        f"{mongolian.genitive(office.whole)} өрхийн статистик бүртгэлд {day} байдлаар"
        " дараах мэдээлэл бүртгэлтэй болохыг тодорхойлов."
    )
    purpose = reference.kind.purpose_mn
    until = mongolian.long_date(reference.valid_until)
    told: list[Block] = [Text(lead), _facts(said)]
    if purpose:
        told.append(Text(f"Зориулалт: {purpose[:1].lower()}{purpose[1:]}."))
    told.append(Text(f"Хүчинтэй хугацаа: {until} хүртэл."))
    return told


def _facts(said: dict[str, Any]) -> Table:
    rows: list[Row] = []
    for one in said["fields"]:
        if isinstance(one["value"], str):
            rows.append(cells.row([Cell(one["label"]), cells.known(one["value"])]))
            continue
        rows.append(cells.group(one["label"]))
        rows += [cells.row([Cell(name), Cell(told)]) for name, told in one["value"]]
    columns = (cells.column("Мэдээлэл", 1.1), cells.column("Бүртгэлд байгаагаар", 1.9))
    return Table("facts", "", columns, tuple(rows))
