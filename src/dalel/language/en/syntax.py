"""Clauses of an English sentence: each verb with its subject, its objects and what governs it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from dalel.language.en.chunks import EnglishChunk, VerbGroup
from dalel.language.en.tagging import Tagged
from dalel.language.en.tokens import Tag
from dalel.language.en.verb_forms import EnglishVerbForm
from dalel.language.en.word_lists import irregular_verbs, listed, section


class ClauseLink(StrEnum):
    """How a clause hangs on another one."""

    MAIN = "main"
    RELATIVE = "relative"
    #: An infinitive or a word in -ing that the governing verb, or noun, takes.
    DEPENDENT = "dependent"
    #: A word in -ing after a preposition.
    PREPOSITIONAL = "prepositional"
    #: A participle beside a noun or after a comma.
    PARTICIPLE = "participle"
    COORDINATE = "coordinate"


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """A noun phrase with what belongs to it: chunks ``first`` to ``last``; ``head`` is the first's.

    ``via`` is the chunk of the relative pronoun that stands for it in the clause; ``words`` its
    first and last token where it is only a part of a chunk.
    """

    first: int
    last: int
    via: int | None = None
    words: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EnglishClause:
    """A verb and its company; places are those of chunks.

    ``prepositions`` are phrases after the verb, or before its subject, with their preposition.
    ``by`` is what governs it: a verb, or the noun "plan" of "a plan to block"; ``link_word`` the
    preposition of a PREPOSITIONAL clause. ``end`` is the first chunk that is no longer its own.
    """

    at: int
    verb: VerbGroup
    subject: Phrase | None
    objects: tuple[Phrase, ...]
    prepositions: tuple[tuple[str, Phrase], ...]
    link: ClauseLink
    by: int | None
    link_word: str
    subordinator: str
    end: int


#: Verbs that address somebody with a preposition: "called on the court to release him".
_ADDRESSING: Final = {"call": ("on", "upon"), "appeal": ("to",), "appeal-to": ("to",)}
_OWNERS: Final = frozenset({"'s", "’s", "'", "’"})
_STOPS: Final = frozenset({Tag.STOP, Tag.COLON})
_CLAUSE_MARKS: Final = frozenset(
    {Tag.STOP, Tag.COLON, Tag.QUOTE, Tag.SUBORDINATOR, Tag.RELATIVE, Tag.THAT}
)


class Syntax:
    """The clauses of one sentence, found from its chunks."""

    def __init__(self, row: Sequence[Tagged], chunks: Sequence[EnglishChunk]) -> None:
        """``row`` are the tagged tokens that the chunks are of."""
        self.row = row
        self.chunks = _settled(row, chunks)

    @cached_property
    def clauses(self) -> dict[int, EnglishClause]:
        """The clauses by the place of their verb, in order."""
        found: dict[int, EnglishClause] = {}
        for at, chunk in enumerate(self.chunks):
            if chunk.verb is not None:
                found[at] = self._clause(at, chunk.verb, found)
        for clause in reversed(list(found.values())):
            shares = not clause.objects and self._is(clause.at + 1, Tag.CONJUNCTION)
            after = found.get(clause.at + 2)
            joined = after is not None and after.link is ClauseLink.COORDINATE
            if shares and after is not None and joined and not clause.verb.passive:
                objects = () if after.verb.passive else after.objects[:1]
                found[clause.at] = replace(clause, objects=objects)
        return found

    def head(self, at: int) -> str:
        """The dictionary form of a chunk's head."""
        return self.row[self.chunks[at].head].lemma

    def low(self, at: int) -> str:
        """A chunk's first word in small letters."""
        return self.row[self.chunks[at].first].low

    def is_noun(self, at: int) -> bool:
        """Whether the chunk is a noun phrase."""
        return self._is(at, Tag.NOUN)

    def phrase(self, at: int) -> Phrase:
        """The phrase that begins with a noun chunk, as an object or after a preposition."""
        last = self.with_belongings(at)
        return Phrase(first=at, last=self._coordinated(at, last))

    def particle(self, at: int) -> bool:
        """Whether the chunk is a particle right after a verb: "ruled out"."""
        particle = self._is(at, Tag.PREPOSITION) and self.low(at) in listed("grammar", "particles")
        return particle and self._is(at - 1, Tag.VERB)

    # What a clause is made of.

    def _clause(self, at: int, verb: VerbGroup, found: dict[int, EnglishClause]) -> EnglishClause:
        link, by, word = self._link(at, verb, found)
        subject = self._subject(at, verb, link, by, word, found)
        end = self._end(at)
        objects, start = self._objects(at, verb, end)
        return EnglishClause(
            at=at,
            verb=verb,
            subject=subject,
            objects=self._gapped(at, subject, objects, found),
            prepositions=self._prepositions(start, end),
            link=link,
            by=by,
            link_word=word,
            subordinator=self._subordinator(at),
            end=end,
        )

    def _link(
        self, at: int, verb: VerbGroup, found: dict[int, EnglishClause]
    ) -> tuple[ClauseLink, int | None, str]:
        before = at - 1
        last = max(found, default=None)
        joined = self._is(before, Tag.CONJUNCTION) or self.low(at) == "nor"
        if joined and last is not None:
            return self._coordination(at, verb, found)
        if verb.infinitive:
            return ClauseLink.DEPENDENT, self._governor(at, last), ""
        if verb.gerund and self.particle(before) and before - 1 == last:
            return ClauseLink.DEPENDENT, last, self.low(before)
        if self._is(before, Tag.PREPOSITION, Tag.SUBORDINATOR) and verb.gerund:
            return ClauseLink.PREPOSITIONAL, last, self.low(before)
        if verb.gerund and last is not None and self._takes_gerund(last, before):
            return ClauseLink.DEPENDENT, last, ""
        if verb.gerund or verb.reduced:
            return ClauseLink.PARTICIPLE, last, ""
        if self._relative_before(at) is not None:
            return ClauseLink.RELATIVE, last, ""
        return ClauseLink.MAIN, None, ""

    def _takes_gerund(self, verb: int, before: int) -> bool:
        """Whether a word in -ing hangs on the verb: right after it, or "caught him filming"."""
        catches = self.head(verb) in listed("control", "catching")
        return verb == before or (catches and verb == before - 1)

    def _coordination(
        self, at: int, verb: VerbGroup, found: dict[int, EnglishClause]
    ) -> tuple[ClauseLink, int | None, str]:
        """A verb right after "and": it hangs where the verb of its form before it hangs."""
        kinds = (verb.infinitive, verb.gerund)
        alike = [
            clause
            for clause in found.values()
            if (clause.verb.infinitive, clause.verb.gerund) == kinds
        ]
        if alike and any(kinds):
            return alike[-1].link, alike[-1].by, alike[-1].link_word
        return ClauseLink.COORDINATE, alike[-1].at if alike else max(found), ""

    def _governor(self, at: int, last: int | None) -> int | None:
        """The verb, or the noun right before it, on which an infinitive hangs."""
        nouns = listed("governors", "nouns")
        if self.is_noun(at - 1) and self.head(at - 1) in nouns:
            return at - 1
        return last

    def _subordinator(self, at: int) -> str:
        """ "If", "after" and the like before a verb's clause."""
        for place in range(at - 1, -1, -1):
            tag = self.chunks[place].tag
            if tag is Tag.SUBORDINATOR:
                return self.low(place)
            if tag in (Tag.VERB, Tag.COMMA, Tag.THAT, Tag.RELATIVE) or tag in _STOPS:
                return ""
        return ""

    # Subjects.

    def _subject(
        self,
        at: int,
        verb: VerbGroup,
        link: ClauseLink,
        by: int | None,
        word: str,
        found: dict[int, EnglishClause],
    ) -> Phrase | None:
        if link is ClauseLink.COORDINATE and by is not None:
            return found[by].subject
        if link in (ClauseLink.DEPENDENT, ClauseLink.PREPOSITIONAL):
            return self._inherited(at, by, word, found)
        if link is ClauseLink.PARTICIPLE:
            return self._described(at, verb, found)
        return self._found_before(at, found)

    def _inherited(
        self, at: int, by: int | None, word: str, found: dict[int, EnglishClause]
    ) -> Phrase | None:
        """The subject of an infinitive or a gerund: the governing verb's subject or object."""
        if by is None or by not in found:
            owner = self.owner(by) if by is not None else None
            return owner or self._subject_of_last(found)
        governor = found[by]
        wished = self._wished(at)
        if wished is not None and not word:
            return wished
        if word and governor.verb.lemma in listed("control", "limit"):
            return None
        for preposition, phrase in governor.prepositions:
            if preposition in _ADDRESSING.get(governor.verb.lemma, ()) and phrase.last < at:
                return phrase
        through = governor.verb.lemma in listed("control", "through_object")
        if through and not governor.verb.passive:
            if governor.objects and governor.objects[0].first < at:
                return governor.objects[0]
            takes_own = governor.verb.lemma in listed("control", "own_infinitive")
            return governor.subject if takes_own or word else None
        proposes = governor.verb.lemma in listed("control", "proposed")
        return None if proposes and not governor.verb.passive else governor.subject

    def _wished(self, at: int) -> Phrase | None:
        """Who is to do what somebody wants: "asked for *the case* to be dropped"."""
        if not self.is_noun(at - 1):
            return None
        start = self._chain_start(at - 1)
        while start - 2 > 0 and not self._is(start - 1, Tag.PREPOSITION):
            return None
        begins = self._chain_start(at - 1, only_of=True)
        named = self._is(begins - 1, Tag.PREPOSITION) and self.low(begins - 1) == "for"
        return self.phrase(begins) if named else None

    def _subject_of_last(self, found: dict[int, EnglishClause]) -> Phrase | None:
        return found[max(found)].subject if found else None

    def _described(
        self, at: int, verb: VerbGroup, found: dict[int, EnglishClause]
    ) -> Phrase | None:
        """The noun that a participle stands beside; after a comma, the clause's subject."""
        before = at - 1
        while self._is(before, Tag.DATE):
            before -= 1
        if self.is_noun(before):
            start = self._chain_start(before)
            person = verb.gerund or before == start
            return self.phrase(before if person else start)
        if self._is(before, Tag.COMMA):
            if self.is_noun(before - 1) and not verb.gerund:
                return self.phrase(self._chain_start(before - 1))
            return self._subject_of_last(found)
        return None

    def _found_before(self, at: int, found: dict[int, EnglishClause]) -> Phrase | None:
        """The subject of a finite verb: the nearest noun phrase that is nobody else's."""
        place = at - 1
        while place >= 0:
            chunk = self.chunks[place]
            if chunk.tag is Tag.NOUN:
                if self._is(place - 1, Tag.PREPOSITION):
                    place -= 2
                    continue
                if self.is_amount(place) and self.is_noun(place - 1):
                    place -= 1
                    continue
                return self._subject_at(place, at, found)
            if chunk.tag in (Tag.DATE, Tag.NOT, Tag.PREPOSITION):
                place -= 1
                continue
            return self._before_mark(place, at, found)
        return None

    def _subject_at(self, place: int, at: int, found: dict[int, EnglishClause]) -> Phrase | None:
        """A noun phrase right before the verb, unless it is the object of the verb before it."""
        taker = place - 1
        if taker in found and self._takes_object(found[taker], at):
            return self._over(found[taker], found)
        start = place
        while self._is(start - 1, Tag.CONJUNCTION) and self.is_noun(start - 2):
            if not self._stands_free(start - 2, found):
                break
            start = self._chain_start(start - 2)
        end = self.with_belongings(place)
        return Phrase(first=start, last=end)

    def _takes_object(self, clause: EnglishClause, at: int) -> bool:
        """Whether what stands between two verbs is the first one's object."""
        reports = clause.verb.lemma in listed("report", "verbs")
        return not reports and clause.at < at

    def _over(self, clause: EnglishClause, found: dict[int, EnglishClause]) -> Phrase | None:
        """The subject that lies before a relative clause or a participle."""
        if (
            clause.link in (ClauseLink.RELATIVE, ClauseLink.PARTICIPLE, ClauseLink.COORDINATE)
            and clause.subject
        ):
            phrase = clause.subject
            return Phrase(first=phrase.first, last=phrase.last)
        if clause.link not in (ClauseLink.DEPENDENT, ClauseLink.PREPOSITIONAL) or clause.by is None:
            return None
        if clause.by in found:
            return self._over(found[clause.by], found)
        return Phrase(first=self._chain_start(clause.by), last=clause.by)

    def _before_mark(self, place: int, at: int, found: dict[int, EnglishClause]) -> Phrase | None:
        """The subject where a mark or a verb stands before the verb."""
        chunk = self.chunks[place]
        if chunk.tag in (Tag.RELATIVE, Tag.THAT):
            return self._antecedent(place)
        if chunk.tag is Tag.COMMA:
            return self._over_commas(place, at, found)
        if chunk.tag is Tag.CONJUNCTION:
            return self._subject_of_last(found)
        if place in found:
            last = found[place]
            relative = self._relative_before(place)
            if last.link is ClauseLink.RELATIVE and relative is not None:
                found_one = self._antecedent(relative)
                return replace(found_one, via=None) if found_one else None
            return self._over(last, found)
        return None

    def _over_commas(self, place: int, at: int, found: dict[int, EnglishClause]) -> Phrase | None:
        """The subject before an apposition, a relative clause or the like between commas."""
        for opening in range(place - 1, 0, -1):
            if self.chunks[opening].tag in _STOPS:
                return None
            if self.chunks[opening].tag is Tag.COMMA and (
                self.is_noun(opening - 1) or self._is(opening - 1, Tag.DATE)
            ):
                before = opening - 1
                while before > 0 and self._is(before, Tag.DATE):
                    before -= 1
                start = self._chain_start(before)
                if self.is_noun(start) and not self._is(start - 1, Tag.PREPOSITION):
                    return Phrase(first=start, last=self.with_belongings(start))
        return self._subject_of_last(found)

    def _antecedent(self, relative: int) -> Phrase | None:
        """The phrase that "who" or "which" stands for."""
        before = relative - 1
        while self._is(before, Tag.COMMA, Tag.DATE, Tag.PREPOSITION):
            before -= 1
        if not self.is_noun(before):
            return None
        start = self._chain_start(before, only_of=True)
        return Phrase(first=start, last=before, via=relative)

    def _relative_before(self, at: int) -> int | None:
        """The relative pronoun that opens a verb's clause; at most its subject stands between."""
        place = at - 1
        if self.is_noun(place):
            place = self._chain_start(place) - 1
            while self._is(place, Tag.CONJUNCTION) and self.is_noun(place - 1):
                place = self._chain_start(place - 1) - 1
        if self._is(place, Tag.RELATIVE):
            return place
        relative = self._is(place, Tag.THAT) and self.is_noun(place - 1)
        told = self.head(place - 1) in listed("report", "nouns") if relative else True
        addressed = (
            relative
            and self._is(place - 2, Tag.VERB)
            and (self.head(place - 2) in listed("report", "verbs"))
        )
        return place if relative and not told and not addressed else None

    # Objects and prepositions.

    def _objects(self, at: int, verb: VerbGroup, end: int) -> tuple[tuple[Phrase, ...], int]:
        """The noun phrases right after a verb, at most two, and where they end."""
        found: list[Phrase] = []
        place = at + 1
        while place < end and self._is(place, Tag.NOT, Tag.DATE):
            place += 1
        while place < end and self.is_noun(place) and len(found) < 2:
            phrase = self.phrase(place)
            if not self._takes_next(at, verb) and self.is_subject(place) and not found:
                break
            if not self._is_quality(place):
                found.append(phrase)
            place = phrase.last + 1
        if not found and not verb.passive:
            late = self._late_object(place, end)
            return ((late,) if late else ()), place
        return tuple(found), place

    def _takes_next(self, at: int, verb: VerbGroup) -> bool:
        """Whether the noun phrase after a verb is its own, whatever verb follows."""
        relates = self._relative_before(at) == at - 1
        return not verb.finite or (relates and verb.lemma not in listed("report", "verbs"))

    def _late_object(self, start: int, end: int) -> Phrase | None:
        """An object after other words: "adopted in the first reading a bill"."""
        for place in range(start + 1, end):
            after = self._is(place - 1, Tag.DATE) or self.is_noun(place - 1)
            if self.is_noun(place) and after and not self.is_amount(place):
                return self.phrase(place)
        return None

    def _gapped(
        self,
        at: int,
        subject: Phrase | None,
        objects: tuple[Phrase, ...],
        found: dict[int, EnglishClause],
    ) -> tuple[Phrase, ...]:
        """The objects, or the antecedent where the relative pronoun is one: "whom X detained"."""
        relative = self._relative_before(at)
        last = next(reversed(found.values()), None)
        if relative is None and not objects and last and last.objects and subject is not None:
            shared = last.objects[0]
            joined = self._is(subject.first - 1, Tag.CONJUNCTION) and shared.via is not None
            return (shared,) if joined else objects
        if relative is None or relative == at - 1 or subject is None or subject.via is not None:
            return objects
        antecedent = self._antecedent(relative)
        return (antecedent, *objects) if antecedent and not objects else objects

    def _prepositions(self, start: int, end: int) -> tuple[tuple[str, Phrase], ...]:
        found: list[tuple[str, Phrase]] = []
        place = start
        while place < end:
            if self._is(place, Tag.PREPOSITION) and self.is_noun(place + 1):
                phrase = self.phrase(place + 1)
                found.append((self.low(place), phrase))
                place = phrase.last
            place += 1
        return tuple(found)

    def _end(self, at: int) -> int:
        """Where a verb's own words end: at the next verb's, or at a mark that closes the clause."""
        place = at + 1
        while place < len(self.chunks):
            chunk = self.chunks[place]
            if chunk.tag in _CLAUSE_MARKS or chunk.tag is Tag.VERB:
                break
            if chunk.tag is Tag.COMMA and not self._goes_on(place):
                break
            if chunk.tag is Tag.CONJUNCTION and not self._goes_on(place):
                break
            verb = self.chunks[at].verb
            own = place == at + 1 and verb is not None and self._takes_next(at, verb)
            if chunk.tag is Tag.NOUN and not own and self.is_subject(place):
                break
            place += 1
        if place < len(self.chunks) and self._opens_gerund(place):
            return place - 1
        return place

    def _opens_gerund(self, place: int) -> bool:
        verb = self.chunks[place].verb
        return verb is not None and verb.gerund and self._is(place - 1, Tag.PREPOSITION)

    def _goes_on(self, place: int) -> bool:
        """Whether after a comma or "and" the same verb's words go on."""
        following = place + 1
        if self._is(following, Tag.CONJUNCTION):
            following += 1
        while self._is(following, Tag.NOT):
            following += 1
        if self._is(following, Tag.PREPOSITION, Tag.DATE):
            return not self._opens_clause(following)
        return self.is_noun(following) and not self.is_subject(following)

    def _opens_clause(self, place: int) -> bool:
        """Whether the words from here lead to a subject and its verb: ", in May the court ..."."""
        while self._is(place, Tag.PREPOSITION, Tag.DATE):
            place += 2 if self._is(place, Tag.PREPOSITION) else 1
        return self.is_noun(place) and self.is_subject(place)

    def is_subject(self, place: int) -> bool:
        """Whether the noun phrase is followed by a finite verb of its own."""
        at = place + 1
        while at < len(self.chunks):
            if self._is(at, Tag.PREPOSITION) and self.is_noun(at + 1):
                at += 2
            elif self._is(at, Tag.DATE) or self._joins(at):
                at += 1
            else:
                break
        verb = self.chunks[at].verb if at < len(self.chunks) else None
        return verb is not None and verb.finite

    def _joins(self, at: int) -> bool:
        """Whether the chunk is "and" before a noun phrase, or that noun phrase."""
        if self._is(at, Tag.CONJUNCTION):
            return self.is_noun(at + 1)
        return self.is_noun(at) and self._is(at - 1, Tag.CONJUNCTION)

    def _is_quality(self, at: int) -> bool:
        """Whether a noun chunk is an adjective alone: "remained *unavailable*"."""
        chunk = self.chunks[at]
        return chunk.first == chunk.last and self.row[chunk.head].tag is Tag.ADJECTIVE

    # Phrases.

    def with_belongings(self, at: int) -> int:
        """The last chunk of a noun phrase with its "of ..." and what its noun takes."""
        while self._is(at + 1, Tag.PREPOSITION) and self.is_noun(at + 2):
            preposition = self.low(at + 1)
            takes = section("belongs").get(preposition, frozenset())
            if preposition != "of" and self.head(at) not in takes:
                break
            at += 2
        return at

    def _coordinated(self, first: int, last: int) -> int:
        """The last chunk of a list of noun phrases: "X and Y", "X, Y and Z"."""
        end, place = last, last
        while True:
            following = place + 1
            comma = self._is(following, Tag.COMMA)
            following += comma
            closes = self._is(following, Tag.CONJUNCTION) and self.low(following) in ("and", "or")
            following += closes
            if not (comma or closes) or not self.is_noun(following):
                return end
            if self.is_amount(first) != self.is_amount(following) or self.is_subject(following):
                return end
            if self.is_amount(following + 1):
                return end
            place = self.with_belongings(following)
            if closes:
                end = place

    def _chain_start(self, place: int, *, only_of: bool = False) -> int:
        """The first noun chunk of "X of Y in Z", of which ``place`` is a part."""
        while self._is(place - 1, Tag.PREPOSITION) and self.is_noun(place - 2):
            if only_of and self.low(place - 1) != "of":
                break
            place -= 2
        return place

    def _stands_free(self, place: int, found: dict[int, EnglishClause]) -> bool:
        """Whether a noun phrase is no verb's object and follows no preposition."""
        start = self._chain_start(place)
        return start - 1 not in found and not self._is(start - 1, Tag.PREPOSITION)

    def owner(self, at: int) -> Phrase | None:
        """Whose a noun is: the words before "'s" in its chunk."""
        chunk = self.chunks[at]
        marks = [
            place for place in range(chunk.first, chunk.last) if self.row[place].low in _OWNERS
        ]
        if not marks or marks[-1] == chunk.first:
            return None
        return Phrase(first=at, last=at, words=(chunk.first, marks[-1] - 1))

    def is_party(self, phrase: Phrase) -> bool:
        """Whether a phrase names a person or a body: by a capital letter, or a noun for them."""
        token = self.row[self.chunks[phrase.first].head]
        known = listed("people", "nouns") | listed("people", "bodies")
        return token.token.text[:1].isupper() or token.lemma in known

    def opens_with_amount(self, at: int) -> bool:
        """Whether a noun chunk begins with a measure: "three years of restricted liberty"."""
        amount = self.row[self.chunks[at].first].token.amount
        return self.is_amount(at) or (amount is not None and amount.unit != "count")

    def is_amount(self, at: int) -> bool:
        """Whether a noun chunk is an amount and nothing else: "780,000", "four years"."""
        if not self.is_noun(at):
            return False
        chunk = self.chunks[at]
        return all(
            self.row[place].tag is Tag.AMOUNT for place in range(chunk.first, chunk.last + 1)
        )

    def _is(self, at: int, *tags: Tag) -> bool:
        return 0 <= at < len(self.chunks) and self.chunks[at].tag in tags


