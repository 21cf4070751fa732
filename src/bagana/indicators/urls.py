"""Office pages on figures, under /office/figures/."""

from django.urls import URLPattern, path

from bagana.indicators.nso.urls import urlpatterns as nso
from bagana.indicators.views import entering, importing, publishing

app_name = "indicators"
urlpatterns: list[URLPattern] = [
    path("import/", importing.import_file, name="import"),
    path("import/template/", importing.template_file, name="template"),
    path("batches/", importing.batches, name="batches"),
    path("batches/<int:pk>/", importing.batch, name="batch"),
    path("batches/<int:pk>/apply/", importing.apply, name="apply"),
    path("batches/<int:pk>/undo/", importing.undo, name="undo"),
    path("batches/<int:pk>/discard/", importing.discard, name="discard"),
    path("drafts/", publishing.drafts, name="drafts"),
    path("publish/", publishing.publish_drafts, name="publish"),
    path("publications/", publishing.publication_list, name="publications"),
    path("publications/<int:pk>/", publishing.publication, name="publication"),
    path("record/", entering.record, name="record"),
    path("<int:pk>/correct/", entering.correct_value, name="correct"),
    path("<int:pk>/withdraw/", entering.withdraw_value, name="withdraw"),
    *nso,
]
