"""The numbered steps that ``dalel up`` prints, in the language of this machine."""

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from dalel.cli.system_language import system_language

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class FirstSteps:
    """Steps that are told as the program gets to them; each gets the next number."""

    language: str = field(default_factory=system_language)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def account(self, link: str, code: str) -> str:
        """The link to the first account and the paper code, which nobody sees a second time."""
        _ = self._wording()
        return "\n".join(
            [
                self._step(_("First account: %(link)s") % {"link": link}),
                _more(_("Open it once the desk answers, and choose a working name there.")),
                _more(_("It works once; no real name is needed anywhere.")),
                self._step(_("Paper code: %(code)s") % {"code": code}),
                _more(_("Write it on paper and keep it outside: it stands once for a colleague.")),
                _more(_("(dalel user recovery-code makes another one.)")),
            ]
        )

    def addresses(self, desk: str, site: str, *, is_locked: bool = False) -> str:
        """Where desk and site are, once the desk answers; a locked one waits for its passphrase."""
        _ = self._wording()
        return "\n".join(
            [
                self._step(_("Desk: %(address)s") % {"address": desk}),
                _more(
                    _("It is locked: open it and enter the newsroom's passphrase there.")
                    if is_locked
                    else _("Open it and sign in: it says what is still to be done.")
                ),
                self._step(_("Site: %(address)s") % {"address": site}),
                _more(_("It is being built; the desk says how far it is.")),
                _("Ctrl-C ends all of it."),
            ]
        )

    def starting(self) -> str:
        """What is told while the desk starts."""
        _ = self._wording()
        return _("Starting the desk; its address comes when it answers ...")

    def _wording(self) -> "Callable[[str], str]":
        # Not before something is told: --help waits for no catalogue.
        from dalel.language.wording import catalogue

        return catalogue(self.language).gettext

    def _step(self, told: str) -> str:
        return f"{next(self.numbers)}. {told}"


def _more(told: str) -> str:
    return f"   {told}"
