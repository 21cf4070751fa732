"""Bring an installation to the version of the program: tables and static files.

Both steps are skipped when nothing has changed, so every start can ask for them.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def install() -> None:
    """Everything a start needs; safe to repeat, safe to break off."""
    if migrate():
        complete_tables()
    settle_keys()
    collect_static()
    protect_home()


def settle_keys() -> None:
    """A missing or foreign file of keys is told here, before a page is served."""
    from bagana.privacy import marks

    marks.settle_keys()


def migrate() -> bool:
    """Apply what is missing; True when something was applied."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    return bool(plan)


def complete_tables() -> None:
    """Give an older installation the indicators and scales that came since; an empty
    one gets them with its register."""
    from bagana.indicators.models import Indicator, Nature
    from bagana.project.founding import found_everything
    from bagana.territory.models import Unit

    if not Unit.objects.exists():
        return
    modelled = Indicator.objects.filter(nature=Nature.MODELLED).exists()
    found_everything(with_modelled=modelled)


def static_stamp() -> str:
    """A hash over the static files that the program ships."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(path.encode())
            digest.update(Path(storage.path(path)).read_bytes())
    return digest.hexdigest()


def collect_static() -> bool:
    """Copy, hash and compress the static files unless they are there already."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp = root / ".stamp"
    wanted = static_stamp()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted, encoding="ascii")
    return True


def protect_home() -> None:
    """Only the owner reads the database, the uploads and the keys."""
    from django.conf import settings

    home = Path(settings.BAGANA_HOME)
    if os.name == "posix":
        home.chmod(0o700)
        secrets = (home / "secret_key", Path(settings.BAGANA_KEYS))
        for file in (*home.glob("*.sqlite3*"), *secrets):
            if file.exists():
                file.chmod(0o600)
