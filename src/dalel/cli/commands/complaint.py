"""Complaints: what went wrong at the command line, in one sentence with the next step.

Nobody at a terminal reads a traceback: it is written into the log, and shown where it is asked for.
"""

import logging
import logging.config
import os
import traceback
from pathlib import Path
from typing import Final

from dalel.cli.commands.damage import damage_behind
from dalel.cli.read_only import lies_on_read_only_disk
from dalel.domain.errors import DalelError
from dalel.domain.machine_fault import MachineFault, fault_of, file_of, library_of

_WORDS: Final = {
    MachineFault.DISK_FULL: (
        "the disk is full{at}: make room on it, then do the same again; what was saved before is "
        "safe"
    ),
    MachineFault.DISK_BROKEN: (
        "the disk cannot be read or written{at}: look whether it is full or failing (df, dmesg), "
        "then do the same again"
    ),
    MachineFault.READ_ONLY: (
        "{place} cannot be written, its disk is read-only: let it be written, or name another "
        "place (for the home: DALEL_HOME)"
    ),
    MachineFault.NOT_ALLOWED: (
        "{place} is not open to this user: let the user who runs Dalel own it (chown), or name "
        "another place"
    ),
    MachineFault.NO_FILE: "there is no {place}: is the name right?",
    MachineFault.NO_MEMORY: (
        "the memory of this machine is not enough: end other programs or give it more, then do the "
        "same again; what was saved before is safe"
    ),
    MachineFault.TOO_MANY_FILES: (
        "too many files are open: raise the limit (ulimit -n 4096), then do the same again"
    ),
    MachineFault.PORT_TAKEN: (
        "another program listens on this port: end it, or name another port (desk_port and "
        "site_port in dalel.toml, or --port)"
    ),
    MachineFault.DATABASE_LOCKED: (
        "another process writes the database and did not let go of it: wait until it is done (a "
        "long import, a backup), or end it, then do the same again; nothing was changed"
    ),
    MachineFault.DATABASE_DAMAGED: (
        "the database in {home} is damaged: end every dalel, keep a copy of the home, and bring "
        "the last backup back into an empty one (dalel restore)"
    ),
    MachineFault.DATABASE_GONE: (
        "the PostgreSQL server does not answer: start it, or correct database_url: {said}"
    ),
    MachineFault.DATABASE_REFUSES: (
        "the PostgreSQL server refuses us: correct user, password and name in database_url: {said}"
    ),
}


def complaint(error: BaseException) -> str:
    """What is said of an error; what it was in detail is in the log then.

    :raises BaseException: never: whoever complains has trouble enough.
    """
    if isinstance(error, DalelError):
        return str(error)
    log = _logged(error)
    if os.environ.get("DALEL_DEBUG"):
        return "".join(traceback.format_exception(error)).rstrip()
    details = f"the details are in {log}" if log else "dalel --debug ... shows the details"
    fault = fault_of(error)
    if fault in {None, MachineFault.DATABASE_DAMAGED} and (damage := damage_behind(error)):
        return f"{damage} ({details})"
    if fault is not None:
        return f"{told(fault, error)} ({details})"
    kind = f"{type(error).__name__}: {error}".partition("\n")[0].strip(": ")
    return (
        f"something broke that nobody foresaw ({_clean(kind)}); what was saved before is safe. Try "
        f"again; if it stays so, tell whoever looks after Dalel: {details}"
    )


def told(fault: MachineFault, error: BaseException) -> str:
    """A fault of the machine in a sentence, with the next step."""
    if fault is MachineFault.LIBRARY_MISSING:
        return _missing(library_of(error))
    file = file_of(error)
    if fault is MachineFault.NOT_ALLOWED and not file and lies_on_read_only_disk(_home()):
        # SQLite cannot open a database there at all, and says no more.
        fault = MachineFault.READ_ONLY
    return _WORDS[fault].format(
        at=f" ({file})" if file else "",
        place=file or _home(),
        home=_home(),
        # A server's own words, in one line.
        said=_clean(" ".join(str(error).split())),
    )


def _missing(library: str) -> str:
    from dalel.cli.extras import extra_of

    if extra := extra_of(library):
        return f"{extra.gives} needs more than the plain install: {extra.command}"
    return (
        f"a library is missing ({library}): install Dalel again (pip install --force-reinstall "
        "dalel)"
    )


def _home() -> Path:
    from dalel.cli.home import home

    return home()


def _clean(text: str) -> str:
    """The text without secrets, as far as the settings can be read."""
    from dalel.cli.configuration import configuration
    from dalel.cli.secrecy import Redaction, redaction

    try:
        return redaction(configuration())(text)
    except (DalelError, OSError):
        return Redaction()(text)


def _logged(error: BaseException) -> Path | None:
    """Write the error down with its story; where, or None when that could not be done."""
    from dalel.cli.configuration import configuration
    from dalel.cli.logs import FILE, TOLD, HomeFile, log_folder, logging_of

    try:
        settings = configuration()
        if not settings.home.is_dir():
            return None
        if not any(isinstance(one, HomeFile) for one in logging.getLogger().handlers):
            logging.config.dictConfig(logging_of(settings))
        file = log_folder(settings.home) / FILE
        before = _size(file)
        logging.getLogger("dalel").error("A command ended", exc_info=error, extra={TOLD: True})
        return file if _size(file) > before else None
    except (DalelError, OSError, MemoryError):
        return None


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
