"""Options of the commands that protect personal data, for the parser of `bagana`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Protocol


class Adds(Protocol):
    """The parser of `bagana.cli`, which stands above this layer."""

    @property
    def translate(self) -> Callable[[str], str]:
        """What gives a text in the language of the command line."""

    def add(self, name: str, help_text: str, module: str) -> argparse.ArgumentParser:
        """A command with its help and the module that runs it."""


def add_protection(commands: Adds) -> None:
    _ = commands.translate
    keys = commands.add(
        "keys",
        _("битүүмжийн түлхүүрийг солино, шалгана"),
        "bagana.project.commands.keys",
    )
    keys.add_argument(
        "action",
        metavar="ACTION",
        choices=["show", "check", "new", "rotate"],
        help=_("show: харах; check: шалгах; new: шинэ түлхүүр; rotate: солих"),
    )
    keys.add_argument(
        "--drop-old", action="store_true", help=_("солиод дуусахад хуучныг хаяна")
    )
    retention = commands.add(
        "retention",
        _("хадгалах хугацаа дууссан хүмүүсийг нэргүй болгоно"),
        "bagana.project.commands.retention",
    )
    retention.add_argument(
        "--apply", action="store_true", help=_("жагсаагаад зогсохгүй, нэргүй болгоно")
    )
    retention.add_argument(
        "--user", default="", help=_("хэний нэрээр: нэвтрэх нэр; анхдагч ганц админ")
    )
