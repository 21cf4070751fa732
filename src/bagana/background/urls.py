"""Addresses of background work."""

from django.urls import path

from bagana.background import views

app_name = "background"
urlpatterns = [
    path("", views.work_list, name="list"),
    path("<int:pk>/", views.work, name="work"),
    path("<int:pk>/stop/", views.stop, name="stop"),
    path("<int:pk>/repeat/", views.repeat, name="repeat"),
]
