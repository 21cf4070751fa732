"""Into the wheel: the translations, compiled, and the files of the tutorial."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for po in Path(self.root, "src").rglob("*.po"):
            with po.open("rb") as source:
                catalog = read_po(source)
            with po.with_suffix(".mo").open("wb") as target:
                write_mo(target, catalog)
        if version == "standard":
            # `bagana index example` and `bagana redraw example` hand them out; a
            # checkout has them in docs.
            commands, tutorials = "bagana/project/commands", Path("docs", "tutorials")
            for name, place in (("hdi", "index/hdi"), ("redrawing", "redraw/mandal")):
                folder = str(Path(self.root, tutorials, name))
                build_data["force_include"][folder] = f"{commands}/{place}"
