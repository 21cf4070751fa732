"""A selection in plain sentences for who did not conduct it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bagana.engines.index.framework import Selection as Rule
from bagana.ranking.method_wording import per_cent
from bagana.ranking.models import Selection, SelectionState, Verdict
from bagana.ranking.queries.public_selection import Outcome
from bagana.web import words
from bagana.web.procedures import Window


def rule_words(rule: Rule) -> list[str]:
    """How the choice is made, in three sentences; the method has every condition."""
    values = {
        "top": rule.top,
        "sure": per_cent(rule.probability),
        "unsure": per_cent(1 - rule.probability),
    }
    return [
        _(
            "Багийг зөвхөн ижил төстэй багуудтай нь харьцуулж, бүлгийнхээ эхний"
            " %(top)s байрт орох магадлал нь %(sure)s хувиас доошгүй бол санал"
            " болгоно."
        )
        % values,
        _(
            "Магадлал нь %(unsure)s–%(sure)s хувийн хооронд бол тоогоор ялгах"
            " боломжгүй: ажлын хэсэг газар дээр нь үзэж, үндэслэлээ бичиж шийднэ."
        )
        % values,
        _(
            "Болзол хангаагүй, мэдээлэл нь дутуу багийг нэрлэхгүй; хангасан баг"
            " гараагүй бол хэнийг ч нэрлэхгүй."
        ),
    ]


def state_words(selection: Selection, outcome: Outcome, window: Window) -> str:
    """Where the selection stands, in one sentence for the head of its page."""
    state = SelectionState(selection.state)
    if state == SelectionState.PROVISIONAL:
        return _provisional(outcome, window)
    if state in (SelectionState.DECIDED, SelectionState.CLOSED):
        return _decided(selection, outcome)
    return {
        SelectionState.PREPARING: _(
            "Шалгаруулалт зарлагдсан, одоогоор юу ч шийдээгүй."
        ),
        SelectionState.GATES: _("Баг бүрийн болзлыг шалгаж байна."),
        SelectionState.INDEX: _("Ижил төстэй багуудын дотор индекс бодож байна."),
        SelectionState.RECHECK: _(
            "Сугалж авсан тоонуудыг эх баримтаар нь дахин шалгаж байна."
        ),
        SelectionState.VISITS: _("Ажлын хэсэг багуудыг газар дээр нь үзэж байна."),
        SelectionState.ANSWERED: _(
            "Эсэргүүцлүүдэд хариулсан, тэргүүлэгчдийн шийдвэрийг хүлээж байна."
        ),
        SelectionState.CANCELLED: _("Энэ шалгаруулалтыг цуцалсан."),
    }[state]


def _provisional(outcome: Outcome, window: Window) -> str:
    count = len(outcome.proposed)
    told = (
        _("Урьдчилсан жагсаалтад %(count)s баг орсон.") % {"count": count}
        if count
        else _("Урьдчилсан жагсаалтад нэг ч баг ороогүй.")
    )
    if window.is_open and window.ends:
        until = _("Эсэргүүцлийг %(day)s өдөр хүртэл авна.")
        return f"{told} {until % {'day': words.short_date(window.ends)}}"
    if window.has_begun:
        return f"{told} " + _("Эсэргүүцэл авах хугацаа дууссан, хариулж байна.")
    return told


def _decided(selection: Selection, outcome: Outcome) -> str:
    count = sum(1 for line in outcome.awarded if not _withdrawn(line.award))
    day = words.short_date(selection.decided_on) if selection.decided_on else ""
    if not count:
        return _("%(day)s өдрийн шийдвэрээр аль ч багийг жишиг багаар нэрлээгүй.") % {
            "day": day
        }
    return _("%(day)s өдрийн шийдвэрээр %(count)s багийг жишиг багаар нэрлэсэн.") % {
        "day": day,
        "count": count,
    }


def step_name(state: str) -> str:
    """A step by what is done in it: so it reads whether it lies behind or ahead."""
    return {
        SelectionState.PREPARING: _("Зарлаж эхлэх"),
        SelectionState.GATES: _("Болзол шалгах"),
        SelectionState.INDEX: _("Индекс бодох"),
        SelectionState.RECHECK: _("Тоог давтан шалгах"),
        SelectionState.VISITS: _("Газар дээр нь үзэх"),
        SelectionState.PROVISIONAL: _("Урьдчилсан жагсаалт, эсэргүүцэл"),
        SelectionState.ANSWERED: _("Эсэргүүцэл хаах"),
        SelectionState.DECIDED: _("Шийдвэр гаргах"),
        SelectionState.CLOSED: _("Дараа жилийн үр дүнг үзэх"),
        SelectionState.CANCELLED: _("Цуцлах"),
    }[SelectionState(state)]


def verdict_word(code: str) -> str:
    """A verdict of the index in short, as the pages of runs say it."""
    return {
        Verdict.PROPOSED: _("санал болгосон"),
        Verdict.GREY: _("ялгах боломжгүй"),
        Verdict.NOT_PROPOSED: _("санал болгоогүй"),
        Verdict.NOT_RANKED: _("эрэмбэлээгүй"),
    }[Verdict(code)]


def _withdrawn(award: object) -> bool:
    return getattr(award, "withdrawn_by_id", None) is not None
