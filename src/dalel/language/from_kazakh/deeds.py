"""How deeds that Kazakh words tell are said in Russian, by ``deeds.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, kw_only=True)
class RussianDeed:
    """A verb with what always stands behind it.

    ``patient`` is how the one it is done to stands, ``agrees`` a word in the instrumental that
    agrees with it, ``amounts`` the units that may be told, each with its preposition. What happens
    to the ``subject`` it does itself; a deed ``alone`` is done to nobody. ``recipient`` tells that
    it may go to somebody, ``until`` stands before a day to which it is fixed. ``several`` is what
    stands behind the verb where several did it, ``term`` what stands behind an amount.
    """

    ru: str
    patient: str = "acc"
    done_to: str = ""
    agrees: str = ""
    subject: bool = False
    alone: bool = False
    amounts: Mapping[str, str] = field(default_factory=dict)
    recipient: bool = False
    until: str = ""
    needs: tuple[str, ...] = ()
    several: str = ""
    term: str = ""

    @property
    def verb(self) -> str:
        """The infinitive by itself."""
        return self.ru.partition(" ")[0]

    @property
    def rest(self) -> str:
        """What stands behind the verb."""
        return self.ru.partition(" ")[2]


def russian_deed(deed: str, lemma: str) -> RussianDeed | None:
    """How a deed is said that was told by some Kazakh words; None where it is not."""
    return _deeds().get((deed, lemma))


@cache
def _deeds() -> Mapping[tuple[str, str], RussianDeed]:
    table = tomllib.loads((files("dalel.language.from_kazakh") / "deeds.toml").read_text("utf-8"))
    found: dict[tuple[str, str], RussianDeed] = {}
    for deed, entries in table.items():
        for entry in entries:
            words = entry.pop("kk")
            told = RussianDeed(**entry | {"needs": tuple(entry.get("needs", ()))})
            found |= {(deed, lemma): told for lemma in words}
    return found
