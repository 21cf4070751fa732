"""What `bagana register` takes; the command line reads it before anything heavy."""

from __future__ import annotations

import argparse
from collections.abc import Callable

type Add = Callable[[str, str, str], argparse.ArgumentParser]


def add_register(translate: Callable[[str], str], add: Add) -> None:
    """`add` makes the parser of a command from name, help and module."""
    _ = translate
    register = add(
        "register",
        _("өрхийн бүртгэлийг файлаас бүхэлд нь оруулна: import FILE"),
        "bagana.project.commands.register",
    )
    actions = register.add_subparsers(dest="action", metavar="ACTION", required=True)
    taking = actions.add_parser("import", help=_("CSV, XLSX файлыг шалгаад оруулна"))
    taking.add_argument("--lang", choices=["mn", "en"], default=argparse.SUPPRESS)
    taking.add_argument("file", metavar="FILE", help=_("CSV эсвэл XLSX файл"))
    taking.add_argument(
        "--unit", required=True, help=_("нэгжийн код, доторхыг нь оруулаад")
    )
    taking.add_argument(
        "--dry-run", action="store_true", help=_("зөвхөн шалгана, юу ч хадгалахгүй")
    )
    for name, help_text in (
        ("--mapping", _("хадгалсан баганын тохиргооны нэр")),
        ("--sheet", _("өрхийн хуудасны нэр; анхдагч нь эхнийх")),
        ("--on", _("шинэ өрхийг бүртгэсэн өдөр; анхдагч өнөөдөр")),
        ("--user", _("хэний нэрээр: нэвтрэх нэр; анхдагч цорын ганц админ")),
    ):
        taking.add_argument(name, default="", help=help_text)
