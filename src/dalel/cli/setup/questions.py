"""The questions of ``dalel setup``: what is asked, in which order, and until it can be taken."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

import typer

from dalel.cli.setup.answer_rules import problems_of
from dalel.cli.setup.answers import Answers, unchecked
from dalel.cli.setup.machine_look import MachineLook
from dalel.cli.terminal import echo

#: What is asked at a terminal, in this order: the answer's name and the question.
_QUESTIONS: Final = {
    "door": "How does the team reach the desk: tls (a host name), vpn, or onion",
    "desk": "Host name of the desk",
    "vpn_address": "Address of this server in the VPN",
    "site": "Host name of the public site (empty: this server has no site)",
    "contact": "E-mail or address at which outlets reach you; it goes with every request",
    "language": "Language of what the program says on this server: en, kk or ru",
    "server": "Web server: caddy, nginx or none",
    "certificate": "File of the certificate (empty: Caddy gets one itself)",
    "certificate_key": "File of the certificate's key",
    "site_onion": "Shall the site also be an onion service",
    "browser": "Shall the worker show pages in Chromium (the extra [browser])",
    "database_url": "Address of a PostgreSQL database (empty: SQLite, which most need)",
    "backup_key": "Key that backups are encrypted to (age1...; empty: later)",
    "backup_folder": "Folder of the backups",
    "key_file": "File of the newsroom's key, handed over as a credential (empty: in the home)",
}
#: The questions that an answer to another one spares.
_SPARED: Final[Mapping[str, Callable[[Mapping[str, Any]], bool]]] = {
    "vpn_address": lambda told: told["door"] != "vpn",
    "desk": lambda told: told["door"] == "onion",
    "certificate": lambda told: told["server"] == "none",
    "certificate_key": lambda told: not told["certificate"],
}


@dataclass(frozen=True, kw_only=True)
class SetupQuestions:
    """The questions that are left, and what answers are held against.

    ``given`` are the answers that need no question; ``onion`` is the name that tor made for the
    desk, if it did.
    """

    given: Set[str]
    look: MachineLook
    onion: str = ""

    def whole(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """All answers: none is left over that another one spares."""
        fields = Answers.__dataclass_fields__
        whole: dict[str, Any] = {name: field.default for name, field in fields.items()}
        whole |= told
        for name in _QUESTIONS.keys() - self.given:
            if self._is_spared(name, whole):
                kept = name == "desk" and whole[name].endswith(".onion")
                whole[name] = whole[name] if kept else ""
        if whole["door"] == "onion" and self.onion:
            whole["desk"] = self.onion
        return whole

    def wrong(self, told: Mapping[str, Any], about: Set[str] | None = None) -> tuple[str, ...]:
        """What cannot be taken, a sentence each, of answers that are all among ``about``."""
        answers = unchecked(self.whole(told))
        return tuple(
            problem.told
            for problem in (*problems_of(answers), *self.look.problems(answers))
            if about is None or about >= set(problem.concerns)
        )

    def wrong_unasked(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        """What cannot be taken of the answers that nobody will be asked for."""
        return self.wrong(told, self._settled)

    def ask(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """All answers, once each question was answered with what can be taken."""
        whole, settled = self.whole(told), self._settled
        for name in _QUESTIONS:
            settled = settled | {name}
            if name not in self.given and not self._is_spared(name, whole):
                whole = self._ask(name, whole, settled)
        return whole

    @property
    def _settled(self) -> Set[str]:
        return self.given | (Answers.__dataclass_fields__.keys() - _QUESTIONS.keys())

    def _is_spared(self, name: str, told: Mapping[str, Any]) -> bool:
        return name in _SPARED and _SPARED[name](told)

    def _ask(self, name: str, told: Mapping[str, Any], settled: Set[str]) -> dict[str, Any]:
        """Ask one question until nothing is wrong that was not before."""
        before = self.wrong(told, settled - {name})
        while True:
            whole = self.whole({**told, name: _answer(name, told[name])})
            wrong = [line for line in self.wrong(whole, settled) if line not in before]
            if not wrong:
                return whole
            for line in wrong:
                echo(line, err=True)


def _answer(name: str, default: Any) -> Any:
    question = _QUESTIONS[name]
    if isinstance(default, bool):
        return typer.confirm(question, default=default)
    return typer.prompt(question, default=str(default), show_default=bool(default)).strip()
