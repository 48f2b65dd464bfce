"""Who has which part in an English clause, as the table of deeds or the rule has it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dalel.domain.claim import ClaimRole
from dalel.domain.deeds import Telling
from dalel.language.en.deed_words import passive
from dalel.language.en.syntax import ClauseLink, EnglishClause, Phrase, Syntax
from dalel.language.en.tokens import Tag
from dalel.language.en.word_lists import listed, section

_NO_TELLING: Final = Telling(words=("",))
#: Roles that a claim has fields of its own for.
_OWN: Final = frozenset({"agent", "patient"})
#: Roles whose words keep their preposition.
_WITH_PREPOSITION: Final = frozenset(
    {ClaimRole.REASON, ClaimRole.MANNER, ClaimRole.SOURCE, ClaimRole.MEANS, ClaimRole.UNTIL}
)
#: Verbs that say little without their noun, which then is no patient: "take part".
_LIGHT: Final = listed("nouns", "carriers")


@dataclass(frozen=True, eq=False)
class ClauseRoles:
    """The roles of a verb's clause.

    ``used`` are the tokens of the words that tell the deed; ``hidden`` are chunks that this
    reading of the clause leaves out.
    """

    syntax: Syntax
    clause: EnglishClause
    telling: Telling = _NO_TELLING
    used: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()

    @cached_property
    def is_passive(self) -> bool:
        """Whether the subject is whom it is done to."""
        return passive(self.clause)

    @cached_property
    def agent(self) -> Phrase | None:
        """Who does it."""
        ways = self.telling.roles.get("agent")
        if ways:
            return self._first(ways)
        if self.is_passive:
            return self._by()
        taken = {self._first(each) for each in self.telling.roles.values()}
        return None if self._subject() in taken else self._subject()

    @cached_property
    def patient(self) -> Phrase | None:
        """To whom or what it is done."""
        ways = self.telling.roles.get("patient")
        if ways is None:
            used = self.telling.words[0] not in _LIGHT
            return self.clause.subject if self.is_passive else self._object(used=used)
        found = self._first(ways)
        if found is None and self.is_passive and not self._is_told:
            return self._subject()
        return found or self._owner()

    def _owner(self) -> Phrase | None:
        """Whose the noun is that helps to tell the deed: "suspended the blogger's account"."""
        phrases = [*self.clause.objects, *((self.clause.subject,) if self.clause.subject else ())]
        owners = [self.syntax.owner(each.first) for each in phrases if self._is_used(each)]
        return next((each for each in owners if each is not None), None)

    @cached_property
    def particle_object(self) -> Phrase | None:
        """The object after a particle that belongs to the verb: "turned down the request"."""
        return next(
            (
                phrase
                for preposition, phrase in self._prepositions()
                if self.syntax.chunks[phrase.first - 1].first in self.used
                and preposition in listed("grammar", "particles")
            ),
            None,
        )

    def others(self) -> Iterator[tuple[ClaimRole, Phrase]]:
        """Further parts: those that the table names, then what prepositions tell by the rule."""
        told = {self.agent, self.patient}
        for name, ways in self.telling.roles.items():
            phrase = self._first(ways) if name not in _OWN else None
            if phrase is not None and phrase not in told:
                told.add(phrase)
                yield ClaimRole(name), phrase
        if self.inner is not None:
            own = self.clause.subject if self.is_passive else self._own_object()
            if own is not None and own not in told:
                yield ClaimRole.RECIPIENT, own
        for preposition, phrase in self._prepositions():
            role = _role_of(self.syntax, preposition, phrase)
            place = self.syntax.chunks[phrase.first - 1]
            measured = self.syntax.opens_with_amount(phrase.first)
            if role and phrase not in told and place.first not in self.used and not measured:
                keeps = role in _WITH_PREPOSITION
                yield role, Phrase(first=phrase.first - keeps, last=phrase.last)

    @cached_property
    def inner(self) -> EnglishClause | None:
        """The clause of a verb that is among the deed's words: "asked X to remove Y"."""
        return next(
            (
                clause
                for at, clause in self.syntax.clauses.items()
                if at > self.clause.at and self.syntax.chunks[at].head in self.used
                if clause.verb.infinitive
            ),
            None,
        )

    def _first(self, ways: Iterable[str]) -> Phrase | None:
        for way in ways:
            found = self._at(way)
            if found is not None:
                return found
        return None

    def _at(self, way: str) -> Phrase | None:
        if way == "subject":
            return self._subject()
        if way == "addressee":
            return self.clause.subject if self.is_passive else self._own_object()
        if way == "object":
            return self.clause.subject if self.is_passive else self._object(used=True)
        return next((phrase for name, phrase in self._prepositions() if name == way), None)

    @property
    def _is_told(self) -> bool:
        """Whether the subject is among the words that tell the deed: "a fine was imposed"."""
        subject = self.clause.subject
        return subject is not None and self._is_used(subject)

    def _subject(self) -> Phrase | None:
        subject = self.clause.subject
        return None if subject is None or self._is_used(subject) else subject

    def _object(self, *, used: bool = False) -> Phrase | None:
        """What it is done to; a noun that tells the deed only where ``used`` ones may be it."""
        if self.inner is not None:
            return self.inner.objects[0] if self.inner.objects else None
        return self._own_object() or (self._used_object() if used else None)

    def _used_object(self) -> Phrase | None:
        return next(
            (
                phrase
                for phrase in self.clause.objects
                if self._is_used(phrase) and not self.syntax.is_amount(phrase.first)
            ),
            None,
        )

    def _own_object(self) -> Phrase | None:
        free = [
            phrase
            for phrase in self.clause.objects
            if not self._is_used(phrase) and not self.hidden.intersection(_range(phrase))
        ]
        plain = [phrase for phrase in free if not self.syntax.is_amount(phrase.first)]
        return plain[0] if plain else (self.particle_object or self._contrasted())

    def _contrasted(self) -> Phrase | None:
        """The object of this side of a contrast: "fined the firm, but not *its director*"."""
        for place in range(self.clause.at + 1, self.end if self.hidden else 0):
            plain = self.syntax.chunks[place - 1].tag is not Tag.PREPOSITION
            if plain and self.syntax.is_noun(place) and place not in self.hidden:
                return self.syntax.phrase(place)
        return None

    def _by(self) -> Phrase | None:
        return next(
            (
                phrase
                for name, phrase in self._prepositions()
                if name == "by"
                and self.syntax.head(phrase.first) not in listed("grammar", "not_doers")
                and not self.syntax.opens_with_amount(phrase.first)
            ),
            None,
        )

    def _is_used(self, phrase: Phrase) -> bool:
        chunk = self.syntax.chunks[phrase.first]
        return any(chunk.first <= token <= chunk.last for token in self.used)

    def _prepositions(self) -> Iterator[tuple[str, Phrase]]:
        """Phrases with their preposition, after the verb and inside what its words belong to."""
        for start, end in self._ranges():
            place = start
            while place < end:
                chunk = self.syntax.chunks[place]
                named = chunk.tag is Tag.PREPOSITION and self.syntax.is_noun(place + 1)
                if named and place + 1 not in self.hidden and place not in self.hidden:
                    phrase = self.syntax.phrase(place + 1)
                    if not self._is_used(phrase):
                        yield self.syntax.low(place), phrase
                        place = phrase.last
                place += 1

    def _ranges(self) -> Iterator[tuple[int, int]]:
        yield self.clause.at + 1, self.end
        subject = self.clause.subject
        if subject is not None and self._is_used(subject):
            yield subject.first, self.clause.at

    @cached_property
    def end(self) -> int:
        """The chunk before which the clause's words end: those of the deed's words included."""
        ends = [self.clause.end]
        for at, inner in self.syntax.clauses.items():
            if at > self.clause.at and self.syntax.chunks[at].head in self.used:
                ends.append(inner.end)
        return max(ends)


