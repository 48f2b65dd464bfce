"""Is an answer whole or a named error, whatever the server does?"""

from typing import Any

import pytest

from dalel.outside.language_models.chat import (
    AnswerWatch,
    BadAnswerError,
    BusyError,
    Chat,
    ChatError,
    RefusedError,
    StoppedError,
)
from outside.language_models.chat_servers import (
    Behaviour,
    Puppet,
    cut,
    dying,
    endless,
    failing,
    filtered,
    puppet,
    refusing,
    saying,
    silent,
)

SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}


def chat(server: Puppet, **options: Any) -> tuple[Chat, list[float]]:
    slept: list[float] = []
    return Chat(server.address, "small", key="k", sleep=slept.append, **options), slept


def test_an_answer_comes_with_what_it_took() -> None:
    heard: list[int] = []
    with puppet(saying('{"a": "жиырма"}')) as server:
        asking, _ = chat(server)
        answer = asking.ask("rules", "text", SCHEMA, AnswerWatch(told=heard.append))
    assert answer.text == '{"a": "жиырма"}'
    assert (answer.model, answer.tokens_in, answer.tokens_out) == ("puppet-1", 10, 5)
    assert answer.seconds >= 0
    assert heard[-1] == len(answer.text)
    asked = server.asked[0]
    assert [each["role"] for each in asked["messages"]] == ["system", "user"]
    assert asked["temperature"] == 0
    assert asked["response_format"]["json_schema"]["schema"] == SCHEMA
    assert asked["stream"] is True


@pytest.mark.parametrize("behaviour", [dying, failing(500), failing(503)])
def test_what_broke_off_is_asked_again(behaviour: Behaviour) -> None:
    with puppet(behaviour, saying("whole")) as server:
        asking, slept = chat(server)
        assert asking.ask("s", "u").text == "whole"
    assert slept == [2.0]


def test_a_busy_server_is_waited_for_as_it_asks_but_not_for_hours() -> None:
    with puppet(
        failing(429, Retry_After="7"), failing(429, Retry_After="9999"), saying("whole")
    ) as server:
        asking, slept = chat(server)
        assert asking.ask("s", "u").text == "whole"
    assert slept == [7.0, 30.0]


@pytest.mark.parametrize(
    ("behaviour", "error", "asked", "told"),
    [
        (dying, ChatError, 3, "small"),
        (failing(500), ChatError, 3, "500"),
        (failing(429), BusyError, 3, "429"),
        (failing(401), RefusedError, 1, "401"),
        (refusing, RefusedError, 1, "cannot help"),
        (filtered, RefusedError, 1, "filter"),
        (cut, BadAnswerError, 1, "cut"),
        (endless, BadAnswerError, 1, "more than"),
    ],
)
def test_each_failure_has_its_name(
    behaviour: Behaviour, error: type[Exception], asked: int, told: str
) -> None:
    with puppet(behaviour) as server:
        asking, _ = chat(server)
        with pytest.raises(error, match=told):
            asking.ask("s", "u")
    assert len(server.asked) == asked


def test_a_server_that_says_nothing_more_runs_out_of_time() -> None:
    with puppet(silent) as server:
        asking, _ = chat(server, seconds=0.2)
        with pytest.raises(ChatError):
            asking.ask("s", "u")


def test_a_server_that_talks_for_too_long_runs_out_of_time() -> None:
    with puppet(endless) as server:
        asking, _ = chat(server, seconds=0.0001)
        with pytest.raises(ChatError):
            asking.ask("s", "u")


def test_nobody_at_the_address_is_told() -> None:
    with puppet(saying("x")) as server:
        address = server.address
    with pytest.raises(ChatError, match="no answer"):
        Chat(address, "small", sleep=lambda _: None).ask("s", "u")


def test_somebody_can_stop_it() -> None:
    with puppet(endless) as server:
        asking, _ = chat(server)
        with pytest.raises(StoppedError):
            asking.ask("s", "u", watch=AnswerWatch(is_stopped=lambda: True))


def test_nothing_is_tried_again_once_it_was_stopped() -> None:
    with puppet(failing(500)) as server:
        asking, slept = chat(server)
        with pytest.raises(ChatError):
            asking.ask("s", "u", watch=AnswerWatch(is_stopped=lambda: True))
    assert slept == []


def test_a_key_does_not_follow_a_redirect() -> None:
    with puppet(saying("x")) as there, puppet(failing(307, Location=there.address)) as server:
        asking, _ = chat(server)
        with pytest.raises(RefusedError):
            asking.ask("s", "u")
    assert there.asked == []
