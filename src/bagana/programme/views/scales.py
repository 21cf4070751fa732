"""Rating scales: which there are, a new one, an unused one taken away; HTTP only."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.programme.actions.scales import add_scale, may_add_scales, remove_scale
from bagana.programme.forms.monitoring import ScaleForm
from bagana.programme.models import RatingScale
from bagana.programme.queries.rounds import scales_in_use
from bagana.web.errors import PermissionDenied, refusals_in


@login_required
def scales(request: HttpRequest) -> HttpResponse:
    may_add = may_add_scales(request.user)
    form = ScaleForm(request.POST or None)
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        if form.is_valid():
            with refusals_in(form):
                add_scale(user=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Шатлал нэмлээ. Өмнөх нь энэ өдөр дуусна."))
            return redirect("programme:scales")
    context = {"scales": scales_in_use(), "form": form, "may_add": may_add}
    return render(request, "programme/round_scales.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    remove_scale(user=request.user, scale=get_object_or_404(RatingScale, code=code))
    messages.success(request, _("Ашиглаагүй шатлалыг хаслаа."))
    return redirect("programme:scales")
