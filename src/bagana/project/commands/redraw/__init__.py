"""bagana redraw BLOCKS: new bags out of a file of blocks, without the web application.

No database and no folder of an installation: files in, files out.
docs/tutorials/redrawing.md walks it on a real sum.
"""

from __future__ import annotations

import argparse
import sys

REFUSED = 2
"""As the parser's own: what was asked cannot be followed, and nothing was written."""


def run(options: argparse.Namespace) -> int:
    # NumPy and the engine start here, never for `bagana --help`.
    from bagana.engines.districting.faults import ProblemInvalid
    from bagana.project.commands.index.speech import Speech, Unusable
    from bagana.project.commands.redraw import working
    from bagana.project.commands.redraw.telling import faults

    speech = Speech(options.lang)
    try:
        return working.act(options, speech)
    except Unusable as refusal:
        told = refusal.lines(speech)
    except ProblemInvalid as invalid:
        told = faults(invalid, speech)
    except OSError as error:
        told = [str(error)]
    for line in told:
        print(line, file=sys.stderr)
    return REFUSED
