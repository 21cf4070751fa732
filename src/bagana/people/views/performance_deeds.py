"""What is done with a yearly agreement, one page a deed. HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.actions import performance as actions
from bagana.people.actions import performance_judging as judging
from bagana.people.forms.performance import (
    AnewForm,
    AssessForm,
    ClosingForm,
    ConfirmForm,
    DraftForm,
    PromiseForm,
    SignForm,
)
from bagana.people.models import Agreement, AgreementLine, Criterion
from bagana.people.queries.performance import counting, text_version
from bagana.people.queries.performance_sheet import figures_beside
from bagana.people.views.performance import agreements_crumbs, find_agreement
from bagana.people.views.posts_guard import find_appointment, post_crumbs
from bagana.registers.private import private_page
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs, form_page, taken


@private_page
def draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Drawn up for who holds or held the post in the year."""
    held = find_appointment(request, uid)
    actions.require_superior(request.user, held)
    asked = request.GET.get("year", "")
    year = asked if asked.isdecimal() else timezone.localdate().year
    form = DraftForm(request.POST or None, initial={"year": year})
    made: list[Agreement] = []

    def act() -> None:
        year = form.cleaned_data["year"]
        made.append(
            actions.draft_agreement(user=request.user, appointment=held, year=year)
        )

    if taken(request, form, act):
        messages.success(request, _("Гэрээний төсөл үүсгэлээ. Амлалтаа бичнэ үү."))
        return redirect("people:agreement", made[0].uid)
    return form_page(
        request,
        form,
        title=_("Гүйцэтгэлийн гэрээ байгуулах"),
        button=_("Төсөл үүсгэх"),
        back=reverse("people:post", args=[held.post.uid]),
        crumbs=post_crumbs(held.post),
        lead=f"{held.post.title}, {held.official.name}",
    )


