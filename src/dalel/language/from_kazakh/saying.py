"""Claims of Kazakh clauses said in Russian: everything of a claim, or nothing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import Final

from dalel.domain.claim import Amount, AmountBound, Claim, ClaimRole, Mention, Participant, When
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact
from dalel.language.from_kazakh.clauses import KazakhClause, is_reason, told_clauses, voice_of
from dalel.language.from_kazakh.deeds import RussianDeed, russian_deed
from dalel.language.from_kazakh.phrases import KazakhPhrases, in_place, said_statute
from dalel.language.from_kazakh.segments import Segment, segmentations
from dalel.language.from_kazakh.values import said_amount
from dalel.language.kk.cases import Case
from dalel.language.kk.chunks import Chunk, ChunkKind
from dalel.language.kk.deed_words import DeedIndex
from dalel.language.kk.speech import is_source
from dalel.language.passage import AnnotatedPassage
from dalel.language.ru.noun_phrases import Gender, RussianPhrase, past, phrase_of

#: In these ways of Kazakh stands the one that something is done to.
_PATIENT_WAYS: Final = frozenset(
    {
        (Case.NOM, ""), (Case.ACC, ""), (Case.DAT, ""), (Case.ABL, ""), (Case.LOC, ""),
        (Case.DAT, "қатысты"), (Case.DAT, "қарсы"), (Case.GEN, ""), (Case.GEN, "үстінен"),
    }
)  # fmt: skip
#: What may be guessed of a claim without a word of it being told otherwise.
_HARMLESS: Final = frozenset({"dropped"})
#: How old somebody is.
_AGED: Final = "жастағы"
#: More ways to cut a sentence are not looked at.
_MOST_CUTS: Final = 400
#: Postpositions of what was so beside: after which, during which, in which matter.
_ADDING: Final = frozenset(
    {"орай", "қарсаңында", "кезінде", "кейін", "соң", "бойынша", "байланысты", "салдарынан", "үшін"}
)
_CONSONANTS: Final = frozenset("бвгджзклмнпрстфхцчшщ")
_PREPOSITIONS: Final = {"в_отношении": "в отношении"}


#: A day in the dative is not when something was done, but for when.
_TO_DAY: Final = re.compile(r"[ғгқк][ае]$")


class _NotSaidError(Exception):
    """Something of a claim cannot be said."""


@dataclass(frozen=True, kw_only=True)
class RussianSaying:
    """A claim as a Russian sentence with its full stop, and the stretch of the Kazakh sentence.

    ``title`` is the same without its date; it is ``sure`` where no name in it is a guess.
    """

    span: TextSpan
    text: str
    title: str
    sure: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class ClaimSayer:
    """What says the claims of one Kazakh text in Russian."""

    passage: AnnotatedPassage
    claims: Sequence[Claim]
    index: DeedIndex
    phrases: KazakhPhrases
    date: Callable[[When], str]

    def sayings(self) -> Iterator[RussianSaying]:
        """The claims that can be said, in order."""
        for clause in told_clauses(self.passage, self.claims, self.index):
            deed = russian_deed(clause.claim.deed, clause.claim.lemma)
            if deed is None:
                continue
            said = self._said(_Telling(sayer=self, clause=clause, deed=deed))
            yield from said or self._cut(clause, deed)

    def _said(self, telling: "_Telling") -> list[RussianSaying]:
        """What a claim says, in a list; none where it cannot be said."""
        try:
            return [telling.said]
        except _NotSaidError:
            return []

    def _cut(self, clause: KazakhClause, deed: RussianDeed) -> list[RussianSaying]:
        """What a claim says by the only way to cut the words before its verb."""
        cuts = segmentations(clause.before, self.phrases, self.passage.statutes)
        found = {
            saying.text: saying
            for cut in islice(cuts, _MOST_CUTS)
            for saying in self._said(_Cut(sayer=self, clause=clause, deed=deed, segments=cut))
        }
        return list(found.values()) if len(found) == 1 else []

    def fact_at(self, span: TextSpan) -> Fact | None:
        """The provision that stands in a stretch of the text."""
        found = [
            one
            for one in self.passage.statutes
            if span.start <= one.span.start and one.span.end <= span.end
        ]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, kw_only=True, eq=False)
class _Telling:
    """One claim on its way into Russian."""

    sayer: ClaimSayer
    clause: KazakhClause
    deed: RussianDeed

    @property
    def claim(self) -> Claim:
        return self.clause.claim

    @property
    def said(self) -> RussianSaying:
        """The sentence.

        :raises _NotSaidError: where a word of the claim cannot be said.
        """
        self._check()
        values = [*self._amounts, self._law, self._when]
        told = any(one.named for one in self._named) or any(values) or bool(self._where)
        if not told or not self._has_needs or len(self._amounts) > 1:
            raise _NotSaidError
        text = self._sentence(self._when)
        title = self._sentence("") if self._when and not self.deed.until else text
        sure = all(one.sure for one in self._named)
        return RussianSaying(span=self.claim.sentence, text=f"{text}.", title=title, sure=sure)

    @property
    def _named(self) -> list[RussianPhrase]:
        """Whoever takes part, and who says so."""
        found = [one for one in (self._agent, self._patient, self._voice) if one is not None]
        if mention := self._recipient_mention:
            chunk = self.clause.chunk(mention)
            found.append(self._phrase(mention, chunk, frozenset({(Case.DAT, "")})))
        return found

    def _check(self) -> None:
        """Refuses a claim with a word that has no place, or with a guess.

        :raises _NotSaidError: of such a claim.
        """
        claim = self.claim
        if not self.clause.is_whole:
            raise _NotSaidError
        harmless = _HARMLESS | {
            name
            for name, one in (("patient", claim.patient), ("agent", claim.agent))
            if one is not None and one.via is not None
        }
        reporter = self.clause.reporter
        if reporter is not None and claim.agent is not None:
            # Whoever says that it was done, without another subject, did it.
            harmless |= {"agent"} if claim.agent.span == self.clause.span(reporter) else set()
        others = [
            one
            for one in claim.others
            if not self._is_left(one) and one.mention is not self._recipient_mention
        ]
        if claim.unsure - harmless or others or not self._is_all_placed:
            raise _NotSaidError

    @property
    def _recipient_mention(self) -> Mention | None:
        """Whom it goes to, where the deed has that."""
        found = [one.mention for one in self.claim.others if one.role is ClaimRole.RECIPIENT]
        return found[0] if self.deed.recipient and len(found) == 1 else None

    @cached_property
    def _recipient(self) -> str:
        mention = self._recipient_mention
        if mention is None:
            return ""
        said = self._phrase(mention, self.clause.chunk(mention), frozenset({(Case.DAT, "")}))
        if said.person:
            return self._in(said, "dat")
        if not said.body:
            raise _NotSaidError
        return _with_in(self._in(said, "acc"))

    def _is_left(self, other: Participant) -> bool:
        """Whether it only adds something: for what it was done, and with what."""
        chunk = self.clause.chunk(other.mention)
        if chunk is not None:
            return self._only_adds(chunk)
        inner = filter(is_reason, self.clause.clause.inner)
        ends = {self.clause.words[one.predicate.last].span.end for one in inner}
        return other.role is ClaimRole.REASON and other.mention.span.end in ends

    def _only_adds(self, chunk: Chunk) -> bool:
        """Whether a chunk tells when, where, why or with what: without it all the rest is so."""
        if chunk.case is Case.ATTR and self.clause.of(chunk)[-1].low.endswith(_AGED):
            return True
        if chunk.amounts or chunk.negated or chunk.kind is not ChunkKind.NOUN:
            return False
        if chunk.postposition:
            return chunk.postposition in _ADDING
        return chunk.case in (Case.INS, Case.LOC)

    @cached_property
    def _agent(self) -> RussianPhrase | None:
        chunk = self.clause.chunk(self.claim.agent)
        if self.claim.agent is None:
            return None
        if self.clause.reporter is not None and chunk is self.clause.reporter:
            return self._voice
        return self._phrase(self.claim.agent, chunk, frozenset({(Case.NOM, "")}))

    @cached_property
    def _patient(self) -> RussianPhrase | None:
        mention = self.claim.patient
        if mention is None:
            return None
        said = self._phrase(mention, self.clause.chunk(mention), _PATIENT_WAYS)
        return self._fitting(said)

    def _fitting(self, patient: RussianPhrase) -> RussianPhrase:
        """Whom or what it may be done to.

        :raises _NotSaidError: of anything else.
        """
        done_to = self.deed.done_to
        wrong = (done_to == "persons" and not patient.person) or (
            done_to == "things" and patient.person
        )
        if wrong or patient.loose:
            raise _NotSaidError
        return patient

    @cached_property
    def _voice(self) -> RussianPhrase | None:
        """Who says so, who has to be somebody that is named or called."""
        reporter = self.clause.reporter
        if reporter is not None:
            return self._read(reporter, Case.NOM)
        source = voice_of(self.clause)
        if self.claim.voice is None and source is None:
            return None
        if source is None:
            raise _NotSaidError
        try:
            return self._read(source, Case.GEN)
        except _NotSaidError:
            return self._read(source, Case.NOM)

    @cached_property
    def _amounts(self) -> list[str]:
        """Sums and terms; what is counted stands with its noun already."""
        patient = self.clause.chunk(self.claim.patient)
        agent = self.clause.chunk(self.claim.agent)
        aged = [
            one for one in self.clause.clause.chunks if self.clause.of(one)[-1].low.endswith(_AGED)
        ]
        own = [one for chunk in (patient, agent, *aged) if chunk for one in chunk.amounts]
        return [
            self._amount(one)
            for one in self.claim.amounts
            if one not in own and not any(one.span == other.span for other in own)
        ]

    def _amount(self, amount: Amount) -> str:
        preposition = self.deed.amounts.get(amount.unit)
        told = said_amount(amount) if preposition is not None else ""
        bounded = amount.bound is not AmountBound.EXACT
        if not told or (bounded and preposition):
            raise _NotSaidError
        return f"{preposition} {told}".strip()

    @cached_property
    def _when(self) -> str:
        times = [one for one in self.clause.clause.chunks if one.kind is ChunkKind.TIME]
        if self.claim.when is None:
            if times:
                raise _NotSaidError
            return ""
        told = self.sayer.date(self.claim.when)
        if not told or len(times) > 1 or any(one.postposition for one in times):
            raise _NotSaidError
        until = _TO_DAY.search(self.claim.when.words) is not None
        if until != bool(self.deed.until):
            raise _NotSaidError
        return f"{self.deed.until} {told}".strip()

    @cached_property
    def _where(self) -> str:
        where = self.claim.where
        if where is None:
            return ""
        chunk = self.clause.chunk(where)
        if chunk is not None and chunk.postposition in _ADDING:
            return ""
        if chunk is None or chunk.postposition or chunk.case is not Case.LOC:
            raise _NotSaidError
        words = self.clause.of(chunk)
        said = self.sayer.phrases.place_at(words)
        if said is None:
            said = self.sayer.phrases.phrase(words, Case.LOC)
            if said is None or not said.named or said.person or not said.body:
                return ""
        return in_place(said)

    @cached_property
    def _law(self) -> str:
        if self.claim.law is None:
            return ""
        fact = self.sayer.fact_at(self.claim.law.span)
        told = said_statute(self.sayer.phrases.names, fact.value) if fact else ""
        if not told or fact is None or fact.span != self.claim.law.span:
            raise _NotSaidError
        return told

    @property
    def _has_needs(self) -> bool:
        deed = self.deed
        has_patient = self._patient is not None
        done = has_patient or (deed.subject and self._agent is not None) or deed.alone
        if deed.alone or deed.subject:
            done = done and (self._agent is not None) != (has_patient and deed.subject)
        amount = "amount" not in deed.needs or bool(self._amounts)
        return done and amount and ("when" not in deed.needs or bool(self._when))

    @property
    def _is_all_placed(self) -> bool:
        """Whether each chunk of the clause fills a place that is said, and the verb has a doer."""
        claim = self.claim
        mentions = (claim.agent, claim.patient, claim.where, claim.law, self._recipient_mention)
        spans = {one.span for one in mentions if one is not None}
        short = {one.via for one in mentions if one is not None}
        values = [one.span for one in claim.amounts]
        for chunk in self.clause.clause.chunks:
            span = self.clause.span(chunk)
            is_value = chunk.kind is ChunkKind.TIME or any(
                span.start <= one.start and one.end <= span.end for one in values
            )
            via = " ".join(word.text for word in self.clause.of(chunk)) in short
            placed = is_value or via or span in spans
            placed = placed or is_source(chunk) or self._only_adds(chunk)
            if not placed:
                return False
        passive = self.clause.clause.predicate.passive or self.deed.subject
        return self._agent is not None or passive

    def _phrase(
        self, mention: Mention, chunk: Chunk | None, ways: frozenset[tuple[Case, str]]
    ) -> RussianPhrase:
        if mention.via is not None:
            return self._short(mention.via, ways)
        if chunk is None:
            raise _NotSaidError
        if chunk is self.clause.clause.head:
            # In its own clause it stands as something else.
            ways = frozenset({(chunk.case, chunk.postposition)})
        if (chunk.case, chunk.postposition) not in ways or chunk.negated:
            raise _NotSaidError
        return self._read(chunk, chunk.case)

    def _short(self, via: str, ways: frozenset[tuple[Case, str]]) -> RussianPhrase:
        """The noun that stood for a name: who it is of several is not asked."""
        found = [
            one
            for one in self.clause.clause.chunks
            if " ".join(word.text for word in self.clause.of(one)) == via
            and (one.case, one.postposition) in ways
        ]
        if len(found) != 1:
            raise _NotSaidError
        return self._read(found[0], found[0].case)

    def _read(self, chunk: Chunk, case: Case) -> RussianPhrase:
        said = self.sayer.phrases.phrase(self.clause.of(chunk), case)
        if said is None:
            raise _NotSaidError
        return said

    def _sentence(self, when: str) -> str:
        told = self._clause(when)
        if self.clause.reporter is not None and self._voice is not None:
            says = past(self.clause.reported, self._voice.gender)
            told = f"{self._voice.words} {says}, что {told}"
        elif self._voice is not None:
            by = "по словам" if self._voice.person else "по данным"
            told = f"{by} {self._in(self._voice, 'gen')}, {told}"
        return told[:1].upper() + told[1:]

    def _clause(self, when: str) -> str:
        deed, patient = self.deed, self._patient
        doer = self._agent
        if deed.subject:
            doer, patient = doer or patient, None
        gender = doer.gender if doer is not None else Gender.PLURAL
        verb = past(deed.verb, gender)
        if verb is None:
            raise _NotSaidError
        object_ = self._placed(patient) if patient is not None else ""
        agrees = self._agreeing(patient) if patient is not None else ""
        more = [self._recipient, *self._amounts, self._law]
        where = self._where
        behind = [object_, deed.rest] if deed.patient == "acc" else [deed.rest, object_]
        is_reporter = self.clause.reporter is not None and doer is self._voice
        if doer is None:
            order = [object_, verb, agrees, deed.rest, *more, when, where]
        elif is_reporter:
            order = [when, where, verb, agrees, *behind, *more]
        elif deed.subject or deed.alone:
            order = [doer.words, verb, deed.rest, *more, when, where]
        else:
            order = [when, where, doer.words, verb, agrees, *behind, *more]
        return " ".join(filter(None, order))

    def _placed(self, patient: RussianPhrase) -> str:
        preposition, _, case = self.deed.patient.rpartition("+")
        words = self._in(patient, case)
        if preposition == "в":
            return _with_in(words)
        return f"{_PREPOSITIONS.get(preposition, preposition)} {words}".strip()

    def _agreeing(self, patient: RussianPhrase) -> str:
        word = self.deed.agrees
        if not word:
            return ""
        said = phrase_of(word, plural=patient.gender is Gender.PLURAL)
        if said is None or patient.gender in (Gender.FEMININE, Gender.NEUTER):
            return _of_woman(word, patient.gender)
        return said.cases["ins"]

    def _in(self, phrase: RussianPhrase, case: str) -> str:
        if case not in phrase.cases:
            raise _NotSaidError
        return phrase.cases[case]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Cut(_Telling):
    """A claim by the segments of the words before its verb."""

    segments: Sequence[Segment]

    def _check(self) -> None:
        used = [self._doers, self._done_to, self._places]
        values = [one for one in self.segments if one.phrase is None]
        if sum(map(len, used)) + len(values) < len(self.segments) or any(
            len(one) > 1 for one in used
        ):
            raise _NotSaidError
        passive = self.clause.clause.predicate.passive or self.deed.subject
        if bool(self._doers) == passive and not self.deed.subject:
            raise _NotSaidError
        if self._may_be_one():
            raise _NotSaidError

    def _may_be_one(self) -> bool:
        """Whether an office and a name side by side may be of one: Үкімет басшысы Ерлан Бековті."""
        return any(
            first.phrase is not None
            and first.phrase.person
            and first.case is Case.NOM
            and second.phrase is not None
            and second.words[0].text[:1].isupper()
            and second.phrase.person
            for first, second in pairwise(self.segments)
        )

    @cached_property
    def _ways(self) -> frozenset[tuple[Case, str]]:
        """How the one it is done to stands."""
        predicate = self.clause.clause.predicate
        if predicate.passive or self.deed.subject:
            told = predicate.words.roles.get("patient", ("nom",))
            return frozenset({(Case.NOM, ""), *(_way(one) for one in told if one != "acc")})
        return frozenset(map(_way, predicate.words.roles.get("patient", ("acc",))))

    @cached_property
    def _doers(self) -> list[Segment]:
        passive = self.clause.clause.predicate.passive or self.deed.subject
        return [] if passive else [one for one in self._phrases if one.case is Case.NOM]

    @cached_property
    def _done_to(self) -> list[Segment]:
        ways = self._ways
        return [
            one
            for one in self._phrases
            if (one.case, one.postposition) in ways and one not in self._doers
        ]

    @cached_property
    def _places(self) -> list[Segment]:
        return [
            one
            for one in self._phrases
            if one.case is Case.LOC and one not in self._done_to and not one.postposition
        ]

    @property
    def _phrases(self) -> list[Segment]:
        return [one for one in self.segments if one.phrase is not None]

    @property
    def _recipient_mention(self) -> Mention | None:
        return None

    @cached_property
    def _agent(self) -> RussianPhrase | None:
        doer = self._doers[0].phrase if self._doers else None
        if doer is not None and not (doer.person or doer.body):
            raise _NotSaidError
        return doer

    @cached_property
    def _patient(self) -> RussianPhrase | None:
        said = self._done_to[0].phrase if self._done_to else None
        return self._fitting(said) if said is not None else None

    @cached_property
    def _voice(self) -> RussianPhrase | None:
        return None

    @cached_property
    def _amounts(self) -> list[str]:
        return [self._amount(one.amount) for one in self.segments if one.amount is not None]

    @cached_property
    def _when(self) -> str:
        told = [one.when for one in self.segments if one.when is not None]
        if not told:
            return ""
        said = self.sayer.date(told[0])
        until = _TO_DAY.search(told[0].words) is not None
        if not said or len(told) > 1 or until != bool(self.deed.until):
            raise _NotSaidError
        return f"{self.deed.until} {said}".strip()

    @cached_property
    def _where(self) -> str:
        place = self._places[0].phrase if self._places else None
        if place is None:
            return ""
        at = self.sayer.phrases.place_at(self._places[0].words)
        if at is None and not (place.named and place.body):
            raise _NotSaidError
        return in_place(at or place)

    @cached_property
    def _law(self) -> str:
        laws = [one.law for one in self.segments if one.law is not None]
        if not laws:
            return ""
        told = said_statute(self.sayer.phrases.names, laws[0].value)
        if not told or len(laws) > 1:
            raise _NotSaidError
        return told


def _way(told: str) -> tuple[Case, str]:
    """A way of the table of deeds: dat+қатысты."""
    case, _, post = told.partition("+")
    return Case(case), post


def _with_in(words: str) -> str:
    """Words after "в": во Франции, в Астане."""
    low = words.lower()
    hard = low[:1] in ("в", "ф") and low[1:2] in _CONSONANTS
    return f"{'во' if hard else 'в'} {words}"


def _of_woman(word: str, gender: Gender) -> str:
    """The instrumental of a word that agrees with a woman."""
    if gender is not Gender.FEMININE:
        raise _NotSaidError
    return {"подозреваемый": "подозреваемой", "виновный": "виновной"}[word]
