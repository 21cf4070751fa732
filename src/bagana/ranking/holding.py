"""A selection in progress holds the figures that its official run stands on.

The rule in prose: docs/rules/held-figures.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagana.indicators.holding import Hold, Holder, Key
from bagana.indicators.models import Observation
from bagana.indicators.problems import WORDS, Problem, Words
from bagana.ranking.models import (
    GateResult,
    Objection,
    ObjectionState,
    Recheck,
    RunCell,
    Selection,
    SelectionState,
    SelectionStep,
)

RUNNING = (
    SelectionState.INDEX,
    SelectionState.RECHECK,
    SelectionState.VISITS,
    SelectionState.PROVISIONAL,
    SelectionState.ANSWERED,
)
OVER = (SelectionState.DECIDED, SelectionState.CLOSED)
UPHELD = (ObjectionState.UPHELD, ObjectionState.PARTLY)

WORDS["held_by_selection"] = Words(
    _(
        "Энэ тоон дээр «%(title)s» шалгаруулалтын индекс тулгуурлаж байгаа тул"
        " %(since)s өдрөөс хойш өөрчлөхгүй."
    ),
    _(
        "Тоо буруу бол эсэргүүцэл гаргана уу, эсвэл давтан шалгалтыг хүлээнэ үү:"
        " эсэргүүцлийг хүлээн авмагц, эсвэл давтан шалгалт зөрөхөд засаж болно."
        " %(url)s"
    ),
)
WORDS["kept_by_decision"] = Words(
    _(
        "Энэ тоон дээр тулгуурласан «%(title)s» шалгаруулалтын шийдвэр %(since)s өдөр"
        " гарсан."
    ),
    _(
        "Нийтэлсэн тоог зөвхөн шийдвэр үндэслэн өөрчилнө: үндэслэсэн шийдвэрээ"
        " сонгоно уу. %(url)s"
    ),
)


class SelectionHolder(Holder):
    """One query where no selection stands on anything; five at the most otherwise."""

    def held(self, keys: Collection[Key]) -> Mapping[Key, Hold]:
        selections = list(
            Selection.objects.filter(
                state__in=(*RUNNING, *OVER), run__isnull=False
            ).select_related("run")
        )
        if not selections:
            return {}
        runs = _runs(selections)
        cells = _cells(set().union(*runs.values()), keys)
        free = _released(s for s in selections if s.state in RUNNING)
        found: dict[Key, Hold] = {}
        # What still runs tells more than what is decided, so it comes last.
        for selection in sorted(selections, key=lambda s: s.state in RUNNING):
            hold = _hold(selection)
            for run in runs[selection.pk]:
                for observation, key in cells.get(run, ()):
                    if observation not in free[selection.pk]:
                        found[key] = hold
        return found

    def rests_on(self, rows: QuerySet[Observation]) -> int:
        named = [
            set(model.objects.filter(observation__in=rows).values_list("observation"))
            for model in (RunCell, GateResult, Recheck, Objection)
        ]
        return len(set().union(*named))


def _runs(selections: Iterable[Selection]) -> dict[int, set[int | None]]:
    """Selection → the runs whose figures it holds.

    Until a run made again is computed it stands on nothing yet: the former one holds,
    or whoever stops the new one could change what he likes meanwhile.
    """
    found: dict[int, set[int | None]] = {s.pk: {s.run_id} for s in selections}
    waiting = [s.pk for s in selections if s.run and s.run.computed_at is None]
    if waiting:
        steps = SelectionStep.objects.filter(
            selection__in=waiting, run__computed_at__isnull=False
        )
        former = dict(steps.order_by("id").values_list("selection_id", "run_id"))
        for selection, run in former.items():
            found[selection].add(run)
    return found


def _cells(
    runs: Collection[int | None], keys: Collection[Key]
) -> dict[int | None, list[tuple[int, Key]]]:
    """Of each run the cells that stand for one of the figures."""
    wanted = set(keys)
    rows = RunCell.objects.filter(
        run__in=runs,
        observation__indicator__in={key[0] for key in wanted},
        observation__period__code__in={key[2] for key in wanted},
    ).values_list(
        "run_id",
        "observation_id",
        "observation__indicator_id",
        "observation__unit_id",
        "observation__period__code",
    )
    found: dict[int | None, list[tuple[int, Key]]] = defaultdict(list)
    for run, observation, indicator, unit, period in rows.iterator():
        key = (indicator, unit, period)
        if key in wanted:
            found[run].append((observation, key))
    return found


def _released(selections: Iterable[Selection]) -> dict[int, set[int]]:
    """Selection → observations that may be corrected while it runs.

    A correction is a new observation: once a run stands on it, that one is held.
    """
    pks = [selection.pk for selection in selections]
    found: dict[int, set[int]] = defaultdict(set)
    if not pks:
        return found
    objections = Objection.objects.filter(
        selection__in=pks, state__in=UPHELD, observation__isnull=False
    )
    rechecks = Recheck.objects.filter(selection__in=pks, agrees=False)
    for rows in (objections, rechecks):
        for selection, observation in rows.values_list(
            "selection_id", "observation_id"
        ):
            found[selection].add(observation or 0)
    return found


def released(selection: Selection) -> set[int]:
    """The observations of its run that may be corrected while the selection runs."""
    return _released([selection])[selection.pk]


def _hold(selection: Selection) -> Hold:
    over = selection.state in OVER
    args = {
        "title": {"mn": selection.title_mn, "en": selection.title_en},
        "since": _since(selection, over),
        "url": address(selection),
    }
    code = "kept_by_decision" if over else "held_by_selection"
    return Hold(Problem(code, args=args), decided=over)


def _since(selection: Selection, over: bool) -> str:
    if over and selection.decided_on:
        return selection.decided_on.isoformat()
    run = selection.run
    assert run is not None  # selections without a run hold nothing
    return timezone.localtime(run.computed_at or run.made_at).date().isoformat()


def address(selection: Selection) -> str:
    """The public page; the portal lies above and may be absent in a part of it."""
    try:
        return reverse("portal:selection", args=[selection.code])
    except NoReverseMatch:
        return ""
