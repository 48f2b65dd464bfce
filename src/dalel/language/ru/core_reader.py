"""Reads the core of a claim: who did what to whom; see ``core_setting`` for when and by which law.

A claim of the table of deeds is told by its deed, not by the words of its clause. What only adds
something to it is left, for of what was done so, there and then it is also true that it was done.
Where a word might turn the sense, or the doer or the patient is not sure, there is no core.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from dalel.domain.claim import Claim, Polarity
from dalel.domain.deeds import DeedTable
from dalel.domain.dictionary import DeedWording, Dictionary
from dalel.domain.facts import FactKind
from dalel.language.ru.arguments import Argument, way_of
from dalel.language.ru.clause_checks import check_clear, is_clause_apart
from dalel.language.ru.core_checks import CoreChecks, denial, own_words
from dalel.language.ru.core_setting import LAW, LENGTHS, SUMS, CoreSetting
from dalel.language.ru.core_verbs import VerbReader
from dalel.language.ru.core_wishes import WishReader
from dalel.language.ru.deed_words import Wordings, deed_words
from dalel.language.ru.modes import standing
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.person_cases import is_female
from dalel.language.ru.phrase_reader import PhraseReader, person_of
from dalel.language.ru.predicates import DeedPredicate, predicates
from dalel.language.ru.pronoun_reader import PronounReader
from dalel.language.ru.roles import Cast, cast
from dalel.language.ru.sayable_words import AUXILIARIES, NOT, THAT
from dalel.language.ru.valued_sentence import ValuedSentence
from dalel.language.sayable import (
    PLACE_WAYS,
    CalledKind,
    NotSayableError,
    SayableClause,
    SayablePhrase,
    may_do,
)

#: What hangs on a verb and is no part of what is told.
_UNTOLD: Final = frozenset({"punct", "cc"})
#: What a verb cannot do without.
_ESSENTIAL: Final = frozenset({"nsubj", "nsubj:pass", "obj", "xcomp", "ccomp", "csubj"})
#: What a wording has in the place of a way in which its verb means something else.
_UNSAYABLE: Final = "-"
#: In these ways a verb has what its meaning goes with.
_WAYS_OF_VERBS: Final = frozenset({"dat", "в+acc", "на+acc", "к+dat", "о+loc", "из+gen", "от+gen"})
#: Where an object without a preposition stands.
_OBJECT_ROLES: Final = frozenset({"acc", "gen"})
#: From the fullest telling to the barest.
_LEVELS: Final = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class _Deed:
    """A claim that is to be told: how its sentence tells it, who takes part, and its wording.

    ``words`` are those that tell the deed; ``wish`` is the verb under which it is only wanted.
    A ``strict`` one means what it does by all that hangs on it.
    """

    claim: Claim
    predicate: DeedPredicate
    wording: DeedWording
    parts: Cast
    words: Sequence[ParsedWord]
    wish: ParsedWord | None = None
    strict: bool = False


class CoreReader:
    """Reads the cores of a sentence's ``claims``, after the ``earlier`` ones of its text."""

    def __init__(
        self,
        sentence: ValuedSentence,
        earlier: Sequence[ValuedSentence],
        claims: Sequence[Claim],
        dictionary: Dictionary,
        table: DeedTable,
        published: date | None = None,
        verbs: Wordings | None = None,
    ) -> None:
        self._sentence = sentence
        self._tree = sentence.tree
        self._dictionary = dictionary
        self._claims = claims
        self._table = table
        self._earlier = earlier
        self._phrases = PhraseReader(
            sentence=sentence, pronouns=PronounReader(sentence=sentence, earlier=earlier)
        )
        bare = replace(self._phrases, bare=True)
        self._bare_phrases = (bare, replace(bare, barest=True))
        self._checks = CoreChecks(sentence=sentence)
        self._verbs = VerbReader(
            sentence=sentence, dictionary=dictionary, verbs=verbs or Wordings(())
        )
        self._wishes = WishReader(
            sentence=sentence,
            checks=self._checks,
            dictionary=dictionary,
            phrase=self._phrases.phrase,
        )
        year = published.year if published is not None else 0
        self._setting = CoreSetting(sentence=sentence, phrases=self._phrases, year=year)

    def cores(self) -> Iterator[Iterator[SayableClause]]:
        """Of each claim its core in fewer and fewer words; none where it has none."""
        if not self._claims or self._tree.words[-1].text == "?":
            return
        found = predicates(self._tree, deed_words(self._table))
        measured = [at for at, one in self._sentence.amounts.items() if one.unit != "count"]
        deeds = [one.core.at for one in found]
        for predicate in found:
            claim = next((one for one in self._claims if _is_of(one, predicate)), None)
            if claim is None:
                continue
            told_by = tuple(own_words(self._sentence, predicate))
            wording = self._dictionary.wording(claim.deed, claim.lemma)
            strict = wording is None
            if wording is None:
                found_verb = self._verbs.wording(predicate)
                if found_verb is None:
                    continue
                wording, told_by = found_verb
            elif predicate.word.lemma in wording.words:
                # The noun of "отменить решение" is what it is done to, and is said.
                told_by = (predicate.word,)
            stands = standing(self._tree, predicate)
            wish = self._wishes.verb(predicate)
            told = wish is not None or self._checks.is_told(claim, predicate, stands)
            if not told or (wish is not None and self._checks.is_turned(predicate)):
                continue
            deed = _Deed(
                claim=claim,
                predicate=predicate,
                wording=wording,
                parts=cast(self._tree, predicate, stands, measured, deeds),
                words=told_by,
                wish=wish,
                strict=strict,
            )
            yield self._fuller_first(deed)

    def _fuller_first(self, deed: _Deed) -> Iterator[SayableClause]:
        for level in range(_LEVELS):
            with suppress(NotSayableError):
                yield self._core(deed, level)

    def _core(self, deed: _Deed, level: int) -> SayableClause:
        wording, verb = deed.wording, deed.predicate.word
        own = self._own_places(deed)
        told = self._participants(deed, own, level)
        kept, left = self._others(deed, told, own, level)
        check_clear(self._sentence, verb, told)
        denied = self._is_denied(deed)
        if denied and (left - self._idle(left) or level == _LEVELS - 1):
            raise NotSayableError(verb.text)
        arguments = tuple(
            _as_role(one, deed)
            for one in sorted((*told, *kept), key=lambda one: min(one.all_tokens()))
        )
        ways = {one.way for one in arguments}
        wished = {"nom"} if deed.wish is not None else set()
        if deed.strict and (not ways - {"nom"} or _is_moved(arguments)):
            raise NotSayableError(verb.text)
        if self._is_counted(deed) or not _has_needed(ways | wished, wording):
            raise NotSayableError(verb.text)
        clause = SayableClause(
            verb=deed.predicate.lemma,
            wording=wording,
            own=own,
            trigger=deed.claim.trigger,
            tense=self._checks.tense(verb),
            negated=denied,
            arguments=arguments,
            agentless="nom" not in ways and not wording.subject,
            left=left,
        )
        if self._checks.is_lessened(clause, verb):
            raise NotSayableError(verb.text)
        if deed.wish is not None:
            return self._wished(clause, deed, deed.wish, level)
        clause = self._setting.around(clause, deed.claim, verb)
        vague = not any(one.way in ("acc", LAW) for one in clause.arguments)
        if not wording.needs and vague and clause.when is None:
            raise NotSayableError(verb.text)
        return clause

    def _is_denied(self, deed: _Deed) -> bool:
        if deed.wish is not None:
            return denial(self._sentence, deed.predicate.word) is not None
        return deed.claim.polarity is Polarity.DENIED

    def _wished(
        self, core: SayableClause, deed: _Deed, wish: ParsedWord, level: int
    ) -> SayableClause:
        """The core under the verb that wants it.

        :raises NotSayableError: where it would say more or less than its sentence.
        """

        def read(word: ParsedWord, way: str) -> SayablePhrase:
            return self._told_phrase(word, way, level)

        wishes = replace(self._wishes, phrase=read)
        if not any(one.way == "acc" for one in core.arguments) and deed.wording.needs:
            raise NotSayableError(wish.text)
        core = self._setting.measured(core, deed.claim)
        return self._setting.in_voice(
            wishes.around(core, deed.claim, deed.predicate, wish), deed.claim, wish
        )

    def _participants(self, deed: _Deed, own: frozenset[int], level: int) -> list[SayablePhrase]:
        """The doer and the patient, as they stand in the sentence.

        :raises NotSayableError: where one is told that cannot be said, or was guessed.
        """
        found: list[SayablePhrase] = []
        claim, parts = deed.claim, deed.parts
        doer = (parts.agent, claim.agent) if deed.wish is None else (None, None)
        for argument, mention in (doer, (parts.patient, claim.patient)):
            if argument is None:
                if mention is not None and mention is claim.patient:
                    raise NotSayableError(mention.words)
            elif argument.own.at not in own:
                phrase = self._participant(argument, deed, level)
                fits = argument is not parts.patient or _may_be_done_to(phrase, deed.wording)
                if not fits or any(_names_same(phrase, one) for one in found):
                    raise NotSayableError(argument.word.text)
                found.append(phrase)
        if parts.patient is None and (word := self._object(deed, own)) is not None:
            phrase = self._told_phrase(word, "acc", level)
            if not _may_be_done_to(phrase, deed.wording):
                raise NotSayableError(word.text)
            found.append(phrase)
        return found

    def _object(self, deed: _Deed, own: frozenset[int]) -> ParsedWord | None:
        """The one object of a deed's verb that no role was found for: около 400 материалов."""
        if not _OBJECT_ROLES.issuperset(deed.predicate.roles.get("patient", ())):
            return None
        objects = [
            one
            for one in self._tree.children(deed.predicate.word)
            if one.at not in own and not self._sentence.is_dated(one) and self._is_object(one)
        ]
        return objects[0] if len(objects) == 1 else None

    def _is_object(self, word: ParsedWord) -> bool:
        """Whether a word is an object, or the counted subject of a passive."""
        counted = any(
            one.at in self._sentence.amounts for one in (word, *self._tree.children(word))
        )
        return word.rel == "obj" or (word.rel == "nsubj:pass" and counted)

    def _participant(self, argument: Argument, deed: _Deed, level: int) -> SayablePhrase:
        """Who takes part, if he is told where the deed is, and can be read without more.

        :raises NotSayableError: where he is not.
        """
        if not self._hangs(argument.own, deed):
            raise NotSayableError(argument.word.text)
        if argument.via is not None:
            return self._as_pronoun(argument)
        return self._told_phrase(argument.own, argument.way, level)

    def _told_phrase(self, word: ParsedWord, way: str, level: int) -> SayablePhrase:
        """A phrase that can be read without more.

        :raises NotSayableError: where it cannot.
        """
        phrase = self._phrase(word, way, level)
        pointing = any(one.pointing is not None or one.passed_on for one in phrase.all_phrases())
        if pointing or phrase.leans or self._may_be_another(phrase) or self._is_new(phrase):
            raise NotSayableError(word.text)
        return phrase

    def _may_be_another(self, phrase: SayablePhrase) -> bool:
        """Whether a pronoun may stand for somebody else of whom the article has told."""
        named = any(one.kind is CalledKind.PERSON for one in phrase.called)
        return bool(phrase.pronoun) and named and len(self._persons) != 1

    def _is_new(self, phrase: SayablePhrase) -> bool:
        """Whether a person stands by one word of whom no full name was told: may be none."""
        alone = [one.words for one in phrase.called if one.kind is CalledKind.PERSON]
        if phrase.head or phrase.pronoun or not alone or " " in alone[0]:
            return False
        if min(phrase.tokens) > 0 or is_female(alone) is not None:
            return False
        return not any(
            len(own) > 1 and fact.kind is FactKind.PERSON and own[-1].lemma == one.lemma
            for earlier in self._earlier
            for fact, own in earlier.named()
            for one in self._sentence.words_at(phrase.tokens)
        )

    @cached_property
    def _persons(self) -> frozenset[str]:
        """The family names of the persons who are named so far."""
        return frozenset(
            own[-1].lemma
            for one in (*self._earlier, self._sentence)
            for fact, own in one.named()
            if fact.kind is FactKind.PERSON
        )

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

    def _is_counted(self, deed: _Deed) -> bool:
        """Whether it is told how often it was done: возбуждено 201 дело."""
        nouns = [one.at for one in deed.words if one is not deed.predicate.word]
        return any({at - 1, at} & self._sentence.amounts.keys() for at in nouns)

    def _hangs(self, word: ParsedWord, deed: _Deed) -> bool:
        """Whether a participant stands with the verb, or with one that is coordinated with it."""
        head = self._tree.head(word)
        joined = any(one.rel == "cc" and one.at < word.at for one in self._tree.children(word))
        if joined or word.rel == "conj":
            return False
        verb = deed.predicate.word
        if head in deed.words:
            return not self._checks.is_parted(word, verb)
        above = self._tree.head(verb) if verb.rel == "conj" else None
        while above is not None and above.rel == "conj":
            above = self._tree.head(above)
        return above is not None and head is above and self._checks.goes_on(above, verb)

    def _phrase(self, word: ParsedWord, way: str, level: int) -> SayablePhrase:
        """A noun in its way; at the second level without what it can be told without."""
        if not level:
            return self._phrases.phrase(word, way)
        person = person_of(self._sentence, word, way)
        return person or self._bare_phrases[level - 1].phrase(word, way)

    def _own_places(self, deed: _Deed) -> frozenset[int]:
        """The places of the deed's words, their prepositions, a denial and auxiliaries."""
        own = {one.at for one in deed.words}
        for word in deed.words:
            noun = word is not deed.predicate.word
            for child in self._tree.children(word):
                case = noun and child.rel == "case" and child.at < word.at
                if case or child.low == NOT or child.rel in AUXILIARIES:
                    own.add(child.at)
        return frozenset(own)

    def _others(
        self, deed: _Deed, told: Sequence[SayablePhrase], own: frozenset[int], level: int
    ) -> tuple[list[SayablePhrase], frozenset[int]]:
        """What else the wording has a way for, and the places of all that is left."""
        known = own.union(*(one.all_tokens() | one.all_left() for one in told))
        kept: list[SayablePhrase] = []
        left: set[int] = set()
        for word in deed.words:
            for child in self._tree.children(word):
                if child.at in known or child.rel in _UNTOLD or is_clause_apart(child):
                    continue
                self._check_known(deed, child)
                further = deed.strict or level < _LEVELS - 1
                phrase = self._further(deed, child, level) if further else None
                if phrase is not None:
                    kept.append(phrase)
                else:
                    self._check_left(deed, word, child)
                    left |= self._sentence.below(child)
        return kept, frozenset(left)

    def _check_known(self, deed: _Deed, child: ParsedWord) -> None:
        """Refuses what counts a deed, and a way in which its verb means something else."""
        way = self._sentence.way(child)
        other = "+" in way and deed.wording.ways.get(way) == _UNSAYABLE
        if child.rel.startswith("nummod") or other:
            raise NotSayableError(child.text)

    def _check_left(self, deed: _Deed, word: ParsedWord, child: ParsedWord) -> None:
        """Refuses to leave what a verb cannot do without."""
        essential = word is deed.predicate.word and child.rel in _ESSENTIAL
        if essential and not self._is_said(child):
            raise NotSayableError(child.text)
        whole = deed.strict or deed.wish is not None
        if whole and not self._verbs.may_leave(child):
            raise NotSayableError(child.text)

    def _is_said(self, child: ParsedWord) -> bool:
        """Whether a word is of a date, or opens what is said."""
        return self._sentence.is_dated(child) or child.low == THAT

    def _further(self, deed: _Deed, child: ParsedWord, level: int) -> SayablePhrase | None:
        """What stands in a way that the wording has, or a place or a sum."""
        if self._sentence.is_dated(child) or self._sentence.speech_of(child) is not None:
            return None
        way, wording, strict = self._sentence.way(child), deed.wording, deed.strict
        try:
            phrase = self._phrase(child, way, level)
        except NotSayableError:
            return None
        kinds = {one.kind for one in phrase.called}
        sayable = (
            way in wording.ways
            or (strict and way in _WAYS_OF_VERBS)
            or (phrase.is_sum and way in SUMS)
            or (kinds == {CalledKind.PLACE} and not phrase.head and way in PLACE_WAYS)
        )
        return phrase if sayable and phrase.pointing is None and not phrase.leans else None

    def _idle(self, left: frozenset[int]) -> frozenset[int]:
        """Of the places that are left those of dates and marks."""
        return frozenset(
            at for at in left if at in self._sentence.dates or self._sentence.is_mark(at)
        )


