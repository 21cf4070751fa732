from django.urls import path

from bagana.acts import views

app_name = "acts"
urlpatterns = [
    path("", views.act_list, name="list"),
    path("record/", views.record, name="record"),
    path("bodies/add/", views.add_body, name="add_body"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/amend/", views.amend, name="amend"),
    path("<int:pk>/scan/", views.scan, name="scan"),
]
