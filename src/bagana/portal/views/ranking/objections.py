"""Filing an objection, and reading what became of it; nobody need sign in."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from bagana.indicators.models import Observation
from bagana.portal.views.pages import asked, page
from bagana.portal.views.ranking.selection import find_selection
from bagana.ranking.actions import objections as actions
from bagana.ranking.forms.objections import ObjectionForm
from bagana.ranking.models import Objection, Selection
from bagana.ranking.queries.objections import by_code, window_of
from bagana.ranking.queries.selection_units import units_of
from bagana.web.errors import refusals_in

SESSION_KEY = "objections_sent"
SESSION_SECONDS = 600
MOST_IN_SESSION = 3


# Exempt for the reason of the comments' form: nobody's rights are used here, and a lost
# session must not cost a citizen what he wrote.
@csrf_exempt
@never_cache
def objection_new(request: HttpRequest, code: str) -> HttpResponse:
    """The form; before and after its days it says when they are or were."""
    selection = find_selection(code)
    window = window_of(selection)
    places = units_of(selection)
    given = {"unit": asked(request, "unit"), "observation": asked(request, "figure")}
    form = ObjectionForm(request.POST or None, initial=given, places=places)
    if request.method == "POST" and form.is_valid():
        made = None
        with refusals_in(form):
            made = _take_in(request, selection, form)
        if form.is_valid():
            return _thank(request, selection, made)
    figure = _figure(form["observation"].value())
    return page(
        request,
        "ranking/objection_new",
        selection=selection,
        window=window,
        form=form,
        figure=figure,
        figure_unit=places.get(figure.unit_id) if figure else None,
    )


def _figure(key: object) -> Observation | None:
    """The figure objected to, shown above the form; only what is public."""
    text = str(key or "")
    if not text.isdecimal() or len(text) > 15:
        return None
    rows = Observation.objects.visible_to(None).select_related("indicator", "period")
    return rows.filter(pk=int(text)).first()


def _take_in(
    request: HttpRequest, selection: Selection, form: ObjectionForm
) -> Objection | None:
    if form.is_from_a_machine:
        return None  # thanked like anyone, and dropped
    sent = _sent_lately(request)
    if len(sent) >= MOST_IN_SESSION:
        raise actions.too_many()
    data = form.cleaned_data
    made = actions.file_objection(
        selection=selection,
        text=data["text"],
        unit=data["unit"],
        observation=data["observation"],
        name=data["name"],
        contact=data["contact"],
    )
    request.session[SESSION_KEY] = [*sent, time.time()]
    return made


def _sent_lately(request: HttpRequest) -> list[float]:
    since = time.time() - SESSION_SECONDS
    return [at for at in request.session.get(SESSION_KEY, []) if at > since]


def _thank(
    request: HttpRequest, selection: Selection, made: Objection | None
) -> HttpResponse:
    messages.success(
        request,
        _("Эсэргүүцлийг хүлээн авлаа. Хариуг хугацаанд нь, хүн бүрт нээлттэй тавина."),
    )
    if made is None:
        return redirect("portal:selection", selection.code)
    return redirect("portal:objection", made.code)


@never_cache
@require_safe
def objection_find(request: HttpRequest) -> HttpResponse:
    """Where an author types the code that he wrote down."""
    code = asked(request, "code").strip()
    told = by_code(code) if code else None
    if told is not None:
        return redirect("portal:objection", told.row.code)
    response = page(request, "ranking/objection_find", code=code)
    response.status_code = 404 if code else 200
    return response


@never_cache
@require_safe
def objection(request: HttpRequest, code: str) -> HttpResponse:
    """What its author reads under his code: his words, where it is, the answer."""
    told = by_code(code)
    if told is None:
        raise Http404
    response = page(
        request,
        "ranking/objection",
        told=told,
        objection=told.row,
        selection=told.row.selection,
    )
    # The address is the key to the page: it stays with who has it. Other sites do not
    # learn it as referrer: the policy of every page is same-origin.
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_POST
def objection_forget(request: HttpRequest, code: str) -> HttpResponse:
    """The author takes back how to reach him; his words stay."""
    told = by_code(code)
    if told is None:
        raise Http404
    actions.forget_me(code=told.row.code)
    messages.success(request, _("Холбоо барих мэдээллийг устгалаа."))
    return redirect("portal:objection", told.row.code)
