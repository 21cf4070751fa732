from django.urls import path

from bagana.indicators.nso import views

urlpatterns = [
    path("nso/", views.tables, name="nso"),
    path("nso/<str:code>/", views.table, name="nso_table"),
]
