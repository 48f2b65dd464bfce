"""One claim of a Kazakh clause on its way into Russian: everything of it, or nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dalel.domain.claim import Amount, AmountBound, Claim, ClaimRole, Mention, Participant, When
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact
from dalel.language.from_kazakh.clauses import KazakhClause, is_reason, voice_of
from dalel.language.from_kazakh.deeds import RussianDeed
from dalel.language.from_kazakh.phrases import KazakhPhrases, in_place, said_statute
from dalel.language.from_kazakh.values import opened_in_words, said_amount
from dalel.language.kk.cases import Case
from dalel.language.kk.chunks import Chunk, ChunkKind
from dalel.language.kk.speech import is_source
from dalel.language.passage import AnnotatedPassage
from dalel.language.ru.noun_phrases import Gender, RussianPhrase, past, phrase_of
from dalel.language.sayable import PROSECUTED

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
#: Postpositions of what was so beside: after which, during which, in which matter.
_ADDING: Final = frozenset(
    {"орай", "қарсаңында", "кезінде", "кейін", "соң", "бойынша", "байланысты", "салдарынан", "үшін"}
)
#: How somebody dies or is hurt is told by what.
_BY_WHAT: Final = frozenset({"die", "injure", "kill"})
#: Words that tell for what somebody is prosecuted.
_CHARGE: Final = re.compile(
    r"(?:үшін|бойынша|байланысты|орай|күдік(?:пен|тен)|күдігі\w*|айып(?:пен|талып|талған)|айыбы\w*|"
    r"жала\w*|кодекс\w*|бап\w*|баб[ыа]\w*)$"
)
_CONSONANTS: Final = frozenset("бвгджзклмнпрстфхцчшщ")
_PREPOSITIONS: Final = {"в_отношении": "в отношении"}

#: A day in the dative is not when something was done, but for when.
_TO_DAY: Final = re.compile(r"[ғгқк][ае]$")


class NotToldError(Exception):
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
class TellingText:
    """A Kazakh text with what says its phrases and its dates in Russian."""

    passage: AnnotatedPassage
    phrases: KazakhPhrases
    date: Callable[[When], str]

    def provision_at(self, span: TextSpan) -> Fact | None:
        """The provision that stands in a stretch of the text."""
        found = [
            one
            for one in self.passage.statutes
            if span.start <= one.span.start and one.span.end <= span.end
        ]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, kw_only=True, eq=False)
class ClaimTelling:
    """One claim on its way into Russian."""

    text: TellingText
    clause: KazakhClause
    deed: RussianDeed

    @property
    def claim(self) -> Claim:
        return self.clause.claim

    @property
    def said(self) -> RussianSaying:
        """The sentence.

        :raises NotToldError: where a word of the claim cannot be said.
        """
        self._check()
        if self._misses_charge:
            raise NotToldError
        values = [*self._amounts, self._law, self._when]
        told = any(one.named for one in self._named) or any(values) or bool(self._where)
        if not told or not self._has_needs or len(self._amounts) > 1:
            raise NotToldError
        text = self._sentence(self._when)
        title = self._sentence("") if self._when and not self.deed.until else text
        sure = all(one.sure for one in self._named)
        return RussianSaying(span=self.claim.sentence, text=f"{text}.", title=title, sure=sure)

    @property
    def _misses_charge(self) -> bool:
        """Whether a deed of prosecution would be told without what somebody is prosecuted for."""
        if self.claim.deed not in PROSECUTED or self._law:
            return False
        return any(_CHARGE.match(one.low) for one in self.clause.words)

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

        :raises NotToldError: of such a claim.
        """
        claim = self.claim
        if not self.clause.is_whole:
            raise NotToldError
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
        chunks = map(self.clause.chunk, (claim.agent, claim.patient))
        restricted = any(self._is_restricted(one) for one in chunks if one is not None)
        if claim.unsure - harmless or others or restricted or not self._is_all_placed:
            raise NotToldError

    def _is_restricted(self, chunk: Chunk) -> bool:
        """Whether a participle, which is not told, tells which ones they are who have no name."""
        named = any(one.text[:1].isupper() for one in self.clause.of(chunk)[1:])
        first = self.clause.of(chunk)[0]
        named = named or (first.text[:1].isupper() and chunk.first > 0)
        return chunk in self.clause.described and not named

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
            raise NotToldError
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
        if self.claim.deed in _BY_WHAT:
            return False
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

        :raises NotToldError: of anything else.
        """
        done_to = self.deed.done_to
        wrong = (done_to == "persons" and not patient.person) or (
            done_to == "things" and patient.person
        )
        if wrong or patient.loose:
            raise NotToldError
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
            raise NotToldError
        try:
            return self._read(source, Case.GEN)
        except NotToldError:
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
        case = "dat" if preposition == "к" else ""
        told = said_amount(amount, case=case) if preposition is not None else ""
        bounded = amount.bound is not AmountBound.EXACT
        if not told or (bounded and preposition):
            raise NotToldError
        return f"{preposition} {told} {self.deed.term}".strip()

    @cached_property
    def _when(self) -> str:
        times = [one for one in self.clause.clause.chunks if one.kind is ChunkKind.TIME]
        if self.claim.when is None:
            if times:
                raise NotToldError
            return ""
        if len(times) > 1 or any(one.postposition for one in times):
            raise NotToldError
        return self._day(self.claim.when)

    def _day(self, when: When) -> str:
        """When it was done, or until when it holds.

        :raises NotToldError: of a date that cannot be said, or is of the other kind.
        """
        told = self.text.date(when)
        until = _TO_DAY.search(when.words) is not None
        if not told or until != bool(self.deed.until):
            raise NotToldError
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
            raise NotToldError
        words = self.clause.of(chunk)
        said = self.text.phrases.place_at(words)
        if said is None:
            said = self.text.phrases.phrase(words, Case.LOC)
            if said is None or not said.named or said.person or not said.body:
                if self.claim.deed in _BY_WHAT:
                    raise NotToldError
                return ""
        return in_place(said)

    @cached_property
    def _law(self) -> str:
        if self.claim.law is None:
            return ""
        fact = self.text.provision_at(self.claim.law.span)
        if fact is None or fact.span != self.claim.law.span:
            raise NotToldError
        return self._provision(fact)

    def _provision(self, fact: Fact) -> str:
        """A provision as it is cited.

        :raises NotToldError: where the pack cites it not.
        """
        told = said_statute(self.text.phrases.names, fact.value)
        if not told:
            raise NotToldError
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
        return self._agent is not None or self._is_borne

    @property
    def _is_borne(self) -> bool:
        """Whether the subject is the one that something is done to, or that it befalls."""
        return self.clause.clause.predicate.passive or bool(self.deed.subject)

    def _phrase(
        self, mention: Mention, chunk: Chunk | None, ways: frozenset[tuple[Case, str]]
    ) -> RussianPhrase:
        if mention.via is not None:
            return self._short(mention.via, ways)
        if chunk is None:
            raise NotToldError
        if chunk is self.clause.clause.head:
            # In its own clause it stands as something else.
            ways = frozenset({(chunk.case, chunk.postposition)})
        if (chunk.case, chunk.postposition) not in ways or chunk.negated:
            raise NotToldError
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
            raise NotToldError
        return self._read(found[0], found[0].case)

    def _read(self, chunk: Chunk, case: Case) -> RussianPhrase:
        said = self.text.phrases.phrase(self.clause.of(chunk), case)
        if said is None:
            raise NotToldError
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
            raise NotToldError
        object_ = self._placed(patient) if patient is not None else ""
        agrees = self._agreeing(patient) if patient is not None else ""
        rest = deed.several if doer is not None and doer.gender is Gender.PLURAL else ""
        rest = rest or deed.rest
        more = [self._recipient, *self._amounts, self._law]
        where = self._where
        behind = [object_, rest] if deed.patient == "acc" else [rest, object_]
        is_reporter = self.clause.reporter is not None and doer is self._voice
        if doer is None:
            order = [object_, verb, agrees, rest, *more, when, where]
        elif is_reporter:
            order = [when, where, verb, agrees, *behind, *more]
        elif deed.subject or deed.alone:
            order = [doer.words, verb, rest, *more, when, where]
        else:
            order = [when, where, doer.words, verb, agrees, *behind, *more]
        if order[0] in (object_, doer.words if doer is not None else ""):
            # No sentence begins with a figure.
            order[0] = opened_in_words(order[0])
            if order[0][:1].isdigit():
                order[:2] = [order[1], order[0]]
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
            raise NotToldError
        return phrase.cases[case]


def _with_in(words: str) -> str:
    """Words after "в": во Франции, в Астане."""
    low = words.lower()
    hard = low[:1] in ("в", "ф") and low[1:2] in _CONSONANTS
    return f"{'во' if hard else 'в'} {words}"


def _of_woman(word: str, gender: Gender) -> str:
    """The instrumental of a word that agrees with a woman."""
    if gender is not Gender.FEMININE:
        raise NotToldError
    return {"подозреваемый": "подозреваемой", "виновный": "виновной"}[word]
