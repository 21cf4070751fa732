"""Two versions of the illustrative method, frozen before their figures are out."""

from __future__ import annotations

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.demo.tables import raw
from bagana.programme.models import Programme
from bagana.ranking.actions.frameworks import (
    create_framework,
    freeze_version,
    new_version,
    take_in_yaml,
)
from bagana.ranking.models import Framework

CODE = "selenge-model-bag"


def _method(number: int) -> str:
    return raw(f"ranking/method-{number}.yaml").decode()


def freeze_methods(user: User, programme: Programme, acts: dict[str, Act]) -> None:
    framework = create_framework(
        user=user,
        unit=programme.unit,
        programme=programme,
        code=CODE,
        name_mn="Жишиг багийн индекс (жишээ)",
        name_en="Model-bag index (illustrative)",
        text=_method(1),
        is_illustrative=True,
    )
    first = framework.versions.get(number=1)
    freeze_version(user=user, version=first, act=acts["method_1"])
    second = new_version(
        user=user,
        framework=framework,
        note_mn="Үйлчилгээ, ажлын байрны жинг нэмж, хурлын ирцийг илүү жинлэв.",
        note_en="Services and offices weigh more; so does attendance of the meeting.",
    )
    second = take_in_yaml(user=user, version=second, text=_method(2))
    freeze_version(user=user, version=second, act=acts["method_2"])


def begin_next_version(user: User) -> None:
    """A draft for whoever tries the editor; nothing rests on it."""
    draft = new_version(
        user=user,
        framework=Framework.objects.get(code=CODE),
        note_mn="Дараагийн үе шатанд хэлэлцэх ноорог (жишээ).",
        note_en="A draft to be discussed for the next phase (illustrative).",
    )
    take_in_yaml(user=user, version=draft, text=_method(3))
