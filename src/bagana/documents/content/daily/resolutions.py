"""A resolution in the official form; the list of obligations that is read aloud."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from bagana.acts.models import ActKind
from bagana.documents.blocks import (
    Block,
    Cell,
    KeyFigure,
    KeyFigures,
    Paper,
    Row,
    Table,
    Text,
)
from bagana.documents.content import cells, official
from bagana.documents.content.daily.form import (
    Office,
    local_day,
    paper,
    seal_place,
    signature,
)
from bagana.documents.content.daily.meetings import chair_post
from bagana.meetings.models import Obligation, ObligationState, Resolution
from bagana.meetings.queries.obligations import Told, obligations_for
from bagana.territory.models import Unit
from bagana.web import words


def resolution_paper(resolution: Resolution) -> Paper:
    """Before it is signed a draft with a blank number; annulled it says so."""
    meeting, act = resolution.meeting, resolution.act
    day = act.date if act else local_day(meeting.starts_at)
    draft = _("ХҮЧИНГҮЙ") if resolution.annulled_by_id else ""
    return paper(
        "resolution",
        _title(resolution),
        Office(meeting.unit, day),
        _enacting(resolution),
        issuer=_("%(body)s: тогтоол") % {"body": meeting.body.name},
        number=act.number if act else "",
        illustrative=meeting.is_illustrative,
        draft=draft if act else _("НООРОГ"),
        signatures=(signature("", chair_post(meeting), meeting.chair_name),),
        seal=seal_place(),
    )


def _title(resolution: Resolution) -> str:
    own = resolution.title_en if words.in_english() else ""
    return own or resolution.title_mn


def _enacting(resolution: Resolution) -> list[Block]:
    """«…-г үндэслэн ТОГТООХ нь: 1. …»: words of the office, kept as they were put."""
    basis = resolution.basis.strip().rstrip(",:")
    text = resolution.text.replace(official.ENACTING[ActKind.RESOLUTION], "")
    blocks: list[Block] = [Text(basis)] if basis else []
    blocks.append(Text(official.ENACTING[ActKind.RESOLUTION], "enact"))
    return [*blocks, *(Text(line) for line in official.paragraphs(text))]


def obligations_paper(unit: Unit, on: date) -> Paper:
    """Everything open, the longest overdue first, and what was settled since the last
    meeting; each line in words that can be read out."""
    office = Office(unit, on)
    found = obligations_for(unit, on)
    opened = [one for one in found if one.obligation.state == ObligationState.OPEN]
    settled = [one for one in found if one not in opened]
    blocks: list[Block] = [_figures(opened, settled)]
    blocks += [_table("open", _("Хэрэгжиж байгаа үүрэг"), opened, on)]
    if settled:
        title = _("Өмнөх хуралдаанаас хойш шийдвэрлэсэн үүрэг")
        blocks.append(_table("settled", title, settled, on))
    return paper(
        "obligations",
        _("Хурлын тогтоолын биелэлт"),
        office,
        blocks,
        subtitle=_("%(place)s. Хуралдаанд уншиж танилцуулах жагсаалт, %(as_of)s")
        % {"place": office.whole, "as_of": words.as_of(on)},
        illustrative=any(one.obligation.is_illustrative for one in found),
        signatures=(signature(_("Танилцуулсан"), official.governor_of(office.place)),),
        layout="book",
    )


def _figures(opened: list[Told], settled: list[Told]) -> KeyFigures:
    done = sum(one.obligation.state == ObligationState.DONE for one in settled)
    late = sum(one.is_late for one in opened)
    shown = ((_("Хэрэгжиж байгаа"), len(opened)), (_("Үүнээс хугацаа хэтэрсэн"), late))
    figures = (*shown, (_("Биелсэн"), done))
    return KeyFigures(tuple(KeyFigure(label, str(n)) for label, n in figures))


def _table(key: str, title: str, found: list[Told], on: date) -> Table:
    columns = (
        cells.column("№", 0.35, "center"),
        cells.column(_("Тогтоол"), 1.0),
        cells.column(_("Үүрэг"), 3.0),
        cells.column(_("Хариуцах эзэн"), 1.5),
        cells.column(_("Хугацаа"), 0.9),
        cells.figures(_("Мөнгө, ₮"), 1.0),
        cells.column(_("Биелэлт"), 2.3),
    )
    rows = [_row(place, one) for place, one in enumerate(found, start=1)]
    if not rows:
        rows = [cells.group(_("Үүрэг алга."))]
    return Table(key, title, columns, tuple(rows))


def _row(place: int, told: Told) -> Row:
    one = told.obligation
    return cells.row(
        [
            Cell(str(place)),
            Cell(_resolution_words(one)),
            Cell(one.text),
            Cell(owner_words(one)),
            cells.day(one.due_on),
            cells.money(one.amount),
            Cell(_state_words(told)),
        ]
    )


def _resolution_words(one: Obligation) -> str:
    act = one.resolution.act
    if act is None:
        return official.BLANK
    return f"№ {act.number}, {words.short_date(act.date)}; {one.position}"


def owner_words(one: Obligation) -> str:
    return one.owner.title if one.owner else one.owner_text


def _state_words(told: Told) -> str:
    one = told.obligation
    state = str(one.get_state_display())
    if told.is_late:
        late = _("хугацаа %(days)s хоног хэтэрсэн") % {"days": told.days_late}
        state = f"{state}, {late}"
    if one.done_on:
        state = f"{state} ({words.short_date(one.done_on)})"
    return f"{state}. {told.last.note}" if told.last else f"{state}."
