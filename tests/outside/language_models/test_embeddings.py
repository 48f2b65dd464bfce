"""Vectors from a real server on this machine, which answers as it is told to."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
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


class _Answers(BaseHTTPRequestHandler):
    asked: list[dict[str, Any]]
    status = 200
    sizes: tuple[int, ...] = (2,)
    lost = 0

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append({**body, "path": self.path})
        rows = [
            {"object": "embedding", "index": at, "embedding": [len(text), at, 0][: self._size(at)]}
            for at, text in enumerate(body["input"])
        ]
        rows = list(reversed(rows))[self.lost :]
        answer = {"object": "list", "data": rows, "model": body["model"]}
        told = json.dumps(answer if self.status == 200 else {"error": {"message": "no"}}).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def _size(self, at: int) -> int:
        return self.sizes[at % len(self.sizes)]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet."""


@pytest.fixture
def answers() -> Iterator[tuple[type[_Answers], str]]:
    handler = type("Answers", (_Answers,), {"asked": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield handler, f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def test_texts_go_in_parts_and_vectors_come_back_in_order(
    answers: tuple[type[_Answers], str],
) -> None:
    handler, address = answers
    model = ServedModel(address, "some-model", version="7", prefix="query: ")
    rows = model.encode(["а" * at for at in range(40)])
    assert rows.dtype == np.float32
    assert list(rows[:, 0]) == [7 + at for at in range(40)]
    assert [len(each["input"]) for each in handler.asked] == [32, 8]
    assert handler.asked[0]["path"] == "/v1/embeddings"
    assert (model.name, model.version) == ("some-model", "7")


def test_a_server_that_refuses_is_not_asked_again(answers: tuple[type[_Answers], str]) -> None:
    handler, address = answers
    handler.status = 404
    with pytest.raises(BadEmbeddingError, match="404") as caught:
        ServedModel(address, "gone").encode(["а"])
    assert caught.value.permanent
    assert len(handler.asked) == 1


def test_vectors_that_are_missing_or_uneven_are_no_vectors(
    answers: tuple[type[_Answers], str],
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
    answers: tuple[type[_Answers], str], monkeypatch: pytest.MonkeyPatch
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
