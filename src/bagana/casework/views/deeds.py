"""One page for each deed of a request: its form, and the action it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagana.casework.actions import requests as actions
from bagana.casework.actions.steps import works_on
from bagana.casework.forms import requests as shapes
from bagana.casework.models import Request
from bagana.casework.views.guard import find_request, request_crumbs
from bagana.people.models import Post
from bagana.registers.private import private_page
from bagana.territory.models import UnitAncestry
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import form_page, taken


@dataclass(frozen=True, slots=True)
class Button:
    """A deed as a page: the verb, the form, the action, and one sentence."""

    button: str | Promise
    form: type[forms.Form]
    act: Callable[..., Request]
    lead: str | Promise = ""
    danger: bool = False


BUTTONS: Mapping[str, Button] = {
    "started": Button(gettext_lazy("Эхлэх"), shapes.OnForm, actions.start),
    "answered": Button(
        gettext_lazy("Хариу өгөх"),
        shapes.AnswerForm,
        actions.answer,
        gettext_lazy(
            "Хариу өгснөөр хүсэлт хаагдана. Иргэн 30 хоногт дахин нээж болно."
        ),
    ),
    "stopped": Button(
        gettext_lazy("Баримт хүсэх"),
        shapes.StopForm,
        actions.stop_clock,
        gettext_lazy("Иргэн баримтаа авчрах хүртэл хугацаа зогсоно."),
    ),
    "resumed": Button(
        gettext_lazy("Үргэлжлүүлэх"),
        shapes.OnForm,
        actions.resume,
        gettext_lazy("Хугацаа зогссон хоногоороо хойшилно."),
    ),
    "extended": Button(
        gettext_lazy("Хугацаа сунгах"),
        shapes.WhyForm,
        actions.extend,
        gettext_lazy("Нэг удаа, үйлчилгээнд заасан хугацаагаар сунгана."),
    ),
    "assigned": Button(
        gettext_lazy("Хариуцагч тогтоох"), shapes.AssignForm, actions.assign
    ),
    "escalated": Button(
        gettext_lazy("Дээд шатанд шилжүүлэх"), shapes.WhyForm, actions.escalate
    ),
    "returned": Button(gettext_lazy("Багт буцаах"), shapes.WhyForm, actions.give_back),
    "refused": Button(
        gettext_lazy("Татгалзах"),
        shapes.WhyForm,
        actions.refuse,
        gettext_lazy(
            "Үндэслэлтэй татгалзсан нь ч хариу мөн. Иргэн үндэслэлийг уншина."
        ),
        danger=True,
    ),
    "reopened": Button(
        gettext_lazy("Дахин нээх"),
        shapes.WhyForm,
        actions.reopen,
        gettext_lazy("Иргэний хүсэлтээр. Хугацаа энэ өдрөөс шинээр эхэлнэ."),
    ),
    "rated": Button(
        gettext_lazy("Үнэлгээ бичих"),
        shapes.CitizenRateForm,
        actions.rate,
        gettext_lazy("Иргэний хэлснээр бичнэ."),
    ),
    "withdrawn": Button(
        gettext_lazy("Буцаан авах"),
        shapes.WhyForm,
        actions.withdraw,
        gettext_lazy("Иргэн өөрөө хүссэн үед."),
        danger=True,
    ),
}


@private_page
def deed(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    row = find_request(request, uid)
    if slug not in BUTTONS:
        raise Http404
    if not works_on(request.user, row):
        raise PermissionDenied(_("Энэ хүсэлт дээр ажиллах эрх танд алга."))
    chosen = BUTTONS[slug]
    form = _form(chosen, request, row)

    def act() -> Any:
        chosen.act(user=request.user, request=row, **form.cleaned_data)

    back = reverse("casework:request", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Хадгаллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=str(chosen.button),
        button=str(chosen.button),
        back=back,
        crumbs=request_crumbs(row),
        lead=str(chosen.lead),
        danger=chosen.danger,
    )


def _form(chosen: Button, request: HttpRequest, row: Request) -> forms.Form:
    today = timezone.localdate()
    more: dict[str, Any] = {}
    if chosen.form is shapes.AssignForm:
        above = UnitAncestry.objects.in_force(today).filter(unit=row.unit)
        posts = Post.objects.filter(unit__in=above.values("ancestor"), closed_on=None)
        more["posts"] = posts.order_by("unit__code", "kind", "id")
    return chosen.form(request.POST or None, initial={"on": today}, **more)
