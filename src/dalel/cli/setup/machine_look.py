"""The look at the machine itself: whether the files that answers name are there and fit."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from dalel.cli.read_only import DATABASE
from dalel.cli.setup.answer_rules import Problem, is_address, spoken
from dalel.cli.setup.answers import Answers, DeskDoor, WebServer
from dalel.cli.setup.fit_files import (
    UnfitFileError,
    refuse_no_certificate,
    refuse_no_newsroom_key,
    refuse_no_program,
    refuse_open,
    refuse_other_key,
)
from dalel.cli.setup.machine_files import HOME

#: The answers that name a file.
_FILES: Final = ("program", "key_file", "certificate", "certificate_key")


@dataclass(frozen=True, kw_only=True)
class MachineLook:
    """A look at the machine below ``root``, at one moment.

    What is missing below another root than that of the machine may come later, into the image
    that is made there: it is no problem, but told in ``reminders``.
    """

    root: Path
    now: datetime = field(default_factory=partial(datetime.now, UTC))

    def problems(self, answers: Answers) -> tuple[Problem, ...]:
        """What of the answers does not fit what lies on the machine."""
        return (
            *self._of("program", answers.program, refuse_no_program),
            *self._of("key_file", answers.key_file, refuse_no_newsroom_key),
            *self._of_certificate(answers),
            *self._of_passwords(answers),
        )

    def reminders(self, answers: Answers) -> Iterator[str]:
        """What has to come before the server starts, and is not asked for, a sentence each."""
        for name in _FILES:
            yield from self.coming(name, getattr(answers, name))
        words = _file_of_passwords(answers)
        if words and not self._below(words).exists():
            yield f"database url: {words} is not there yet: for the user dalel, with mode 600."
        if answers.database_url and self._below(f"{HOME}/{DATABASE}").exists():
            yield "database url: what is in SQLite does not move over by itself (docs/deploy.md)."
        if (
            answers.door == DeskDoor.VPN
            and self._is_this_machine
            and not _is_here(answers.vpn_address)
        ):
            yield (
                f"vpn address: {answers.vpn_address} is no address of this machine yet: bring the "
                "VPN up before the web server."
            )

    def coming(self, name: str, place: str) -> Iterator[str]:
        """That the file which an answer names has to come yet; nothing where it is there."""
        if place and name in _FILES and not (self._is_this_machine or self._below(place).exists()):
            yield f"{spoken(name)}: {place} is not there yet: put it there before the start."

    @property
    def _is_this_machine(self) -> bool:
        return self.root == Path("/")

    def _below(self, place: str) -> Path:
        return self.root / place.lstrip("/")

    def _of(
        self, name: str, place: str, refuse: Callable[[Path], None], *more: str
    ) -> Iterator[Problem]:
        """The problem of the file that one answer names, if it has one.

        Names in ``more`` are of answers that it also hangs on.
        """
        file = self._below(place)
        if not place or not (self._is_this_machine or file.exists()):
            return
        try:
            refuse(file)
        except UnfitFileError as error:
            told = f"{spoken(name)}: {place} {error}"
            yield Problem(concerns=(name, *more), told=told)

    def _of_certificate(self, answers: Answers) -> Iterator[Problem]:
        if answers.server == WebServer.NONE:
            return
        hosts = [*filter(None, [answers.desk if answers.has_proxy else "", answers.site])]
        fits = partial(refuse_no_certificate, hosts=hosts, now=self.now)
        yield from self._of("certificate", answers.certificate, fits, "desk", "site", "door")
        fits = partial(refuse_other_key, certificate=self._below(answers.certificate))
        yield from self._of("certificate_key", answers.certificate_key, fits, "certificate")

    def _of_passwords(self, answers: Answers) -> Iterator[Problem]:
        place = _file_of_passwords(answers)
        # It may come later: the user who has to own it may not be there yet.
        if place and self._below(place).exists():
            yield from self._of("database_url", place, refuse_open)


def _file_of_passwords(answers: Answers) -> str:
    """The file in which the database's password lies; empty: there is none."""
    return dict(parse_qsl(urlsplit(answers.database_url).query)).get("passfile", "")


def _is_here(address: str) -> bool:
    """Whether this machine has the address, so that a server can listen there."""
    if not is_address(address):
        return False
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family) as trial:
            trial.bind((address, 0))
    except OSError:
        return False
    return True
