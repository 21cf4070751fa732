"""Forms by which a proposal takes its steps; HTTP only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.redistricting import rules
from bagana.redistricting.actions import proposals as actions
from bagana.redistricting.forms import proposals as own
from bagana.redistricting.models import Proposal, ProposalState
from bagana.redistricting.procedure import rules_of, rules_on
from bagana.redistricting.queries.proposals_naming import named_units
from bagana.redistricting.queries.proposals_sums import (
    aimag_of,
    sums_without_act,
    touched_sums,
)
from bagana.redistricting.queries.proposals_touched import unit_names
from bagana.redistricting.views.proposals_guard import (
    around,
    crumbs,
    find,
    form_page,
    must,
    must_conduct,
    only_now,
    page_of,
    taken,
)

S = ProposalState


def _step(
    request: HttpRequest,
    found: Proposal,
    form: forms.Form,
    act: Callable[..., Any],
    *,
    done: str,
    **page: Any,
) -> HttpResponse:
    """Show the form, or take the step and go back to the proposal."""
    if taken(
        request,
        form,
        lambda: act(user=request.user, proposal=found, **form.cleaned_data),
    ):
        messages.success(request, done)
        return redirect(page_of(found))
    return form_page(request, form, back=page_of(found), crumbs=crumbs(found), **page)


@login_required
def alternative_add(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    only_now(request, found, S.DRAFT)
    given = {"plan": request.GET.get("plan", "")[:12]}
    form = own.AlternativeForm(request.POST or None, initial=given, proposal=found)
    return _step(
        request,
        found,
        form,
        actions.lay_alternative,
        done=_("Хувилбарыг нэмлээ."),
        title=_("Хэлэлцүүлэх хувилбар нэмэх"),
        button=_("Нэмэх"),
        lead=_("Өнөөдрийн байдал бүх хувилбартай хамт үргэлж харагдана."),
    )


@login_required
@require_POST
def alternative(request: HttpRequest, code: str, letter: str) -> HttpResponse:
    """Prefer an alternative, or take it from among them."""
    found = must_conduct(request, code)
    one = get_object_or_404(found.alternatives, letter=letter)
    if request.POST.get("do") == "prefer":
        actions.prefer_alternative(user=request.user, alternative=one)
        messages.success(request, _("Санал болгох хувилбарыг сонголоо."))
    else:
        actions.take_alternative(user=request.user, alternative=one)
        messages.success(request, _("Хувилбарыг хаслаа."))
    return redirect(page_of(found, "alternatives"))


@login_required
def publish(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    only_now(request, found, S.DRAFT)
    today = timezone.localdate()
    days = rules_on(today).hearing_days.value
    given = {"until": today + timedelta(days=days)}
    return _step(
        request,
        found,
        own.PublishForm(request.POST or None, initial=given),
        actions.publish_hearing,
        done=_("Хувилбаруудыг нийтэлж, иргэдийн саналыг авч эхэллээ."),
        title=_("Хэлэлцүүлэг нийтлэх"),
        button=_("Нийтлэх"),
        lead=_(
            "Үндэслэл, хувилбарууд хүн бүрт нээгдэж, үүнээс хойш өөрчлөгдөхгүй. Саналыг"
            " %(days)s хоногоос доошгүй хугацаанд авна."
        )
        % {"days": days},
    )


@login_required
def extend(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    only_now(request, found, S.HEARING)
    return _step(
        request,
        found,
        own.PublishForm(request.POST or None, initial={"until": found.hearing_until}),
        actions.extend_hearing,
        done=_("Хугацааг сунгалаа."),
        title=_("Санал авах хугацааг сунгах"),
        button=_("Сунгах"),
    )


@login_required
def choose(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    only_now(request, found, S.HEARING)
    preferred = found.alternatives.filter(is_preferred=True).first()
    given = {"plan": found.plan_id or (preferred.plan_id if preferred else None)}
    return _step(
        request,
        found,
        own.ChooseForm(request.POST or None, initial=given, proposal=found),
        actions.choose_plan,
        done=_("Өргөн барих хувилбарыг сонголоо."),
        title=_("Өргөн барих хувилбар сонгох"),
        button=_("Сонгох"),
        lead=_(
            "Хэлэлцүүлсэн хувилбараас ганц ч хэсгийн багаар зөрвөл түүнийг нийтэлж,"
            " хөндөгдөх багуудаас дахин санал авна."
        ),
    )


@login_required
def names(request: HttpRequest, code: str) -> HttpResponse:
    """Codes and names of all units of the chosen plan on one page."""
    found = must_conduct(request, code)
    only_now(request, found, S.HEARING)
    form = own.NamesForm(request.POST or None, units=named_units(found))
    if taken(
        request,
        form,
        lambda: actions.name_units(
            user=request.user, proposal=found, units=form.named()
        ),
    ):
        messages.success(request, _("Багуудын код, нэрийг хадгаллаа."))
        return redirect(page_of(found))
    context = {
        **around(request, found, "names"),
        "form": form,
        "names": unit_names(found),
        "back": page_of(found),
    }
    status = 422 if form.errors else 200
    return render(request, "redistricting/proposal_names.html", context, status=status)


@login_required
def submit(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    only_now(request, found, S.HEARING)
    return _step(
        request,
        found,
        own.SubmitForm(request.POST or None),
        actions.submit_to_sum,
        done=_("Сумын Хуралд өргөн барилаа."),
        title=_("Сумын Хуралд өргөн барих"),
        button=_("Өргөн барих"),
        lead=_(
            "Сонгосон хувилбар, багуудын нэр, хурлын болон иргэдийн санал, хариу бүгд"
            " баталгааны кодтой хадгалагдана."
        ),
    )


@login_required
def sum_act(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    only_now(request, found, S.SUM)
    wanted = unit_names(found).all_of(sums_without_act(found))
    return _step(
        request,
        found,
        own.SumActForm(request.POST or None, codes=sums_without_act(found)),
        actions.enter_sum_act,
        done=_("Сумын Хурлын шийдвэрийг бүртгэлээ."),
        title=_("Сумын Хурлын шийдвэр бүртгэх"),
        button=_("Бүртгэх"),
        lead=_("Шийдвэр нь хүлээгдэж байгаа: %(names)s.") % {"names": wanted},
    )


@login_required
def aimag_act(request: HttpRequest, code: str) -> HttpResponse:
    found = find(request, code)
    must(rules.can_decide(request.user, found))
    only_now(request, found, S.AIMAG)
    return _step(
        request,
        found,
        own.AimagActForm(request.POST or None, codes=_aimag_codes(found)),
        actions.enter_aimag_act,
        done=_("Аймгийн Хурлын шийдвэрийг бүртгэлээ."),
        title=_("Аймгийн Хурлын шийдвэр бүртгэх"),
        button=_("Бүртгэх"),
        lead=_("Шийдэх байгууллага: %(body)s.") % {"body": rules_of(found).decider},
    )


def _aimag_codes(found: Proposal) -> list[str]:
    aimag = aimag_of(found)
    return [aimag.code] if aimag else []


@login_required
def back(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    only_now(request, found, S.SUM, S.AIMAG)
    codes = [*touched_sums(found), *_aimag_codes(found)]
    return _step(
        request,
        found,
        own.BackForm(request.POST or None, codes=codes),
        actions.send_back,
        done=_("Саналыг буцаалаа. Шинэ хэлэлцүүлэг эхэллээ."),
        title=_("Хурлаас буцаасныг бүртгэх"),
        button=_("Буцаах"),
        lead=_("Өмнөх санал, хариу бүгд түүхэнд үлдэнэ."),
    )


@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    found = must_conduct(request, code)
    states = [one for one in S if one not in (S.ENACTED, S.WITHDRAWN)]
    only_now(request, found, *states)
    decided = found.state == S.DECIDED
    codes = [*([] if decided else touched_sums(found)), *_aimag_codes(found)]
    return _step(
        request,
        found,
        own.WithdrawForm(request.POST or None, codes=codes),
        actions.withdraw,
        done=_("Саналыг татан авлаа."),
        title=_("Саналыг татан авах"),
        button=_("Татан авах"),
        lead=_("Хийсэн бүхэн, шалтгаан нь нийтэд хэвээр харагдана."),
        danger=True,
    )
