"""Sets of blocks in the office: a list, one set, a file in three steps; HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bagana.accounts.roles import has_any_role
from bagana.programme.views.guard import form_page
from bagana.redistricting import rules
from bagana.redistricting.actions.block_uploads import check_blocks, take_blocks
from bagana.redistricting.actions.cells import build_cells
from bagana.redistricting.arrays import COUNTED, arrays_of
from bagana.redistricting.block_maps import set_map
from bagana.redistricting.block_problems import BlockProblem
from bagana.redistricting.forms.blocks import BlockFileForm, CellsForm
from bagana.redistricting.models import BlockSet, BlockUpload
from bagana.redistricting.queries import blocks as queries
from bagana.redistricting.queries.scenarios import planned_units, scenarios_for
from bagana.redistricting.staleness import stale_bags
from bagana.redistricting.wording import weight_name
from bagana.territory.models import Unit
from bagana.territory.queries import below
from bagana.web.errors import PermissionDenied, Refused, refusals_in
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 25
GEOJSON = "application/geo+json"
SHOWN_PROBLEMS = 200

type Crumbs = list[tuple[str, str]]


def crumbs() -> Crumbs:
    return [
        (reverse("redistricting:index"), _("Шинэчлэн зохион байгуулалт")),
        (reverse("redistricting:blocks"), _("Суурь хэсгийн багцууд")),
    ]


@login_required
@require_safe
def block_list(request: HttpRequest) -> HttpResponse:
    if not has_any_role(request.user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    sort = request.GET.get("sort", "")
    unit = request.GET.get("unit", "").replace("\0", "")
    found = queries.sets_for(request.user, unit, sort)
    if chosen := wanted_format(request):
        lines = queries.lines_of(list(found))
        return table_response(chosen, "blocks", _list_columns(), lines)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": queries.lines_of(list(page.object_list)),
        "sort": sort or "-made",
        "may_add": bool(planned_units(request.user)),
        "crumbs": crumbs()[:1],
    }
    return render(request, "redistricting/blocks.html", context)


def _list_columns() -> list[Column]:
    return [
        Column("pk", _("Дугаар"), lambda line: line.block_set.pk),
        Column("title", _("Нэр"), lambda line: line.block_set.title, 40),
        Column("unit", _("Нэгж")),
        Column("blocks", _("Суурь хэсэг")),
        Column("on", _("Аль өдрийн багаар"), lambda line: line.block_set.on),
        Column("period", _("Тоонуудын үе"), lambda line: line.block_set.period),
        Column("nature", _("Тооны төрөл"), lambda line: line.block_set.nature),
        Column("sha256", "SHA-256", lambda line: line.block_set.sha256, 66),
    ]


@login_required
@require_safe
def block_set(request: HttpRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    if chosen := wanted_format(request):
        rows = queries.block_rows(arrays_of(found))
        columns = [Column(name) for name in rows[0]]
        return table_response(chosen, f"blocks-{pk}", columns, rows)
    arrays = arrays_of(found)
    sums = [(code, queries.name_of_code(code, found.on)) for code in _codes(arrays)]
    asked = request.GET.get("sum", "")
    chosen_sum = asked if asked in dict(sums) else sums[0][0]
    totals = queries.totals_of(request.user, found, [chosen_sum])
    context = {
        "block_set": found,
        "unit_name": queries.name_of(found.unit, found.on),
        "sums": sums,
        "chosen_sum": chosen_sum,
        "sum_name": dict(sums)[chosen_sum],
        "totals": totals,
        "bases": queries.bases_of(request.user, found),
        "missing": [(weight_name(k), n) for k, n in arrays.missing.items() if n],
        "size": arrays.size,
        "map": set_map(found, chosen_sum),
        "stale": stale_bags(found, None, timezone.localdate()),
        "scenarios": scenarios_for(request.user).filter(block_set=found)[:10],
        "may_plan": bool(planned_units(request.user)),
        "crumbs": crumbs(),
    }
    return render(request, "redistricting/block_set.html", context)


@login_required
@require_safe
def block_geojson(request: HttpRequest, pk: int) -> HttpResponse:
    """Codes, bags, counts and outlines: what the import reads."""
    found = _visible(request, pk)
    response = HttpResponse(queries.geojson_of(found), content_type=GEOJSON)
    name = content_disposition_header(True, f"blocks-{pk}.geojson")
    response.headers["Content-Disposition"] = name or ""
    return response


def _codes(arrays: Any) -> list[str]:
    return sorted(set(arrays.sums))


def _visible(request: HttpRequest, pk: int) -> BlockSet:
    rows = BlockSet.objects.select_related("unit", "made_by").defer("neighbours")
    found = get_object_or_404(rows, pk=pk)
    if not rules.can_see_blocks(request.user, found):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    return found


def _units(request: HttpRequest, level: int | None = None) -> list[tuple[str, str]]:
    """Units over which the user plans, and the sums below them, with names."""
    today = timezone.localdate()
    found: dict[str, str] = {}
    for unit in planned_units(request.user):
        for version in below(unit, today).filter(kind__level__in=(1, 2)):
            if level is None or version.kind.level == level:
                found[version.unit.code] = f"{version.name} ({version.unit.code})"
    if not found:
        raise PermissionDenied(_("Суурь хэсэг оруулах эрх танд алга."))
    return sorted(found.items())


@login_required
def block_new(request: HttpRequest) -> HttpResponse:
    """First step: a file and what must be known of it."""
    form = BlockFileForm(
        request.POST or None, request.FILES or None, units=_units(request)
    )
    if request.method == "POST" and form.is_valid():
        about = dict(form.cleaned_data)
        file, unit = about.pop("file"), about.pop("unit")
        with refusals_in(form):
            made = check_blocks(
                user=request.user,
                unit=Unit.objects.get(code=unit),
                name=file.name,
                content=file.read(),
                about=about,
            )
            return redirect("redistricting:block_upload", made.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "crumbs": crumbs(), "step": 1}
    return render(request, "redistricting/block_form.html", context, status=status)


def _upload(request: HttpRequest, pk: int) -> BlockUpload:
    rows = BlockUpload.objects.select_related("unit", "block_set").defer("content")
    found = get_object_or_404(rows, pk=pk)
    if found.made_by_id != request.user.pk:
        raise PermissionDenied(_("Энэ файлыг өөр хүн оруулсан."))
    return found


@login_required
@require_safe
def block_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Second step: what the check found; nothing is written yet."""
    found = _upload(request, pk)
    problems = [BlockProblem.restored(one) for one in found.found["problems"]]
    if chosen := wanted_format(request):
        columns = [
            Column("row", _("Мөр")),
            Column("column", _("Хүснэгтийн багана")),
            Column("value", _("Утга")),
            Column("reason", _("Шалтгаан"), width=50),
            Column("fix", _("Яаж засах вэ"), width=50),
        ]
        return table_response(chosen, f"refused-{pk}", columns, problems)
    context = {
        "upload": found,
        "counts": found.found,
        "problems": problems[:SHOWN_PROBLEMS],
        "problem_count": len(problems),
        "totals": queries.upload_totals(request.user, found),
        "counted": COUNTED,
        "missing": found.found["missing"],
        "step": 3 if found.block_set else 2,
        "crumbs": crumbs(),
    }
    return render(request, "redistricting/block_upload.html", context)


