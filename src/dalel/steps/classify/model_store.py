"""Storage of classifiers trained here: the current one, its record, and rollback.

``relevance-0001.npz`` and on, each with a record beside it; none is ever written over, and the
newest stands. To take one back is to put its file aside, so that the one before stands again.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cattrs

from dalel.steps.classify.examples import FOLDER
from dalel.steps.classify.weights import Model, ModelError, save

#: Where a pack keeps the model that comes with it.
SHIPPED: Final = Path(FOLDER) / "model.npz"
_STEM: Final = "relevance"
_ASIDE: Final = ".taken-back"


@dataclass(frozen=True, kw_only=True)
class Skill:
    """How well articles were judged; ``section`` is the share of ours that got the right one."""

    articles: int
    precision: float
    recall: float
    f1: float
    section: float


@dataclass(frozen=True, kw_only=True)
class Taught:
    """What is written down beside a model.

    ``trained_from`` and ``vectors`` are the model's; ``pack`` is the fingerprint of the pack's own
    training, ``lessons`` are the ids of the articles that the newsroom decided on. ``before`` and
    ``after`` are the figures on unseen articles, the newsroom's own and the pack's.
    """

    trained_from: str
    vectors: str
    pack: str
    learnt: str
    lessons: tuple[str, ...]
    before: Mapping[str, Skill]
    after: Mapping[str, Skill]


def newest(kept: Path | None, pack: Path) -> Path | None:
    """The model that stands for a pack's folder; None where nothing was learnt."""
    found = [] if kept is None else _models(kept, pack)
    return found[-1] if found else None


def taught(model: Path) -> Taught:
    """What was written down beside a model.

    :raises ModelError: when it cannot be read.
    """
    try:
        return cattrs.structure(json.loads(_record(model).read_text("utf-8")), Taught)
    except (OSError, ValueError, KeyError, TypeError, cattrs.BaseValidationError) as error:
        raise ModelError(f"{_record(model)}: cannot be read: {error!r}") from error


def keep(model: Model, about: Taught, kept: Path, pack: Path) -> Path:
    """Write a model that stands from now on; the record first, the model in one step."""
    numbers = [int(file.name.split(".")[0][-4:]) for file in _all(kept, pack)]
    path = kept / pack.name / f"{_STEM}-{max(numbers, default=0) + 1:04}.npz"
    path.parent.mkdir(parents=True, exist_ok=True)
    said: Any = cattrs.unstructure(about)
    _record(path).write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
    beside = path.with_name(f".{path.name}")
    save(model, beside)
    os.replace(beside, path)  # noqa: PTH105 - a step that cannot be seen half done
    return path


def take_back(kept: Path, pack: Path) -> Path | None:
    """Put the model that stands aside: the one before stands again, at last the pack's own."""
    model = newest(kept, pack)
    if model is not None:
        model.rename(model.with_name(f"{model.name}{_ASIDE}"))
    return model


def _models(kept: Path, pack: Path) -> list[Path]:
    return [file for file in _all(kept, pack) if file.suffix == ".npz"]


def _all(kept: Path, pack: Path) -> list[Path]:
    return sorted((kept / pack.name).glob(f"{_STEM}-[0-9][0-9][0-9][0-9].npz*"))


def _record(model: Path) -> Path:
    return model.with_suffix(".json")
