"""A method applied to the figures of a year: asked for, computed once, published.

The rule: docs/rules/index-run.md. A computed run is never written again.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagana.background import actions as background
from bagana.background.progress import Progress
from bagana.engines.index.framework import Framework as Method
from bagana.indicators.models import Period, PeriodKind
from bagana.ranking import freezing, rules, tasks
from bagana.ranking.definition_checks import DefinitionRefused
from bagana.ranking.definitions import engine_framework
from bagana.ranking.faults import from_engine
from bagana.ranking.models import FrameworkVersion, Run, RunCell, RunKind, UnitResult
from bagana.ranking.queries.inputs import Inputs, read_inputs
from bagana.web.errors import Conflict, PermissionDenied, Refused

FEWEST: Final = 200
MOST: Final = 50_000
MOST_SEED: Final = 2**63 - 1
KIND: Final = "index-run"
KEPT: Final = (
    "inputs",
    "inputs_sha256",
    "results",
    "results_sha256",
    "computed_at",
)


@transaction.atomic
def start_run(
    *,
    user: Any,
    version: FrameworkVersion,
    period: Period,
    kind: str,
    seed: int,
    replications: int | None = None,
) -> Run:
    """Ask for a run; it is computed in the background as soon as this is committed.

    A trial may try a draft out; what counts is computed by a frozen method only.
    """
    if not rules.can_run(user, version):
        raise PermissionDenied(_("Энэ аргачлалаар тооцоо хийх эрх танд алга."))
    _check(version, period, kind, seed)
    run = Run.objects.create(
        version=version,
        period=period,
        kind=kind,
        seed=seed,
        replications=_replications(version, replications),
        made_by=user,
    )
    title = {"framework": version.framework.name_mn, "year": period.start.year}
    english = {"framework": version.framework.name_en, "year": period.start.year}
    run.work = background.start(
        user=user,
        kind=KIND,
        title_mn="{framework}: {year} он".format(**title),
        title_en="{framework}: {year}".format(**english),
        task=tasks.compute,
        arguments={"run": run.pk},
        unit=version.framework.unit,
        result_url=reverse("ranking:run", args=[run.pk]),
    )
    run.save(update_fields=["work"])
    return run


def _check(version: FrameworkVersion, period: Period, kind: str, seed: int) -> None:
    if kind not in RunKind.values:
        raise Refused(_("Тооцооны төрөл буруу байна."), field="kind")
    if kind == RunKind.OFFICIAL and not version.is_frozen:
        raise Refused(
            _("Албан тооцоог ноорог хувилбараар хийдэггүй."),
            _("Хувилбарыг шийдвэрээр царцаах, эсвэл туршилтын тооцоо хийнэ үү."),
            "kind",
        )
    if period.kind != PeriodKind.YEAR:
        raise Refused(_("Индексийг бүтэн жилээр боддог."), field="period")
    if not 0 <= seed <= MOST_SEED:
        raise Refused(
            _("Үр нь 0 буюу түүнээс их бүхэл тоо байна."),
            _("Жишээлбэл, хуралдааны өдөр 20260215 байж болно."),
            "seed",
        )
    _method(version)


def _replications(version: FrameworkVersion, asked: int | None) -> int:
    count = asked or _method(version).replications
    if not FEWEST <= count <= MOST:
        raise Refused(
            _("Давталтын тоо %(low)s-%(high)s байна.") % {"low": FEWEST, "high": MOST},
            field="replications",
        )
    return count


def _method(version: FrameworkVersion) -> Method:
    """The engine's framework; a draft with mistakes is refused with all of them."""
    from bagana.engines.index.problems import FrameworkInvalid

    try:
        return engine_framework(version)
    except FrameworkInvalid as invalid:
        raise DefinitionRefused(from_engine(invalid)) from invalid


