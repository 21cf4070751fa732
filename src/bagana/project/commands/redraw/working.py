"""What the command does, one after the other."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from bagana.engines.districting import Front, split
from bagana.engines.mongolian import format_number
from bagana.project.commands.index.keeping import write_csv
from bagana.project.commands.index.reading import sha256_of
from bagana.project.commands.index.speech import Speech, Unusable
from bagana.project.commands.redraw import wording
from bagana.project.commands.redraw.answer import Answer
from bagana.project.commands.redraw.example import hand_out
from bagana.project.commands.redraw.files import read_layer
from bagana.project.commands.redraw.keeping import keep
from bagana.project.commands.redraw.reading import Taken, take
from bagana.project.commands.redraw.searching import search
from bagana.project.commands.redraw.sheets import summary
from bagana.project.commands.redraw.wishes import Wishes, read_wishes

EXAMPLE: Final = "example"
PLANS: Final = "plans"


def act(options: argparse.Namespace, speech: Speech) -> int:
    if options.blocks == EXAMPLE:
        return hand_out(Path(options.out or "redrawing"), speech)
    wishes = read_wishes(options, speech)
    path, folder = Path(options.blocks), Path(options.out or PLANS)
    taken = take(read_layer(path, speech), wishes, options, speech)
    wishes = _fitting(wishes, taken, speech)
    # A folder that cannot be written is told before the search, not after.
    folder.mkdir(parents=True, exist_ok=True)
    fronts = search(taken.problem, wishes, speech)
    answers = [*_answers(taken, fronts, speech)]
    record = _record(options, wishes)
    many = len(answers) > 1
    for one in answers:
        place = folder / one.front.parent if many else folder
        keep(place, one, record | _found(one), tables=options.tables)
        _tell(one, many)
    if many:
        write_csv(folder, [summary(answers)])
    _tell_unused(taken, folder, speech)
    return 0


def _fitting(wishes: Wishes, taken: Taken, speech: Speech) -> Wishes:
    """Wishes that the blocks can follow: nobody moves where there is no today."""
    fewest = min(part.size for part in split(taken.problem))
    if wishes.units and wishes.units[1] > fewest:
        _ = speech.translate
        words = {"units": wishes.units[1], "blocks": fewest}
        raise Unusable(
            _("--units: %(blocks)s суурь хэсгийг %(units)s багт хуваах боломжгүй.")
            % words
        )
    if taken.has_today:
        return wishes
    kept = tuple(one for one in wishes.minimise if one != "moved")
    return replace(wishes, minimise=kept or ("cut",))


def _answers(
    taken: Taken, fronts: dict[str, Front], speech: Speech
) -> Iterable[Answer]:
    for part in split(taken.problem):
        yield Answer(
            part,
            fronts[part.parents[0]],
            tuple(taken.shapes[i] for i in part.block_index.tolist()),
            taken.names,
            taken.offices,
            taken.has_today,
            speech,
        )


def _record(options: argparse.Namespace, wishes: Wishes) -> dict[str, Any]:
    """What it takes to compute the same again."""
    beside = (options.offices, options.targets, options.barriers, options.lock)
    files = [
        Path(options.blocks),
        *(Path(x) for x in beside if x and Path(x).is_file()),
    ]
    asked = {
        "weights": options.weights,
        "tolerance": options.tolerance,
        "minimise": options.minimise,
        "units": options.units,
        "effort": options.effort,
    }
    return {
        "bagana": version("bagana"),
        "blocks": files[0].name,
        "files": [file.name for file in files],
        "blocks_sha256": sha256_of(files),
        "options": [f"--{name} {value}" for name, value in asked.items() if value],
        "seed": wishes.seed,
        "seeds": wishes.seeds,
    }


def _found(answer: Answer) -> dict[str, Any]:
    return {
        "parent": answer.front.parent,
        "chosen": answer.chosen.number,
        "feasible": answer.chosen.point.is_feasible,
        "contiguous": answer.after.is_contiguous,
        "tasks": answer.front.tasks,
        "tasks_wanted": answer.front.tasks_wanted,
    }


def _tell(answer: Answer, many: bool) -> None:
    """The answer in a sentence or two; of one parent bag by bag as well."""
    _, front = answer.speech.translate, answer.front
    if many:
        print(f"{front.parent}: {wording.found(answer)}")
        return
    print(wording.found(answer))
    print(wording.is_met(answer))
    for line in wording.unmet(answer):
        print(f"  {line}")
    for one in answer.after.units:
        weights = "  ".join(
            f"{wording.weight_name(name, _).lower()} {format_number(round(weight))}"
            for name, weight in zip(front.weight_names, one.weights, strict=True)
        )
        print(f"  {answer.name(one.label)}: {weights}")
    if front.tasks < front.tasks_wanted:
        words = {"done": front.tasks, "wanted": front.tasks_wanted}
        print(
            _(
                "Хайлтыг зогсоосон: %(wanted)s ажлын %(done)s нь хийгдсэн, үлдсэн "
                "хэсэгт илүү хувилбар байж болно."
            )
            % words
        )


def _tell_unused(taken: Taken, folder: Path, speech: Speech) -> None:
    _ = speech.translate
    if taken.unused:
        print(_("Ашиглаагүй багана: %(names)s.") % {"names": ", ".join(taken.unused)})
    print(_("Дүн: %(folder)s") % {"folder": folder})
