"""bagana demo: build the demonstration once, say what it holds, serve it."""

from __future__ import annotations

import argparse
import sys

from bagana.demo import state
from bagana.project.commands.environment import command, say
from bagana.project.installation import install
from bagana.project.serving import check_port, serve


@command
def run(options: argparse.Namespace) -> int:
    from django.db import connections

    if not options.no_serve:
        check_port(options.host, options.port)
    _prepare(reset=options.reset, agreed=options.yes)
    connections.close_all()
    if options.no_serve:
        return 0
    say()
    return serve(options.host, options.port)


def _prepare(*, reset: bool, agreed: bool) -> None:
    from django.utils.translation import gettext as _

    from bagana.demo.builder import build
    from bagana.demo.summary import summary

    install()
    held = state.read()
    if held is state.State.FOREIGN:
        _need_agreement(reset=reset, agreed=agreed)
    if reset or held is state.State.BUILDING:
        state.clear()
        install()
        held = state.State.EMPTY
    if held is state.State.EMPTY:
        build()
        install()
    say(summary())
    say(_("Нэвтрэх нэр, нууц үг: %(file)s") % {"file": state.users_file()})


def _need_agreement(*, reset: bool, agreed: bool) -> None:
    """An office's own data are never mixed with, nor wiped for, a demonstration."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    from bagana.web.errors import Conflict

    words = {"home": settings.BAGANA_HOME}
    if not reset:
        raise Conflict(
            _("%(home)s хавтсанд үзүүлэн биш, жинхэнэ мэдээлэл байна.") % words,
            _("BAGANA_HOME-оор өөр, хоосон хавтас заана уу."),
        )
    if agreed:
        return
    if sys.stdin.isatty():
        question = _("%(home)s дахь БҮХ мэдээлэл устана. Үргэлжлүүлэх бол «тийм»: ")
        if input(question % words).strip().lower() in {"тийм", "yes"}:
            return
    raise Conflict(
        _("Юу ч устгасангүй."), _("Үнэхээр устгах бол --reset --yes гэж өгнө үү.")
    )