def compute_run(run: Run, progress: Progress | None = None) -> Run:
    """Read, compute and keep; a run that is computed stays as it is.

    Until it is computed nothing stands on it: after a failure the figures are read
    anew. Not one transaction: the arithmetic takes long and must lock nobody out.
    """
    from bagana.engines.index.problems import FrameworkInvalid, IndexRefused
    from bagana.ranking.computing import compute

    if run.computed_at is not None:
        return run
    fw = _method(run.version)
    inputs = _freeze(run, fw)
    try:
        rows, results = compute(run, fw, inputs, progress)
    except IndexRefused as refused:
        language = get_language() or "mn"
        raise Refused(refused.what.of(language), refused.fix.of(language)) from refused
    except FrameworkInvalid as invalid:
        # A factor that cannot act on these figures.
        raise DefinitionRefused(from_engine(invalid)) from invalid
    return _keep(run, inputs, rows, results)


def _freeze(run: Run, fw: Method) -> Inputs:
    """What is published at this moment, as everybody sees it.

    Read outside a transaction: on SQLite the whole office would wait for it.
    """
    framework = run.version.framework
    inputs = read_inputs(fw, framework=framework, period=run.period, user=None)
    if not inputs.data.units:
        raise Refused(
            _("%(year)s оны эцэст эрэмбэлэх нэгж алга байна.")
            % {"year": run.period.start.year}
        )
    run.inputs = freezing.frozen(inputs, run.version)
    run.inputs_sha256 = freezing.sha256(run.inputs)
    return inputs


def _keep(
    run: Run, inputs: Inputs, rows: list[UnitResult], results: dict[str, Any]
) -> Run:
    run.results = results
    run.results_sha256 = freezing.results_sha256(results, rows)
    held = [RunCell(run=run, observation_id=pk) for pk in sorted(inputs.behind)]
    return _written(run, rows, held)


@transaction.atomic
def _written(run: Run, rows: list[UnitResult], held: list[RunCell]) -> Run:
    """Everything at once; two workers on one run keep one result."""
    current = Run.objects.select_for_update().get(pk=run.pk)
    if current.computed_at is not None:
        return current
    run.rows.all().delete()
    run.cells.all().delete()
    UnitResult.objects.bulk_create(rows, batch_size=500)
    RunCell.objects.bulk_create(held, batch_size=2000)
    run.computed_at = timezone.now()
    run.save(update_fields=KEPT)
    return run


@transaction.atomic
def publish_run(*, user: Any, run: Run) -> Run:
    """Show an official result to everybody; it cannot be taken back."""
    current = Run.objects.select_for_update().get(pk=run.pk)
    if not rules.can_edit(user, current.version.framework):
        raise PermissionDenied(_("Энэ тооцоог нийтлэх эрх танд алга."))
    if current.published_at is not None:
        raise Conflict(_("Энэ тооцоог аль хэдийн нийтэлсэн."))
    if current.computed_at is None:
        raise Conflict(_("Тооцоо дуусаагүй байна."), _("Дууссаны дараа нийтэлнэ үү."))
    if current.kind != RunKind.OFFICIAL:
        raise Refused(
            _("Туршилтын тооцоог нийтэлдэггүй."),
            _("Царцаасан хувилбараар албан тооцоо хийнэ үү."),
        )
    if freezing.faults_of(current):
        raise Conflict(_("Тооцооны хадгалсан дүн баталгаандаа таарахгүй байна."))
    _refuse_other_seed(current)
    current.published_at = timezone.now()
    current.save(update_fields=["published_at"])
    return current


def _refuse_other_seed(run: Run) -> None:
    """One method on the same figures has one published result, or the liked one wins.

    The run of a selection is another matter: its seed was announced beforehand.
    """
    if run.selections.exists():
        return
    same = Run.objects.filter(
        version=run.version,
        inputs_sha256=run.inputs_sha256,
        published_at__isnull=False,
    ).first()
    if same is not None:
        raise Conflict(
            _("Яг ижил тоогоор бодсон дүнг аль хэдийн нийтэлсэн: %(n)s-р тооцоо.")
            % {"n": same.pk},
            _("Тоо засагдсаны дараа бодсон дүнг нийтэлнэ."),
        )
