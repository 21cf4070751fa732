"""The files of the tutorial, for who installed the package and has no repository."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bagana.project.commands.index.speech import Speech, Unusable

FILES: Final = ("blocks.geojson", "offices.csv")
_HERE: Final = Path(__file__).parent


def source() -> Path:
    """The wheel carries them beside this module; a checkout has them in docs."""
    packed = _HERE / "mandal"
    return packed if packed.is_dir() else _HERE.parents[4] / "docs/tutorials/redrawing"


def hand_out(folder: Path, speech: Speech) -> int:
    """Copy them, over nothing that is there."""
    _ = speech.translate
    taken = [name for name in FILES if (folder / name).exists()]
    if taken:
        words = {"folder": folder, "names": ", ".join(taken)}
        raise Unusable(
            _("%(folder)s хавтсанд %(names)s аль хэдийн бий.") % words,
            _("--out-оор өөр хавтас заана уу."),
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / name).write_bytes((source() / name).read_bytes())
    blocks, offices = (folder / name for name in FILES)
    print(
        f"bagana redraw {blocks} --offices {offices} "
        "--weights households,population,area,sheep_units "
        f"--tolerance households=0.25,population=0.25 --out {folder / 'plans'}"
    )
    return 0
