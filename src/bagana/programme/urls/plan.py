"""Office addresses of the plan, its text and its evidence."""

from django.urls import path

from bagana.programme.views import activities, evidence, index, measures, plan, text

urlpatterns = [
    path("", index.index, name="index"),
    path("found/", plan.found, name="found"),
    path("<slug:code>/plan/", plan.plan, name="plan"),
    path("<slug:code>/amend/", plan.amend, name="amend"),
    path("<slug:code>/plan/carry/", plan.carry, name="carry"),
    path("<slug:code>/plan/objectives/add/", plan.add_objective, name="add_objective"),
    path("<slug:code>/plan/measures/add/", measures.add, name="add_measure"),
    path("<slug:code>/text/", text.text, name="text"),
    path("<slug:code>/text/<int:number>/amend/", text.amend, name="amend_chapter"),
    path("wordings/<int:pk>/", text.difference, name="difference"),
    path("objectives/<int:pk>/amend/", plan.amend_objective, name="amend_objective"),
    path("objectives/<int:pk>/remove/", plan.remove_objective, name="remove_objective"),
    path("measures/<int:pk>/", measures.measure, name="measure"),
    path("measures/<int:pk>/amend/", measures.amend, name="amend_measure"),
    path("measures/<int:pk>/drop/", measures.drop, name="drop_measure"),
    path("measures/<int:pk>/take-up/", measures.take_up, name="take_up_measure"),
    path("measures/<int:pk>/remove/", measures.remove, name="remove_measure"),
    path("measures/<int:pk>/activities/", activities.add, name="add_activity"),
    path("activities/<int:pk>/amend/", activities.amend, name="amend_activity"),
    path("activities/<int:pk>/done/", activities.done, name="done_activity"),
    path("activities/<int:pk>/reopen/", activities.reopen, name="reopen_activity"),
    path("activities/<int:pk>/remove/", activities.remove, name="remove_activity"),
    path("measures/<int:pk>/photo/", evidence.add_photo, name="add_photo"),
    path("measures/<int:pk>/document/", evidence.add_document, name="add_document"),
    path("measures/<int:pk>/figure/", evidence.link_figure, name="link_figure"),
    path("evidence/<int:pk>/file/", evidence.file, name="evidence_file"),
    path("evidence/<int:pk>/preview/", evidence.preview, name="evidence_preview"),
    path("evidence/<int:pk>/publish/", evidence.publish, name="publish_evidence"),
    path("evidence/<int:pk>/privacy/", evidence.privacy, name="evidence_privacy"),
    path("evidence/<int:pk>/withdraw/", evidence.withdraw, name="withdraw_evidence"),
]
