"""bagana backup: one verified archive, also while the server is running."""

from __future__ import annotations

import argparse
from pathlib import Path

from bagana.project.commands.environment import command, say


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.project.archives.archive import (
        default_name,
        write_archive,
        write_keys,
    )

    file = Path(options.file or default_name())
    manifest = write_archive(file)
    words = {
        "file": file,
        "tables": len(manifest.tables),
        "rows": manifest.rows,
        "files": len(manifest.media),
    }
    say(_("%(file)s: %(tables)s хүснэгт, %(rows)s мөр, %(files)s файл хуулав.") % words)
    say(_("Хувийн мэдээлэл, гарын үсгийн түлхүүртэй: эрх бүхий хүн л хадгална."))
    if options.with_keys:
        write_keys(Path(options.with_keys))
        say(_("Битүүмжийн түлхүүр: %(file)s.") % {"file": options.with_keys})
    else:
        say(_("Битүүмжийн түлхүүр хуулбарт ороогүй (--with-keys)."))
    say(
        _(
            "Түлхүүрийг хуулбараас тусад нь, түгжээтэй хадгална; түлхүүргүй бол нэр"
            " сэргэхгүй."
        )
    )
    return 0
