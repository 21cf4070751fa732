"""The `bagana` command. Nothing heavy is imported until a command runs.

Every command and option is described in docs/reference/cli.md; a test compares.
"""

from __future__ import annotations

import argparse
import gettext as translations
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from bagana.project.commands.protection_options import add_protection
from bagana.project.commands.register_options import add_register

LOCALES = Path(__file__).parent / "project" / "locale"
Handler = Callable[[argparse.Namespace], int]


def chosen_language(arguments: list[str]) -> str:
    """--lang before anything else is parsed, because the help is translated too."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return os.environ.get("BAGANA_LANG", "mn")


class Commands:
    """The parser, built in one language."""

    def __init__(self, language: str) -> None:
        self.translate = translations.translation(
            "django", LOCALES, languages=[language], fallback=True
        ).gettext
        # The class of the subparsers action has no public name.
        self.parser = argparse.ArgumentParser(prog="bagana")
        self.parser.add_argument("--lang", choices=["mn", "en"], default=language)
        self.groups = self.parser.add_subparsers(
            dest="command", metavar="COMMAND", required=True
        )

    def add(self, name: str, help_text: str, module: str) -> argparse.ArgumentParser:
        parser = self.groups.add_parser(name, help=help_text, description=help_text)
        parser.add_argument("--lang", choices=["mn", "en"], default=argparse.SUPPRESS)
        parser.set_defaults(module=module)
        return parser


def build_parser(language: str = "mn") -> argparse.ArgumentParser:
    commands = Commands(language)
    _serving(commands)
    _figures(commands)
    add_register(commands.translate, commands.add)
    _keeping(commands)
    add_protection(commands)
    _index(commands)
    _redraw(commands)
    return commands.parser


def _serving(commands: Commands) -> None:
    _ = commands.translate
    demo = commands.add(
        "demo", _("Сэлэнгийн үзүүлэнг бэлдэж, ажиллуулна"), "bagana.demo.command"
    )
    demo.add_argument(
        "--reset", action="store_true", help=_("бүгдийг устгаж, шинээр эхэлнэ")
    )
    demo.add_argument(
        "--yes", action="store_true", help=_("асуултгүйгээр зөвшөөрнө (--reset-тэй)")
    )
    demo.add_argument(
        "--no-serve", action="store_true", help=_("бэлдээд зогсоно, ажиллуулахгүй")
    )
    serve = commands.add(
        "serve", _("хуудас, API-г ажиллуулна"), "bagana.project.commands.serve"
    )
    serve.add_argument(
        "--profile",
        choices=["office", "aimag"],
        default="office",
        help=_(
            "office: нэг оффис, дотоод сүлжээ; aimag: PostgreSQL, TLS прокси шаардана"
        ),
    )
    serve.add_argument(
        "--no-work",
        action="store_true",
        help=_("удаан үргэлжлэх ажлыг энд хийхгүй: тусад нь `bagana work` хийнэ"),
    )
    for parser in (demo, serve):
        parser.add_argument(
            "--host", default="127.0.0.1", help=_("сонсох хаяг; анхдагч 127.0.0.1")
        )
        parser.add_argument(
            "--port", type=int, default=8000, help=_("сонсох порт; анхдагч 8000")
        )
    work = commands.add(
        "work",
        _("удаан үргэлжлэх ажлыг тусдаа процессоор хийнэ"),
        "bagana.project.commands.work",
    )
    work.add_argument(
        "--once", action="store_true", help=_("хүлээж байгааг хийгээд зогсоно")
    )
    commands.add(
        "migrate",
        _("мэдээллийн сан, загварын файлыг бэлдэнэ"),
        "bagana.project.commands.migrate",
    )


def _figures(commands: Commands) -> None:
    _ = commands.translate
    taking = commands.add(
        "import",
        _("файл эсвэл ҮСХ-ны хүснэгтээс тоо оруулна: FILE | nso TABLE"),
        "bagana.project.commands.import_figures",
    )
    taking.add_argument(
        "source", metavar="FILE|nso", help=_("CSV, XLSX файл, эсвэл nso гэдэг үг")
    )
    taking.add_argument(
        "table",
        metavar="TABLE",
        nargs="?",
        default="",
        help=_("ҮСХ-ны хүснэгтийн код, жишээ нь DT_NSO_1001_021V1"),
    )
    taking.add_argument(
        "--units", default="", help=_("зөвхөн эдгээр кодын нэгжид, таслалаар")
    )
    taking.add_argument(
        "--year", default="", help=_("зөвхөн эдгээр жил, таслалаар (ҮСХ)")
    )
    taking.add_argument(
        "--mapping",
        default="",
        metavar="FILE",
        help=_("хүснэгтийн тохиргооны TOML файл (ҮСХ)"),
    )
    taking.add_argument(
        "--indicator", default="", help=_("үзүүлэлт, файлд багана байхгүй бол")
    )
    taking.add_argument(
        "--period", default="", help=_("хугацаа, файлд багана байхгүй бол")
    )
    taking.add_argument(
        "--source-code", default="", help=_("эх сурвалжийн код, файлд байхгүй бол")
    )
    taking.add_argument(
        "--apply", action="store_true", help=_("шалгаад шууд хэрэгжүүлнэ")
    )
    publishing = commands.add(
        "publish", _("ноорог тоог нийтэлнэ"), "bagana.project.commands.publish"
    )
    publishing.add_argument(
        "--unit", required=True, help=_("нэгжийн код, доторхыг нь оруулаад")
    )
    publishing.add_argument(
        "--indicators", default="", help=_("үзүүлэлтийн код, таслалаар; анхдагч бүгд")
    )
    publishing.add_argument(
        "--periods", default="", help=_("хугацаа, таслалаар; анхдагч бүгд")
    )
    publishing.add_argument("--title", required=True, help=_("нийтлэлийн нэр"))
    exporting = commands.add(
        "export",
        _("нийтэлсэн тоог CSV болгон гаргана"),
        "bagana.project.commands.export",
    )
    exporting.add_argument(
        "file", nargs="?", default="-", help=_("файлын нэр; анхдагч дэлгэц рүү")
    )
    exporting.add_argument(
        "--unit", default="", help=_("нэгжийн код, доторхыг нь оруулаад")
    )
    exporting.add_argument(
        "--indicators", default="", help=_("үзүүлэлтийн код, таслалаар; анхдагч бүгд")
    )
    for parser in (taking, publishing):
        parser.add_argument(
            "--user",
            default="",
            help=_("хэний нэрээр: нэвтрэх нэр; анхдагч цорын ганц админ"),
        )


def _keeping(commands: Commands) -> None:
    _ = commands.translate
    backup = commands.add(
        "backup", _("нөөц хуулбар хийнэ"), "bagana.project.commands.backup"
    )
    backup.add_argument(
        "file", nargs="?", default="", help=_("хуулбарын файл; анхдагч нэр нь огноо")
    )
    backup.add_argument(
        "--with-keys",
        metavar="FILE",
        default="",
        help=_("битүүмжийн түлхүүрийг энэ файлд тусад нь бичнэ"),
    )
    restore = commands.add(
        "restore", _("нөөц хуулбараас сэргээнэ"), "bagana.project.commands.restore"
    )
    restore.add_argument("file", help=_("хуулбарын файл"))
    restore.add_argument(
        "--force", action="store_true", help=_("одоогийн мэдээллийг дарж сэргээнэ")
    )
    restore.add_argument(
        "--keys",
        metavar="FILE",
        default="",
        help=_("хуулбартай хамт хадгалсан түлхүүрийн файл"),
    )
    commands.add(
        "check",
        _("тохиргоо, бүртгэлийн бүрэн бүтэн байдлыг шалгана"),
        "bagana.project.commands.check",
    )
    admin = commands.add(
        "create-admin",
        _("системийн админ нэмж, нууц үгийг нэг удаа харуулна"),
        "bagana.project.commands.create_admin",
    )
    admin.add_argument("username", help=_("нэвтрэх нэр, латин жижиг үсгээр"))
    admin.add_argument("--name", default="", help=_("дэлгэцийн нэр"))
    admin.add_argument("--unit", default="", help=_("нэгжийн код; анхдагч бүх улс"))


def _index(commands: Commands) -> None:
    """An index out of files, without database or folder of an installation."""
    _ = commands.translate
    index = commands.add(
        "index",
        _("нийлмэл индексийг файлаас бодно: check | run | uncertainty | example"),
        "bagana.project.commands.index",
    )
    actions = index.add_subparsers(dest="action", metavar="ACTION", required=True)
    checking = actions.add_parser("check", help=_("аргачлалын файлыг шалгана"))
    running = actions.add_parser("run", help=_("оноо, байрыг бодно"))
    unsure = actions.add_parser(
        "uncertainty", help=_("байрын хязгаар, магадлалыг давталтаар бодно")
    )
    example = actions.add_parser(
        "example", help=_("заавар дахь аргачлал, өгөгдлийг хавтсанд хуулна")
    )
    example.add_argument("--out", default="hdi", help=_("аль хавтсанд хуулах"))
    for parser in (checking, running, unsure, example):
        parser.add_argument("--lang", choices=["mn", "en"], default=argparse.SUPPRESS)
    for parser in (checking, running, unsure):
        parser.add_argument(
            "framework", metavar="FRAMEWORK", help=_("аргачлалын YAML файл")
        )
    for parser in (running, unsure):
        _data_of_index(parser, commands)
    unsure.add_argument(
        "--seed", type=int, default=1, help=_("санамсаргүй тооны эх; анхдагч 1")
    )
    unsure.add_argument(
        "--replications", type=int, help=_("давталтын тоо; анхдагч нь аргачлалынх")
    )
    unsure.add_argument(
        "--top", type=int, help=_("эхний хэдэд орох магадлал; анхдагч нь аргачлалынх")
    )
    unsure.add_argument(
        "--cluster", default="", metavar="ADDRESS", help=_("dask кластерын хаяг")
    )


def _data_of_index(parser: argparse.ArgumentParser, commands: Commands) -> None:
    _ = commands.translate
    parser.add_argument(
        "data", metavar="DATA", help=_("өгөгдөл: CSV эсвэл XLSX, урт эсвэл өргөн")
    )
    parser.add_argument("--out", default="results", help=_("дүнгийн хавтас"))
    parser.add_argument(
        "--groups", default="", metavar="FILE", help=_("нэгж бүрийн бүлгийн файл")
    )
    parser.add_argument(
        "--year", type=int, help=_("аль оныг эрэмбэлэх; анхдагч нь хамгийн сүүлийнх")
    )
    parser.add_argument(
        "--tables", action="store_true", help=_("зөвхөн CSV хүснэгт, зураг, тайлангүй")
    )


def _redraw(commands: Commands) -> None:
    """New bags out of a file of blocks, without database or folder."""
    _ = commands.translate
    redraw = commands.add(
        "redraw",
        _("баг шинэчлэн зохион байгуулах хувилбарыг файлаас хайна: BLOCKS | example"),
        "bagana.project.commands.redraw",
    )
    redraw.add_argument(
        "blocks",
        metavar="BLOCKS|example",
        help=_("суурь хэсгийн GeoJSON, GeoPackage, h3 баганатай CSV, эсвэл example"),
    )
    for name, help_text in (
        ("--out", _("дүнгийн хавтас; анхдагч plans")),
        ("--id", _("хэсгийн кодын талбар")),
        ("--today", _("өнөөдрийн багийн талбар")),
        ("--parent", _("сумын талбар")),
        ("--offices", _("албан байрны файл: unit, lon, lat")),
        ("--targets", _("баг бүрд ногдох хувийн файл: unit, share")),
        ("--lock", _("байрандаа үлдэх хэсэг: таслалаар, эсвэл block баганатай файл")),
        ("--barriers", _("хоорондоо холбоогүй хөрш: block, other баганатай файл")),
        ("--units", _("багийн тоо: 5 эсвэл 4-6; анхдагч нь өнөөдрийнх")),
        ("--cluster", _("dask кластерын хаяг")),
    ):
        redraw.add_argument(name, default="", help=help_text)
    redraw.add_argument(
        "--weights",
        default="households,population,area,sheep_units",
        help=_("тэнцүүлэх жингийн багана, таслалаар"),
    )
    redraw.add_argument(
        "--tolerance",
        default="0.1",
        help=_("зөвшөөрөх зөрүү: 0.1 эсвэл households=0.1,area=0.3"),
    )
    redraw.add_argument(
        "--minimise",
        default="cut,moved,travel",
        help=_("юуг багасгах, эхнийх нь чухал: cut, moved, travel"),
    )
    redraw.add_argument(
        "--gap",
        type=float,
        default=0.0,
        help=_("хил нь таарахгүй хэсгийг хөрш гэж үзэх зай, метр"),
    )
    redraw.add_argument(
        "--effort", choices=["quick", "usual", "thorough"], default="usual",
        help=_("хэр удаан хайх"),
    )  # fmt: skip
    redraw.add_argument(
        "--budget", type=float, help=_("хэдэн секундээс хойш шинэ ажил эхлэхгүй")
    )
    redraw.add_argument(
        "--seed", type=int, default=1, help=_("санамсаргүй тооны эх; анхдагч 1")
    )
    redraw.add_argument("--seeds", type=int, default=8, help=_("хайлтын давталт"))
    redraw.add_argument(
        "--processes", type=int, help=_("хэдэн процессоор; анхдагч нь цөмийн тоо")
    )
    redraw.add_argument(
        "--tables", action="store_true", help=_("зөвхөн хүснэгт, зураг, тайлангүй")
    )


def _speak_utf8() -> None:
    # A Windows console would otherwise fail at the first Mongolian letter.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def main(arguments: list[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    _speak_utf8()
    options = build_parser(chosen_language(given)).parse_args(given)
    run: Handler = import_module(options.module).run
    try:
        return run(options)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
