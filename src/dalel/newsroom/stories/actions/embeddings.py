"""Selects and loads the embedding model that turns articles into vectors."""

import hashlib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError
from dalel.language.vector_cache import Remembering
from dalel.language.vectors import (
    Centres,
    Embedder,
    TextModel,
    bundled,
    centres_of,
    passage,
    read_centres,
    save_centres,
)
from dalel.outside.language_models.embeddings import BadEmbeddingError, LocalModel, ServedModel
from dalel.steps.classify.examples import fingerprint, shipped_examples

#: The model that comes with the package; without its processor: by words alone.
BUNDLED: Final = "bundled"
#: No model: stories and relevance are judged by words alone.
NONE: Final = "none"
_KEPT: Final = "vectors"


class ModelMissingError(DalelError):
    """The model of meaning cannot be loaded."""


@dataclass(frozen=True, kw_only=True)
class EmbeddingChoice:
    """Which model of meaning a newsroom chose.

    ``model`` is ``bundled``, ``none``, or a model's name: at ``url`` an OpenAI-compatible
    server's, without it that of a sentence-transformers model, or its folder. ``prefix`` is a word
    before each text, as some models want it (``query:``).
    """

    model: str = BUNDLED
    url: str = ""
    key: str = field(default="", repr=False)
    prefix: str = ""


@cache
def embedder_of(choice: EmbeddingChoice, pack: Path, kept: Path | None) -> Embedder | None:
    """The model chosen, with its centres; None where articles are judged by words alone.

    The centres of another model than the bundled one are taken from the training articles of the
    pack in the folder ``pack``, once, and lie in ``kept``.

    :raises EmbeddingError: when nobody answers. :raises DalelError: when it cannot work at all.
    """
    if choice.model == NONE:
        return None
    if choice.model == BUNDLED:
        return bundled()
    model = _other(choice)
    return Embedder(model=model, centres=_centres(model, pack, kept))


def remembering(embedder: Embedder, kept: Path) -> Embedder:
    """The same, asked once for each text: its answers lie in ``kept``."""
    digest = hashlib.sha256(embedder.name.encode()).hexdigest()[:8]
    file = kept / f"{_KEPT}-{digest}.npz"
    return replace(embedder, model=Remembering(embedder.model, file))


def probed(choice: EmbeddingChoice, text: str) -> str:
    """Name and version of the model chosen, once it has turned a text into a vector.

    :raises DalelError: when it does not answer, or cannot work at all.
    """
    own = bundled() if choice.model == BUNDLED else None
    model = own.model if own else _other(choice)
    if not model.encode([text]).any():
        raise BadEmbeddingError(f"{model.name}: vectors of nothing")
    return f"{model.name} {model.version}"


def _other(choice: EmbeddingChoice) -> TextModel:
    prefix = f"{choice.prefix} " if choice.prefix else ""
    # Who reads other texts gives other vectors.
    version = choice.prefix or "1"
    if choice.url:
        key = choice.key or "none"
        return ServedModel(choice.url, choice.model, key=key, version=version, prefix=prefix)
    try:
        return LocalModel(choice.model, version=version, prefix=prefix)
    except ImportError as error:
        raise ModelMissingError(
            f"{choice.model}: pip install 'dalel[sentence-transformers]' brings what loads it, "
            "or name a server that has it as its url"
        ) from error
    except (OSError, ValueError) as error:
        raise ModelMissingError(f"{choice.model}: {error}") from error


def _centres(model: TextModel, pack: Path, kept: Path | None) -> Centres:
    told = f"{model.name}\0{model.version}\0{fingerprint(pack)}"
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    file = None if kept is None else kept / f"centres-{digest}.npz"
    if file is not None and file.is_file():
        return read_centres(file)
    examples = shipped_examples(pack)
    rows = model.encode([passage(example.article) for example in examples])
    if rows.ndim != 2 or not rows.any():
        raise BadEmbeddingError(f"{model.name}: vectors of nothing")
    languages = [example.article.language for example in examples]
    centres = centres_of(rows, languages, [example.group for example in examples])
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        save_centres(centres, file)
    return centres