def _settled(row: Sequence[Tagged], chunks: Sequence[EnglishChunk]) -> tuple[EnglishChunk, ...]:
    """The chunks, in which a verb in -ed is a past or a participle, as its place tells."""
    found = list(chunks)
    for at, chunk in reversed([*enumerate(found)]):
        verb = chunk.verb
        if verb is None or verb.passive or verb.perfect or verb.infinitive or verb.modal:
            continue
        if verb.form not in (EnglishVerbForm.PAST, EnglishVerbForm.PARTICIPLE):
            continue
        before = _last_verb(found, at)
        if before is not None and _shares_auxiliary(row, found, at, before):
            found[at] = replace(
                chunk,
                verb=replace(
                    verb, passive=before.passive, perfect=before.perfect, modal=before.modal
                ),
            )
        elif _may_be_participle(verb.lemma) and _stands_beside(row, found, at):
            found[at] = replace(chunk, verb=replace(verb, form=EnglishVerbForm.PARTICIPLE))
    return tuple(found)


def _last_verb(chunks: Sequence[EnglishChunk], at: int) -> VerbGroup | None:
    return next((chunk.verb for chunk in reversed(chunks[:at]) if chunk.verb is not None), None)


def _shares_auxiliary(
    row: Sequence[Tagged], chunks: Sequence[EnglishChunk], at: int, before: VerbGroup
) -> bool:
    """Whether "was" of the verb before is also its own: "was detained and fined"."""
    if not before.passive or chunks[at - 1].tag is not Tag.CONJUNCTION:
        return False
    followed = at + 1 < len(chunks) and chunks[at + 1].tag is Tag.NOUN
    amount = followed and row[chunks[at + 1].first].tag is Tag.AMOUNT
    return (
        chunks[at].verb is not None
        and _may_be_participle(row[chunks[at].head].lemma)
        and (not followed or amount)
    )


