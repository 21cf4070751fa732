"""Public addresses of the programme, part by part."""

from bagana.portal.programme_urls import board, evaluation, money, rounds, targets

urlpatterns = [
    *targets.urlpatterns,
    *money.urlpatterns,
    *rounds.urlpatterns,
    *evaluation.urlpatterns,
    # Last: «programme/<code>/» would answer for what the others name.
    *board.urlpatterns,
]
