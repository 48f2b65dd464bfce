"""Client for chat models, with streamed answers.

Any OpenAI-compatible server: vLLM, Ollama, llama.cpp, a hosted one. Answers are streamed, so that
somebody can watch and stop; one that comes whole and well formed is an answer, anything else is a
named error. What is sent is the caller's business: texts of others go into ``user``, never
``system``.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dalel.domain.errors import DalelError

if TYPE_CHECKING:
    from openai import APIStatusError, Stream
    from openai.types.chat import ChatCompletionChunk

#: An answer of more characters is no answer to what we ask.
_LONGEST: Final = 40_000
_TRIES: Final = 3
_CONNECT: Final = 15.0
#: We wait for as long as a server asks, up to this.
_PATIENCE: Final = 30.0
_BUSY: Final = frozenset({408, 409, 429})


class ChatError(DalelError):
    """The language model does not answer."""

    permanent = False


class BusyError(ChatError):
    """The language model has no time for us: it asks to try again later."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class RefusedError(DalelError):
    """The language model refuses, or its server does not let us in."""


class BadAnswerError(DalelError):
    """The language model answers, but not what was asked for."""


class StoppedError(DalelError):
    """Somebody stopped the language model."""


@dataclass(frozen=True, kw_only=True)
class ModelAnswer:
    """What a model said, by which name it answered, and what that took."""

    text: str
    model: str
    tokens_in: int
    tokens_out: int
    seconds: float


@dataclass(frozen=True, kw_only=True)
class AnswerWatch:
    """Who looks on: ``told`` hears how many characters there are, ``is_stopped`` is asked."""

    told: Callable[[int], None] = lambda _letters: None
    is_stopped: Callable[[], bool] = lambda: False


class Chat:
    """A model behind an address.

    ``seconds`` is for a whole answer. ``sleep`` is how to wait between tries.
    """

    def __init__(
        self,
        address: str,
        model: str,
        *,
        key: str = "",
        seconds: float = 120.0,
        temperature: float = 0.0,
        most_tokens: int = 2_000,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        # A second to load: only for those who have a language model.
        import httpx2  # noqa: PLC0415
        from openai import OpenAI  # noqa: PLC0415

        self.name = model
        self._seconds = seconds
        self._temperature = temperature
        self._most_tokens = most_tokens
        self._sleep = sleep
        self._client = OpenAI(
            base_url=address,
            api_key=key or "none",
            # Tries are counted here: the client knows nothing of a stream that breaks off.
            max_retries=0,
            # A key is for the server that was named, not for where it leads.
            http_client=httpx2.Client(
                timeout=httpx2.Timeout(seconds, connect=min(_CONNECT, seconds)),
                follow_redirects=False,
                trust_env=False,
            ),
        )

    def ask(
        self,
        system: str,
        user: str,
        schema: Mapping[str, Any] | None = None,
        watch: AnswerWatch = AnswerWatch(),
    ) -> ModelAnswer:
        """The answer to a question; ``schema`` is the JSON Schema that it has to follow.

        A server that is busy or breaks off is asked again. Whether an answer follows the schema is
        for the caller to see: not every server enforces it.

        :raises ChatError: when nobody answers. :raises RefusedError: when it will not.
        :raises BadAnswerError: for half an answer. :raises StoppedError: when somebody stopped it.
        """
        for tried in range(1, _TRIES + 1):
            try:
                return self._asked(system, user, schema, watch)
            except ChatError as error:
                if tried == _TRIES or watch.is_stopped():
                    raise
                wait = error.wait if isinstance(error, BusyError) else None
                self._sleep(min(_PATIENCE, wait if wait is not None else 2.0**tried))
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def _asked(
        self, system: str, user: str, schema: Mapping[str, Any] | None, watch: AnswerWatch
    ) -> ModelAnswer:
        # Loaded by now.
        import httpx2  # noqa: PLC0415
        from openai import APIConnectionError, APIError, APIStatusError  # noqa: PLC0415

        started = time.monotonic()
        try:
            with self._stream(system, user, schema) as stream:
                return self._read(stream, started, watch)
        except APIStatusError as error:
            raise _refused(self.name, error) from error
        except (APIConnectionError, httpx2.HTTPError) as error:
            raise ChatError(f"{self.name}: no answer: {error or type(error).__name__}") from error
        except APIError as error:
            raise ChatError(f"{self.name}: broke off: {error.message}") from error

    def _stream(
        self, system: str, user: str, schema: Mapping[str, Any] | None
    ) -> "Stream[ChatCompletionChunk]":
        shaped: dict[str, Any] = {}
        if schema is not None:
            shaped["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": dict(schema), "strict": True},
            }
        stream: Stream[ChatCompletionChunk] = self._client.chat.completions.create(
            model=self.name,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
            temperature=self._temperature,
            max_tokens=self._most_tokens,
            stream=True,
            stream_options={"include_usage": True},
            **shaped,
        )
        return stream

    def _read(
        self, stream: "Stream[ChatCompletionChunk]", started: float, watch: AnswerWatch
    ) -> ModelAnswer:
        heard = _Heard(model=self.name)
        for chunk in stream:
            if watch.is_stopped():
                raise StoppedError(f"{self.name}: stopped")
            if time.monotonic() - started > self._seconds:
                raise ChatError(f"{self.name}: no whole answer within {self._seconds:.0f} seconds")
            heard.hear(chunk)
            if len(heard.said) > _LONGEST:
                raise BadAnswerError(f"{self.name}: an answer of more than {_LONGEST} characters")
            watch.told(len(heard.said))
        heard.judge(self.name)
        return ModelAnswer(
            text=heard.said,
            model=heard.model,
            tokens_in=heard.tokens_in,
            tokens_out=heard.tokens_out,
            seconds=time.monotonic() - started,
        )


@dataclass(kw_only=True)
class _Heard:
    """What came of an answer so far."""

    model: str
    said: str = ""
    refusal: str = ""
    finish: str = ""
    tokens_in: int = 0
    tokens_out: int = 0

    def hear(self, chunk: "ChatCompletionChunk") -> None:
        """Take in a further piece."""
        self.model = chunk.model or self.model
        if chunk.usage is not None:
            self.tokens_in = chunk.usage.prompt_tokens
            self.tokens_out = chunk.usage.completion_tokens
        for choice in chunk.choices[:1]:
            self.said += choice.delta.content or ""
            self.refusal += choice.delta.refusal or ""
            self.finish = choice.finish_reason or self.finish

    def judge(self, name: str) -> None:
        """Raise what is wrong with an answer that is over."""
        if self.refusal or self.finish == "content_filter":
            raise RefusedError(f"{name}: refuses: {self.refusal or 'its filter'}")
        if self.finish == "length":
            raise BadAnswerError(f"{name}: the answer was cut at its longest")
        if self.finish != "stop":
            raise ChatError(f"{name}: broke off in mid-answer")


def _refused(name: str, error: "APIStatusError") -> DalelError:
    told = f"{name}: {error.status_code}: {error.message}"
    if error.status_code in _BUSY:
        return BusyError(told, _wait(error.response.headers.get("retry-after", "")))
    return ChatError(told) if error.status_code >= 500 else RefusedError(told)


def _wait(header: str) -> float | None:
    return float(header) if header.replace(".", "", 1).isdigit() else None
