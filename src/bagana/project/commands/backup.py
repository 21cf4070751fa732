"""bagana backup: one verified archive, also while the server is running."""

from __future__ import annotations

import argparse
from pathlib import Path

from bagana.project.commands.environment import command, say


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.project.archives.archive import default_name, write_archive

    file = Path(options.file or default_name())
    manifest = write_archive(file)
    words = {
        "file": file,
        "tables": len(manifest.tables),
        "rows": manifest.rows,
        "files": len(manifest.media),
    }
    say(_("%(file)s: %(tables)s хүснэгт, %(rows)s мөр, %(files)s файл хуулав.") % words)
    say(_("Хувийн мэдээлэл, нууц түлхүүртэй: зөвхөн эрх бүхий хүн хадгална."))
    return 0
