"""Addresses of the office pages of samples, and of drawing figures of a round."""

from django.urls import path

from bagana.collection.views import publishing, samples

urlpatterns = [
    path("samples/", samples.samples, name="samples"),
    path("samples/<int:pk>/", samples.sample, name="sample"),
    path("samples/<int:pk>/frame/", samples.frame, name="sample_frame"),
    path("samples/<int:pk>/assign/", samples.assign, name="sample_assign"),
    path("samples/<int:pk>/close/", samples.close, name="sample_close"),
    path("samples/<int:pk>/<int:ordinal>/", samples.recount, name="recount"),
    path("<slug:code>/promise-seed/", samples.promise, name="promise_seed"),
    path("<slug:code>/draw-sample/", samples.draw, name="draw_sample"),
    path("<slug:code>/publish/", publishing.publish, name="publish"),
]
