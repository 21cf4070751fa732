"""bagana work: do background work in a process of its own, beside the server."""

from __future__ import annotations

import argparse
import signal
import threading
from types import FrameType
from typing import TYPE_CHECKING

from bagana.project.commands.environment import command, say

if TYPE_CHECKING:
    from bagana.background.worker import Doer


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.background.worker import Doer, is_waiting

    # The first read tells at once, and in words, when the tables are not there yet.
    is_waiting()
    doer = Doer()
    threading.Thread(target=doer.keep_beating, daemon=True).start()
    if options.once:
        done = doer.turn()
        say(_("Хийсэн ажил: %(count)s.") % {"count": done})
        return 0
    _end_on_signals(doer)
    say(_("Ажил хүлээж байна (зогсоох: Ctrl-C)."))
    doer.run()
    say(_("Зогслоо."))
    return 0


def _end_on_signals(doer: Doer) -> None:
    """The first Ctrl-C lets the work under way finish, the second breaks it off."""

    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        doer.end()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
