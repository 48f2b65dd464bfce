"""Adds to the core of a claim when, for how much and by which law it was done, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.claim import Amount, Claim, When, is_money
from dalel.domain.facts import FactKind
from dalel.language.ru.core_checks import denial
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.phrase_reader import PhraseReader
from dalel.language.ru.sayable_words import (
    DATED,
    OPINING,
    OPINION,
    POINTING_BACK,
    SOURCES,
    STATING,
    THAT,
    is_several,
)
from dalel.language.ru.speech import Speech, voice_at
from dalel.language.ru.valued_sentence import ValuedSentence, places_of
from dalel.language.sayable import (
    SPEAKER,
    CalledKind,
    NotSayableError,
    SaidName,
    SayableClause,
    SayablePhrase,
)

#: The way of a provision.
LAW: Final = "по+dat"
#: The ways of sums.
SUMS: Final = frozenset({"в+acc", "на+acc"})
_BY: Final = "по"
_OVER: Final = "за"
#: Units of lengths of time.
LENGTHS: Final = frozenset({"day", "week", "month", "year"})
_DATES: Final = frozenset({"day", "month", "year"})
#: Marks that end a sentence, and those over which nothing is shared.
_ENDS: Final = frozenset({".", "!", "?", "…"})
_PARTING: Final = _ENDS | {";", ":", "—", "–"}


@dataclass(frozen=True, kw_only=True, eq=False)
class CoreSetting:
    """What stands around the core of a claim in its sentence; ``year`` is that of its text."""

    sentence: ValuedSentence
    phrases: PhraseReader
    year: int = 0

    def around(self, clause: SayableClause, claim: Claim, word: ParsedWord) -> SayableClause:
        """The clause of a verb with its date, sum, provision and speaker.

        :raises NotSayableError: where it would say more or less than its sentence.
        """
        return self.in_voice(self.measured(self._dated(clause, claim), claim), claim, word)

    def measured(self, clause: SayableClause, claim: Claim) -> SayableClause:
        """The clause with its sum and provision.

        :raises NotSayableError: where it would say less than its sentence.
        """
        return self._by_law(self._with_sum(clause), claim)

    def _dated(self, clause: SayableClause, claim: Claim) -> SayableClause:
        """The clause with its date; without one where it is not the verb's own, or cannot be said.

        :raises NotSayableError: where it would read as of today, and is of an earlier year.
        """
        when = claim.when
        if when is not None and _is_sayable_date(when, clause):
            value = next(
                (one for one in self.sentence.dates.values() if one.span == when.span), None
            )
            places = places_of(value, self.sentence.dates) if value is not None else frozenset()
            words = self.sentence.words_at(places)
            lead = frozenset[int]().union(*(self.sentence.lead(one) for one in words))
            told = self.sentence.tree.words
            apart = (
                any(told[at].low in DATED for at in lead)
                or bool((places | lead) & clause.all_tokens())
                or self._is_of_noun(words, lead)
            )
            if places and not apart and self._is_own(told[min(places)], clause):
                return replace(clause, when=when, when_tokens=places | lead)
        self._check_year(clause)
        return clause

    def _is_of_noun(self, words: Sequence[ParsedWord], lead: frozenset[int]) -> bool:
        """Whether a span of time is that of a noun: протоколы за 2024 год."""
        spans = any(self.sentence.tree.words[at].low == _OVER for at in lead)
        heads = [self.sentence.tree.head(one) for one in words]
        return spans and not any(one is not None and one.verbal for one in heads)

    def _is_own(self, word: ParsedWord, clause: SayableClause) -> bool:
        verb = self._verb_above(word)
        return verb is not None and (verb.at in clause.own or self._shares(verb, clause))

    def _check_year(self, clause: SayableClause) -> None:
        """Whether no date of an earlier year is left.

        :raises NotSayableError: where one is.
        """
        for at in clause.all_left() & self.sentence.dates.keys():
            iso = self.sentence.dates[at].iso or ""
            if self.year and iso[:4].isdigit() and int(iso[:4]) < self.year:
                raise NotSayableError(self.sentence.dates[at].words)

    def _shares(self, verb: ParsedWord, clause: SayableClause) -> bool:
        """Whether a date of a verb before is that of a clause too: 5 мая задержали и обыскали."""
        return any(
            one.rel == "conj"
            and self.sentence.tree.head(one) is verb
            and verb.at < one.at
            and not any(
                mark.text in _PARTING for mark in self.sentence.tree.words[verb.at : one.at]
            )
            for one in self.sentence.words_at(clause.own)
        )

    def _with_sum(self, clause: SayableClause) -> SayableClause:
        """The clause with the sum or the term that the tree hangs elsewhere: none is left.

        :raises NotSayableError: where one cannot be said with it.
        """
        left = clause.all_left() & self.sentence.amounts.keys()
        sums = {id(one): one for at in left if _is_measure(one := self.sentence.amounts[at])}
        for amount in sums.values():
            unit = self.sentence.tree.words[max(places_of(amount, self.sentence.amounts))]
            way = self._way_of_measure(unit)
            if way not in SUMS:
                continue
            phrase = self.phrases.phrase(unit, way)
            term = not is_money(amount.unit)
            wording = clause.wording
            if len(sums) > 1 or (term and (wording is None or phrase.way not in wording.ways)):
                raise NotSayableError(amount.words)
            clause = replace(
                clause,
                arguments=(*clause.arguments, phrase),
                left=clause.left - phrase.all_tokens(),
            )
        return clause

    def _way_of_measure(self, unit: ParsedWord) -> str:
        """How a sum or a length of time stands: after its number it is in the genitive."""
        way = self.sentence.way(unit)
        preposition, _, case = way.partition("+")
        return f"{preposition}+acc" if case == "gen" and f"{preposition}+acc" in SUMS else way

    def _by_law(self, clause: SayableClause, claim: Claim) -> SayableClause:
        """The clause with its provision: по статье 274 УК."""
        span = claim.law.span if claim.law is not None else claim.trigger
        for fact, words in self.sentence.named():
            places = frozenset(one.at for one in words)
            lead = min(places) - 1
            several = any(is_several(one) for one in words)
            by_it = lead >= 0 and not several and self.sentence.tree.words[lead].low == _BY
            if fact.kind is FactKind.STATUTE and fact.span.meets(span) and by_it:
                if (places | {lead}) & clause.all_tokens():
                    return clause
                law = SayablePhrase(
                    way=LAW,
                    head="",
                    tokens=places,
                    lead=frozenset({lead}),
                    called=(SaidName(kind=CalledKind.STATUTE, words=fact.text, code=fact.value),),
                )
                left = clause.left - law.all_tokens()
                return replace(clause, arguments=(*clause.arguments, law), left=left)
        return clause

    def _speaker(self, speech: Speech, word: ParsedWord) -> SayablePhrase:
        """Who says what a verb tells.

        :raises NotSayableError: where it is only supposed, stands in another sentence or clause, or
            is said by somebody who is not told by name.
        """
        told = speech.speaker
        apart = word.rel in ("acl:relcl", "advcl") or denial(self.sentence, speech.word) is not None
        if apart or told is None or speech.before or speech.passed_on:
            raise NotSayableError(speech.word.text)
        first, last = sorted((speech.word.at, word.at))
        if any(one.text in _ENDS for one in self.sentence.tree.words[first:last]):
            raise NotSayableError(speech.word.text)
        stated = STATING if speech.word.verbal else SOURCES
        if speech.word.lemma not in stated and not _is_opinion(speech):
            raise NotSayableError(speech.word.text)
        if not speech.word.verbal and self._verb_above(speech.word) is not word:
            raise NotSayableError(speech.word.text)
        speaker = self.phrases.phrase(told.own, SPEAKER)
        if speaker.pointing is not None or speaker.leans:
            raise NotSayableError(speech.word.text)
        return replace(speaker, stands="nom") if speech.word.verbal else speaker

    def _verb_above(self, word: ParsedWord) -> ParsedWord | None:
        return next((one for one in self.sentence.tree.ancestors(word) if one.verbal), None)

    def in_voice(self, clause: SayableClause, claim: Claim, word: ParsedWord) -> SayableClause:
        """The clause with whoever says it.

        :raises NotSayableError: where somebody says it who is not told by name in its sentence.
        """
        speech = voice_at(self.sentence.speeches, word)
        if speech is None:
            if claim.voice is not None:
                raise NotSayableError(claim.voice.words)
            return clause
        speaker = self._speaker(speech, word)
        said = frozenset(range(self.sentence.tree.start(speech.word), speech.word.at + 1))
        that = {one.at for one in self.sentence.tree.children(word) if one.low == THAT}
        marks = self.sentence.marks_around(speaker.all_tokens() | said)
        return replace(
            clause,
            speaker=speaker,
            opinion=_is_opinion(speech),
            joint=said | that | marks,
            left=clause.left - said - that,
        )


def _is_sayable_date(when: When, clause: SayableClause) -> bool:
    """Whether a date is a day, a month or a year of its own; one that is not told is left.

    :raises NotSayableError: where what is counted is counted within it.
    """
    if when.iso is not None and "/" not in when.iso and when.precision in _DATES:
        return not set(when.words.lower().split()) & POINTING_BACK
    if any(one.amount is not None for one in clause.all_phrases()):
        raise NotSayableError(when.words)
    return False


def _is_opinion(speech: Speech) -> bool:
    """Whether somebody tells what he thinks."""
    return speech.word.lemma in OPINING or speech.word.lemma == OPINION


def _is_measure(amount: Amount) -> bool:
    """Whether it is money, or a length of time."""
    return is_money(amount.unit) or amount.unit in LENGTHS
