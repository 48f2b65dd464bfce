"""Which mentions of names in the texts of an incident are of one person.

Names are compared word by word, so that brothers and namesakes stay apart: who is taken for
somebody else is asked about once too often, never not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dalel.domain.facts import Fact
from dalel.language.names import are_same
from dalel.language.names_told import opens
from dalel.language.notions import notions_of, roles
from dalel.language.ordinary import is_opener
from dalel.steps.check.passages import Passage


@dataclass(frozen=True)
class NameMention:
    """A person's name as it stands in a passage."""

    passage: Passage
    fact: Fact

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The skeletons of its words, without a role or a word that only opens the sentence."""
        told, bones = self.fact.text.split(), self.fact.value.split()
        if len(told) != len(bones) or len(told) == 1:
            return tuple(bones)
        is_role = notions_of(told[0], self.passage.language) & roles()
        begins = opens(self.passage.text, self.fact.span.start)
        return tuple(bones[1:] if is_role or (begins and is_opener(told[0])) else bones)


def persons_of(mentions: Sequence[NameMention]) -> list[list[NameMention]]:
    """The mentions of each person, the fullest first; a surname alone goes to who bears it."""
    persons: list[list[NameMention]] = []
    for one in sorted(mentions, key=lambda each: -len(each.words)):
        known = next((each for each in persons if any(_is_of(one, other) for other in each)), None)
        if known is None:
            persons.append([one])
        else:
            known.append(one)
    return persons


def _is_of(one: NameMention, other: NameMention) -> bool:
    """Whether each word of a name stands in another one."""
    return bool(one.words) and all(
        any(are_same(word, mate) for mate in other.words) for word in one.words
    )
