"""Addresses of comments; the citizen's form asks for no sign-in."""

from django.urls import path

from bagana.programme.views import feedback

urlpatterns = [
    path("measures/<int:pk>/comment/", feedback.comment, name="comment"),
    path("<slug:code>/comments/", feedback.comments, name="comments"),
    path("comments/<int:pk>/", feedback.moderate, name="comment_moderate"),
    path("comments/<int:pk>/show/", feedback.show, name="comment_show"),
    path("comments/<int:pk>/hide/", feedback.hide, name="comment_hide"),
    path("comments/<int:pk>/answer/", feedback.answer, name="comment_answer"),
]
