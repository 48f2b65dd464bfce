"""Why a lawyer might look at an entry: proposed beside it, never asked by itself."""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from typing import Final

from dalel.domain.conduct import Person
from dalel.pack.naming_rules import NO_STAGE, NameForm, Naming, PersonStanding

#: Roles of the naming rule; a pack without them proposes nothing about such persons.
_MINOR: Final = "minor"
_PRIVATE: Final = "private_person"
#: Concerns that say so already.
_OF_MINORS: Final = frozenset({"minor_exposed"})
_UNANSWERED: Final = frozenset({"comment_not_sought", "actor_alleged"})


class LegalGround(StrEnum):
    """What about an entry a lawyer might look at."""

    ACCUSED = "a person is named in a legal matter"
    MINOR = "a minor"
    PRIVATE = "a private person is named"
    NO_POSITION = "an allegation without the other side"


def legal_grounds(
    cast: Iterable[Person], open_rules: Collection[str], naming: Naming
) -> tuple[LegalGround, ...]:
    """What a lawyer might look at, given whom the entry names and which concerns are open."""
    found = {*_of_persons(cast, naming)}
    if _OF_MINORS & {*open_rules}:
        found.add(LegalGround.MINOR)
    if _UNANSWERED & {*open_rules}:
        found.add(LegalGround.NO_POSITION)
    return tuple(ground for ground in LegalGround if ground in found)


def _of_persons(cast: Iterable[Person], naming: Naming) -> Iterator[LegalGround]:
    for one in cast:
        if one.role not in naming.roles or one.stage not in naming.stages:
            continue
        if one.role == _MINOR:
            yield LegalGround.MINOR
        standing = PersonStanding(
            role=one.role, stage=one.stage, public=one.public, consent=one.consent
        )
        if naming.decide(standing).form is not NameForm.FULL:
            continue
        if one.stage != NO_STAGE:
            yield LegalGround.ACCUSED
        if one.role == _PRIVATE:
            yield LegalGround.PRIVATE
