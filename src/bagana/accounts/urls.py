from django.urls import path

from bagana.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.users, name="users"),
    path("add/", views.add_user, name="add_user"),
    path("history/", views.history, name="history"),
    path("<int:pk>/", views.user_page, name="user"),
    path("<int:pk>/roles/<int:role>/end/", views.end_role, name="end_role"),
    path("<int:pk>/sessions/<int:session>/end/", views.end_session, name="end_session"),
    path("<int:pk>/password/", views.reset_password, name="reset_password"),
    path("<int:pk>/close/", views.close_user, name="close_user"),
    path("<int:pk>/reopen/", views.reopen_user, name="reopen_user"),
    path(
        "<int:pk>/second-step/off/",
        views.turn_off_second_step,
        name="turn_off_second_step",
    ),
]