def _may_be_participle(lemma: str) -> bool:
    pasts, participles = irregular_verbs().get(lemma, ((), ()))
    return pasts == participles


def _stands_beside(row: Sequence[Tagged], chunks: Sequence[EnglishChunk], at: int) -> bool:
    """Whether a verb in -ed describes the noun before it, and another verb is the finite one."""
    before, following = at - 1, at + 1
    after = chunks[following].tag if following < len(chunks) else Tag.STOP
    if before >= 0 and chunks[before].tag is Tag.COMMA:
        before -= 1
    if before < 0 or chunks[before].tag is not Tag.NOUN or after is Tag.NOUN or after is Tag.THAT:
        return False
    if before > 0 and chunks[before - 1].tag in (Tag.RELATIVE, Tag.THAT, Tag.SUBORDINATOR):
        return False
    if (
        before > 1
        and chunks[before - 1].tag is Tag.CONJUNCTION
        and chunks[before - 2].tag is not Tag.NOUN
    ):
        return False
    if (
        chunks[at - 1].tag is Tag.NOUN
        and after is Tag.PREPOSITION
        and row[chunks[following].first].low == "by"
    ):
        return True
    if _is_object(chunks, before):
        return chunks[at - 1].tag is not Tag.COMMA
    return _finite_after(chunks, at)


def _is_object(chunks: Sequence[EnglishChunk], noun: int) -> bool:
    """Whether a verb that no clause follows, or a later preposition, takes the noun phrase."""
    start = noun
    while (
        start >= 2
        and chunks[start - 1].tag is Tag.PREPOSITION
        and chunks[start - 2].tag is Tag.NOUN
    ):
        start -= 2
    verb = chunks[start - 1].verb if start else None
    return verb is not None and verb.lemma not in listed("report", "verbs")


def _finite_after(chunks: Sequence[EnglishChunk], at: int) -> bool:
    """Whether a finite verb follows with no subject between."""
    for place in range(at + 1, len(chunks)):
        chunk = chunks[place]
        if chunk.verb is not None and chunk.verb.finite:
            return chunks[place - 1].tag is not Tag.CONJUNCTION
        if chunk.verb is not None or chunk.tag in (Tag.DATE, Tag.PREPOSITION):
            continue
        if chunk.tag is Tag.NOUN and chunks[place - 1].tag in (Tag.PREPOSITION, Tag.VERB):
            continue
        if (
            chunk.tag is Tag.COMMA
            and place + 1 < len(chunks)
            and chunks[place + 1].verb is not None
        ):
            continue
        return False
    return False
