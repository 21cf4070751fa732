"""POST /imports: a file is checked, then applied whole, and can be undone whole."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import File, Form, Schema
from ninja.files import UploadedFile
from ninja.responses import Status
from ninja.security import SessionAuth
from pydantic import Field

from bagana.indicators.api.schemas import Number
from bagana.indicators.imports import Options, apply_batch, check_file, undo_batch
from bagana.indicators.models import BatchState, ImportBatch
from bagana.indicators.problems import Problem
from bagana.web.api.answers import ApiRouter
from bagana.web.api.parameters import CatalogueCode, PeriodCode, Text
from bagana.web.errors import PermissionDenied

router = ApiRouter(tags=["imports"], auth=SessionAuth())


class Counts(Schema):
    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    empty: int = 0
    withheld: int = 0


class ProblemOut(Schema):
    row: int
    column: str
    value: str
    reason: str
    fix: str
    cells: int


class BatchOut(Schema):
    id: int
    title: str
    origin: str
    sha256: str
    state: BatchState
    counts: Counts
    problems: list[ProblemOut]
    made_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None


class Reading(Schema):
    """How to read the file; all of it may be left out."""

    layout: Annotated[str, Field(pattern="^(tidy|wide)?$")] = Field(
        "", description=_("tidy эсвэл wide; өгөхгүй бол гарчгаас нь тогтооно")
    )
    indicator: CatalogueCode | None = None
    period: PeriodCode | None = None
    source: CatalogueCode | None = None
    sheet: Text = ""

    def options(self) -> Options:
        return Options(
            layout=self.layout,
            indicator=self.indicator or "",
            period=self.period or "",
            source=self.source or "",
            sheet=self.sheet,
        )


@router.post(
    "",
    response={201: BatchOut},
    summary=_("Файл шалгах"),
    description=_("CSV эсвэл XLSX; юу ч бичигдэхгүй, хариунд нь юу болохыг хэлнэ."),
)
def check_import(
    request: HttpRequest, file: File[UploadedFile], reading: Form[Reading]
) -> Status[Any]:
    batch = check_file(
        user=request.user,
        name=file.name or "",
        content=file.read(),
        options=reading.options(),
    )
    return Status(201, batch_row(batch))


@router.get("/{batch_id}", response=BatchOut, summary=_("Нэг импорт"))
def read_import(request: HttpRequest, batch_id: Number) -> dict[str, Any]:
    return batch_row(_own(request.user, batch_id))


@router.post("/{batch_id}/apply", response=BatchOut, summary=_("Импорт хэрэгжүүлэх"))
def apply_import(request: HttpRequest, batch_id: Number) -> dict[str, Any]:
    batch = _batch(batch_id)
    return batch_row(apply_batch(user=request.user, batch=batch))


@router.post("/{batch_id}/undo", response=BatchOut, summary=_("Импорт буцаах"))
def undo_import(request: HttpRequest, batch_id: Number) -> dict[str, Any]:
    batch = _batch(batch_id)
    return batch_row(undo_batch(user=request.user, batch=batch))


def _batch(key: int) -> ImportBatch:
    batch = ImportBatch.objects.filter(pk=key).first()
    if batch is None:
        raise Http404(gettext("Ийм дугаартай импорт алга: %s") % key)
    return batch


def _own(user: Any, key: int) -> ImportBatch:
    """What a file held is shown to who brought it; it may name any unit."""
    batch = _batch(key)
    if batch.made_by_id != user.pk:
        raise PermissionDenied(gettext("Импортыг зөвхөн оруулсан хүн нь үзнэ."))
    return batch


def batch_row(batch: ImportBatch) -> dict[str, Any]:
    problems = [Problem.restored(kept) for kept in batch.problems]
    return {
        "id": batch.pk,
        "title": batch.title,
        "origin": batch.origin,
        "sha256": batch.sha256,
        "state": batch.state,
        "counts": batch.counts,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "reason": problem.reason,
                "fix": problem.fix,
                "cells": problem.cells,
            }
            for problem in problems
        ],
        "made_at": batch.made_at,
        "applied_at": batch.applied_at,
        "undone_at": batch.undone_at,
    }
