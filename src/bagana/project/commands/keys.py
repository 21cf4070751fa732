"""bagana keys: show, check and change the keys that seal personal data."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from bagana.project.commands.environment import command, complain, say


@command
def run(options: argparse.Namespace) -> int:
    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "show": _show,
        "check": _check,
        "new": _new,
        "rotate": _rotate,
    }
    return actions[options.action](options)


def _show(options: argparse.Namespace) -> int:
    """Numbers and fingerprints; the keys themselves are never printed."""
    from django.utils.translation import gettext as _

    from bagana.privacy.keyring import fingerprint, keyring
    from bagana.privacy.marks import in_use, settle_keys

    settle_keys()
    ring, rows = keyring(), in_use()
    for number, key in sorted(ring.every.items()):
        words = {
            "number": number,
            "mark": fingerprint(key)[:16],
            "rows": rows[number],
            "now": _("одоо хэрэглэж буй") if key == ring.current else _("хуучин"),
        }
        say(_("№%(number)s  %(mark)s…  %(rows)s мөр  %(now)s") % words)
    return 0


def _check(options: argparse.Namespace) -> int:
    """Every fingerprint, and one row of each column opened."""
    from django.utils.translation import gettext as _

    from bagana.privacy.marks import key_faults, unopened

    faults = [*key_faults(), *unopened()]
    for what, mend in faults:
        complain(what, mend)
    if not faults:
        say(_("Түлхүүр таарч, битүүмжилсэн мэдээлэл нээгдэж байна."))
    return 1 if faults else 0


def _new(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.privacy.rotation import add_key

    number = add_key()
    say(
        _("№%(number)s түлхүүр нэмж, үүнээс хойш үүгээр битүүмжилнэ.")
        % {"number": number}
    )
    say(_("Түлхүүрийн файлаа дахин хуулж хадгална уу."))
    return 0


def _rotate(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.privacy.rotation import drop_old, rotate

    done = rotate(lambda column, rows: say(f"  {column}: {rows}"))
    say(_("%(rows)s мөрийг дахин битүүмжлэв.") % {"rows": done})
    if options.drop_old:
        gone = ", ".join(f"№{number}" for number in drop_old())
        say(_("Хаясан түлхүүр: %(keys)s.") % {"keys": gone or "—"})
        say(_("Хуучин нөөц хуулбар нээх бол хуучин түлхүүрийн хуулбараа хадгална."))
    else:
        say(_("Хуучин түлхүүр хэвээр; хаях бол --drop-old."))
    say(_("Түлхүүрийн файлаа дахин хуулж хадгална уу."))
    return 0
