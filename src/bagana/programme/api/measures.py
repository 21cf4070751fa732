"""GET /measures/{id}: one measure with what shows that it was done; its comments."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query

from bagana.programme.api.reads import measure_rows, with_status
from bagana.programme.api.schemas import CommentOut, MeasureDetail, Number
from bagana.programme.models import Comment, CommentState, Evidence, Measure
from bagana.programme.standings import status_on
from bagana.territory.api.reads import day
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import AsOf, Paged

router = ApiRouter(tags=["programmes"])
TOLD = (
    "post_mn", "post_en", "partners_mn", "partners_en", "output_mn", "output_en",
    "risk", "risk_note_mn", "risk_note_en", "dropped_on", "dropped_reason",
)  # fmt: skip
STEP = ("position", "name_mn", "name_en", "due_on", "done_on")
SHOWN = (
    "kind", "stage", "caption", "caption_en", "taken_on", "latitude", "longitude",
)  # fmt: skip


@router.get(
    "/{measure_id}",
    response=MeasureDetail,
    summary=_("Нэг арга хэмжээ"),
    description=_("Үйл ажиллагаа, нийтэд нээсэн нотолгоо, мөнгөний хамт."),
)
def read_measure(
    request: HttpRequest, measure_id: Number, asked: Query[AsOf]
) -> dict[str, Any]:
    found = with_status(
        Measure.objects.annotate(**{"status": status_on(day(asked.on))})
    )
    measure = found.filter(pk=measure_id).first()
    if measure is None:
        raise _absent(measure_id)
    expected = measure.expected.order_by("pk").values("indicator__code", "level")
    shown = Evidence.objects.visible_to(None).filter(measure=measure)
    return {
        **measure_rows([measure])[0],
        **{name: getattr(measure, name) for name in TOLD},
        "continues": measure.continues_id,
        "indicators": [
            {"indicator": row["indicator__code"], "level": row["level"]}
            for row in expected
        ],
        "activities": list(measure.activities.order_by("position").values(*STEP)),
        "shown": [evidence_row(one) for one in shown.select_related("unit")],
    }


def _absent(key: int) -> Http404:
    return Http404(gettext("Ийм дугаартай арга хэмжээ алга: %s") % key)


def evidence_row(one: Evidence) -> dict[str, Any]:
    return {
        "id": one.pk,
        **{name: getattr(one, name) for name in SHOWN},
        "unit": one.unit.code if one.unit else None,
        "observation": one.observation_id,
    }


@router.get(
    "/{measure_id}/comments",
    response=Page[CommentOut],
    summary=_("Арга хэмжээний сэтгэгдэл"),
    description=_("Зөвхөн нийтэд нээсэн сэтгэгдэл, хариу."),
)
def list_comments(
    request: HttpRequest, measure_id: Number, asked: Query[Paged]
) -> dict[str, Any]:
    if not Measure.objects.filter(pk=measure_id).exists():
        raise _absent(measure_id)
    found = Comment.objects.filter(measure=measure_id, state=CommentState.SHOWN)
    found = found.prefetch_related("answers")
    return page_of(request, found, asked, lambda rows: map(comment_row, rows))


def comment_row(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.pk,
        "name": comment.name,
        "text": comment.text,
        "made_at": comment.made_at,
        "answers": [
            {"text": answer.text, "made_at": answer.made_at}
            for answer in comment.answers.all()
        ],
    }
