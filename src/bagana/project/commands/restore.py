"""bagana restore: verify an archive, put it in place, verify again."""

from __future__ import annotations

import argparse
from pathlib import Path

from bagana.project.commands.environment import command, say
from bagana.project.installation import install


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from bagana.project.archives.archive import restore_archive

    install()
    manifest = restore_archive(
        Path(options.file),
        force=options.force,
        keys=Path(options.keys) if options.keys else None,
    )
    install()
    words = {"tables": len(manifest.tables), "rows": manifest.rows}
    say(_("Сэргээв: %(tables)s хүснэгт, %(rows)s мөр; тоо, нийлбэр таарлаа.") % words)
    say(_("Ажиллаж байсан серверийг дахин эхлүүлнэ үү."))
    return 0
