from django.urls import path

from bagana.web import views
from bagana.web.language import set_language

app_name = "web"
urlpatterns = [
    path("healthz", views.health, name="health"),
    path("language/", set_language, name="set_language"),
]
