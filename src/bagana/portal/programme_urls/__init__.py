"""Public addresses of the programme, part by part."""

from bagana.portal.programme_urls import (
    board,
    evaluation,
    formats,
    money,
    rounds,
    targets,
)

urlpatterns = [
    *targets.urlpatterns,
    *money.urlpatterns,
    *rounds.urlpatterns,
    *evaluation.urlpatterns,
    *formats.urlpatterns,
    # Last: «programme/<code>/» would answer for what the others name.
    *board.urlpatterns,
]
