"""Reads the core of a claim: who did what to whom, when, for how much and by which law.

A claim of the table of deeds is told by its deed, not by the words of its clause. What only adds
something to it is left, for of what was done so, there and then it is also true that it was done.
Where a word might turn the sense, or the doer or the patient is not sure, there is no core.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dalel.domain.claim import Amount, Claim, Mode, Polarity, When, is_money
from dalel.domain.deeds import DeedTable
from dalel.domain.dictionary import DeedWording, Dictionary
from dalel.domain.facts import FactKind
from dalel.language.ru.arguments import Argument, way_of
from dalel.language.ru.clause_checks import check_clear
from dalel.language.ru.deed_words import deed_words
from dalel.language.ru.modes import RussianStanding, standing
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.phrase_reader import PhraseReader, person_of
from dalel.language.ru.predicates import DeedPredicate, predicates
from dalel.language.ru.pronoun_reader import PronounReader
from dalel.language.ru.roles import Cast, cast
from dalel.language.ru.sayable_words import (
    BESIDE,
    DATED,
    LEANING,
    NOT,
    POINTING_BACK,
    RELATIVES,
    SOURCES,
    STATING,
    THAT,
    UNSURE,
    turns,
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

#: What hangs on a verb and is no part of what is told.
_UNTOLD: Final = frozenset({"punct", "cc"})
_AUXILIARIES: Final = frozenset({"aux", "aux:pass", "cop"})
#: What a verb cannot do without.
_ESSENTIAL: Final = frozenset({"nsubj", "nsubj:pass", "obj", "xcomp", "ccomp", "csubj"})
#: Fields of a claim that were read, and not guessed.
_SURE: Final = frozenset({"deed", "polarity", "mode", "patient"})
_PLACES: Final = frozenset({"в+loc", "на+loc"})
_TERMS: Final = frozenset({"day", "week", "month", "year"})
_LAW: Final = "по+dat"
_BY: Final = "по"
_SUMS: Final = frozenset({"в+acc", "на+acc"})
_DATES: Final = frozenset({"day", "month", "year"})
#: Marks that end a sentence, and those over which nothing is shared.
_ENDS: Final = frozenset({".", "!", "?", "…"})
_PARTING: Final = _ENDS | {";", ":", "—", "–"}
#: In so many sentences before may stand the name that a pronoun stands for.
_BACK: Final = 2
#: From the fullest telling to the barest.
_LEVELS: Final = 3

_Reading = Callable[[ParsedWord, str], SayablePhrase]


class CoreReader:
    """Reads the cores of the claims of a sentence, after the ``earlier`` ones of its text."""

    def __init__(
        self,
        sentence: ValuedSentence,
        earlier: Sequence[ValuedSentence],
        claims: Sequence[Claim],
        dictionary: Dictionary,
        table: DeedTable,
        published: date | None = None,
    ) -> None:
        self._sentence = sentence
        self._tree = sentence.tree
        self._dictionary = dictionary
        self._claims = [one for one in claims if one.sentence == sentence.tree.span]
        self._table = table
        self._year = published.year if published is not None else 0
        self._persons = set(_persons(earlier, sentence))
        self._phrases = PhraseReader(
            sentence=sentence,
            pronouns=PronounReader(sentence=sentence, earlier=earlier[-_BACK:]),
            telling=_untold,
        )
        self._bare_phrases = replace(self._phrases, bare=True)

    def cores(self) -> Iterator[tuple[SayableClause, ...]]:
        """Of each claim that has one its core, in fewer and fewer words."""
        wanted = [one for one in self._claims if one.deed in self._dictionary.deeds]
        if not wanted or self._tree.words[-1].text == "?":
            return
        found = predicates(self._tree, deed_words(self._table))
        measured = [at for at, one in self._sentence.amounts.items() if one.unit != "count"]
        deeds = [one.core.at for one in found]
        for predicate in found:
            claim = next((one for one in wanted if _is_of(one, predicate)), None)
            if claim is None:
                continue
            stands = standing(self._tree, predicate)
            parts = cast(self._tree, predicate, stands, measured, deeds)
            told = [
                core
                for level in range(_LEVELS)
                if (core := self._tried(claim, predicate, stands, parts, level)) is not None
            ]
            if told:
                yield tuple(told)

    def _tried(
        self,
        claim: Claim,
        predicate: DeedPredicate,
        stands: RussianStanding,
        parts: Cast,
        level: int,
    ) -> SayableClause | None:
        try:
            self._check(claim, predicate, stands)
            return self._core(claim, predicate, parts, level)
        except NotSayableError:
            return None

    # What must hold of a claim and its clause.

    def _check(self, claim: Claim, predicate: DeedPredicate, stands: RussianStanding) -> None:
        """Whether a claim is told as done or not done, by a verb of its own clause.

        :raises NotSayableError: where it is not.
        """
        word = predicate.word
        if word.form not in ("finite", "short") or self._sentence.is_quoted(word):
            raise NotSayableError(word.text)
        if claim.mode is not Mode.DONE or claim.unsure & _SURE:
            raise NotSayableError(word.text)
        if stands.operators:
            raise NotSayableError(word.text)
        if (claim.polarity is Polarity.DENIED) is not (self._denial(word) is not None):
            raise NotSayableError(word.text)
        if not self._stands_free(word):
            raise NotSayableError(word.text)
        for one in self._own_words(predicate):
            for child in self._tree.children(one):
                self._check_child(child)

    def _check_child(self, child: ParsedWord) -> None:
        """Whether a word turns what is told, or says that it is not known.

        :raises NotSayableError: where it does.
        """
        marks = [one for one in self._tree.children(child) if one.rel == "mark"]
        unsure = child.low in UNSURE or child.lemma in UNSURE
        leaning = child.form != "noun" and child.low in LEANING and child.rel != "mark"
        conditional = any(one.low in ("если", "чтобы") for one in (child, *marks))
        before = child.low == "этого" and self._tree.preposition(child) == "до"
        if before or turns(child) or unsure or leaning or conditional or child.low in ("бы", "б"):
            raise NotSayableError(child.text)

    def _denial(self, word: ParsedWord) -> ParsedWord | None:
        return next((one for one in self._tree.children(word) if one.low == NOT), None)

    def _stands_free(self, word: ParsedWord) -> bool:
        """Whether a verb is told by itself: of a main clause, of what somebody says, or beside.

        What a relative clause tells, or one of when and why, is so whatever the main clause says.
        """
        seen = {word.at}
        while word.rel != "root":
            head = self._tree.head(word)
            if self._is_relative(word) or (word.rel == "advcl" and self._is_beside(word)):
                return not self._is_reported(word)
            if head is None or head.at in seen:
                return False
            said = any(word.at in one.content and one.word is head for one in self._speeches)
            that = any(one.low == THAT for one in self._tree.children(word))
            if (that or word.rel not in ("conj", "parataxis")) and not said:
                return False
            seen.add(head.at)
            word = head
        return True

    def _is_relative(self, word: ParsedWord) -> bool:
        """Whether a clause tells which one a noun is; "что" opens what is said or thought."""
        opened = any(one.lemma in RELATIVES for one in self._tree.subtree(word))
        that = any(one.low == THAT for one in self._tree.children(word))
        return word.rel == "acl:relcl" and opened and not that

    def _is_reported(self, word: ParsedWord) -> bool:
        """Whether somebody is told to speak above a clause."""
        above = {one.at for one in self._tree.ancestors(word)}
        return any(one.word.at in above for one in self._speeches)

    def _is_beside(self, word: ParsedWord) -> bool:
        """Whether a clause tells when, after what or why something was."""
        marks = [one for one in self._tree.children(word) if one.rel in ("mark", "advmod")]
        return any(one.low in BESIDE for one in marks) and not any(turns(one) for one in marks)

    @property
    def _speeches(self) -> Sequence[Speech]:
        return self._sentence.speeches

    def _own_words(self, predicate: DeedPredicate) -> list[ParsedWord]:
        every = (predicate.word, predicate.core, *predicate.parts)
        return [self._tree.words[at] for at in sorted({one.at for one in every})]

    # The core.

    def _core(
        self, claim: Claim, predicate: DeedPredicate, parts: Cast, level: int
    ) -> SayableClause:
        wording = self._dictionary.wording(claim.deed, claim.lemma)
        if wording is None:
            raise NotSayableError(claim.lemma)
        own = self._own_places(predicate)
        told = self._participants(wording, claim, predicate, parts, level)
        kept, left = self._others(wording, predicate, told, own, level)
        check_clear(self._sentence, predicate.word, told)
        denied = claim.polarity is Polarity.DENIED
        if denied and left - self._idle(left):
            raise NotSayableError(predicate.word.text)
        arguments = tuple(
            _as_role(one, parts, predicate, wording)
            for one in sorted((*told, *kept), key=lambda one: min(one.all_tokens()))
        )
        ways = {one.way for one in arguments}
        needs = {"nom" if wording.subject and one == "acc" else one for one in wording.needs}
        if self._is_counted(predicate) or not needs <= ways:
            raise NotSayableError(predicate.word.text)
        clause = SayableClause(
            verb=predicate.lemma,
            wording=wording,
            own=frozenset(own),
            trigger=claim.trigger,
            negated=denied,
            arguments=arguments,
            agentless="nom" not in ways and not wording.subject,
            left=left,
        )
        clause = self._by_law(self._with_sum(self._dated(clause, claim)), claim)
        told = {one.way for one in clause.arguments} & {"acc", _LAW}
        if not wording.needs and not told and clause.when is None:
            raise NotSayableError(predicate.word.text)
        return self._in_voice(clause, claim, predicate.word)

    def _participants(
        self,
        wording: DeedWording,
        claim: Claim,
        predicate: DeedPredicate,
        parts: Cast,
        level: int,
    ) -> list[SayablePhrase]:
        """The doer and the patient, as they stand in the sentence.

        :raises NotSayableError: where one is told that cannot be said, or was guessed.
        """
        found: list[SayablePhrase] = []
        own = self._own_places(predicate)
        for argument, mention in ((parts.agent, claim.agent), (parts.patient, claim.patient)):
            if argument is None:
                if mention is not None and mention is claim.patient:
                    raise NotSayableError(mention.words)
            elif argument.own.at not in own:
                phrase = self._participant(argument, predicate, level)
                fits = argument is not parts.patient or _may_be_done_to(phrase, wording)
                if not fits or any(_names_same(phrase, one) for one in found):
                    raise NotSayableError(argument.word.text)
                found.append(phrase)
        return found

    def _participant(
        self, argument: Argument, predicate: DeedPredicate, level: int
    ) -> SayablePhrase:
        """Who takes part, if he is told where the deed is, and can be read without more.

        :raises NotSayableError: where he is not.
        """
        if not self._hangs(argument.own, predicate):
            raise NotSayableError(argument.word.text)
        if argument.via is not None:
            return self._as_pronoun(argument)
        phrase = self._phrase(argument.own, argument.way, level)
        if phrase.pointing is not None or phrase.leans or self._may_be_another(phrase):
            raise NotSayableError(argument.word.text)
        return phrase

    def _may_be_another(self, phrase: SayablePhrase) -> bool:
        """Whether a pronoun may stand for somebody else of whom the article has told."""
        named = any(one.kind is CalledKind.PERSON for one in phrase.called)
        return bool(phrase.pronoun) and named and len(self._persons) != 1

    def _as_pronoun(self, argument: Argument) -> SayablePhrase:
        """The person whom a relative pronoun stands for, in the pronoun's place.

        :raises NotSayableError: where it stands for somebody without a name, or for several.
        """
        person = person_of(self._sentence, argument.word, way_of(self._tree, argument.word))
        if person is None or person.joined:
            raise NotSayableError(argument.word.text)
        return SayablePhrase(
            way=argument.way,
            head="",
            tokens=frozenset({argument.own.at}),
            lead=self._sentence.lead(argument.own),
            animate=True,
            called=person.called,
            pronoun=argument.own.text,
        )

    def _is_counted(self, predicate: DeedPredicate) -> bool:
        """Whether it is told how often it was done: возбуждено 201 дело."""
        nouns = [one for one in self._own_words(predicate) if one is not predicate.word]
        return any(one.at - 1 in self._sentence.amounts for one in nouns) or any(
            one.at in self._sentence.amounts for one in nouns
        )

    def _hangs(self, word: ParsedWord, predicate: DeedPredicate) -> bool:
        """Whether a participant stands with the verb, or with one that is coordinated with it."""
        head = self._tree.head(word)
        own = self._own_words(predicate)
        above = self._tree.head(predicate.word) if predicate.word.rel == "conj" else None
        while above is not None and above.rel == "conj":
            above = self._tree.head(above)
        return head is not None and (head in own or head is above)

    def _phrase(self, word: ParsedWord, way: str, level: int) -> SayablePhrase:
        """A noun in its way; at the second level without what it can be told without."""
        if not level:
            return self._phrases.phrase(word, way)
        person = person_of(self._sentence, word, way)
        return person or self._bare_phrases.phrase(word, way)

    def _own_places(self, predicate: DeedPredicate) -> set[int]:
        words = self._own_words(predicate)
        own = {one.at for one in words}
        for word in words:
            for child in self._tree.children(word):
                case = child.rel == "case" and word is not predicate.word and child.at < word.at
                if case or child.low == NOT or child.rel in _AUXILIARIES:
                    own.add(child.at)
        return own

    def _others(
        self,
        wording: DeedWording,
        predicate: DeedPredicate,
        told: Sequence[SayablePhrase],
        own: set[int],
        level: int,
    ) -> tuple[list[SayablePhrase], frozenset[int]]:
        """What else the wording has a way for, and the places of all that is left."""
        known = own.union(*(one.all_tokens() | one.all_left() for one in told))
        kept: list[SayablePhrase] = []
        left: set[int] = set()
        for word in self._own_words(predicate):
            for child in self._tree.children(word):
                if child.at in known or child.rel in _UNTOLD or _is_clause_apart(child):
                    continue
                if child.rel.startswith("nummod"):
                    raise NotSayableError(child.text)
                phrase = self._further(wording, child, level) if level < _LEVELS - 1 else None
                if phrase is not None:
                    kept.append(phrase)
                    continue
                essential = word is predicate.word and child.rel in _ESSENTIAL
                if essential and not self._is_said(child):
                    raise NotSayableError(child.text)
                left |= self._sentence.below(child)
        return kept, frozenset(left)

    def _is_said(self, child: ParsedWord) -> bool:
        """Whether a word is of a date, or opens what is said."""
        return self._sentence.is_dated(child) or child.low == THAT

    def _further(self, wording: DeedWording, child: ParsedWord, level: int) -> SayablePhrase | None:
        """What stands in a way that the wording has, or a place or a sum."""
        if self._sentence.is_dated(child) or self._sentence.speech_of(child) is not None:
            return None
        way = self._sentence.way(child)
        try:
            phrase = self._phrase(child, way, level)
        except NotSayableError:
            return None
        kinds = {one.kind for one in phrase.called}
        sayable = (
            way in wording.ways
            or (phrase.is_sum and way in _SUMS)
            or (kinds == {CalledKind.PLACE} and not phrase.head and way in _PLACES)
        )
        return phrase if sayable and phrase.pointing is None and not phrase.leans else None

    def _idle(self, left: frozenset[int]) -> frozenset[int]:
        """Of the places that are left those of dates and marks."""
        return frozenset(
            at for at in left if at in self._sentence.dates or self._sentence.is_mark(at)
        )

    # When, and who says so.

    def _dated(self, clause: SayableClause, claim: Claim) -> SayableClause:
        """The clause with its date; without one where it is not the verb's own, or cannot be said.

        :raises NotSayableError: where it would read as of today, and is of an earlier year.
        """
        when = claim.when
        if when is not None and _is_sayable_date(when, clause):
            value = next(
                (one for one in self._sentence.dates.values() if one.span == when.span), None
            )
            places = places_of(value, self._sentence.dates) if value is not None else frozenset()
            words = self._sentence.words_at(places)
            lead = frozenset[int]().union(*(self._sentence.lead(one) for one in words))
            told = self._tree.words
            apart = any(told[at].low in DATED for at in lead) or bool(
                (places | lead) & clause.all_tokens()
            )
            if places and not apart and self._is_own(told[min(places)], clause):
                return replace(clause, when=when, when_tokens=places | lead)
        self._check_year(clause)
        return clause

    def _is_own(self, word: ParsedWord, clause: SayableClause) -> bool:
        verb = self._verb_above(word)
        return verb is not None and (verb.at in clause.own or self._shares(verb, clause))

    def _check_year(self, clause: SayableClause) -> None:
        """Whether no date of an earlier year is left.

        :raises NotSayableError: where one is.
        """
        for at in clause.all_left() & self._sentence.dates.keys():
            iso = self._sentence.dates[at].iso or ""
            if self._year and iso[:4].isdigit() and int(iso[:4]) < self._year:
                raise NotSayableError(self._sentence.dates[at].words)

    def _shares(self, verb: ParsedWord, clause: SayableClause) -> bool:
        """Whether a date of a verb before is that of a clause too: 5 мая задержали и обыскали."""
        return any(
            one.rel == "conj"
            and self._tree.head(one) is verb
            and verb.at < one.at
            and not any(mark.text in _PARTING for mark in self._tree.words[verb.at : one.at])
            for one in self._sentence.words_at(clause.own)
        )

    def _with_sum(self, clause: SayableClause) -> SayableClause:
        """The clause with the sum or the term that the tree hangs elsewhere: none is left.

        :raises NotSayableError: where one cannot be said with it.
        """
        left = clause.all_left() & self._sentence.amounts.keys()
        sums = {id(one): one for at in left if _is_measure(one := self._sentence.amounts[at])}
        for amount in sums.values():
            unit = self._tree.words[max(places_of(amount, self._sentence.amounts))]
            way = self._sentence.way(unit)
            if way not in _SUMS:
                continue
            phrase = self._phrases.phrase(unit, way)
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

    def _by_law(self, clause: SayableClause, claim: Claim) -> SayableClause:
        """The clause with its provision: по статье 274 УК."""
        span = claim.law.span if claim.law is not None else claim.trigger
        for fact, words in self._sentence.named():
            places = frozenset(one.at for one in words)
            lead = min(places) - 1
            by_it = lead >= 0 and self._tree.words[lead].low == _BY
            if fact.kind is FactKind.STATUTE and fact.span.meets(span) and by_it:
                if (places | {lead}) & clause.all_tokens():
                    return clause
                law = SayablePhrase(
                    way=_LAW,
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
        apart = word.rel in ("acl:relcl", "advcl") or self._denial(speech.word) is not None
        if apart or told is None or speech.before or speech.passed_on:
            raise NotSayableError(speech.word.text)
        first, last = sorted((speech.word.at, word.at))
        if any(one.text in _ENDS for one in self._tree.words[first:last]):
            raise NotSayableError(speech.word.text)
        if speech.word.lemma not in (STATING if speech.word.verbal else SOURCES):
            raise NotSayableError(speech.word.text)
        if not speech.word.verbal and self._verb_above(speech.word) is not word:
            raise NotSayableError(speech.word.text)
        speaker = self._phrases.phrase(told.own, SPEAKER)
        if speaker.pointing is not None or speaker.leans:
            raise NotSayableError(speech.word.text)
        return replace(speaker, stands="nom") if speech.word.verbal else speaker

    def _verb_above(self, word: ParsedWord) -> ParsedWord | None:
        return next((one for one in self._tree.ancestors(word) if one.verbal), None)

    def _in_voice(self, clause: SayableClause, claim: Claim, word: ParsedWord) -> SayableClause:
        """The clause with whoever says it.

        :raises NotSayableError: where somebody says it who is not told by name in its sentence.
        """
        speech = voice_at(self._speeches, word)
        if speech is None:
            if claim.voice is not None:
                raise NotSayableError(claim.voice.words)
            return clause
        speaker = self._speaker(speech, word)
        said = frozenset(range(self._tree.start(speech.word), speech.word.at + 1))
        that = {one.at for one in self._tree.children(word) if one.low == THAT}
        marks = self._sentence.marks_around(speaker.all_tokens() | said)
        return replace(
            clause, speaker=speaker, joint=said | that | marks, left=clause.left - said - that
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


def _persons(earlier: Sequence[ValuedSentence], sentence: ValuedSentence) -> Iterator[str]:
    """The family names of the persons who are named so far."""
    for one in (*earlier, sentence):
        for fact, own in one.named():
            if fact.kind is FactKind.PERSON:
                yield own[-1].lemma


def _untold(word: ParsedWord) -> SayableClause:
    raise NotSayableError(word.text)


def _is_measure(amount: Amount) -> bool:
    """Whether it is money, or a length of time."""
    return is_money(amount.unit) or amount.unit in _TERMS


def _is_of(claim: Claim, predicate: DeedPredicate) -> bool:
    """Whether a claim is told by a predicate."""
    inside = claim.trigger.start <= predicate.core.span.start < claim.trigger.end
    return inside and claim.deed == predicate.deed


def _is_clause_apart(child: ParsedWord) -> bool:
    """Whether a word opens another clause that is coordinated with its own."""
    return child.rel == "conj" and child.form in ("finite", "short")


def _as_role(
    phrase: SayablePhrase, parts: Cast, predicate: DeedPredicate, wording: DeedWording
) -> SayablePhrase:
    """A phrase in the way of its role: the doer as a subject, the patient as an object."""
    stands = phrase.way.rpartition("+")[2]
    patient = "nom" if wording.subject else "acc"
    for argument, way in ((parts.agent, "nom"), (parts.patient, patient)):
        if argument is not None and argument.own.at in phrase.all_tokens() | phrase.left:
            return replace(phrase, way=way, stands=stands)
    if parts.patient is None and "+" in phrase.way:
        told = predicate.roles.get("patient", ())
        if phrase.way in told:
            return replace(phrase, way=patient, stands=stands)
    return phrase


def _may_be_done_to(phrase: SayablePhrase, wording: DeedWording) -> bool:
    """Whether a patient is of the kind that a deed is done to."""
    person = phrase.animate or any(one.kind is CalledKind.PERSON for one in phrase.called)
    return not wording.done_to or (wording.done_to == "persons") is person


def _names_same(one: SayablePhrase, other: SayablePhrase) -> bool:
    """Whether two phrases name one person: nobody does it to himself."""
    names = [
        {each.words.split()[-1] for each in phrase.called if each.kind is CalledKind.PERSON}
        for phrase in (one, other)
    ]
    return bool(names[0] & names[1])
