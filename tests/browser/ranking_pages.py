"""Pages of the ranking, of its office and of background work, in the demonstration."""

METHOD, CLOSED, OPEN = (
    "selenge-model-bag",
    "selenge-model-bag-2020",
    "selenge-model-bag-2023",
)
PUBLIC = {
    "portal:ranking": "/ranking/",
    "portal:ranking_method": f"/ranking/methods/{METHOD}/2/",
    "portal:ranking_run": "/ranking/runs/3/",
    "portal:ranking_unit": "/ranking/runs/3/units/432259/",
    "portal:ranking_explorer": "/ranking/runs/3/explore/",
    "portal:selection": f"/selection/{OPEN}/",
    "portal:selection_unit": f"/selection/{OPEN}/units/432259/",
    "portal:objection_new": f"/selection/{OPEN}/object/",
    "portal:objection_find": "/objections/",
}
# More of the same kind: closed, not ranked, with other weights.
ALSO = (
    ("portal:selection", f"/selection/{CLOSED}/"),
    ("portal:selection_unit", f"/selection/{CLOSED}/units/434655/"),
    ("portal:ranking_unit", "/ranking/runs/3/units/432265/"),
    ("portal:ranking_unit", "/ranking/runs/3/units/430161/"),
    ("portal:ranking_explorer", "/ranking/runs/3/explore/?w-services=60"),
    ("portal:objection_new", f"/selection/{CLOSED}/object/"),
)
_SELECTION = f"/office/ranking/selections/{OPEN}"
_CLOSED = f"/office/ranking/selections/{CLOSED}"
_DRAFT = f"/office/ranking/frameworks/{METHOD}/3"
OFFICE = {
    "ranking:index": "/office/ranking/",
    "ranking:framework": f"/office/ranking/frameworks/{METHOD}/",
    "ranking:framework_new": "/office/ranking/frameworks/new/",
    "ranking:framework_rename": f"/office/ranking/frameworks/{METHOD}/name/",
    "ranking:version": f"{_DRAFT}/",
    "ranking:version_rules": f"{_DRAFT}/rules/",
    "ranking:version_gates": f"{_DRAFT}/gates/",
    "ranking:version_text": f"{_DRAFT}/text/",
    "ranking:version_freeze": f"{_DRAFT}/freeze/",
    "ranking:version_new": f"/office/ranking/frameworks/{METHOD}/next/",
    "ranking:runs": "/office/ranking/runs/",
    "ranking:run_new": "/office/ranking/runs/new/",
    "ranking:run": "/office/ranking/runs/3/",
    "ranking:signals": "/office/ranking/runs/3/signals/",
    "ranking:selections": "/office/ranking/selections/",
    "ranking:selection_new": "/office/ranking/selections/new/",
    "ranking:selection": f"{_SELECTION}/",
    "ranking:selection_cancel": f"{_SELECTION}/cancel/",
    "ranking:selection_gates": f"{_SELECTION}/gates/",
    "ranking:selection_index": f"{_SELECTION}/index/",
    "ranking:selection_recheck": f"{_SELECTION}/recheck/",
    "ranking:selection_members": f"{_SELECTION}/members/",
    "ranking:selection_declare": f"{_SELECTION}/members/5/declaration/",
    "ranking:selection_visits": f"{_SELECTION}/visits/",
    "ranking:selection_sheet": f"{_SELECTION}/visits/432259/sheet/",
    "ranking:selection_list": f"{_SELECTION}/list/",
    "ranking:selection_awards": f"{_CLOSED}/awards/",
    "ranking:selection_follow_up": f"{_CLOSED}/awards/1/follow-up/",
    "ranking:selection_correct": f"{_CLOSED}/correct/",
    "ranking:objections": "/office/ranking/objections/",
    "ranking:objection": "/office/ranking/objections/2/",
    "background:list": "/office/work/",
    "background:work": "/office/work/3/",
}
