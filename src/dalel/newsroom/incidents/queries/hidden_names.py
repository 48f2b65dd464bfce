"""Names that the naming rule hides, and in which texts they stand in whatever form."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from dalel.language.name_forms import forms
from dalel.language.names import SAME, skeleton
from dalel.newsroom.incidents.models import NamingDecision
from dalel.pack.naming_rules import NameForm, Naming, PersonStanding

NamesKey = tuple[tuple[str, str], ...]
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class NamesSought:
    """Names to be looked for in many texts; most texts are told quickly to have none."""

    def __init__(self, names: Iterable[str]) -> None:
        bones = {name: frozenset(_bones(name)) for name in names}
        self._bones = {name: found for name, found in bones.items() if found}
        self._all = sorted(frozenset[str]().union(*self._bones.values()))
        #: The words of names that a word is like; texts have the same words again and again.
        self._known: dict[str, frozenset[str]] = {}

    def found(
        self, text: str, language: str, *, without: Collection[str] = (), parts: bool = True
    ) -> Iterator[tuple[str, bool]]:
        """Forms of these names as ``language.name_forms`` tells them; ``without`` some of them.

        Unless ``parts`` are wanted only names are looked for of which each word may stand there.
        """
        near = self._near(text, language)
        if not near:
            return iter(())
        wanted = [
            name
            for name, bones in self._bones.items()
            if name not in without and (bones & near if parts else bones <= near)
        ]
        return forms(text, language, wanted)

    def _near(self, text: str, language: str) -> frozenset[str]:
        """The words of names that are like a capitalised word of a text."""
        if not self._all:
            return frozenset()
        there = {skeleton(one, language) for one in _TOKEN.findall(text) if one[0].isupper()}
        if new := [one for one in there if one not in self._known]:
            like = cdist(
                new, self._all, scorer=Levenshtein.normalized_similarity, score_cutoff=SAME
            )
            for one, row in zip(new, like, strict=True):
                near = (self._all[place] for place in row.nonzero()[0])
                self._known[one] = frozenset(near)
        return frozenset[str]().union(*(self._known[one] for one in there))


@dataclass(frozen=True, kw_only=True)
class HiddenNames:
    """Names that may not be printed in full.

    ``own`` are those of an incident, by its key, and ``shown`` the names that may be printed there.
    """

    sought: NamesSought
    own: Mapping[int, NamesSought] = field(default_factory=dict)
    shown: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def stand_in(self, texts: Mapping[str, str], incident: int | None) -> bool:
        """Whether a hidden name stands in texts, by language, of an incident or of a file.

        Where somebody is hidden, a part of the name hides a sentence of that incident; elsewhere
        the whole name does, unless it may be printed there.
        """
        shown = self.shown.get(incident or 0, frozenset())
        own = self.own.get(incident or 0)
        return any(
            any(whole for _, whole in self.sought.found(text, language, without=shown, parts=False))
            or (own is not None and next(own.found(text, language), None) is not None)
            for language, text in texts.items()
        )


@dataclass(frozen=True, kw_only=True)
class NamingOutcome:
    """Whether the newest decision about a person in an incident has the full name printed."""

    incident: int
    number: str
    names: Mapping[str, str]
    is_full: bool


def naming_outcomes(naming: Naming) -> tuple[NamingOutcome, ...]:
    """What the newest decision about each person of each incident comes to."""
    newest: dict[tuple[int, NamesKey], NamingOutcome] = {}
    rows = NamingDecision.objects.order_by("time", "pk").values_list(
        "incident_id", "incident__number", "names", "role", "stage", "public", "consent"
    )
    for incident, number, names, role, stage, public, consent in rows:
        standing = PersonStanding(role=role, stage=stage, public=public, consent=consent)
        newest[incident, names_key(names)] = NamingOutcome(
            incident=incident, number=number, names=names, is_full=is_full(standing, naming)
        )
    return tuple(newest.values())


def is_full(standing: PersonStanding, naming: Naming) -> bool:
    """Whether the naming rule has a full name printed; where it says nothing it has not."""
    try:
        return naming.decide(standing).form is NameForm.FULL
    except LookupError:
        return False


def names_key(names: Mapping[str, str]) -> NamesKey:
    """What tells a person apart: how he or she is called in every language."""
    return tuple(sorted(names.items()))


def hidden_names(naming: Naming) -> HiddenNames:
    """What the naming rule hides, by the newest decision about each person of each incident."""
    hidden: dict[int, set[str]] = defaultdict(set)
    shown: dict[int, set[str]] = defaultdict(set)
    for one in naming_outcomes(naming):
        there = shown if one.is_full else hidden
        there[one.incident] |= {name for name in one.names.values() if name}
    return HiddenNames(
        sought=NamesSought(sorted(set[str]().union(*hidden.values()))),
        own={key: NamesSought(sorted(names)) for key, names in hidden.items()},
        shown={key: frozenset(names) for key, names in shown.items()},
    )


def _bones(name: str) -> Iterator[str]:
    return (skeleton(token, "ru") for token in _TOKEN.findall(name))
