"""Addresses of the office pages of rounds."""

from django.urls import path

from bagana.collection.views import grid, returns, rounds, row

ONE = "<slug:code>/<slug:unit>/"
ROW = f"{ONE}rows/<uuid:uid>/"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("open/", rounds.open_round, name="open"),
    path("calendar.ics", rounds.calendar, name="calendar"),
    path("<slug:code>/", rounds.round_page, name="round"),
    path("<slug:code>/approve/", rounds.approve, name="approve_several"),
    path("<slug:code>/days/", rounds.days, name="days"),
    path("<slug:code>/close/", rounds.close, name="close"),
    path("<slug:code>/reopen/", rounds.reopen, name="reopen"),
    path(ONE, returns.return_page, name="return"),
    path(f"{ONE}fill/", grid.grid, name="grid"),
    path(f"{ONE}cells/", grid.save_cell, name="save_cell"),
    path(f"{ONE}remarks/", row.remark_whole, name="remark"),
    path(f"{ONE}remarks/<int:pk>/drop/", row.drop, name="drop_remark"),
    path(f"{ONE}remarks/<int:pk>/settle/", returns.settle, name="settle"),
    path(f"{ONE}remarks/<int:pk>/file/", row.evidence, name="evidence"),
    path(f"{ONE}submit/", returns.submit, name="submit"),
    path(f"{ONE}approve/", returns.approve, name="approve"),
    path(f"{ONE}return/", returns.send_back, name="send_back"),
    path(f"{ONE}unlock/", returns.unlock, name="unlock"),
    path(ROW, row.row_page, name="row"),
    path(f"{ROW}save/", grid.save_row, name="save_row"),
]
