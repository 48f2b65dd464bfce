"""Embedding models of two kinds: served over HTTP, or loaded from a local folder.

Both kinds are ``TextModel``: wrap one in ``Embedder`` with centres that ``centres_of`` takes from
articles of the pack, for the bundled model's centres are of no other.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dalel.domain.errors import DalelError
from dalel.language.vectors import Vectors, let_threads_sleep

if TYPE_CHECKING:
    from openai import APIStatusError

_AT_ONCE: Final = 32
_SECONDS: Final = 60.0


class EmbeddingError(DalelError):
    """The model of meaning does not answer."""

    permanent = False


class BadEmbeddingError(DalelError):
    """The model of meaning answers, but not with vectors."""


class ServedModel:
    """A model behind any OpenAI-compatible ``/v1/embeddings``.

    ``version`` is whatever tells this state of the model from others; servers do not say. Only
    published articles may be sent to a machine that is not the newsroom's own.
    """

    def __init__(
        self, address: str, model: str, *, key: str = "none", version: str = "1", prefix: str = ""
    ) -> None:
        # A second to load: only for those whose model is served elsewhere.
        from openai import OpenAI  # noqa: PLC0415

        self.name = model
        self.version = version
        self._prefix = prefix
        self._client = OpenAI(base_url=address, api_key=key, timeout=_SECONDS, max_retries=2)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row for each text.

        :raises EmbeddingError: when nobody answers. :raises BadEmbeddingError: for a wrong answer.
        """
        rows = [row for at in range(0, len(texts), _AT_ONCE) for row in self._part(texts, at)]
        if len({len(row) for row in rows}) > 1:
            raise BadEmbeddingError(f"{self.name}: vectors of several sizes")
        return np.array(rows, dtype=np.float32)

    def _part(self, texts: Sequence[str], at: int) -> list[list[float]]:
        from openai import APIConnectionError, APIStatusError  # noqa: PLC0415 - loaded by now

        part = [f"{self._prefix}{text}" for text in texts[at : at + _AT_ONCE]]
        try:
            answer = self._client.embeddings.create(
                input=part, model=self.name, encoding_format="float"
            )
        except APIConnectionError as error:
            raise EmbeddingError(f"{self.name}: no answer: {error}") from error
        except APIStatusError as error:
            raise _refused(self.name, error) from error
        rows = [each.embedding for each in sorted(answer.data or (), key=lambda each: each.index)]
        if len(rows) != len(part):
            raise BadEmbeddingError(f"{self.name}: {len(rows)} vectors for {len(part)} texts")
        return rows


class LocalModel:
    """A sentence-transformers model; needs the extra of that name."""

    def __init__(self, name: str, *, version: str = "1", prefix: str = "") -> None:
        let_threads_sleep()
        # An extra, and slow to load: only for those who ask for it.
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        self.name = name
        self.version = version
        self._prefix = prefix
        self._model: Any = SentenceTransformer(name)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row for each text."""
        read = [f"{self._prefix}{text}" for text in texts]
        return np.asarray(self._model.encode(read), dtype=np.float32)


def _refused(name: str, error: "APIStatusError") -> DalelError:
    """An overloaded server may answer later, one that refuses will not."""
    kind = EmbeddingError if error.status_code in {408, 429} or error.status_code >= 500 else None
    return (kind or BadEmbeddingError)(f"{name}: {error.status_code}: {error.message}")
