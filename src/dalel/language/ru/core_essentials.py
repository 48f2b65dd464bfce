"""What may not be left of a sentence when a clause of it is told by itself: else it misleads.

A deed of prosecution is told with its charge or reason, a noun with what restricts it, an admission
with the denial beside it; what limits a deed, or tells that it is of an older act, is never lost.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dalel.domain.claim import Claim
from dalel.domain.facts import FactKind
from dalel.language.ru.core_checks import denial
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.sayable_words import HOURS, NOT, SETTINGS
from dalel.language.ru.valued_sentence import ValuedSentence
from dalel.language.sayable import PROSECUTED, CalledKind, SayableClause, SayablePhrase
from dalel.language.wordlist import words

_CONVICTED: Final = frozenset(words("convict acquit sentence suspect charge accuse"))
#: Words that tell what somebody is charged with, or by whose will something was done.
_CHARGING: Final = frozenset(
    words(
        "подозрение подозревать обвинение обвинять обвиняться обвиняемый вменять клевета "
        "вымогательство взятка взяточничество мошенничество хулиганство наркотик кодекс ук коап "
        "статья экстремизм терроризм разжигание оскорбление потому поскольку из-за связь повод "
        "требование преступление правонарушение нарушение распространение факт"
    )
)
#: A noun that "по" makes a reason of.
_CASES: Final = frozenset(words("дело материал жалоба заявление иск обращение"))
_BY: Final = "по"
_OVER: Final = "за"
#: Without a word by whose demand it was, what was done reads as of free will.
_DEMANDS: Final = frozenset(
    words("требование представление предписание указание настояние давление поручение")
)
#: What is "за" and no reason: a stretch of time, a place.
_NO_REASONS: Final = frozenset(
    words("год месяц неделя день сутки час минута время период квартал руль рубеж предел граница")
)
#: Words that make a deed less than it is.
_LIMITED: Final = frozenset(
    words("частично отчасти лишь только частичный остальной преимущественно исключительно")
)
#: Nouns of deeds of which several are not one.
_COUNTED: Final = frozenset(words("протокол дело иск штраф приговор обыск постановление жалоба"))
_ADMITTING: Final = frozenset(words("признать признавать подтвердить подтверждать согласиться"))
_DENYING: Final = frozenset(words("отрицать опровергнуть опровергать отвергать отвергнуть"))
_BUT: Final = frozenset(words("но однако а хотя"))
#: What only a text says.
_WRITTEN: Final = frozenset(
    words("говориться сообщаться утверждаться отмечаться указываться подчёркиваться")
)
_OF: Final = "от"
#: After a thing these may tell which one it is, wherever the tree hangs them.
_RESTRICTING: Final = frozenset(words("в на о об по для против с из от у при без за между через"))
_MAIN: Final = ("nom", "acc", "gen")
_DAY: Final = "day"
#: An amendment is submitted to these, and does not change them.
_DELIBERATING: Final = frozenset(
    words("группа комитет комиссия мажилис сенат парламент правительство совет министерство палата")
)
_CHANGES: Final = frozenset(words("поправка изменение дополнение"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Essentials:
    """What a clause of a sentence misses; ``deeds`` are those that it tells."""

    sentence: ValuedSentence
    clause: SayableClause
    deeds: frozenset[str]

    @property
    def misses(self) -> bool:
        """Whether something is left without which the clause misleads."""
        return (
            self._misses_charge()
            or self._misses_demand()
            or any(self._misses_part(one) for one in self._participants())
            or self._is_several()
            or self._is_limited()
            or self._is_half_said()
            or self._is_of_older_act()
            or self._is_written()
            or self._is_submitted()
        )

    @cached_property
    def _told(self) -> frozenset[int]:
        return self.clause.all_tokens()

    @cached_property
    def _own(self) -> list[ParsedWord]:
        """The words of its verbs."""
        own = frozenset[int]().union(*(one.own for one in self.clause.clauses()))
        return list(self.sentence.words_at(own))

    @cached_property
    def _left(self) -> list[ParsedWord]:
        """All words of the sentence that it does not tell."""
        return [one for one in self.sentence.tree.words if one.at not in self._told]

    def _segment(self) -> list[ParsedWord]:
        """What it does not tell of the stretches between marks in which its verbs stand."""
        segments = self.sentence.tree.segments
        own = {segments[one.at] for one in self._own if one.verbal or one.form == "noun"}
        return [one for one in self._left if segments[one.at] in own]

    def _misses_charge(self) -> bool:
        """Whether the sentence tells for what somebody is prosecuted, and the clause does not."""
        if not self.deeds & PROSECUTED or self._tells_law():
            return False
        segments = self.sentence.tree.segments
        denied = {segments[one.at] for one in self._left if one.low == NOT}
        left = [one for one in self._left if segments[one.at] not in denied]
        if any(self._is_charge(one) for one in left):
            return True
        return bool(self.deeds & _CONVICTED) and any(
            self.sentence.way(one) == "в+loc" and not self._is_setting(one)
            for one in self._hanging()
        )

    def _tells_law(self) -> bool:
        return any(
            one.kind is CalledKind.STATUTE
            for phrase in self.clause.all_phrases()
            for one in phrase.called
        )

    def _is_charge(self, word: ParsedWord) -> bool:
        if word.low in _CHARGING or word.lemma in _CHARGING:
            return True
        preposition = self.sentence.tree.preposition(word)
        if preposition == _BY and word.lemma in _CASES:
            return True
        reason = word.form == "noun" or word.pos in ("PRON", "NOUN")
        timed = word.lemma in _NO_REASONS or self.sentence.is_dated(word)
        return preposition == _OVER and reason and not (timed or word.at in self.sentence.amounts)

    def _misses_demand(self) -> bool:
        """Whether it leaves by whose demand something was done."""
        return any(
            one.lemma in _DEMANDS and self.sentence.tree.preposition(one) in (_BY, "под")
            for one in self._hanging()
        )

    def _hanging(self) -> Iterator[ParsedWord]:
        """What hangs on its words at once and is not told."""
        for own in self._own:
            for one in self.sentence.tree.children(own):
                if one.at not in self._told and not one.verbal:
                    yield one

    def _participants(self) -> Iterable[SayablePhrase]:
        for clause in self.clause.clauses():
            for one in clause.arguments:
                nameless = bool(one.head) and not one.called and not one.pronoun
                if one.way in _MAIN and nameless:
                    yield one

    def _misses_part(self, phrase: SayablePhrase) -> bool:
        """Whether a noun without a name is told without what tells which one it is."""
        counted = phrase.plural or phrase.amount is not None
        segments = self.sentence.tree.segments
        own = {segments[at] for at in phrase.all_tokens()}
        for one in self.sentence.words_at(phrase.all_left()):
            beside = one.rel == "nmod" and segments[one.at] in own
            if (
                beside
                or one.form == "participle"
                or (counted and one.rel in ("acl", "acl:relcl", "advcl"))
            ):
                return True
        return (counted and self._goes_on_when(phrase)) or self._is_restricted_behind(phrase)

    def _goes_on_when(self, phrase: SayablePhrase) -> bool:
        """Whether a clause behind tells of what kind things are: 16 эпизодов, когда ..."""
        behind = self.sentence.tree.words[max(phrase.all_tokens()) + 1 :][:2]
        return len(behind) > 1 and behind[0].text == "," and behind[1].low in ("когда", "где")

    def _is_restricted_behind(self, phrase: SayablePhrase) -> bool:
        """Whether a preposition stands right behind a thing: чаты в зарубежных мессенджерах."""
        at = max(phrase.all_tokens()) + 1
        if phrase.animate or phrase.is_sum or at in self._told or at >= self._end:
            return False
        preposition = self.sentence.tree.words[at]
        if preposition.low not in _RESTRICTING or preposition.pos != "ADP":
            return False
        noun = self.sentence.tree.head(preposition)
        return noun is not None and noun.at > at and not self._is_setting(noun)

    @property
    def _end(self) -> int:
        return len(self.sentence.tree.words)

    def _is_setting(self, word: ParsedWord) -> bool:
        """Whether a word is of when or where something was."""
        fact = self.sentence.facts.get(word.at)
        place = fact is not None and fact.kind is FactKind.PLACE
        timed = word.lemma in SETTINGS | HOURS | _NO_REASONS or word.at in self.sentence.dates
        return place or timed or word.at in self.sentence.amounts

    def _is_several(self) -> bool:
        """Whether several deeds would be told as one: составлены протоколы."""
        return any(
            one.plural and one.lemma in _COUNTED and one.rel in ("nsubj:pass", "nsubj", "obj")
            for one in self._own
        )

    def _is_limited(self) -> bool:
        """Whether a word by which a deed is less than it is would be lost."""
        return any(one.low in _LIMITED or one.lemma in _LIMITED for one in self._segment())

    def _is_half_said(self) -> bool:
        """Whether an admission would be told without the denial beside it, or the other way."""
        verbs = [one for one in self._own if one.verbal]
        for mine, other in ((_ADMITTING, _DENYING), (_DENYING, _ADMITTING)):
            told = any(one.lemma in mine for one in verbs)
            left = any(
                one.lemma in other or (one.lemma in mine and denial(self.sentence, one))
                for one in self._left
                if one.verbal
            )
            if told and left and any(one.low in _BUT for one in self.sentence.tree.words):
                return True
        return False

    def _is_of_older_act(self) -> bool:
        """Whether the only day of it is that of an act, which is left: приказом от 28 сентября."""
        if any(one.when is not None for one in self.clause.clauses()):
            return False
        words_ = self.sentence.tree.words
        return any(
            one.precision == _DAY
            and at not in self._told
            and at
            and words_[at - 1].low == _OF
            and words_[at - 1].at not in self.sentence.dates
            for at, one in self.sentence.dates.items()
        )

    def _is_written(self) -> bool:
        """Whether only a text says it, and that is not told."""
        return self.clause.speaker is None and any(one.lemma in _WRITTEN for one in self._left)

    def _is_submitted(self) -> bool:
        """Whether what is changed would be whoever is to decide on the change."""
        phrases = list(self.clause.all_phrases())
        changes = any(one.lemma in _CHANGES for one in self._own) or any(
            one.head in _CHANGES for one in phrases if one.way in _MAIN
        )
        into = [one for one in phrases if one.way in ("в+acc", "dat") or one.lead]
        deciding = any(
            one.head in _DELIBERATING or any(each.kind is CalledKind.BODY for each in one.called)
            for one in into
        )
        return changes and deciding


def misses(sentence: ValuedSentence, clause: SayableClause, claims: Iterable[Claim]) -> bool:
    """Whether a clause is told without what it may not be; the claims are its sentence's."""
    deeds = frozenset(
        one.deed
        for one in claims
        if any(one.trigger.meets(each.trigger) for each in clause.clauses())
    )
    return Essentials(sentence=sentence, clause=clause, deeds=deeds).misses
