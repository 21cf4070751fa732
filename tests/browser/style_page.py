"""One page with everything that the look knows, for eyes and for the tests."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import include, path

ROWS = [
    ("Түнхэл", 3104, 3021, "official", 2),
    ("Хэрх", 1874, 1901, "official", 1),
    ("Баян", None, 640, "own", None),
    ("Цагаан-Нуур", 812.5, 812.5, "modelled", 0),
    ("Зүүнхараа", 21655, 20890, "official", 4),
]
SHAPES = [
    ("1", "M10 10 L150 20 L140 110 L20 120 Z", "class-0"),
    ("2", "M150 20 L290 10 L300 100 L140 110 Z", "class-1"),
    ("3", "M290 10 L390 30 L390 120 L300 100 Z", "class-2"),
    ("4", "M20 120 L140 110 L160 240 L10 250 Z", "class-3"),
    ("5", "M140 110 L300 100 L290 250 L160 240 Z", "class-4"),
    ("6", "M300 100 L390 120 L380 250 L290 250 Z", "missing"),
]
PROBLEMS = [
    (7, "үзүүлэлт", "хүн_ам", "Ийм код каталогт алга.", "population гэж бичнэ."),
    (12, "утга", "1,2,3", "Тоо биш байна.", "1234.5 хэлбэрээр бичнэ."),
]
PROBLEM_KEYS = ("row", "column", "value", "reason", "fix")


class StyleForm(forms.Form):
    name = forms.CharField(label="Нэгжийн нэр", help_text="Албан ёсны бичлэгээр.")
    kind = forms.ChoiceField(
        label="Байршил", choices=[("", "…"), ("rural", "хөдөө")], required=False
    )
    day = forms.DateField(
        label="Хүчинтэй эхлэх өдөр", widget=forms.DateInput(attrs={"type": "date"})
    )
    choice = forms.ChoiceField(
        label="Хуваарилах суурь",
        choices=[("a", "өрх"), ("b", "хүн ам")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Тайлбар", widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label="Шийдвэртэй танилцсан", required=False)
    scan = forms.FileField(label="Шийдвэрийн хуулбар", required=False)


def style(request):
    messages.success(request, "1,150 утгыг ноорогт орууллаа.")
    rows = [
        SimpleNamespace(
            label=name, after=after, before=before, decimals=0, nature=whose
        )
        for name, after, before, whose, _ in ROWS
    ]
    context = {
        "rows": rows,
        "bound": StyleForm({"choice": "a", "day": "2018-06-05"}),
        "steps": ["Файл", "Шалгах", "Хэрэгжүүлэх"],
        "crumbs": [("/", "Сэлэнгэ"), ("/", "Мандал")],
        "shapes": SHAPES,
        "problems": [dict(zip(PROBLEM_KEYS, row, strict=True)) for row in PROBLEMS],
        "page": Paginator(range(400), 20).page(7),
        "data_date": date(2025, 12, 31),
    }
    return render(request, "style.html", context)


def broken(request):
    raise RuntimeError("for the page that says so")


# Pages that the frame links to; their own tests look at the real ones.
portal = [
    path("", style, name="home"),
    path("search/", style, name="search"),
    path("data/", style, name="data"),
    path("methods/", style, name="methods"),
    path("office/", style, name="office"),
]
urlpatterns = [
    path("style/", style),
    path("broken/", broken),
    path("", include((portal, "portal"))),
    path("", include("bagana.project.urls")),
]
