"""bagana retention: whose term of keeping is over; nameless with --apply."""

from __future__ import annotations

import argparse

from bagana.project.commands.environment import command, find_user, say


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.privacy.actions.retention import apply_retention, due_for_erasure

    due = due_for_erasure()
    if due.before is None:
        say(_("Хадгалах хугацаа тогтоогоогүй тул хэнийг ч нэргүй болгохгүй."))
        return 0
    words = {"years": due.years, "day": due.before, "people": len(due.people)}
    say(_("%(years)s жил: %(day)s-наас өмнө гарсан %(people)s хүн.") % words)
    if not due.people:
        return 0
    if not options.apply:
        say(_("Юу ч өөрчлөөгүй. Нэргүй болгох бол --apply; эхлээд нөөцөл."))
        return 0
    done = apply_retention(user=find_user(options.user), progress=_tell)
    say(_("%(people)s хүнийг нэргүй болгов; тоо нь үлдсэн.") % {"people": done})
    return 0


def _tell(done: int) -> None:
    if done % 100 == 0:
        say(f"  {done}")
