"""Says in Kazakh what a clause of another language says, word for word of a dictionary.

What the dictionary has no word for is not said: a phrase that only adds something is left out, and
told with the places of its words; a clause that cannot do without it is not said at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Final

from dalel.domain.claim import AmountBound, When
from dalel.domain.dictionary import DeedWording, Dictionary, DictionaryVerb, EntryKind
from dalel.language.kk.cases import Case
from dalel.language.kk.noun_inflection import decline
from dalel.language.kk.phrase_sayer import PhraseSayer, Said, is_person, joined
from dalel.language.kk.said_values import KazakhNames, said_date
from dalel.language.kk.verb_inflection import VerbEnding as Form
from dalel.language.kk.verb_inflection import conjugate
from dalel.language.kk.ways import IN_SUMS, OBJECTS, UNSAYABLE, WAYS
from dalel.language.sayable import (
    MUST,
    PLACE_WAYS,
    CalledKind,
    ClauseTense,
    NotSayableError,
    SayableClause,
    SayablePhrase,
    may_do,
)

#: What ends so stands at once before the verb.
_AT_ONCE: Final = ("деп", "болып", "етіп")
#: In these ways a verbal noun would tell an aim, where it tells what was done.
_OF_THINGS: Final = ("nom+үшін", "dat+дейін")
#: What these verbs are done to is new by them: хат жолдады.
_BRINGING_FORTH: Final = frozenset(
    {"жолда", "жібер", "туғыз", "тудыр", "сұрат", "жаз", "жина", "тап"}
)
#: So many things are got, made or told of by these; of others they are the known ones.
_GETTING: Final = frozenset(
    {"ал", "жина", "сақта", "тірке", "жаз", "жібер", "жолда", "бер", "төле", "шығар", "тап"}
    | {"құр", "аш", "өткіз", "жарияла", "әзірле", "анықта", "жаса", "бөл", "қос", "сат", "ұсын"}
)
#: What is done so for long is done to things of a kind.
_HOLDING: Final = frozenset({"сақта", "сат", "өндір", "шығар"})
#: What goes on now stands so in the present.
_GOING_ON: Final = ("жүргіз", "тексер", "талқыла", "ізде", "әзірле")
_BEGIN_TO_WORK: Final = "жұмыс істей баста"
_COME_INTO_FORCE: Final = "күшіне ен"
#: Nouns of rules, which do not work but are in force.
_RULES: Final = frozenset(
    {"норма", "закон", "правило", "кодекс", "поправка", "статья", "порядок", "требование", "приказ"}
)
#: Small numbers at the beginning of a sentence are written as words.
_IN_WORDS: Final = ("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз", "он")
_SMALL: Final = re.compile(r"(\d{1,2})(?=[\s\u00a0][^\W\d])")
_TENSES: Final = {
    ClauseTense.PAST: Form.PAST,
    ClauseTense.PRESENT: Form.PRESENT,
    ClauseTense.FUTURE: Form.PRESENT,
}


class _Slot(IntEnum):
    """Where something stands in a Kazakh clause before its verb."""

    WHEN = 0
    WHERE = 1
    SUBJECT = 2
    MIDDLE = 3
    OBJECT = 4
    LAST = 5
    BARE = 6


@dataclass(frozen=True, kw_only=True, eq=False)
class KazakhSayer:
    """What says clauses in Kazakh: a dictionary, and the names of a country."""

    dictionary: Dictionary
    names: KazakhNames

    def phrase(self, phrase: SayablePhrase) -> Said | None:
        """A phrase by itself, as a dictionary has it; None where it cannot be said."""
        try:
            return self._phrases.phrase(phrase, "nom")
        except NotSayableError:
            return None

    def date(self, when: When) -> str | None:
        """A date as an answer to "when"; None of another date, or one that is not known."""
        try:
            return said_date(when, self.names)
        except NotSayableError:
            return None

    def sentence(self, clause: SayableClause) -> Said | None:
        """The clause as a sentence with its full stop; None where it cannot be said."""
        try:
            said = self._clause(clause, Form.PAST)
        except NotSayableError:
            return None
        return Said(text=_opened(said.text), left_out=said.left_out)

    def joined_sentence(self, first: SayableClause, second: SayableClause) -> Said | None:
        """Two clauses as one sentence: X ұсталып, қамауға алынды.

        The second stands without what is told in the first one.
        """
        try:
            opened = joined([self._clause(first, Form.CONVERB), ","], "")
            said = joined([opened, self._clause(second, Form.PAST)])
        except NotSayableError:
            return None
        return Said(text=_opened(said.text), left_out=said.left_out)

    @cached_property
    def _phrases(self) -> PhraseSayer:
        return PhraseSayer(dictionary=self.dictionary, names=self.names, telling=self._telling)

    def _clause(self, clause: SayableClause, form: Form, case: Case = Case.NOM) -> Said:
        """A clause whose verb stands in a form; as a noun it stands in a case."""
        entry = self._entry(clause)
        passive = _is_passive(clause)
        if passive and sum(one.way in ("acc", "nom") for one in clause.arguments) > 1:
            # Which of them is done to, and which does it, nothing would tell.
            raise NotSayableError(clause.verb)
        parts = sorted(self._parts(clause, entry, passive=passive), key=lambda part: part[0])
        verb = _verb(clause, entry, form, passive=passive)
        if form is Form.NOUN:
            verb = decline(verb, case)
        told = joined([*(said for _, said in parts), verb])
        if clause.speaker is None:
            return told
        named = is_person(clause.speaker)
        person = self._phrases.is_person(clause.speaker) if named else clause.speaker.animate
        says = "айтуынша," if person else "мәліметінше,"
        says = "пікірінше," if clause.opinion else says
        return joined([self._phrases.phrase(clause.speaker, "gen"), says, told])

    def _entry(self, clause: SayableClause) -> DictionaryVerb:
        entry = clause.wording or self.dictionary.verbs.get(clause.verb)
        if entry is None:
            raise NotSayableError(clause.verb)
        heads = {one.head for one in clause.arguments if one.way in ("nom", "acc")}
        if entry.kk == _BEGIN_TO_WORK and heads & _RULES:
            return replace(entry, kk=_COME_INTO_FORCE)
        return entry

    def _telling(self, clause: SayableClause) -> Said:
        """A clause that tells which one, before its noun: инфрақұрылымға енген (хакерлер)."""
        return self._clause(
            clause, Form.PERFECT if clause.tense is ClauseTense.PAST else Form.HABITUAL
        )

    def _parts(
        self, clause: SayableClause, entry: DictionaryVerb, *, passive: bool
    ) -> Iterator[tuple[_Slot, Said]]:
        """All that stands before the verb, each with its place."""
        if clause.when is not None:
            yield _Slot.WHEN, Said(text=said_date(clause.when, self.names))
        for phrase in clause.arguments:
            yield self._argument(phrase, clause, entry, passive=passive)
        for adverb, _ in clause.adverbs:
            yield _Slot.LAST, Said(text=self._phrases.word(adverb, EntryKind.ADVERB))
        if clause.infinitive is not None:
            way = entry.ways.get("inf", "acc")
            yield _Slot.OBJECT, self._infinitive(clause.infinitive, way, passive=passive)
        if clause.content is not None:
            yield _Slot.OBJECT, joined([self._clause(clause.content, Form.PAST), "деп"])
        for each in clause.beside:
            yield _Slot.SUBJECT, joined([self._clause(each, Form.CONVERB), ","], "")

    def _infinitive(self, clause: SayableClause, way: str, *, passive: bool) -> Said:
        """What is asked, planned or ordered, as a verbal noun."""
        if way == UNSAYABLE:
            raise NotSayableError(clause.verb)
        case, _, after = ("nom" if passive and way == "acc" else way).partition("+")
        return joined([self._clause(clause, Form.NOUN, Case(case)), after])

    def _argument(
        self, phrase: SayablePhrase, clause: SayableClause, entry: DictionaryVerb, *, passive: bool
    ) -> tuple[_Slot, Said]:
        way = _active_way(phrase, clause)
        if way in IN_SUMS and phrase.is_sum and way not in entry.ways:
            return _Slot.LAST, joined([self._phrases.phrase(phrase, "nom"), "көлемінде"])
        if clause.whose and way == "gen" and way not in entry.ways:
            raise NotSayableError(way)
        target = _target(phrase, way, entry)
        if passive and target == "acc":
            target = "nom"
        self._check_target(phrase, way, target)
        if target == "acc" and self._is_bare(phrase, clause, entry):
            return _Slot.BARE, self._phrases.phrase(phrase, "nom")
        try:
            said = self._phrases.phrase(phrase, target)
        except NotSayableError:
            if way not in PLACE_WAYS or way in entry.ways or not _is_place(phrase):
                raise
            said = Said(text="", left_out=phrase.all_tokens())
        return _slot(phrase, way, target, clause, passive=passive), said

    def _is_bare(self, phrase: SayablePhrase, clause: SayableClause, entry: DictionaryVerb) -> bool:
        """Whether an object stands without an ending at once before its verb: 37 балл алды."""
        if any(one.endswith(_AT_ONCE) for one in entry.ways.values()):
            return False
        counted = phrase.amount is not None and entry.kk.split()[-1] in _GETTING
        lasting = clause.tense is ClauseTense.PRESENT and entry.kk in _HOLDING
        told = counted or lasting or entry.kk in _BRINGING_FORTH
        return told and self._phrases.is_indefinite(phrase)

    def _check_target(self, phrase: SayablePhrase, way: str, target: str) -> None:
        """Refuses what would stand in a way that its noun has not.

        :raises NotSayableError: of a place that is done to, of a deed as a reason or an end, and
            of a bounded amount before a postposition.
        """
        bounded = phrase.amount is not None and phrase.amount.bound is not AmountBound.EXACT
        place = way in ("acc", "gen") and not phrase.head and _is_place(phrase)
        deed = target in _OF_THINGS and self._phrases.is_action(phrase)
        if place or deed or (bounded and "+" in target):
            raise NotSayableError(way)


def _opened(text: str) -> str:
    """A text as a sentence: with a capital where its first word has none, and no bare digit."""
    number = _SMALL.match(text)
    if number and 0 < int(number[1]) < len(_IN_WORDS):
        text = _IN_WORDS[int(number[1])] + text[number.end() :]
    first = text.partition(" ")[0]
    if not (first.isascii() and first != first.lower()):
        text = text[:1].upper() + text[1:]
    return f"{text}."


def _is_passive(clause: SayableClause) -> bool:
    """Whether it is told of what is done, and nobody says or is told by whom."""
    if clause.passive:
        return not any(one.way == "ins" and may_do(one) for one in clause.arguments)
    inner = clause.content is not None or clause.infinitive is not None
    set_phrase = clause.wording is not None or " " in clause.verb
    told = inner or set_phrase or any(one.way in OBJECTS for one in clause.arguments)
    if clause.agentless and not told:
        raise NotSayableError(clause.verb)
    return clause.agentless


def _active_way(phrase: SayablePhrase, clause: SayableClause) -> str:
    """How a phrase would stand if its clause told who does it."""
    if clause.passive and phrase.way == "nom":
        return "acc"
    if clause.passive and phrase.way == "ins" and may_do(phrase):
        return "nom"
    return phrase.way


def _target(phrase: SayablePhrase, way: str, entry: DictionaryVerb) -> str:
    """How a phrase stands in Kazakh."""
    target = entry.ways.get(way) or WAYS.get(way, UNSAYABLE)
    if target == UNSAYABLE:
        raise NotSayableError(way)
    asked = way == "acc" and target == "abl" and not isinstance(entry, DeedWording)
    return "acc" if asked and not may_do(phrase) else target


def _slot(
    phrase: SayablePhrase, way: str, target: str, clause: SayableClause, *, passive: bool
) -> _Slot:
    if target == "loc" and _is_place(phrase) and not phrase.head:
        return _Slot.WHERE
    if passive and way == "acc" and clause.wording is not None:
        return _Slot.SUBJECT
    if any(one.kind is CalledKind.STATUTE for one in phrase.called):
        return _Slot.OBJECT
    if target.startswith("gen") or target.endswith(_AT_ONCE):
        return _Slot.LAST
    if target == "nom" and (way == "nom" or passive):
        return _Slot.SUBJECT
    return _Slot.OBJECT if target in ("acc", "dat") else _Slot.MIDDLE


def _verb(clause: SayableClause, entry: DictionaryVerb, form: Form, *, passive: bool) -> str:
    """The verb in a form; a main clause stands in the past where its tense says nothing else."""
    own = passive and bool(entry.passive)
    stem = entry.passive if own else entry.kk
    passive = passive and not own
    if form is not Form.PAST:
        if clause.possible:
            raise NotSayableError(clause.verb)
        return conjugate(stem, form, negated=clause.negated, passive=passive)
    if clause.possible and clause.negated:
        return conjugate(stem, Form.CONVERB_A, passive=passive) + " алмайды"
    if stem == MUST:
        return f"{MUST} емес" if clause.negated else MUST
    if clause.infinitive is not None and clause.tense is ClauseTense.PRESENT:
        ends = "отырған жоқ" if clause.negated else "отыр"
        return f"{conjugate(stem, Form.CONVERB, passive=passive)} {ends}"
    now = clause.tense is ClauseTense.PRESENT and clause.when is None and not clause.possible
    if now and not clause.negated and stem.endswith(_GOING_ON):
        return f"{conjugate(stem, Form.CONVERB, passive=passive)} жатыр"
    form = Form.POSSIBLE if clause.possible else _TENSES[clause.tense]
    return conjugate(stem, form, negated=clause.negated, passive=passive)


def _is_place(phrase: SayablePhrase) -> bool:
    return any(one.kind is CalledKind.PLACE for one in phrase.called)
