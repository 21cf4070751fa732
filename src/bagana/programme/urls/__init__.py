"""Office addresses of the programme, part by part; public pages are the portal's."""

from bagana.programme.urls import (
    asset_needs,
    evaluation,
    feedback,
    money,
    monitoring,
    plan,
    table,
    targets,
)

app_name = "programme"
urlpatterns = [
    *asset_needs.urlpatterns,
    *plan.urlpatterns,
    *table.urlpatterns,
    *targets.urlpatterns,
    *money.urlpatterns,
    *monitoring.urlpatterns,
    *feedback.urlpatterns,
    *evaluation.urlpatterns,
]
