"""Asks the chosen language model, within the newsroom's limits."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

from dalel.domain.errors import DalelError
from dalel.domain.model_policy import ModelChoice
from dalel.newsroom.incidents.actions.sent_texts import note_sent
from dalel.newsroom.incidents.queries import model_use
from dalel.outside.language_models.chat import AnswerWatch, Chat
from dalel.pack import Pack
from dalel.steps.draft import Ask

#: How often a row is told how far a model has come, and asked whether somebody cancelled.
_EVERY: Final = 0.5


class LimitReachedError(DalelError):
    """Today's limit of the language model is reached."""

    def __init__(self, limit: str) -> None:
        super().__init__(f"Today's limit of the language model is reached: {limit}.")


class NoModelError(DalelError):
    """No language model is set: see model_address."""


class NothingToShowError(DalelError):
    """No evidence of this may be shown to a model on somebody else's machine: see model_may_see."""


@dataclass(frozen=True, kw_only=True)
class Modeller:
    """The model that the newsroom chose, and the day whose limits hold."""

    choice: ModelChoice
    chat: Chat
    zone: tzinfo
    now: Callable[[], datetime]

    def asker(
        self,
        job: str,
        go_on: Callable[[int], bool] = lambda _letters: True,
        *,
        subject: str = "",
        versions: Sequence[int] = (),
    ) -> Ask:
        """What puts a question to the model while the day's limits allow it.

        ``go_on`` hears how many characters are written and says whether to go on. What goes to
        somebody else's machine is written down first, with the ``subject`` and the ``versions`` of
        articles that it is drawn from.

        :raises LimitReachedError: when a limit is reached. Raises as ``Chat.ask``.
        """

        def ask(system: str, user: str, schema: Mapping[str, Any]) -> str:
            limits = self.choice.limits
            midnight = (
                self.now().astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
            )
            if limit := limits.spent(model_use.used_since(midnight)):
                raise LimitReachedError(limit)
            if not self.choice.is_own:
                where = (self.choice.host, self.choice.name)
                note_sent(where, (job, subject), user, versions, self.now())
            seen = _Looking(go_on)
            answer = self.chat.ask(
                system, user, schema, AnswerWatch(told=seen.told, is_stopped=seen.is_stopped)
            )
            model_use.note_use(
                job,
                answer.model,
                (answer.tokens_in, answer.tokens_out),
                answer.seconds,
                limits.cost_of(answer.tokens_in, answer.tokens_out),
                self.now(),
            )
            return answer.text

        return ask


def modeller(
    choice: ModelChoice, zone: tzinfo, now: Callable[[], datetime], chat: Chat | None = None
) -> Modeller:
    """What asks the model of a choice."""
    own = chat or Chat(choice.address, choice.name, key=choice.key, seconds=choice.seconds)
    return Modeller(choice=choice, chat=own, zone=zone, now=now)


class _Looking:
    """Somebody looks on, not at every letter."""

    def __init__(self, go_on: Callable[[int], bool]) -> None:
        self._go_on = go_on
        self._letters = 0
        self._next = 0.0
        self._stopped = False

    def told(self, letters: int) -> None:
        """So much is written."""
        self._letters = letters

    def is_stopped(self) -> bool:
        """Whether somebody cancelled it."""
        if time.monotonic() >= self._next and not self._stopped:
            self._stopped = not self._go_on(self._letters)
            self._next = time.monotonic() + _EVERY
        return self._stopped


def name_of(choice: ModelChoice, pack: Pack) -> str:
    """What stands on a text that a model began: the model, and the version of what it was told."""
    return f"{choice.name} · {pack.id} {pack.prompts.version}"
