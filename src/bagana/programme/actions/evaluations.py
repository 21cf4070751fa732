"""Evaluation at the end of a phase: words of the evaluator, frozen with the figures.

The rule: docs/rules/evaluation.md.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.programme import rules
from bagana.programme.models import (
    Evaluation,
    Finding,
    Objective,
    Phase,
    Programme,
)
from bagana.programme.queries.evaluations import hash_of, live_results
from bagana.web.errors import Conflict, PermissionDenied, Refused

TEXT_LENGTH = 5000
TEXTS = tuple(
    f"{stem}_{language}"
    for stem in ("relevance", "result", "cost", "lesson")
    for language in ("mn", "en")
)


@transaction.atomic
def open_evaluation(
    *, user: Any, programme: Programme, phase: Phase, is_illustrative: bool = False
) -> Evaluation:
    """Begin the evaluation of a phase; there is one of each."""
    if not rules.can_evaluate(user, programme):
        raise PermissionDenied
    if phase.programme_id != programme.pk:
        raise Refused(_("Энэ хөтөлбөрийн үе шат биш байна."), field="phase")
    if phase.starts_on > timezone.localdate():
        raise Refused(
            _("Үе шат эхлээгүй байна."),
            _("Үе шат дуусахад үнэлгээг эхлүүлнэ."),
            "phase",
        )
    try:
        with transaction.atomic():
            return Evaluation.objects.create(
                programme=programme,
                phase=phase,
                is_illustrative=is_illustrative,
                made_by=user,
            )
    except IntegrityError:
        raise Conflict(_("Энэ үе шатны үнэлгээг эхлүүлсэн байна.")) from None


@transaction.atomic
def write_summary(
    *,
    user: Any,
    evaluation: Evaluation,
    summary_mn: str,
    summary_en: str = "",
    revision: int = 1,
) -> Evaluation:
    """The conclusion of the whole; `revision` is the one that the writer had read."""
    found = _locked(user, evaluation)
    if revision != found.revision:
        raise _changed_meanwhile()
    found.summary_mn = _checked("summary_mn", summary_mn)
    found.summary_en = _checked("summary_en", summary_en)
    found.revision += 1
    found._history_user = user  # type: ignore[attr-defined]
    found.save()
    return found


@transaction.atomic
def write_finding(
    *,
    user: Any,
    evaluation: Evaluation,
    objective: Objective,
    revision: int = 0,
    **texts: str,
) -> Finding:
    """What the evaluator says of an objective.

    `texts` are those of TEXTS; one that is left out stays as it was. `revision` is
    the one that the writer had read, 0 where nothing had been written.
    """
    unknown = set(texts) - set(TEXTS)
    if unknown:
        raise TypeError(f"write_finding does not write {', '.join(sorted(unknown))}")
    _locked(user, evaluation)
    if objective.programme_id != evaluation.programme_id:
        raise Refused(_("Энэ хөтөлбөрийн зорилт биш байна."), field="objective")
    checked = {name: _checked(name, text) for name, text in texts.items()}
    found = evaluation.findings.filter(objective=objective).first()
    if revision != (found.revision if found else 0):
        raise _changed_meanwhile()
    finding = found or Finding(evaluation=evaluation, objective=objective, revision=0)
    for name, text in checked.items():
        setattr(finding, name, text)
    finding.revision += 1
    finding._history_user = user  # type: ignore[attr-defined]
    finding.save()
    return finding


def _locked(user: Any, evaluation: Evaluation) -> Evaluation:
    """The evaluation as it stands, held until the writing is done."""
    rows = Evaluation.objects.select_for_update(of=("self",))
    found = rows.select_related("programme__unit", "phase").get(pk=evaluation.pk)
    if not rules.can_evaluate(user, found.programme):
        raise PermissionDenied
    _refuse_published(found)
    return found


def _refuse_published(evaluation: Evaluation) -> None:
    if evaluation.published_at is not None:
        raise Conflict(_("Нийтэлсэн үнэлгээг өөрчлөхгүй."))


def _changed_meanwhile() -> Conflict:
    return Conflict(
        _("Таныг бичиж байх хооронд өөр хүн энэ бичвэрийг өөрчилжээ."),
        _("Хоёр бичвэрийг доор харьцуулж, нэгтгээд дахин хадгална уу."),
    )


def _checked(name: str, text: str) -> str:
    kept = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(kept) > TEXT_LENGTH:
        raise Refused(_("Бичвэр 5,000 тэмдэгтээс урт байна."), _("Товчилно уу."), name)
    return kept


@transaction.atomic
def publish_evaluation(
    *, user: Any, evaluation: Evaluation, act: Act | None = None
) -> Evaluation:
    """Freeze words and figures under one hash; nothing changes afterwards."""
    rows = Evaluation.objects.select_for_update(of=("self",))
    found = rows.select_related("programme__unit", "phase").get(pk=evaluation.pk)
    if not rules.can_plan(user, found.programme):
        raise PermissionDenied
    _refuse_published(found)
    _check_ready(found)
    found.act = act
    found.results = live_results(found)
    found.sha256 = hash_of(found.results)
    found.published_at = timezone.now()
    found.published_by = user
    found._history_user = user  # type: ignore[attr-defined]
    found.save()
    return found


def _check_ready(evaluation: Evaluation) -> None:
    if evaluation.phase.ends_on >= timezone.localdate():
        raise Refused(_("Үе шат дуусаагүй байна."), _("Дууссаны дараа нийтэлнэ."))
    if not evaluation.summary_mn:
        raise Refused(
            _("Үнэлгээний дүгнэлт хоосон байна."), _("Эхлээд дүгнэлтээ бичнэ үү.")
        )
    if not evaluation.findings.exclude(result_mn="").exists():
        raise Refused(
            _("Нэг ч зорилтын үр дүнг бичээгүй байна."),
            _("Зорилт бүрийн үр дүнг бичнэ үү."),
        )
    if evaluation.studies.filter(result__isnull=True).exists():
        raise Refused(
            _("Бодоогүй харьцуулалт байна."),
            _("Бичсэн харьцуулалт бүрийг бодох, эсвэл бодохоос өмнө хасна уу."),
        )
