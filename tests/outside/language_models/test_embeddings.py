"""Vectors from a real server on this machine, which answers as it is told to."""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from dalel.outside.language_models.embeddings import (
    BadEmbeddingError,
    EmbeddingError,
    LocalModel,
    ServedModel,
)
from embedding_server import EmbeddingServer, embedding_server


class _Answers(EmbeddingServer):
    sizes = (2,)

    def rows(self, texts: list[str]) -> list[dict[str, Any]]:
        whole = [[len(text), at, 0] for at, text in enumerate(texts)]
        rows = [
            {
                "object": "embedding",
                "index": at,
                "embedding": row[: self.sizes[at % len(self.sizes)]],
            }
            for at, row in enumerate(whole)
        ]
        return list(reversed(rows))[self.lost :]


@pytest.fixture
def answers() -> Iterator[tuple[type[EmbeddingServer], str]]:
    with embedding_server(_Answers) as answers:
        yield answers


def test_texts_go_in_parts_and_vectors_come_back_in_order(
    answers: tuple[type[EmbeddingServer], str],
) -> None:
    handler, address = answers
    model = ServedModel(address, "some-model", version="7", prefix="query: ")
    rows = model.encode(["а" * at for at in range(40)])
    assert rows.dtype == np.float32
    assert list(rows[:, 0]) == [7 + at for at in range(40)]
    assert [len(each["input"]) for each in handler.asked] == [32, 8]
    assert handler.asked[0]["path"] == "/v1/embeddings"
    assert (model.name, model.version) == ("some-model", "7")


def test_a_server_that_refuses_is_not_asked_again(
    answers: tuple[type[EmbeddingServer], str],
) -> None:
    handler, address = answers
    handler.status = 404
    with pytest.raises(BadEmbeddingError, match="404") as caught:
        ServedModel(address, "gone").encode(["а"])
    assert caught.value.permanent
    assert len(handler.asked) == 1


def test_vectors_that_are_missing_or_uneven_are_no_vectors(
    answers: tuple[type[EmbeddingServer], str],
) -> None:
    handler, address = answers
    handler.lost = 1
    with pytest.raises(BadEmbeddingError, match="1 vectors for 2"):
        ServedModel(address, "lossy").encode(["а", "б"])
    handler.lost, handler.sizes = 0, (2, 3)
    with pytest.raises(BadEmbeddingError, match="several sizes"):
        ServedModel(address, "uneven").encode(["а", "б"])


def test_a_server_that_is_away_may_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openai._base_client.BaseClient._calculate_retry_timeout", lambda *_a: 0)
    with pytest.raises(EmbeddingError, match="no answer") as caught:
        ServedModel("http://127.0.0.1:1/v1", "away").encode(["а"])
    assert not caught.value.permanent


def test_an_overloaded_server_may_answer_later(
    answers: tuple[type[EmbeddingServer], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openai._base_client.BaseClient._calculate_retry_timeout", lambda *_a: 0)
    handler, address = answers
    handler.status = 503
    with pytest.raises(EmbeddingError, match="503"):
        ServedModel(address, "busy").encode(["а"])
    assert len(handler.asked) == 3


def test_a_model_of_the_extra_is_read_from_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    class SentenceTransformer:
        """Stands for the library, which is no part of a plain install."""

        def __init__(self, name: str) -> None:
            self.name = name

        def encode(self, texts: list[str]) -> list[list[float]]:
            return [[float(len(text)), 1.0] for text in texts]

    library = ModuleType("sentence_transformers")
    library.SentenceTransformer = SentenceTransformer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    rows = LocalModel("folder", prefix="q: ").encode(["а", "бб"])
    assert rows.tolist() == [[4.0, 1.0], [5.0, 1.0]]
