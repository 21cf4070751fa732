"""Photos, papers and figures that show what a measure did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.indicators.models import Observation
from bagana.programme import evidence_files, rules, standings
from bagana.programme.actions.keeping import needed, reasoned
from bagana.programme.models import Activity, Evidence, EvidenceKind, Measure, Stage
from bagana.territory.models import Unit
from bagana.web import photographs
from bagana.web.errors import Conflict, PermissionDenied, Refused


@dataclass(frozen=True)
class Place:
    """Degrees north and east."""

    latitude: float
    longitude: float


@transaction.atomic
def add_photo(
    *,
    user: Any,
    measure: Measure,
    file: evidence_files.Upload,
    caption: str,
    caption_en: str = "",
    stage: str = "",
    activity: Activity | None = None,
    unit: Unit | None = None,
    taken_on: date | None = None,
    place: Place | None = None,
    is_private: bool = False,
    is_illustrative: bool = False,
    refresh: bool = True,
) -> Evidence:
    """A photo; day and place are the camera's own where the form gives none."""
    _reporter_only(user, measure)
    raw, kind = evidence_files.read(file)
    if kind not in evidence_files.PHOTOS:
        raise Refused(
            _("Энэ файл зураг биш байна."),
            _("JPEG эсвэл PNG зураг сонгох, эсвэл «Баримт» гэж оруулна уу."),
            "file",
        )
    photo = photographs.read(raw)
    shown = place or _by_camera(photo)
    evidence = Evidence(
        measure=measure,
        kind=EvidenceKind.PHOTO,
        stage=stage,
        caption=caption,
        caption_en=caption_en.strip(),
        activity=activity,
        unit=unit,
        taken_on=taken_on or _likely(photo.taken_on, measure),
        latitude=shown.latitude if shown else None,
        longitude=shown.longitude if shown else None,
        is_private=is_private,
        is_illustrative=is_illustrative,
    )
    _keep_file(evidence, file, photo.content, "jpg")
    saved = _add(evidence, user=user, refresh=refresh)
    saved.file.storage.save(preview_name(saved), ContentFile(photo.preview))
    return saved


@transaction.atomic
def add_document(
    *,
    user: Any,
    measure: Measure,
    file: evidence_files.Upload,
    caption: str,
    caption_en: str = "",
    activity: Activity | None = None,
    unit: Unit | None = None,
    taken_on: date | None = None,
    is_private: bool = False,
    is_illustrative: bool = False,
    refresh: bool = True,
) -> Evidence:
    """A paper: PDF, Word, Excel or its scan; kept as it came."""
    _reporter_only(user, measure)
    raw, kind = evidence_files.read(file)
    if kind in evidence_files.PHOTOS:
        # A scan by phone carries the place where it was made, as a photo does.
        raw, kind = photographs.read(raw).content, "jpg"
    evidence = Evidence(
        measure=measure,
        kind=EvidenceKind.DOCUMENT,
        caption=caption,
        caption_en=caption_en.strip(),
        activity=activity,
        unit=unit,
        taken_on=taken_on,
        is_private=is_private,
        is_illustrative=is_illustrative,
    )
    _keep_file(evidence, file, raw, kind)
    return _add(evidence, user=user, refresh=refresh)


@transaction.atomic
def link_observation(
    *,
    user: Any,
    measure: Measure,
    observation: Observation,
    caption: str = "",
    caption_en: str = "",
    is_illustrative: bool = False,
    refresh: bool = True,
) -> Evidence:
    """A figure that the user can read; dated by the end of its period."""
    _reporter_only(user, measure)
    if not Observation.objects.visible_to(user).filter(pk=observation.pk).exists():
        raise PermissionDenied(_("Энэ утгыг харах эрх танд алга."))
    linked = measure.evidence.filter(observation=observation)
    if linked.filter(withdrawn_at__isnull=True).exists():
        raise Conflict(_("Энэ утга аль хэдийн нотолгоонд байна."))
    figure = observation.indicator
    evidence = Evidence(
        measure=measure,
        kind=EvidenceKind.OBSERVATION,
        observation=observation,
        unit=observation.unit,
        caption=caption.strip() or f"{figure.name_mn}, {observation.period.code}",
        caption_en=caption_en.strip() or f"{figure.name_en}, {observation.period.code}",
        taken_on=min(observation.period.end, timezone.localdate()),
        is_illustrative=is_illustrative,
    )
    return _add(evidence, user=user, refresh=refresh)


@transaction.atomic
def publish_evidence(*, user: Any, evidence: Evidence) -> Evidence:
    """Open it to everyone: by whoever checks what the office reports."""
    _lock(evidence)
    _checker_only(user, evidence.measure)
    if evidence.withdrawn_at:
        raise Conflict(_("Буцаан авсан нотолгоог нийтэд нээхгүй."))
    if evidence.is_private:
        raise Conflict(
            _("Энэ нотолгоог нийтэд нээхгүй гэж тэмдэглэсэн."),
            _("Нээх бол эхлээд тэмдэглэгээг авна уу."),
        )
    figure = evidence.observation
    if figure is not None and figure.publication_id is None:
        raise Conflict(
            _("Холбосон утга нийтлэгдээгүй байна."), _("Эхлээд утгыг нийтэлнэ үү.")
        )
    if evidence.published_at is None:
        evidence.published_at, evidence.published_by = timezone.now(), user
        evidence.save(update_fields=["published_at", "published_by"])
    return evidence


