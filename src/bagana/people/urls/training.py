"""Addresses of training in the office."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.people.views import training as gaps
from bagana.people.views import (
    training_courses,
    training_learn,
    training_plans,
    training_record,
    training_sessions,
)

COURSE = "training/courses/<slug:code>"
LESSON = f"{COURSE}/lessons/<int:position>"
SESSION = "training/sessions/<uuid:uid>"
PLAN = "training/plans/<slug:code>/<int:year>"
RECORD = "training/officials/<uuid:uid>"

_courses = [
    path("training/courses/", training_courses.courses, name="training_courses"),
    path(
        "training/courses/add/", training_courses.course_add, name="training_course_add"
    ),
    path(
        "training/questions/<int:pk>/drop/",
        training_courses.question_drop,
        name="training_question_drop",
    ),
    path(
        "training/rules/<int:pk>/end/",
        training_courses.rule_end,
        name="training_rule_end",
    ),
    path(f"{COURSE}/", training_courses.course, name="training_course"),
    path(f"{COURSE}/edit/", training_courses.course_edit, name="training_course_edit"),
    path(
        f"{COURSE}/lessons/add/",
        training_courses.lesson_write,
        name="training_lesson_add",
    ),
    path(f"{COURSE}/rules/add/", training_courses.rule_add, name="training_rule_add"),
    path(f"{COURSE}/begin/", training_learn.begin, name="training_begin"),
    path(f"{LESSON}/", training_courses.lesson_write, name="training_lesson_edit"),
    path(
        f"{LESSON}/questions/add/",
        training_courses.question_add,
        name="training_question_add",
    ),
]
_sessions = [
    path("training/sessions/", training_sessions.sessions, name="training_sessions"),
    path(
        "training/sessions/add/",
        training_sessions.session_add,
        name="training_session_add",
    ),
    path(f"{SESSION}/", training_sessions.session, name="training_session"),
    path(
        f"{SESSION}/edit/", training_sessions.session_edit, name="training_session_edit"
    ),
    path(f"{SESSION}/enrol/", training_sessions.session_enrol, name="training_enrol"),
    path(
        f"{SESSION}/attendance/",
        training_sessions.attendance,
        name="training_attendance",
    ),
    path(f"{SESSION}/scores/", training_sessions.scores, name="training_scores"),
    path(f"{SESSION}/close/", training_sessions.close, name="training_close"),
    path(
        f"{SESSION}/leave/<uuid:who>/", training_sessions.leave, name="training_leave"
    ),
]
_plans = [
    path("training/plans/", training_plans.plans, name="training_plans"),
    path(f"{PLAN}/", training_plans.plan, name="training_plan"),
    path(f"{PLAN}/approve/", training_plans.plan_approve, name="training_plan_approve"),
    path(
        f"{PLAN}/lines/<int:pk>/drop/",
        training_plans.line_drop,
        name="training_line_drop",
    ),
    path(
        "training/certificates/",
        training_plans.certificates,
        name="training_certificates",
    ),
    path(
        "training/certificates/<uuid:uid>/issue/",
        training_plans.certificate_issue,
        name="training_certificate_issue",
    ),
    path(
        "training/certificates/<uuid:uid>/revoke/",
        training_plans.certificate_revoke,
        name="training_certificate_revoke",
    ),
]
_learning = [
    path("training/mine/", training_learn.mine, name="training_mine"),
    path("training/learn/<uuid:uid>/", training_learn.learn, name="training_learn"),
    path(
        "training/learn/<uuid:uid>/<int:position>/",
        training_learn.lesson,
        name="training_lesson",
    ),
    path(
        "training/learn/<uuid:uid>/test/<slug:kind>/",
        training_learn.test,
        name="training_test",
    ),
    path(f"{RECORD}/", training_record.record, name="training_record"),
    path(
        f"{RECORD}/qualifications/add/",
        training_record.qualification_add,
        name="qualification_add",
    ),
    path(
        f"{RECORD}/qualifications/<int:pk>/drop/",
        training_record.qualification_drop,
        name="qualification_drop",
    ),
]
urlpatterns: list[URLPattern] = [
    path("training/", gaps.training, name="training"),
    path("training/enrol/", gaps.enrol, name="training_enrol_several"),
    *_courses,
    *_sessions,
    *_plans,
    *_learning,
]
