"""The trained model of the classifier, and its file format.

Two softmax regressions over the same rows: one tells *kinds* (the sections, and what news is about
that is none of ours), the other *types* (event type and section together, ``ddos@1``). Their mean
judges better than either. Kept as plain arrays without pickle, so that a model can be read by
anyone and carries no code.
"""

import json
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dalel.domain.errors import DalelError
from dalel.steps.classify.features import Row, Vocabulary

NAME: Final = "relevance"
VERSION: Final = "1"
_TINY: Final = 1e-6
#: What comes of a file that is torn or changed: zip archives and arrays have errors of their own.
_UNREADABLE: Final = (
    OSError, EOFError, ValueError, LookupError, TypeError, NotImplementedError,
    zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip


class ModelError(DalelError):
    """The classifier's file cannot be read: train it again."""


@dataclass(frozen=True, kw_only=True)
class SoftmaxHead:
    """One softmax regression: a column of ``weights`` and a ``bias`` for each of ``classes``."""

    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: Row

    def likelihood(self, places: NDArray[np.int32], values: Row, meaning: Row | None) -> Row:
        """How likely each class is."""
        total = values @ self.weights[places] + self.bias
        if meaning is not None:
            total = total + meaning @ self.weights[-len(meaning) :]
        grown = np.exp(total - np.max(total))
        return np.asarray(grown / grown.sum(), dtype=np.float32)


@dataclass(frozen=True, kw_only=True)
class ArticleJudge:
    """Both heads, and the line that turns their odds of "ours" into a calibrated score."""

    kinds: SoftmaxHead
    types: SoftmaxHead
    slope: float = 1.0
    offset: float = 0.0

    def score(self, ours: float) -> float:
        """The calibrated likelihood for an uncalibrated one (J. Platt's scaling)."""
        odds = float(np.log((ours + _TINY) / (1 - ours + _TINY)))
        return float(1 / (1 + np.exp(-(self.slope * odds + self.offset))))


@dataclass(frozen=True, kw_only=True)
class Model:
    """All that was learnt: ``lexical`` judges by marks and words, ``full`` by meaning too.

    Below ``floor`` of the lexical score an article is not worth a vector. ``trained_from`` is the
    fingerprint of the training data, ``vectors`` the name of the model of meaning.
    """

    name: str
    trained_from: str
    vectors: str
    vocabulary: Vocabulary
    lexical: ArticleJudge
    full: ArticleJudge | None
    floor: float


def save(model: Model, path: Path) -> None:
    """Write the model; the same model gives the same bytes."""
    judges = {"lexical": model.lexical} | ({"full": model.full} if model.full else {})
    arrays: dict[str, Any] = {
        "marks": _packed(list(model.vocabulary.marks)),
        "words": _packed(list(model.vocabulary.words)),
        "rarity": model.vocabulary.rarity.astype(np.float16),
    }
    for name, judge in judges.items():
        for part, head in (("kinds", judge.kinds), ("types", judge.types)):
            small, scale = _quantised(head.weights, len(model.vocabulary.marks))
            arrays[f"{name}_{part}_weights"] = small
            arrays[f"{name}_{part}_scale"] = scale
            arrays[f"{name}_{part}_bias"] = head.bias
    about = {
        "name": model.name,
        "trained_from": model.trained_from,
        "vectors": model.vectors,
        "floor": model.floor,
        "judges": {
            name: {
                "slope": judge.slope,
                "offset": judge.offset,
                "kinds": judge.kinds.classes,
                "types": judge.types.classes,
            }
            for name, judge in judges.items()
        },
    }
    arrays["about"] = np.frombuffer(json.dumps(about, sort_keys=True).encode(), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def read(path: Path) -> Model:
    """Read a model back.

    :raises ModelError: when the file is no model of this version.
    """
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            return _model({name: arrays[name] for name in arrays.files})
    except _UNREADABLE as error:
        raise ModelError(
            f"{path.name}: cannot be read as a classifier: no model of dalel learn, or damaged"
        ) from error


def _model(arrays: dict[str, NDArray[Any]]) -> Model:
    about = json.loads(arrays["about"].tobytes())
    marks, words = _unpacked(arrays["marks"]), _unpacked(arrays["words"])
    judges = {
        name: ArticleJudge(
            kinds=_head(arrays, f"{name}_kinds", said["kinds"], len(marks)),
            types=_head(arrays, f"{name}_types", said["types"], len(marks)),
            slope=said["slope"],
            offset=said["offset"],
        )
        for name, said in about["judges"].items()
    }
    return Model(
        name=about["name"],
        trained_from=about["trained_from"],
        vectors=about["vectors"],
        vocabulary=Vocabulary(
            marks={mark: place for place, mark in enumerate(marks)},
            words={word: len(marks) + place for place, word in enumerate(words)},
            rarity=arrays["rarity"].astype(np.float32),
        ),
        lexical=judges["lexical"],
        full=judges.get("full"),
        floor=about["floor"],
    )


def _head(
    arrays: dict[str, NDArray[Any]], name: str, classes: Sequence[str], marks: int
) -> SoftmaxHead:
    scale = arrays[f"{name}_scale"]
    weights = arrays[f"{name}_weights"].astype(np.float32)
    weights[:marks] *= scale[0]
    weights[marks:] *= scale[1]
    return SoftmaxHead(classes=tuple(classes), weights=weights, bias=arrays[f"{name}_bias"])


def _quantised(weights: NDArray[np.float32], marks: int) -> tuple[NDArray[np.int8], Row]:
    """Weights in one byte each, with a scale for every class among marks and among the rest."""
    parts = [weights[:marks], weights[marks:]]
    scale = np.stack([np.abs(part).max(axis=0, initial=_TINY) / 127 for part in parts])
    small = [np.round(part / line) for part, line in zip(parts, scale, strict=True)]
    return np.concatenate(small).astype(np.int8), scale.astype(np.float32)


def _packed(names: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def _unpacked(array: NDArray[np.uint8]) -> list[str]:
    text = array.tobytes().decode()
    return text.split("\n") if text else []
