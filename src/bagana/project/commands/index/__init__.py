"""bagana index check | run | uncertainty: an index without the web application.

No database and no folder of an installation: files in, files out. docs/tutorials/hdi.md
shows it on the Human Development Index.
"""

from __future__ import annotations

import argparse
import sys


def run(options: argparse.Namespace) -> int:
    # NumPy and the engine start here, never for `bagana --help`.
    from bagana.engines.index import FrameworkInvalid, IndexRefused
    from bagana.project.commands.index import working
    from bagana.project.commands.index.speech import Speech, Unusable

    speech = Speech(options.lang)
    try:
        return working.act(options, speech)
    except Unusable as refusal:
        told = refusal.lines(speech)
    except IndexRefused as refusal:
        told = [speech.of(refusal.what), speech.of(refusal.fix)]
    except FrameworkInvalid as invalid:
        told = [f"{speech.of(p.what)} {speech.of(p.fix)}" for p in invalid.problems]
    except OSError as error:
        told = [str(error)]
    for line in told:
        print(line, file=sys.stderr)
    return 1
