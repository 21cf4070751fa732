"""The dossier of a re-drawing for the assemblies: question, maps, figures, hearing.

Every figure of it is that of the pages; what is illustrative or modelled says so.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.documents.blocks import (
    Block,
    Gallery,
    Heading,
    Items,
    Paper,
    Section,
    Signature,
    Text,
)
from bagana.documents.content import official
from bagana.documents.content import redrawing_hearing as hearing
from bagana.documents.content import redrawing_tables as tables
from bagana.documents.content.frame import (
    Counting,
    draft_mark,
    frame_words,
    language,
    marks,
)
from bagana.documents.content.maps import schematic
from bagana.documents.content.redrawing_facts import Facts
from bagana.documents.content.redrawing_maps import plan_picture
from bagana.redistricting.models import Plan, Proposal
from bagana.redistricting.plan_maps import plan_map
from bagana.redistricting.queries.plan_lists import proofs_of
from bagana.web import words


def dossier(proposal: Proposal) -> Paper:
    """All that an assembly needs to decide, in the language that is active."""
    facts, count = Facts(proposal), Counting()
    return Paper(
        code="redrawing",
        lang=language(),
        title=official.upper(_("Багийг шинэчлэн зохион байгуулах тухай танилцуулга")),
        subtitle=proposal.title,
        issuer=official.upper(official.office_of(facts.place)),
        words=frame_words(),
        dated=facts.dated,
        headline=official.headline(facts.dated, "", facts.place),
        marks=_marks(facts),
        draft=draft_mark() if facts.is_draft else "",
        footer=proposal.title,
        sections=tuple(_sections(facts, count)),
        signatures=(Signature(_("Өргөн барьсан"), official.governor_of(facts.place)),),
        contents=True,
    )


def _marks(facts: Facts) -> tuple[str, ...]:
    """What no page may be read without: illustrative, modelled."""
    nature = facts.scenario.block_set.nature
    told = () if nature == "official" else (words.nature_word(nature),)
    return (*marks(illustrative=facts.proposal.is_illustrative), *told)


def _sections(facts: Facts, count: Counting) -> list[Section]:
    chapters: list[tuple[str, list[Block], bool]] = [
        (_("Асуудал, үндэслэл"), _question(facts, count), False),
        (_("Газрын зураг"), _maps(facts, count), False),
        (_("Баг бүрийн өмнөх, дараах тоо"), _figures(facts, count), True),
        (_("Зардал, шилжилт"), _costs(facts, count), False),
        (_("Харьцуулсан хувилбарууд"), _alternatives(facts, count), False),
        (_("Арга, нотолгоо"), _method(facts), False),
        (_("Иргэдийн нийтийн хурлын санал"), hearing.opinions(facts, count), True),
        (
            _("Иргэдийн санал, эсэргүүцэл, хариу"),
            hearing.objections(facts, count),
            False,
        ),
        (_("Алхам, шийдвэр"), hearing.steps(facts, count), False),
        (_("Хүлээлцэх зүйл"), hearing.handovers(facts, count), False),
    ]
    return [
        Section(official.chapter(n, title), tuple(blocks), landscape=is_wide)
        for n, (title, blocks, is_wide) in enumerate(chapters, start=1)
    ]


def _question(facts: Facts, count: Counting) -> list[Block]:
    reason = [Text(line) for line in official.paragraphs(facts.proposal.reason)]
    return [*reason, tables.question(facts, count)]


def no_plan() -> Text:
    return Text(_("Хувилбар сонгоогүй байна."), "note")


def _maps(facts: Facts, count: Counting) -> list[Block]:
    """Today's bags, then the plan with what changes hatched."""
    if facts.plan is None:
        return [no_plan()]
    blocks: list[Block] = []
    if facts.today is not None:
        blocks += _map(facts, facts.today, _("Өнөөдрийн багууд"), count)
    title = _("Санал болгож буй багууд: %(plan)s") % {"plan": facts.plan_words}
    blocks += _map(facts, facts.plan, title, count)
    hatch = _("Зураасласан нь баг нь солигдох хэсэг, цэг нь албан байр.")
    return [*blocks, Text(f"{hatch} {schematic()}", "note")]


