"""Reads on posts: who holds which on a day, what stands empty, whose term ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from bagana.accounts.visibility import OfficeQuerySet
from bagana.people.models import (
    Appointment,
    AppointmentState,
    HandoverRecord,
    Post,
    PostKind,
)
from bagana.territory.models import Unit
from bagana.territory.queries import below

SOON: Final = timedelta(days=60)
SORTS: Final = {
    "unit": ("unit__code", "kind", "pk"),
    "kind": ("kind", "unit__code", "pk"),
    "title": ("title_mn", "unit__code", "pk"),
}


def open_posts(on: date) -> OfficeQuerySet[Post]:
    """Posts that stand on a day."""
    still = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    return Post.objects.filter(still, opened_on__lte=on)


def posts_in(unit: Unit, on: date) -> OfficeQuerySet[Post]:
    """Of the unit and all below it."""
    return open_posts(on).filter(unit__in=below(unit, on).values("unit"))


def held_on(on: date) -> QuerySet[Appointment]:
    return Appointment.objects.on(on).select_related("official")


def holder_of(post: Post, on: date) -> Appointment | None:
    """Who holds the post on the day, an interim holder too; None: it is vacant."""
    return held_on(on).filter(post=post).order_by("-starts_on", "-pk").first()


def post_of(unit: Unit, kind: str, on: date) -> Post | None:
    """The oldest post of the kind in the unit itself."""
    return open_posts(on).filter(unit=unit, kind=kind).order_by("pk").first()


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post and who holds it on the day of reading."""

    post: Post
    holder: Appointment | None

    @property
    def is_vacant(self) -> bool:
        return self.holder is None


@dataclass(frozen=True, slots=True)
class PostsAsked:
    kind: str = ""
    state: str = ""
    sort: str = "unit"


STATES: Final = ("held", "vacant", "interim", "ending")


def with_holders(posts: QuerySet[Post], on: date) -> QuerySet[Post]:
    """The holder of the day besides each post, by one query more."""
    held = held_on(on).order_by("-starts_on", "-pk")
    return posts.select_related("unit", "section").prefetch_related(
        Prefetch("appointments", queryset=held, to_attr="held_now")
    )


def line_of(post: Any) -> PostLine:
    return PostLine(post, post.held_now[0] if post.held_now else None)


def lines_of(posts: Iterable[Post]) -> list[PostLine]:
    return [line_of(post) for post in posts]


def posts_asked(user: Any, unit: Unit, asked: PostsAsked, on: date) -> QuerySet[Post]:
    rows = posts_in(unit, on).visible_to(user)
    if asked.kind in PostKind.values:
        rows = rows.filter(kind=asked.kind)
    mine = Appointment.objects.on(on).filter(post=OuterRef("pk"))
    if asked.state == "vacant":
        rows = rows.filter(~Exists(mine))
    elif asked.state == "held":
        rows = rows.filter(Exists(mine))
    elif asked.state == "interim":
        rows = rows.filter(Exists(mine.filter(is_interim=True)))
    elif asked.state == "ending":
        rows = rows.filter(Exists(mine.filter(term_ends_on__lte=on + SOON)))
    order = SORTS.get(asked.sort.removeprefix("-"), SORTS["unit"])
    return _ordered(with_holders(rows, on), order, asked.sort.startswith("-"))


def _ordered(
    rows: QuerySet[Post], order: Sequence[str], is_down: bool
) -> QuerySet[Post]:
    return rows.order_by(*(f"-{name}" if is_down else name for name in order))


def vacant(unit: Unit, on: date) -> QuerySet[Post]:
    mine = Appointment.objects.on(on).filter(post=OuterRef("pk"))
    return posts_in(unit, on).filter(~Exists(mine))


def ending_soon(unit: Unit, on: date) -> QuerySet[Appointment]:
    """In office, with a term that ends within 60 days or has run out already."""
    rows = Appointment.objects.filter(
        state=AppointmentState.APPOINTED, term_ends_on__lte=on + SOON
    ).filter(post__unit__in=below(unit, on).values("unit"))
    return rows.select_related("post__unit", "official").order_by("term_ends_on", "pk")


def unsigned(unit: Unit, on: date) -> QuerySet[HandoverRecord]:
    rows = HandoverRecord.objects.filter(
        sha256="", post__unit__in=below(unit, on).values("unit")
    )
    return rows.select_related("post__unit", "outgoing", "incoming").order_by(
        "drawn_on", "pk"
    )


def proposed(unit: Unit, on: date) -> QuerySet[Appointment]:
    """Nominated and neither appointed nor refused."""
    rows = Appointment.objects.filter(
        state=AppointmentState.PROPOSED,
        post__unit__in=below(unit, on).values("unit"),
    )
    return rows.select_related("post__unit", "official", "nomination").order_by("pk")
