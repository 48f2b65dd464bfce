"""The words of the screens for fixed values and refusals; each app adds its own.

The ``labels`` of all apps are loaded when the first word is asked for: whoever shows no screen has
no use for them.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeVar

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from dalel.domain.errors import DalelError, ForbiddenMoveError
from dalel.newsroom.frame.state_moves import OvertakenError
from dalel.newsroom.frame.transactions import DatabaseBusyError

Words = Promise | str
_Error = TypeVar("_Error", bound=DalelError)

#: By noun, since a word such as "open" is said of several.
_STATES: Final[dict[type[StrEnum], Mapping[StrEnum, Words]]] = {}
#: Errors that a person reads, and what stands in place of their own message.
_REFUSALS: Final[dict[type[DalelError], Callable[[Any], Iterable[str]]]] = {}
#: What templates may call, and by which filters words are found.
_GLOBALS: Final[dict[str, Any]] = {}
_FILTERS: Final[dict[str, Callable[..., Any]]] = {}


def add(words: Mapping[type[StrEnum], Mapping[StrEnum, Words]]) -> None:
    """Say what the members of enumerations are called."""
    _STATES.update(words)


def explain(error: type[_Error], words: Words | Callable[[_Error], Iterable[str]]) -> None:
    """Say in which sentences a person reads an error."""
    _REFUSALS[error] = words if callable(words) else lambda _error: (str(words),)


def offer(
    *,
    template_globals: Mapping[str, Any] | None = None,
    template_filters: Mapping[str, Callable[..., Any]] | None = None,
) -> None:
    """Let the templates of the desk use names; before the first page is rendered."""
    _GLOBALS.update(template_globals or {})
    _FILTERS.update(template_filters or {})


@cache
def _gather() -> None:
    """Let every app add its words, once a process."""
    autodiscover_modules("labels")


def states() -> Mapping[type[StrEnum], Mapping[StrEnum, Words]]:
    """What the members of all enumerations are called."""
    _gather()
    return _STATES


def template_globals() -> Mapping[str, Any]:
    """What templates may call."""
    _gather()
    return _GLOBALS


def template_filters() -> Mapping[str, Callable[..., Any]]:
    """By which filters templates find words."""
    _gather()
    return _FILTERS


def label(state: StrEnum) -> str:
    """The word for a state in the language of this screen."""
    return str(states()[type(state)][state])


def explained(error: DalelError) -> tuple[str, ...]:
    """An error in the words of this screen; one of which nobody thought speaks for itself."""
    _gather()
    say = _REFUSALS.get(type(error))
    return tuple(say(error)) if say else (str(error),)


explain(
    ForbiddenMoveError,
    _("This cannot follow on how it stands now: the page that you saw was an old one."),
)
explain(
    OvertakenError,
    _("Somebody else changed it in the meantime; nothing was done. Look at it anew."),
)
explain(
    DatabaseBusyError,
    _("The database is busy with the work of others; nothing was done. Try again in a moment."),
)
