"""Courses, lessons, questions and gap rules as the aimag writes them. HTTP only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.people.actions import training_courses as actions
from bagana.people.actions.training_courses import FIELDS, may_write_courses
from bagana.people.forms.training import (
    ChangeCourseForm,
    CourseForm,
    GapRuleForm,
    LessonForm,
    QuestionForm,
)
from bagana.people.lesson_text import lesson_html
from bagana.people.models import GapRule, Lesson, Question
from bagana.people.queries.training import courses as all_courses
from bagana.people.testing import asked_of
from bagana.people.views.training_guard import (
    course_crumbs,
    find_course,
    own_official,
    training_crumbs,
    trains_anywhere,
)
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format


def _require_writer(request: HttpRequest) -> None:
    if not may_write_courses(request.user):
        raise PermissionDenied(_("Сургалтын агуулгыг аймгийн ажилтан бичнэ."))


@login_required
def courses(request: HttpRequest) -> HttpResponse:
    rows = all_courses()
    if chosen := wanted_format(request):
        return table_response(chosen, "courses", _columns(), rows)
    context = {
        "rows": rows,
        "may_write": may_write_courses(request.user),
        "crumbs": training_crumbs(),
    }
    return render(request, "people/training_courses.html", context)


def _columns() -> list[Column]:
    return [
        Column("code", _("Код")),
        Column("title", _("Нэр"), width=40),
        Column("lessons_there", _("Хичээл")),
        Column("hours", _("Цаг")),
        Column("pass_mark", _("Тэнцэх хувь")),
        Column("valid_years", _("Гэрчилгээ хүчинтэй жил")),
        Column("sessions_there", _("Бүлэг")),
    ]


@login_required
def course(request: HttpRequest, code: str) -> HttpResponse:
    found = find_course(code)
    context = {
        "course": found,
        "lessons": found.lessons.prefetch_related("questions"),
        "rules": found.gap_rules.select_related("indicator"),
        "official": own_official(request),
        "may_write": may_write_courses(request.user),
        "may_open": trains_anywhere(request.user),
        "crumbs": course_crumbs(found)[:-1],
    }
    return render(request, "people/training_course.html", context)


@login_required
def course_add(request: HttpRequest) -> HttpResponse:
    _require_writer(request)
    form = CourseForm(request.POST or None)

    def act() -> Any:
        actions.add_course(user=request.user, **form.cleaned_data)

    if taken(request, form, act):
        messages.success(request, _("Сургалтыг нэмлээ."))
        return redirect("people:training_course", form.cleaned_data["code"])
    return form_page(
        request,
        form,
        title=_("Сургалт нэмэх"),
        button=_("Нэмэх"),
        back=reverse("people:training_courses"),
        crumbs=training_crumbs(),
    )


@login_required
def course_edit(request: HttpRequest, code: str) -> HttpResponse:
    found = find_course(code)
    _require_writer(request)
    initial = {name: getattr(found, name) for name in FIELDS}
    form = ChangeCourseForm(request.POST or None, initial=initial)

    def act() -> Any:
        actions.change_course(user=request.user, course=found, **form.cleaned_data)

    back = reverse("people:training_course", args=[code])
    if taken(request, form, act):
        messages.success(request, _("Өөрчлөлтийг хадгаллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Сургалтыг засах"),
        button=_("Хадгалах"),
        back=back,
        crumbs=course_crumbs(found),
    )


@login_required
def lesson_write(
    request: HttpRequest, code: str, position: int | None = None
) -> HttpResponse:
    """A lesson added, or one written anew; its questions and a preview below."""
    found = find_course(code)
    _require_writer(request)
    lesson: Lesson | None = None
    if position is not None:
        lesson = get_object_or_404(found.lessons, position=position)
    names = ("title_mn", "title_en", "body_mn", "body_en", "minutes")
    initial = {name: getattr(lesson, name) for name in names} if lesson else None
    form = LessonForm(request.POST or None, initial=initial)

    def act() -> Any:
        actions.write_lesson(
            user=request.user, course=found, lesson=lesson, **form.cleaned_data
        )

    back = reverse("people:training_course", args=[code])
    if taken(request, form, act):
        messages.success(request, _("Хичээлийг хадгаллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Хичээл засах") if lesson else _("Хичээл нэмэх"),
        button=_("Хадгалах"),
        back=back,
        crumbs=course_crumbs(found),
        template="people/training_lesson_write.html",
        lesson=lesson,
        asked=asked_of(lesson.questions.all()) if lesson else [],
        text=lesson_html(lesson.body, lower=1) if lesson else "",
    )


@login_required
def question_add(request: HttpRequest, code: str, position: int) -> HttpResponse:
    found = find_course(code)
    _require_writer(request)
    lesson = get_object_or_404(found.lessons, position=position)
    form = QuestionForm(request.POST or None)

    def act() -> Any:
        actions.add_question(user=request.user, lesson=lesson, **form.values())

    back = reverse("people:training_lesson_edit", args=[code, position])
    if taken(request, form, act):
        messages.success(request, _("Асуултыг нэмлээ."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Асуулт нэмэх"),
        button=_("Нэмэх"),
        back=back,
        crumbs=course_crumbs(found),
        lead=lesson.title,
    )


@require_POST
@login_required
def question_drop(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Question.objects.select_related("lesson__course")
    question = get_object_or_404(rows, pk=pk)
    actions.drop_question(user=request.user, question=question)
    messages.success(request, _("Асуултыг хаслаа. Өмнө өгсөн оноо хэвээр үлдэнэ."))
    lesson = question.lesson
    return redirect("people:training_lesson_edit", lesson.course.code, lesson.position)


@login_required
def rule_add(request: HttpRequest, code: str) -> HttpResponse:
    found = find_course(code)
    _require_writer(request)
    initial = {"valid_from": timezone.localdate().isoformat()}
    form = GapRuleForm(request.POST or None, initial=initial)

    def act() -> Any:
        actions.set_gap_rule(user=request.user, course=found, **form.cleaned_data)

    back = reverse("people:training_course", args=[code])
    if taken(request, form, act):
        messages.success(request, _("Дүрмийг тогтоолоо."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Хэнд санал болгох дүрэм"),
        button=_("Тогтоох"),
        back=back,
        crumbs=course_crumbs(found),
        lead=_("Багийн нийтэлсэн үзүүлэлт хязгаараас муу бол сургалтыг санал болгоно."),
    )


@require_POST
@login_required
def rule_end(request: HttpRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(GapRule.objects.select_related("course"), pk=pk)
    actions.end_gap_rule(user=request.user, rule=rule, on=timezone.localdate())
    messages.success(request, _("Дүрмийг өнөөдрөөр дуусгалаа."))
    return redirect("people:training_course", rule.course.code)
