"""Failures of one item: an error of one address, page, article, message or job stays its own.

Errors of the disk and of the database are everybody's: they end the work, loudly.
"""

import errno
import logging
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import django.db

from dalel.domain.errors import ArchiveError, DalelError
from dalel.language.letters import legible

#: How the reason of an error begins that we do not know by name.
UNEXPECTED: Final = "unexpected"
_LONGEST: Final = 500
#: What a disk says when it can write, or read, for nobody.
_OF_THE_DISK: Final = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM),
        *(errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EBADF, errno.ENODEV, errno.ENXIO),
        *(errno.EFBIG, errno.ESTALE),
    }
)
#: PostgreSQL's class of errors for a value that is larger than it can take.
_TOO_LARGE: Final = "54"
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """Why the work on an item came to nothing, as its row keeps it."""

    reason: str


class ItemWork:
    """The work on one item, as a context manager; ``flaw`` tells afterwards what went wrong in it.

    An error that we do not know by name is logged with its traceback; quietly, where it is looked
    for closer by. What the item writes is to stand in a transaction of its own within:
    ``with ItemWork(name) as item, writing():``. Errors of the kinds ``passing`` go on their way.
    """

    def __init__(
        self, name: str, *, passing: tuple[type[Exception], ...] = (), quiet: bool = False
    ) -> None:
        self._name = name
        self._passing = passing
        self._quiet = quiet
        self._flaw: Flaw | None = None

    @property
    def failed(self) -> bool:
        """Whether anything went wrong."""
        return self._flaw is not None

    @property
    def flaw(self) -> Flaw:
        """What went wrong.

        :raises AssertionError: when nothing did.
        """
        if self._flaw is None:
            raise AssertionError(f"nothing went wrong with {self._name}")
        return self._flaw

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, self._passing):
            return False
        if is_of_everybody(error):
            return False
        self._flaw = Flaw(reason=reason_of(error))
        self._tell(self._flaw, error)
        return True

    def _tell(self, flaw: Flaw, error: Exception) -> None:
        if self._quiet:
            return
        if isinstance(error, DalelError):
            _LOG.warning("%s: %s", self._name, flaw.reason)
        else:
            _LOG.error("%s: %s", self._name, flaw.reason, exc_info=error)


def reason_of(error: Exception) -> str:
    """An error in words that a row can hold."""
    said = " ".join(legible(str(error)).split())
    if not isinstance(error, DalelError):
        said = f"{UNEXPECTED}: {type(error).__name__}{': ' if said else ''}{said}"
    return said[:_LONGEST]


def is_of_everybody(error: Exception) -> bool:
    """Whether no other item could be worked on, either."""
    if isinstance(error, django.db.Error):
        return not _is_of_one_value(error)
    if isinstance(error, OSError):
        return error.errno in _OF_THE_DISK
    return isinstance(error, ArchiveError)


def _is_of_one_value(error: django.db.Error) -> bool:
    """Whether the database works, and refuses what it was given."""
    if isinstance(error, (django.db.DataError, django.db.IntegrityError)):
        return True
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return str(state).startswith(_TOO_LARGE)
