"""Pages of officials, meetings and casework in the demonstration, and who opens them.

What is named by a key drawn anew is found as a reader finds it, from its list.
"""

from __future__ import annotations

BAG, SUM, AIMAG = "432259", "4322", "43"
_PEOPLE, _MEETINGS, _WORK = (
    f"/office/{one}" for one in ("people", "meetings", "casework")
)
_TRAINING = f"{_PEOPLE}/training"
PUBLIC = {
    "portal:officials_home": "/officials/",
    "portal:officials": f"/officials/{SUM}/",
    "portal:meetings": f"/meetings/?unit={BAG}",
    "portal:services": "/services/",
    "portal:service": "/services/petition/",
    "portal:file_request": f"/request/?unit={BAG}",
    "portal:track": "/track/",
    "portal:verify_form": "/verify/",
    "portal:verify": "/verify/2222-3333-4444/",
    "portal:mobile_rounds": f"/rounds/?unit={SUM}",
    "portal:delegations": f"/delegations/?unit={SUM}",
    "portal:open311": "/open311/",
    "portal:lessons": "/lessons/",
    "portal:lesson_course": "/lessons/promptness/",
    "portal:lesson": "/lessons/promptness/1/",
    "portal:lesson_booklet": "/lessons/promptness/booklet/",
    "portal:certificate_form": "/certificates/",
    "portal:conduct": f"/conduct/?unit={BAG}",
    "portal:conduct_follow": "/conduct/follow/",
    "portal:promptness": f"/promptness/?unit={SUM}",
}
OFFICE = {
    "people:index": f"{_PEOPLE}/",
    "people:posts": f"{_PEOPLE}/units/{SUM}/posts/",
    "people:staffing": f"{_PEOPLE}/units/{SUM}/staffing/",
    "people:standards": f"{_PEOPLE}/standards/?state=all",
    "people:standard_new": f"{_PEOPLE}/standards/new/",
    "people:duties": f"{_PEOPLE}/units/{SUM}/duties/",
    "people:duty_add": f"{_PEOPLE}/units/{SUM}/duties/add/",
    "people:conduct_terms": f"{_PEOPLE}/conduct/terms/",
    "people:conduct_terms_new": f"{_PEOPLE}/conduct/terms/new/",
    "people:post_add": f"{_PEOPLE}/units/{BAG}/posts/add/",
    "people:official_add": f"{_PEOPLE}/units/{BAG}/officials/add/",
    "people:performance": f"{_PEOPLE}/performance/",
    "people:agreements_lacking": f"{_PEOPLE}/performance/lacking/?year=2025",
    "people:criteria": f"{_PEOPLE}/performance/criteria/",
    "people:criteria_new": f"{_PEOPLE}/performance/criteria/new/",
    "people:training": f"{_TRAINING}/",
    "people:training_courses": f"{_TRAINING}/courses/",
    "people:training_course": f"{_TRAINING}/courses/promptness/",
    "people:training_course_add": f"{_TRAINING}/courses/add/",
    "people:training_lesson_edit": f"{_TRAINING}/courses/promptness/lessons/1/",
    "people:training_sessions": f"{_TRAINING}/sessions/",
    "people:training_session_add": f"{_TRAINING}/sessions/add/",
    "people:training_plans": f"{_TRAINING}/plans/",
    "people:training_plan": f"{_TRAINING}/plans/{AIMAG}/2026/",
    "people:training_certificates": f"{_TRAINING}/certificates/",
    "meetings:rules": f"{_MEETINGS}/rules/",
    "meetings:rule_new": f"{_MEETINGS}/rules/new/",
    "casework:services": f"{_WORK}/services/",
    "casework:service_new": f"{_WORK}/services/new/",
    "casework:service_change": f"{_WORK}/services/petition/",
    "casework:days": f"{_WORK}/days/",
    "casework:day_set": f"{_WORK}/days/new/",
    "casework:climbing": f"{_WORK}/climbing/",
    "casework:climbing_new": f"{_WORK}/climbing/new/",
    "casework:reference_kinds": f"{_WORK}/reference-kinds/",
    "casework:reference_kind_new": f"{_WORK}/reference-kinds/new/",
    "casework:reference_kind_change": f"{_WORK}/reference-kinds/residence/change/",
    "casework:reference_kind_withdraw": f"{_WORK}/reference-kinds/residence/withdraw/",
    "casework:requests": f"{_WORK}/requests/{SUM}/?state=all",
    "casework:rounds": f"{_WORK}/rounds/{BAG}/",
    "casework:round_new": f"{_WORK}/rounds/{BAG}/new/",
    "casework:delegations": f"{_WORK}/delegations/{SUM}/",
    "casework:delegate": f"{_WORK}/delegations/{SUM}/new/",
}
BAG_OFFICE = {
    "people:training_mine": f"{_TRAINING}/mine/",
    "people:conduct": f"{_PEOPLE}/conduct/",
    "people:declare": f"{_PEOPLE}/conduct/declare/",
    "meetings:index": f"{_MEETINGS}/",
    "meetings:new": f"{_MEETINGS}/units/{BAG}/new/",
    "meetings:resolutions": f"{_MEETINGS}/resolutions/",
    "meetings:obligations": f"{_MEETINGS}/obligations/?state=all",
    "meetings:remarks": f"{_MEETINGS}/remarks/",
    "casework:index": f"{_WORK}/",
    "casework:requests": f"{_WORK}/requests/{BAG}/?state=all",
    "casework:take": f"{_WORK}/requests/{BAG}/new/",
    "casework:references": f"{_WORK}/references/{BAG}/",
    "casework:reference_new": f"{_WORK}/references/{BAG}/new/",
}
DUTY_OFFICE = {
    "people:conduct": f"{_PEOPLE}/conduct/?state=received",
    "people:declarations": f"{_PEOPLE}/conduct/declarations/",
}
"""What opens to who holds an ethics duty, and to nobody else."""
NOT_PAGES = {
    "people:training_enrol_several": "answers a filled form",
    "portal:meetings_calendar": "a file for a calendar",
    "portal:mobile_rounds_feed": "a file for a calendar",
    "open311:root": "for programs; tests/casework holds it to GeoReport v2",
}
_LISTS = {
    "public": (
        ("portal:meeting", f"/meetings/?unit={BAG}", "/meetings/"),
        ("portal:mobile_round", f"/rounds/?unit={SUM}", "/rounds/"),
    ),
    "office": (
        ("people:post", f"{_PEOPLE}/units/{BAG}/posts/", f"{_PEOPLE}/posts/"),
        ("people:official", f"{_PEOPLE}/units/{BAG}/posts/", f"{_PEOPLE}/officials/"),
        (
            "people:agreement",
            f"{_PEOPLE}/performance/?state=assessed",
            f"{_PEOPLE}/agreements/",
        ),
        ("people:training_session", f"{_TRAINING}/sessions/", f"{_TRAINING}/sessions/"),
        ("casework:round", f"{_WORK}/rounds/{BAG}/", f"{_WORK}/round/"),
    ),
    "duty": (
        ("people:conduct_case", f"{_PEOPLE}/conduct/?state=inquiry", "/conduct/"),
        (
            "people:declaration",
            f"{_PEOPLE}/conduct/declarations/?state=late",
            "/declarations/",
        ),
    ),
    "bag": (
        (
            "people:agreement",
            f"{_PEOPLE}/performance/?state=draft",
            f"{_PEOPLE}/agreements/",
        ),
        ("meetings:meeting", f"{_MEETINGS}/", f"{_MEETINGS}/"),
        ("meetings:obligation", BAG_OFFICE["meetings:obligations"], "/obligations/"),
        ("meetings:resolution", f"{_MEETINGS}/resolutions/", "/resolutions/"),
        ("casework:request", f"{_WORK}/", f"{_WORK}/request/"),
        (
            "casework:reference",
            BAG_OFFICE["casework:references"],
            f"{_WORK}/reference/",
        ),
    ),
}


def found(page, which):
    """(name, address) of the first row of each list."""
    for name, address, holds in _LISTS[which]:
        page.goto(address)
        links = page.locator(
            f"main tbody a[href*='{holds}'], main li a[href*='{holds}']"
        )
        first = links.first.get_attribute("href")
        assert first, f"{address} leads to no {name}"
        yield name, first
        if name == "people:agreement" and which == "bag":
            yield "people:agreement_sign", f"{first}sign/"
            yield "people:agreement_promise", f"{first}promise/4/"
        if name == "people:post":
            page.goto(first)
            links = page.locator("a[href$='/end/']").first.get_attribute("href")
            yield "people:oath", links.replace("/end/", "/oath/")
        if name == "people:conduct_case":
            yield "people:conduct_decide", f"{first}decide/"
            yield "people:conduct_dismiss", f"{first}dismiss/"
        if name == "casework:round":
            yield "casework:round_change", f"{first}change/"
            yield "casework:round_cancel", f"{first}cancel/"
        if name == "meetings:meeting":
            yield "meetings:attendance", f"{first}attendance/"
            yield "meetings:minutes", f"{first}minutes/"
