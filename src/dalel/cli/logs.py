"""Logs: one event a line, as text or JSON, without secrets, in a file that does not grow for ever.

Everything is written into ``logs/dalel.log`` of the home, from the level that ``log_level`` names;
warnings and errors are shown on stderr, too. The story of an error (its traceback) is in the file
alone: on stderr it is shown only where somebody asks for it (``--debug``, ``DALEL_DEBUG``).
"""

import fcntl
import json
import logging
import os
import threading
import time
import traceback
from collections.abc import Iterable
from contextlib import suppress
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any, Final

from dalel.cli.configuration import Configuration
from dalel.cli.home_modes import UMASK
from dalel.cli.secrecy import Redaction, redaction
from dalel.cli.terminal import harmless

FILE: Final = "dalel.log"
#: So large a file grows, and so many older ones are kept beside it.
_LARGEST: Final = 10 << 20
_KEPT: Final = 5
#: Whoever sets it sees tracebacks on stderr.
DEBUG: Final = "DALEL_DEBUG"
#: What is marked so was said to the person already.
TOLD: Final = "told"


class EventFormatter(logging.Formatter):
    """One event: when (UTC), how grave, where in the code, which process, what."""

    def __init__(self, clean: Redaction, *, with_story: bool) -> None:
        super().__init__()
        self._clean = clean
        self._with_story = with_story

    def format(self, record: logging.LogRecord) -> str:
        """The event as a line of text; its story follows indented."""
        said = harmless(self._message(record)).replace("\n", "\\n")
        head = f"{_time(record)} {record.levelname} {record.name} [{record.process}] {said}"
        return "\n    ".join([head, *harmless(self._story(record)).splitlines()])

    def _message(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        if record.exc_info and record.exc_info[1] and not self._with_story:
            message += f": {type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
        return self._clean(message)

    def _story(self, record: logging.LogRecord) -> str:
        if not self._with_story or not (record.exc_info and record.exc_info[1]):
            return ""
        return self._clean("".join(traceback.format_exception(record.exc_info[1])).rstrip())


class JsonFormatter(EventFormatter):
    """One event as a JSON object on a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The event; its story is a field."""
        event = {
            "time": _time(record),
            "level": record.levelname,
            "module": record.name,
            "process": record.process,
            "message": self._message(record),
        }
        if story := self._story(record):
            event["traceback"] = story
        return harmless(json.dumps(event, ensure_ascii=False))


def _time(record: logging.LogRecord) -> str:
    second = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
    return f"{second}.{int(record.msecs):03d}Z"


class HomeFile(WatchedFileHandler):
    """A file of the home that several processes write, and that any of them puts aside when full.

    That nothing can be written (a full or read-only disk) stops nobody's work.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_closed = False
        super().__init__(folder / FILE, encoding="utf-8", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Write an event; a home that does not exist yet gets none."""
        try:
            if not self._folder.is_dir():
                self._folder.mkdir(mode=0o777 & ~UMASK)
            self._turn()
            super().emit(record)
        except OSError:
            self._let_go()
        if self._is_closed:
            # A late event of a thread, or while logging is set up anew, has opened the file again.
            super().close()

    def close(self) -> None:
        """Close the file; what is still written is written without keeping it open."""
        self._is_closed = True
        super().close()

    def _let_go(self) -> None:
        """Give the file up, though what it still holds cannot be written."""
        stream, self.stream = self.stream, None
        if stream:
            with suppress(OSError):
                stream.close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the base class's name
        """What cannot be written is lost: to say so on stderr would be one traceback more."""

    def _turn(self) -> None:
        """Put the file aside when it is full, unless another process just did."""
        file = Path(self.baseFilename)
        if _size(file) < _LARGEST:
            return
        lock = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if _size(file) >= _LARGEST:
                for number in range(_KEPT, 0, -1):
                    older = file.with_name(f"{FILE}.{number - 1}") if number > 1 else file
                    if older.exists():
                        older.replace(file.with_name(f"{FILE}.{number}"))
        finally:
            os.close(lock)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


class NotToldFilter(logging.Filter):
    """Keeps from stderr what the person was told already."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is news."""
        return not getattr(record, TOLD, False)


class OnPurposeFilter(logging.Filter):
    """Makes an event, not a warning, of what our views answer on purpose: a form filled in wrongly.

    What was forbidden stays a warning: it comes with an error.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is written down at all."""
        status = getattr(record, "status_code", 0)
        if 400 <= status < 500 and not record.exc_info:
            _make_event(record)
        return logging.getLogger().isEnabledFor(record.levelno)


class NoStoryFilter(logging.Filter):
    """Makes an event of a form that is larger than any of ours: it was refused, nothing broke."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is written down at all."""
        record.exc_info = record.exc_text = None
        _make_event(record)
        return logging.getLogger().isEnabledFor(record.levelno)


def _make_event(record: logging.LogRecord) -> None:
    record.levelno, record.levelname = logging.INFO, "INFO"


def log_folder(home: Path) -> Path:
    """Where the logs of a home lie."""
    return home / "logs"


def logging_of(settings: Configuration, secrets: Iterable[str] = ()) -> dict[str, Any]:
    """What ``logging.config.dictConfig`` needs to be told."""
    clean = redaction(settings, secrets)
    kind = JsonFormatter if settings.log_format == "json" else EventFormatter
    level = settings.log_level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "news": {"()": NotToldFilter},
            "on_purpose": {"()": OnPurposeFilter},
            "no_story": {"()": NoStoryFilter},
        },
        "formatters": {
            "file": {"()": kind, "clean": clean, "with_story": True},
            "shown": {"()": kind, "clean": clean, "with_story": bool(os.environ.get(DEBUG))},
        },
        "handlers": {
            "file": {"()": HomeFile, "folder": log_folder(settings.home), "formatter": "file"},
            "shown": {
                "class": "logging.StreamHandler",
                "level": "WARNING",
                "filters": ["news"],
                "formatter": "shown",
            },
        },
        "root": {"handlers": ["file", "shown"], "level": level},
        # What these do in detail is nobody's business.
        "loggers": {
            name: {"level": "WARNING"}
            for name in ("_granian", "asyncio", "botocore", "fontTools", "openai", "pymorphy3")
        }
        | {"django.request": {"filters": ["on_purpose"]}}
        | {
            f"django.security.{name}": {"filters": ["no_story"]}
            for name in ("RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")
        },
    }


def watch_threads() -> None:
    """Let an error that ends a thread be an event, not a traceback on stderr."""

    def log(ended: threading.ExceptHookArgs) -> None:
        if ended.exc_value is not None and ended.exc_type is not SystemExit:
            logging.getLogger("dalel").error(
                "A thread ended (%s)",
                ended.thread.name if ended.thread else "-",
                exc_info=ended.exc_value,
            )

    threading.excepthook = log