@transaction.atomic
def withdraw_evidence(*, user: Any, evidence: Evidence, reason: str) -> Evidence:
    """Take it back: it counts no more and is no longer public; the row stays."""
    _lock(evidence)
    if evidence.added_by_id != user.pk or evidence.published_at:
        _checker_only(user, evidence.measure)
    else:
        _reporter_only(user, evidence.measure)
    if evidence.withdrawn_at:
        raise Conflict(_("Энэ нотолгоог аль хэдийн буцаан авсан."))
    evidence.withdrawn_reason = reasoned(reason)
    evidence.withdrawn_at, evidence.withdrawn_by = timezone.now(), user
    evidence.save(
        update_fields=["withdrawn_reason", "withdrawn_at", "withdrawn_by"],
    )
    standings.refresh([evidence.measure_id])
    return evidence


@transaction.atomic
def keep_private(*, user: Any, evidence: Evidence, is_private: bool) -> Evidence:
    """Mark what must not be opened, for the faces or papers it shows; or unmark it.

    Marking what is public closes it again.
    """
    _lock(evidence)
    if is_private:
        _reporter_only(user, evidence.measure)
        evidence.published_at, evidence.published_by = None, None
    else:
        _checker_only(user, evidence.measure)
    evidence.is_private = is_private
    evidence.save(update_fields=["is_private", "published_at", "published_by"])
    return evidence


def preview_name(evidence: Evidence) -> str:
    """Beside the photo itself, under its name with a mark."""
    stem, _dot, ending = (evidence.file.name or "").rpartition(".")
    return f"{stem}-small.{ending}"


def _lock(evidence: Evidence) -> None:
    """Read it anew: what somebody marked private meanwhile must not be opened."""
    evidence.refresh_from_db(from_queryset=Evidence.objects.select_for_update())


def _reporter_only(user: Any, measure: Measure) -> None:
    if not rules.can_report(user, measure):
        raise PermissionDenied(_("Энэ арга хэмжээнд нотолгоо нэмэх эрх танд алга."))


def _checker_only(user: Any, measure: Measure) -> None:
    if not rules.can_check(user, measure):
        raise PermissionDenied(_("Энэ нотолгоог шалгах эрх танд алга."))


def _by_camera(photo: photographs.Photograph) -> Place | None:
    if photo.latitude is None or photo.longitude is None:
        return None
    return Place(photo.latitude, photo.longitude)


def _likely(day: date | None, measure: Measure) -> date | None:
    """The camera's day, unless its clock was plainly never set."""
    if day is None or day > timezone.localdate():
        return None
    return day if day.year >= measure.programme.starts_on.year - 1 else None


def _keep_file(
    evidence: Evidence, file: evidence_files.Upload, content: bytes, kind: str
) -> None:
    """Under a name of our own; the same file twice is one tap too many."""
    evidence.original_name = (file.name or "").replace("\0", "")[:200]
    evidence.sha256 = sha256(content).hexdigest()
    same = evidence.measure.evidence.filter(
        sha256=evidence.sha256, withdrawn_at__isnull=True
    )
    if same.exists():
        raise Conflict(
            _("Энэ файл энэ арга хэмжээнд аль хэдийн орсон байна."),
            _("Дахин илгээх шаардлагагүй."),
            "file",
        )
    evidence.file = ContentFile(content, name=f"{uuid4().hex}.{kind}")


def _add(evidence: Evidence, *, user: Any, refresh: bool) -> Evidence:
    evidence.caption = needed(evidence.caption, "caption", _("Тайлбар хоосон байна."))
    _check(evidence)
    evidence.added_by = user
    evidence.save()
    if refresh:
        standings.refresh([evidence.measure_id])
    return evidence


def _check(evidence: Evidence) -> None:
    if evidence.stage and evidence.stage not in Stage.values:
        raise Refused(_("Ийм үе байхгүй."), _("Жагсаалтаас сонгоно уу."), "stage")
    if evidence.taken_on and evidence.taken_on > timezone.localdate():
        raise Refused(_("Огноо ирээдүйд байна."), _("Огноогоо шалгана уу."), "taken_on")
    step = evidence.activity
    if step is not None and step.measure_id != evidence.measure_id:
        raise Refused(
            _("Энэ үйл ажиллагаа өөр арга хэмжээнийх байна."),
            _("Жагсаалтаас сонгоно уу."),
            "activity",
        )
    place = (evidence.latitude, evidence.longitude)
    if evidence.latitude is not None and evidence.longitude is not None:
        if not (-90 <= evidence.latitude <= 90 and -180 <= evidence.longitude <= 180):
            raise Refused(
                _("Ийм солбицол байхгүй."), _("Градусаар бичнэ үү."), "latitude"
            )
    elif any(part is not None for part in place):
        raise Refused(
            _("Өргөрөг, уртраг хоёулаа хэрэгтэй."),
            _("Хоёуланг нь бичнэ үү."),
            "latitude",
        )