@private_page
def drop(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_agreement(request, uid)
    actions.require_superior(request.user, row.appointment)
    form = ConfirmForm(request.POST or None)

    def act() -> None:
        actions.drop_draft(user=request.user, agreement=row)

    if taken_empty(request, form, act):
        messages.success(request, _("Төслийг устгалаа."))
        return redirect("people:performance")
    return _page(request, row, form, _("Төслийг устгах"), _("Устгах"), danger=True)


@private_page
def promise(request: HttpRequest, uid: UUID, position: int) -> HttpResponse:
    row = find_agreement(request, uid)
    actions.side_of(request.user, row)
    item = _criterion(row, position)
    form = PromiseForm(request.POST or None, criterion=item)

    def act() -> None:
        actions.promise(
            user=request.user, agreement=row, criterion=item, **form.cleaned_data
        )

    if taken(request, form, act):
        messages.success(request, _("Амлалтыг бүртгэлээ."))
        return redirect("people:agreement", uid)
    title, button = _("Амлалт бичих"), _("Бүртгэх")
    return _page(request, row, form, title, button, **_beside(row, item))


@private_page
def promise_edit(request: HttpRequest, uid: UUID, key: int) -> HttpResponse:
    row = find_agreement(request, uid)
    actions.side_of(request.user, row)
    line = _line(row, key)
    first = {"text": line.promise, "target": line.target}
    form = PromiseForm(request.POST or None, criterion=line.criterion, initial=first)

    def act() -> None:
        actions.correct_promise(user=request.user, line=line, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Амлалтыг заслаа."))
        return redirect("people:agreement", uid)
    title, button = _("Амлалтыг засах"), _("Хадгалах")
    return _page(request, row, form, title, button, **_beside(row, line.criterion))


@private_page
def promise_drop(request: HttpRequest, uid: UUID, key: int) -> HttpResponse:
    row = find_agreement(request, uid)
    actions.side_of(request.user, row)
    line = _line(row, key)
    form = ConfirmForm(request.POST or None)

    def act() -> None:
        actions.remove_promise(user=request.user, line=line)

    if taken_empty(request, form, act):
        messages.success(request, _("Амлалтыг хаслаа."))
        return redirect("people:agreement", uid)
    title, button = _("Амлалтыг хасах"), _("Хасах")
    return _page(request, row, form, title, button, lead=line.promise, danger=True)


@private_page
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For one's own side: what has changed since the page was read is not signed."""
    row = find_agreement(request, uid)
    actions.side_of(request.user, row)
    stands = text_version(row)
    if request.method == "POST" and request.POST.get("seen") != str(stands):
        messages.error(request, _("Амлалт өөрчлөгдсөн байна. Дахин уншаад зурна уу."))
        return redirect("people:agreement_sign", uid)
    form = SignForm(request.POST or None, initial={"seen": stands})

    def act() -> None:
        actions.sign_agreement(user=request.user, agreement=row, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Гарын үсгийг бүртгэлээ."))
        return redirect("people:agreement", uid)
    return _page(
        request,
        row,
        form,
        _("Гэрээнд гарын үсэг зурах"),
        _("Гэрээнд гарын үсэг зурах"),
        lead=_("Хоёр тал зурсны дараа амлалт өөрчлөгдөхгүй."),
        template="people/performance_sign.html",
        lines=row.lines.select_related("criterion__indicator"),
    )


@private_page
def assess(request: HttpRequest, uid: UUID, position: int) -> HttpResponse:
    row = find_agreement(request, uid)
    side = actions.side_of(request.user, row)
    item = _criterion(row, position)
    if item.party != side:
        raise PermissionDenied(_("Энэ шалгуурыг нөгөө тал дүгнэнэ."))
    given = counting(row).get(item.pk)
    first = {"score": given.score, "note": given.note} if given else {}
    form = AssessForm(request.POST or None, initial=first)

    def act() -> None:
        judging.assess(
            user=request.user, agreement=row, criterion=item, **form.cleaned_data
        )

    if taken(request, form, act):
        messages.success(request, _("Оноог бүртгэлээ."))
        return redirect("people:agreement", uid)
    return _page(request, row, form, _("Дүгнэх"), _("Бүртгэх"), lead=item.title)


@private_page
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_agreement(request, uid)
    actions.require_superior(request.user, row.appointment)
    form = ClosingForm(request.POST or None)

    def act() -> None:
        judging.close_assessment(user=request.user, agreement=row, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Жилийн дүгнэлтийг хаалаа."))
        return redirect("people:agreement", uid)
    lead = _(
        "Нийтэлсэн үзүүлэлтийг нэмж, нийт оноог бодно. Үүний дараа оноо өөрчлөгдөхгүй."
    )
    return _page(request, row, form, _("Дүгнэлтийг хаах"), _("Хаах"), lead=lead)


@private_page
def anew(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = find_agreement(request, uid)
    actions.require_superior(request.user, row.appointment)
    form = AnewForm(request.POST or None)
    made: list[Agreement] = []

    def act() -> None:
        made.append(
            judging.judge_anew(user=request.user, agreement=row, **form.cleaned_data)
        )

    if taken(request, form, act):
        messages.success(request, _("Дахин дүгнэх бүртгэл үүсгэлээ."))
        return redirect("people:agreement", made[0].uid)
    lead = _("Хаасан дүгнэлт хэвээр үлдэж, шинэ бүртгэлийг хаахад түүний оронд орно.")
    return _page(request, row, form, _("Дахин дүгнэх"), _("Дахин дүгнэх"), lead=lead)


def taken_empty(request: HttpRequest, form: forms.Form, act: Callable[[], Any]) -> bool:
    """Like `taken`; a form without fields is bound by the press of its button."""
    form.is_bound = request.method == "POST"
    return taken(request, form, act)


def _beside(row: Agreement, item: Criterion) -> dict[str, Any]:
    """What figures say where a target is written."""
    before, now = figures_beside(row, item)
    return {
        "template": "people/performance_promise.html",
        "lead": item.title,
        "indicator": item.indicator,
        "year_before": row.year - 1,
        "before": before,
        "now": now,
    }


def _criterion(row: Agreement, position: int) -> Criterion:
    rows = row.criteria.items.select_related("indicator")
    return get_object_or_404(rows, position=position)


def _line(row: Agreement, key: int) -> AgreementLine:
    rows = row.lines.select_related("criterion__indicator", "agreement")
    return get_object_or_404(rows, pk=key)


def _page(
    request: HttpRequest,
    row: Agreement,
    form: forms.Form,
    title: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    back = reverse("people:agreement", args=[row.uid])
    here = (back, _("%(year)s оны гэрээ") % {"year": row.year})
    crumbs: Crumbs = [*agreements_crumbs(request), here]
    return form_page(
        request, form, title=title, button=button, back=back, crumbs=crumbs, **more
    )