@login_required
@require_POST
def block_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Third step: the set is written."""
    try:
        made = take_blocks(user=request.user, upload=_upload(request, pk))
    except Refused as refused:
        messages.error(request, f"{refused.reason} {refused.fix}".strip())
        return redirect("redistricting:block_upload", pk)
    messages.success(request, _("Суурь хэсгийн багцыг хүлээж авлаа."))
    return redirect("redistricting:block_set", made.pk)


@login_required
def block_cells(request: HttpRequest) -> HttpResponse:
    """Blocks from the cells of a sum, for want of a file."""
    form = CellsForm(request.POST or None, units=_units(request, level=2))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_in(form):
            made = build_cells(
                user=request.user,
                unit=Unit.objects.get(code=data["unit"]),
                on=data["on"],
                resolution=data["resolution"],
            )
            messages.success(request, _("Нүднээс суурь хэсгийн багц байгууллаа."))
            return redirect("redistricting:block_set", made.pk)
    return form_page(
        request,
        form,
        title=_("Нүднээс суурь хэсэг байгуулах"),
        button=_("Байгуулах"),
        back=reverse("redistricting:blocks"),
        crumbs=crumbs(),
        lead=_(
            "Суурь хэсгийн зураг байхгүй бол сумын нутгийг H3 нүдэнд хувааж, багийн "
            "нийтэлсэн өрх, хүн ам, малыг нүдэнд загвараар байршуулна. Багийн дүн яг "
            "хэвээр үлдэнэ."
        ),
    )
