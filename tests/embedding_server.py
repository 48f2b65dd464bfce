"""A server of embeddings on this machine, which answers as it is told to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zlib import crc32

_SIZE = 64


class EmbeddingServer(BaseHTTPRequestHandler):
    """Vectors of a text's threes of letters: texts of the same words are near one another."""

    asked: list[dict[str, Any]]
    status = 200
    sizes: tuple[int, ...] = ()
    lost = 0

    def do_POST(self) -> None:
        """Answer as ``/v1/embeddings`` does."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append({**body, "path": self.path, "key": self.headers["Authorization"]})
        answer = {"object": "list", "data": self.rows(body["input"]), "model": body["model"]}
        told = json.dumps(answer if self.status == 200 else {"error": {"message": "no"}}).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def rows(self, texts: list[str]) -> list[dict[str, Any]]:
        """A line of the answer for each text."""
        return [
            {"object": "embedding", "index": at, "embedding": _vector(text)}
            for at, text in enumerate(texts)
        ]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet."""


def _vector(text: str) -> list[float]:
    row = [0.0] * _SIZE
    for at in range(len(text) - 2):
        row[crc32(text[at : at + 3].lower().encode()) % _SIZE] += 1
    return row


@contextmanager
def embedding_server(
    kind: type[EmbeddingServer] = EmbeddingServer,
) -> Iterator[tuple[type[EmbeddingServer], str]]:
    """The handler, which keeps what it was asked, and its address."""
    handler = type("Handler", (kind,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield handler, f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
