"""The exception classes of Dalel."""

from typing import ClassVar


class DalelError(Exception):
    """Something went wrong that we know by name.

    The docstring of a subclass is its message when none is given. ``permanent`` tells the caller
    whether trying the same thing again can help.
    """

    permanent: ClassVar[bool] = True

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (self.__doc__ or type(self).__name__).splitlines()[0])


class PackError(DalelError):
    """A country's pack is not valid."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")
        self.file = file
        self.key = key
        self.problem = problem


class BulletinError(DalelError):
    """A bulletin's file cannot be understood."""

    def __init__(self, problem: str, *, line: int | None = None) -> None:
        super().__init__(f"line {line}: {problem}" if line else problem)
        self.line = line
        self.problem = problem


class ForbiddenMoveError(DalelError):
    """A state may not follow the one before it."""


class IncompleteReleaseError(DalelError):
    """Something that must be on every page is missing, so nothing is released."""


class NotFoundError(DalelError):
    """There is no such thing in the record."""


class ArchiveError(DalelError):
    """The evidence cannot be written or read."""


class StorageError(ArchiveError):
    """The place to which evidence is shipped cannot be used now."""

    permanent = False


class WithheldError(ArchiveError):
    """The body is withheld."""


class TimestampError(ArchiveError):
    """A timestamp does not prove what it should."""


class SelectorError(DalelError):
    """A source's CSS selector cannot be read."""


class UnreadableError(DalelError):
    """What came from elsewhere cannot be read within the limits."""
