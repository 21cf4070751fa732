"""bagana check: settings, secrets and the integrity of the register and figures."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bagana.project.commands.environment import command, say


@command
def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    faults = [*_installation(), *_keys(), *_register()]
    for fault, mend in faults:
        say(f"✗ {fault}")
        if mend:
            say(f"    {mend}")
    if not faults:
        say(_("Бүх шалгалт зөв."))
    return 1 if faults else 0


def _installation() -> Iterator[tuple[str, str]]:
    from django.core.checks import run_checks

    for message in run_checks(include_deployment_checks=True):
        if not message.is_silenced():
            yield f"{message.id}: {message.msg}", message.hint or ""


def _keys() -> Iterator[tuple[str, str]]:
    """Whether the keys at hand open what is sealed."""
    from bagana.privacy.marks import key_faults

    yield from key_faults()


def _register() -> Iterator[tuple[str, str]]:
    """The same checks that officers see on their page."""
    from bagana.territory.checks import run_checks

    for finding in run_checks():
        yield f"{finding.name} {finding.code}: {finding.message}", finding.mend