def _is_of(claim: Claim, predicate: DeedPredicate) -> bool:
    """Whether a claim is told by a predicate."""
    inside = claim.trigger.start <= predicate.core.span.start < claim.trigger.end
    return inside and claim.deed == predicate.deed


def _as_role(phrase: SayablePhrase, deed: _Deed) -> SayablePhrase:
    """A phrase in the way of its role: the doer as a subject, the patient as an object."""
    parts, stands = deed.parts, phrase.way.rpartition("+")[2]
    patient = "nom" if deed.wording.subject else "acc"
    for argument, way in ((parts.agent, "nom"), (parts.patient, patient)):
        if argument is not None and argument.own.at in phrase.all_tokens() | phrase.left:
            return replace(phrase, way=way, stands=stands)
    patients = deed.predicate.roles.get("patient", ())
    if parts.patient is None and "+" in phrase.way and phrase.way in patients:
        return replace(phrase, way=patient, stands=stands)
    return phrase


def _is_moved(arguments: Collection[SayablePhrase]) -> bool:
    """Whether a thing moves somebody, or the object stands where only some verbs have it."""
    return any(
        (one.way == "nom" and one.stands == "ins" and not may_do(one))
        or (one.way == "acc" and one.stands not in ("acc", "nom", ""))
        or (one.way == "acc" and bool(one.lead))
        for one in arguments
    )


def _has_needed(ways: Collection[str], wording: DeedWording) -> bool:
    """Whether all is told without which a wording tells nothing; of what a bar parts, one."""
    needs = ("nom" if wording.subject and one == "acc" else one for one in wording.needs)
    return all(any(way in ways for way in one.split("|")) for one in needs)


def _may_be_done_to(phrase: SayablePhrase, wording: DeedWording) -> bool:
    """Whether a patient is of the kind that a deed is done to."""
    if phrase.amount is not None and phrase.amount.unit in LENGTHS:
        return False
    person = phrase.animate or any(one.kind is CalledKind.PERSON for one in phrase.called)
    return not wording.done_to or (wording.done_to == "persons") is person


def _names_same(one: SayablePhrase, other: SayablePhrase) -> bool:
    """Whether two phrases name one person: nobody does it to himself."""
    names = [
        {each.words.split()[-1] for each in phrase.called if each.kind is CalledKind.PERSON}
        for phrase in (one, other)
    ]
    return bool(names[0] & names[1])
