"""bagana serve: one process, one port; pages, API and static files."""

from __future__ import annotations

import argparse
import os

from bagana.project.commands.environment import command
from bagana.project.installation import install
from bagana.project.serving import check_profile, serve


@command
def run(options: argparse.Namespace) -> int:
    check_profile(options.profile)
    if options.no_work:
        os.environ["BAGANA_WORK"] = "0"
    install()
    return serve(options.host, options.port)