def _map(
    facts: Facts, plan: Plan, title: str, count: Counting, width: float = 0.82
) -> list[Block]:
    drawn = plan_map(plan, proposal=facts.proposal)
    if drawn is None:
        return []
    caption = count.picture(title)
    return [plan_picture(drawn, alt=title, caption=caption, width=width)]


def _figures(facts: Facts, count: Counting) -> list[Block]:
    if facts.audit is None:
        return [no_plan()]
    return [
        tables.balances(facts, count),
        tables.journeys(facts, count),
        tables.inequality(facts, count),
    ]


def _costs(facts: Facts, count: Counting) -> list[Block]:
    if facts.plan is None:
        return [no_plan()]
    note = _(
        "Орон тоо, мөнгөн дүн нь жишээ: эрх зүйн актаар тогтоосон тоо олдоогүй тул"
        " тухайн орон нутгийн тоогоор солино. Зам нь шулуун зайгаар."
    )
    return [*tables.moves(facts, count), tables.costs(facts, count), Text(note, "note")]


def _alternatives(facts: Facts, count: Counting) -> list[Block]:
    if not facts.alternatives:
        return [Text(_("Хэлэлцүүлэгт хувилбар тавиагүй байна."), "note")]
    blocks: list[Block] = [tables.alternatives(facts, count)]
    for row, _audit in facts.alternatives:
        if row.says:
            blocks.append(Text(f"{row.letter}. {row.says}"))
    drawn = [
        plan_picture(found, alt=row.letter, caption=_letter(row.letter))
        for row, _audit in facts.alternatives
        if (found := plan_map(row.plan, proposal=facts.proposal)) is not None
    ]
    even = len(drawn) // 2 * 2
    pairs = [Gallery(tuple(drawn[i : i + 2])) for i in range(0, even, 2)]
    # One alone would be as wide as the line.
    last = [replace(one, width=0.5) for one in drawn[even:]]
    return [*blocks, *pairs, *last]


def _letter(letter: str) -> str:
    return pgettext("зааг", "%(letter)s хувилбар") % {"letter": letter}


def _method(facts: Facts) -> list[Block]:
    """How plans were found and judged, then what is proven, sum by sum."""
    steps = Items(
        (
            _(
                "Суурь хэсэг бүр өрх, хүн ам, нутаг дэвсгэр, хонин толгойгоор тооцсон"
                " малтай; хэсгийг хуваахгүй, багаас багт бүхлээр нь шилжүүлнэ."
            ),
            _(
                "Баг бүр тасархайгүй, түгжсэн хэсэг байрандаа үлдэж, хүссэн үзүүлэлт"
                " бүр зөвшөөрөх зөрүүнд багтах ёстой."
            ),
            _(
                "Энэ хүрээнд компьютер олон мянган хувилбар үзэж, нэг нь нөгөөгөөсөө"
                " бүх талаар дээр биш хувилбаруудыг үлдээв. Аль нь дээр болохыг"
                " компьютер сонгохгүй: иргэд, Хурал шийднэ."
            ),
            _(
                "Хувилбар бүрийн тоог хайлтаас тусдаа тооцоогоор дахин бодож, энд"
                " бичив."
            ),
        )
    )
    return [steps, Heading(_("Юу нотлогдсон, юу нотлогдоогүй вэ")), _proofs(facts)]


def _proofs(facts: Facts) -> Block:
    proofs = proofs_of(facts.plan) if facts.plan else []
    if proofs:
        return Items(tuple(proofs))
    return Text(
        _(
            "Энэ хувилбарын талаар юу ч нотлогдоогүй: дээрх тоо нь хувилбарын өөрийнх"
            " нь хэмжилт бөгөөд үүнээс илүү хувилбар байхыг үгүйсгэхгүй."
        )
    )
