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
    "certificate": "File of the certificate",
    "certificate_key": "File of the certificate's key",
    "site_onion": "Shall the site also be an onion service",
    "browser": "Shall the worker show pages in Chromium (the extra [browser])",
    "database_url": "Address of a PostgreSQL database (empty: SQLite, which most need)",
    "backup_key": "Key that backups are encrypted to (age1...; empty: later)",
    "backup_folder": "Folder of the backups",
    "key_file": "File of the newsroom's key, handed over as a credential (empty: in the home)",
}
#: What stands in for a certificate that nobody has, by web server and by door.
_WITHOUT: Final = {
    ("nginx", "tls"): "nginx gets none itself",
    ("nginx", "vpn"): "nginx gets none itself",
    ("nginx", "onion"): "nginx gets none itself; the site needs one",
    ("caddy", "tls"): "empty: Caddy gets one itself",
    ("caddy", "vpn"): "empty: Caddy signs the desk's itself, and browsers will warn",
    ("caddy", "onion"): "empty: Caddy gets the site's itself",
}
#: Typed where Enter would keep the answer that is shown.
_NOTHING: Final = "-"
#: Where somebody comes back to who gave no answer that can be taken.
_BACK: Final = {"certificate_key": "certificate"}
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
        whole, names, at = self.whole(told), tuple(_QUESTIONS), 0
        while at < len(names):
            name = names[at]
            if name in self.given or self._is_spared(name, whole):
                at += 1
                continue
            settled = self._settled | {*names[: at + 1]}
            taken = self._ask(name, whole, settled)
            whole, at = (taken, at + 1) if taken else (whole, names.index(_BACK[name]))
        return whole

    @property
    def _settled(self) -> Set[str]:
        return self.given | (Answers.__dataclass_fields__.keys() - _QUESTIONS.keys())

    def _is_spared(self, name: str, told: Mapping[str, Any]) -> bool:
        return name in _SPARED and _SPARED[name](told)

    def _ask(self, name: str, told: Mapping[str, Any], settled: Set[str]) -> dict[str, Any] | None:
        """Ask one question until nothing is wrong that was not before; None: one goes back."""
        before = self.wrong(told, settled - {name})
        while True:
            whole = self.whole({**told, name: _answer(name, told)})
            wrong = [line for line in self.wrong(whole, settled) if line not in before]
            for line in wrong or self.look.coming(name, whole[name]):
                echo(line, err=True)
            if not wrong:
                return whole
            if name in _BACK and _BACK[name] not in self.given:
                return None


def _answer(name: str, told: Mapping[str, Any]) -> Any:
    question, default = _question(name, told), told[name]
    if isinstance(default, bool):
        return typer.confirm(question, default=default)
    if default:
        # Enter keeps what stands there: something else has to stand for nothing.
        question = question.replace("empty: ", f"{_NOTHING}: ")
    answer = typer.prompt(question, default=str(default), show_default=bool(default)).strip()
    return "" if answer == _NOTHING else answer


def _question(name: str, told: Mapping[str, Any]) -> str:
    if name != "certificate":
        return _QUESTIONS[name]
    return f"{_QUESTIONS[name]} ({_WITHOUT[told['server'], told['door']]})"
