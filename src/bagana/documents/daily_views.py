"""A paper of daily work as a file. HTTP only."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bagana.documents.daily_papers import Asked, allowed
from bagana.documents.views import paper_answer
from bagana.registers.private import not_kept


@require_safe
def daily(request: HttpRequest, paper: str, key: str, kind: str) -> HttpResponse:
    """`key`: the uid of the row, or the code of a unit."""
    found = allowed(paper, kind)
    if not found.is_public and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    asked = Asked(key, request.user, request.build_absolute_uri)
    row = found.find(asked)
    name = key if found.is_public else key[:8]
    answer = paper_answer(
        request, lambda: found.gather(row, asked), kind, (paper, name)
    )
    if found.note is not None:
        found.note(row, asked)
    return answer if found.is_public else not_kept(answer)
