"""Second opinions from a real server on this machine, which answers as it is told to."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dalel.outside.language_models.judging import JudgeError, ServedJudge


class Answering(BaseHTTPRequestHandler):
    asked: list[dict[str, Any]]
    said = "YES"
    status = 200
    waits = 0.0

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append(
            {**body, "path": self.path, "key": self.headers.get("Authorization")}
        )
        time.sleep(self.waits)
        if self.status != 200:
            self.reply(json.dumps({"error": {"message": "no"}}).encode(), "application/json")
            return
        said = [{"delta": {"role": "assistant", "content": self.said}, "finish_reason": None}]
        end = [{"delta": {}, "finish_reason": "stop"}]
        head = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
        parts = [{**head, "choices": [{"index": 0, **one[0]}]} for one in (said, end)]
        told = "".join(f"data: {json.dumps(part)}\n\n" for part in parts) + "data: [DONE]\n\n"
        self.reply(told.encode(), "text/event-stream")

    def reply(self, told: bytes, kind: str) -> None:
        self.send_response(self.status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        try:
            self.wfile.write(told)
        except (BrokenPipeError, ConnectionResetError):
            """Who asked has left."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet."""


@pytest.fixture
def answering() -> Iterator[tuple[type[Answering], str]]:
    handler = type("Told", (Answering,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield handler, f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("YES", True),
        ("No.", False),
        ("<think>It says NO twice.</think>\nYES", True),
        ("unsure", None),
        ("", None),
        ("I would not know", None),
        ("<think>NO, wait", None),
    ],
)
def test_one_word_is_understood_and_all_else_tells_nothing(
    answering: tuple[type[Answering], str], said: str, meant: object
) -> None:
    handler, address = answering
    handler.said = said
    assert ServedJudge(address, "small", key="k").bears_out("Суд решил.", ["Суд."]) is meant
    [asked] = handler.asked
    assert (asked["path"], asked["model"], asked["key"]) == (
        "/v1/chat/completions", "small", "Bearer k",
    )  # fmt: skip
    assert asked["temperature"] == 0
    assert asked["messages"][1]["content"].endswith("SENTENCE:\nСуд решил.")


def test_of_a_long_source_only_the_beginning_is_sent(
    answering: tuple[type[Answering], str],
) -> None:
    handler, address = answering
    ServedJudge(address, "small").bears_out("Суд решил.", ["а" * 50_000, "б"])
    [asked] = handler.asked
    assert 6000 < len(asked["messages"][1]["content"]) < 6200


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_a_server_that_refuses_is_named(
    answering: tuple[type[Answering], str], status: int
) -> None:
    handler, address = answering
    handler.status = status
    with pytest.raises(JudgeError, match="small"):
        ServedJudge(address, "small").bears_out("Суд решил.", ["Суд."])
    assert 1 <= len(handler.asked) <= 3


def test_a_server_that_takes_too_long_is_left(answering: tuple[type[Answering], str]) -> None:
    handler, address = answering
    handler.waits = 0.4
    with pytest.raises(JudgeError):
        ServedJudge(address, "small", seconds=0.1).bears_out("Суд решил.", ["Суд."])


def test_where_nobody_listens_is_told() -> None:
    with pytest.raises(JudgeError):
        ServedJudge("http://127.0.0.1:9/v1", "small", seconds=1).bears_out("Суд.", ["Суд."])