def _range(phrase: Phrase) -> range:
    return range(phrase.first, phrase.last + 1)


def _role_of(syntax: Syntax, preposition: str, phrase: Phrase) -> ClaimRole | None:
    """The part that a preposition gives, if it is one that claims have."""
    roles = section("roles")
    if preposition in ("in", "to") and syntax.head(phrase.first) in roles["penalties"]:
        return ClaimRole.PENALTY
    order = (
        ClaimRole.REASON, ClaimRole.RECIPIENT, ClaimRole.SOURCE, ClaimRole.MEANS, ClaimRole.TOPIC,
        ClaimRole.MANNER, ClaimRole.UNTIL,
    )  # fmt: skip
    return next((role for role in order if preposition in roles[role.value]), None)


def reason_clause(syntax: Syntax, clause: EnglishClause) -> Phrase | None:
    """What a person is punished for, told by a verb: "for ignoring requests"."""
    for inner in syntax.clauses.values():
        if (
            inner.link is ClauseLink.PREPOSITIONAL
            and inner.by == clause.at
            and inner.link_word == "for"
        ):
            return Phrase(first=inner.at - 1, last=told_to(inner))
    return None


def told_to(clause: EnglishClause) -> int:
    """The last chunk of a verb's objects and of what its prepositions bring."""
    phrases = [*clause.objects, *(phrase for _name, phrase in clause.prepositions)]
    return max([clause.at, *(phrase.last for phrase in phrases)])


def dependent(syntax: Syntax, clause: EnglishClause) -> Phrase | None:
    """The infinitive that a verb takes, with its objects: "refused *to accredit the channel*"."""
    for inner in syntax.clauses.values():
        if (
            inner.link is ClauseLink.DEPENDENT
            and inner.by == clause.at
            and inner.at == clause.at + 1
        ):
            return Phrase(first=inner.at, last=told_to(inner))
    return None
