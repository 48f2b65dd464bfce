"""Reads nouns with what belongs to them, so that they can be said again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.facts import FactKind
from dalel.language.ru.arguments import way_of
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.pronoun_reader import PronounReader, name_of
from dalel.language.ru.references import refers
from dalel.language.ru.sayable_words import (
    BILLS,
    CONTENT_OF_NOUNS,
    DEMONSTRATIVES,
    EVERY,
    HIS_OR_HER,
    LEANING,
    ONLY,
    OR_RATHER,
    OUT_OF,
    OWN,
    POSSESSIVES,
    PRONOUNS_OF_CLAUSES,
    SPEAKING_BODIES,
    SUPERLATIVE,
    THIS,
    THOUSANDS,
    is_idle,
    is_several,
    limits,
    turns,
)
from dalel.language.ru.valued_sentence import ValuedSentence, places_of
from dalel.language.sayable import (
    CalledKind,
    NotSayableError,
    SaidName,
    SayableClause,
    SayablePhrase,
)

_CASES: Final = frozenset({"nom", "gen", "dat", "acc", "ins", "loc"})
#: What a name is that the pack knows by a code.
_CODED: Final = {FactKind.PLACE: CalledKind.PLACE, FactKind.ORGANISATION: CalledKind.BODY}
_LATIN: Final = frozenset({FactKind.HOST, FactKind.HANDLE})
_CLAUSES: Final = frozenset({"acl:relcl", "acl", "parataxis", "advcl"})
#: What lengths of time are counted in.
_LENGTHS: Final = {
    "год": "year", "лето": "year", "месяц": "month", "неделя": "week", "день": "day",
    "сутки": "day", "час": "hour", "минута": "minute",
}  # fmt: skip
#: So many letters at the beginning are of the root.
_ROOT: Final = 3
#: What adds something to a noun that has a name.
_ADDING: Final = frozenset({"amod", "acl", "acl:relcl", "appos", "parataxis"})
#: In these ways stands with what, or from where, a thing is.
_DESCRIBING: Final = frozenset({"с+ins", "с+gen", "из+gen"})
_FUNCTION_WORDS: Final = frozenset({"punct", "cc", "case"})

_Part = Callable[[SayablePhrase, ParsedWord, ParsedWord], SayablePhrase]


def _untold(word: ParsedWord) -> SayableClause:
    raise NotSayableError(word.text)


@dataclass(frozen=True, kw_only=True, eq=False)
class PhraseReader:
    """Reads the nouns of a sentence; ``telling`` reads a clause that tells which one a noun is.

    Without it no such clause is read. A ``bare`` reader leaves what somebody, a body or a name can
    be told without, the ``barest`` one also with what or from where one thing is.
    """

    sentence: ValuedSentence
    pronouns: PronounReader
    telling: Callable[[ParsedWord], SayableClause] = _untold
    bare: bool = False
    barest: bool = False

    def phrase(self, word: ParsedWord, way: str) -> SayablePhrase:
        """A noun in its way, with what belongs to it.

        :raises NotSayableError: where a word under it cannot be accounted for.
        """
        pronoun = self.pronouns.phrase(word, way)
        if pronoun is not None:
            return pronoun
        _check_noun(word)
        if word.lemma in THOUSANDS:
            return self._thousands(word, way)
        bare = SayablePhrase(
            way=way,
            head="",
            tokens=frozenset({word.at}),
            lead=self.sentence.lead(word),
            plural=word.plural,
        )
        called = self._coded(word)
        if called is not None:
            own = places_of(self.sentence.facts[word.at], self.sentence.facts)
            return self._with_children(replace(bare, tokens=own, called=(called,)), word)
        if self.sentence.is_quoted(word):
            return self._title(word, bare)
        return self._with_children(self._headed(word, bare), word)

    # How a noun is called.

    def _coded(self, word: ParsedWord) -> SaidName | None:
        """A provision, a place, a body or an address as it is called."""
        fact = self.sentence.facts.get(word.at)
        if fact is None:
            return None
        kind = _CODED.get(fact.kind) if fact.known else None
        if fact.kind is FactKind.STATUTE:
            own = self.sentence.words_at(places_of(fact, self.sentence.facts))
            if word.lemma in BILLS or any(is_several(one) for one in own):
                raise NotSayableError(word.text)
            kind = CalledKind.STATUTE
        elif fact.kind in _LATIN:
            kind = CalledKind.LATIN
        return SaidName(kind=kind, words=fact.text, code=fact.value) if kind else None

    def _headed(self, word: ParsedWord, phrase: SayablePhrase) -> SayablePhrase:
        """The phrase with a person's name, a word in Latin letters or the lemma of its noun."""
        phrase = replace(phrase, animate=word.animate, leans=refers(word, self.sentence.tree))
        phrase = self._named(word, phrase)
        inside = self.sentence.titles.get(word.at + 1)
        if inside is None:
            return phrase
        if word.plural and self._goes_on(inside[-1]):
            # Portals of several names, of which this is one.
            raise NotSayableError(word.text)
        called = (*phrase.called, self._called_title(inside))
        return replace(phrase, called=called, tokens=phrase.tokens.union(inside))

    def _goes_on(self, at: int) -> bool:
        """Whether another name follows the one that ends at a place."""
        following = self.sentence.tree.words[at + 1 : at + 2]
        return any(one.text in (",", "и") for one in following)

    def _named(self, word: ParsedWord, phrase: SayablePhrase) -> SayablePhrase:
        if self.sentence.is_person(word):
            return self._with_person(phrase, word, _case_of(phrase.way))
        if word.text.isascii() and word.text[0].isalpha():
            self._check_whole(word)
            return replace(phrase, called=(SaidName(kind=CalledKind.LATIN, words=word.text),))
        unit = word.at in self.sentence.amounts
        if word.text[0].isupper() and word.at and not word.known and not unit:
            raise NotSayableError(word.text)
        return replace(phrase, head=word.lemma)

    def _check_whole(self, word: ParsedWord) -> None:
        """Refuses a word in Latin letters that goes on at once: JelNews24."""
        following = self.sentence.tree.words[word.at + 1 : word.at + 2]
        if any(one.span.start == word.span.end and one.text.isalnum() for one in following):
            raise NotSayableError(word.text)

    def _title(self, word: ParsedWord, phrase: SayablePhrase) -> SayablePhrase:
        """A title in quotation marks without a noun before it."""
        inside = next(each for each in self.sentence.titles.values() if word.at in each)
        if any(self.sentence.tree.words[at].verbal for at in inside) or phrase.way != "nom":
            raise NotSayableError(word.text)
        return replace(
            phrase, plural=False, tokens=frozenset(inside), called=(self._called_title(inside),)
        )

    def _called_title(self, inside: range) -> SaidName:
        text = self.sentence.title(inside)
        if not text[:1].isupper() and not text[:1].isdigit():
            raise NotSayableError(text)
        return SaidName(kind=CalledKind.TITLE, words=text)

    def _with_person(self, phrase: SayablePhrase, word: ParsedWord, case: str) -> SayablePhrase:
        own = places_of(self.sentence.facts[word.at], self.sentence.facts)
        name = name_of(self.sentence.words_at(own), case)
        called = (*phrase.called, SaidName(kind=CalledKind.PERSON, words=name))
        return replace(phrase, called=called, tokens=phrase.tokens | own)

    def _thousands(self, word: ParsedWord, way: str) -> SayablePhrase:
        """So many thousands of something: the something, counted."""
        children = self.sentence.tree.children(word)
        amount = self.sentence.amounts.get(word.at)
        counted = [one for one in children if one.rel == "nmod" and one.case == "gen"]
        if amount is None or len(counted) != 1 or amount.unit != "count":
            raise NotSayableError(word.text)
        own = places_of(amount, self.sentence.amounts)
        lead = self.sentence.lead(word)
        rest = {one.at for one in children} - own - lead - {counted[0].at}
        if not all(self.sentence.is_mark(at) for at in rest):
            raise NotSayableError(word.text)
        phrase = self.phrase(counted[0], "gen")
        if phrase.amount is not None or phrase.called or not phrase.head:
            raise NotSayableError(word.text)
        tokens = phrase.tokens | own | {word.at}
        return replace(phrase, way=way, amount=amount, lead=lead, tokens=tokens)

    # What belongs to a noun.

    def _with_children(self, phrase: SayablePhrase, word: ParsedWord) -> SayablePhrase:
        for child in self.sentence.tree.children(word):
            if child.at in phrase.tokens | phrase.lead:
                continue
            if self.bare and self._may_leave(phrase, word, child):
                phrase = replace(phrase, left=phrase.left | self.sentence.below(child))
            else:
                phrase = self._with_child(phrase, word, child)
        return phrase

    def _may_leave(self, phrase: SayablePhrase, noun: ParsedWord, child: ParsedWord) -> bool:
        """Whether somebody, a body or a name is the same one without what belongs to it."""
        known = bool(phrase.called) or noun.animate or noun.lemma in SPEAKING_BODIES
        several = phrase.plural and not phrase.called
        titled = child.rel == "amod" and any(
            one.kind is not CalledKind.PERSON for one in phrase.called
        )
        described = self.barest and self._only_describes(phrase, child)
        if several or titled or self.sentence.is_person(child) or not (known or described):
            return False
        if any(limits(one) or turns(one) for one in (child, *self.sentence.tree.children(child))):
            return False
        if child.rel == "nmod":
            return "+" in way_of(self.sentence.tree, child)
        segments = self.sentence.tree.segments
        if child.rel == "appos" and segments[child.at] == segments[noun.at]:
            return False
        return child.rel in _ADDING

    def _only_describes(self, phrase: SayablePhrase, child: ParsedWord) -> bool:
        """Whether a word tells with what, or from where, one thing is: видео с беспилотника."""
        describes = child.rel == "nmod" and way_of(self.sentence.tree, child) in _DESCRIBING
        counted = phrase.plural or phrase.amount is not None
        below, main = self.sentence.below(child), phrase.way in ("nom", "acc")
        return describes and main and not counted and below.isdisjoint(self.sentence.amounts)

    def _with_child(
        self, phrase: SayablePhrase, noun: ParsedWord, child: ParsedWord
    ) -> SayablePhrase:
        if self.sentence.is_quoted(child):
            raise NotSayableError(child.text)
        if child.rel in _FUNCTION_WORDS:
            return phrase
        if child.low in ONLY and child.rel in ("advmod", "discourse"):
            return replace(phrase, only=True, tokens=phrase.tokens | {child.at})
        if turns(child):
            raise NotSayableError(child.text)
        if self._adds_nothing(child):
            return phrase
        if self._is_date_alone(child):
            date = self.sentence.dates[child.at]
            own = places_of(date, self.sentence.dates)
            return replace(phrase, date=date, tokens=phrase.tokens | own)
        return self._part(child)(phrase, noun, child)

    def _adds_nothing(self, child: ParsedWord) -> bool:
        """Whether a word may be left out, or belongs to an amount that is read with its number."""
        counts = child.rel == "advmod" and child.at in self.sentence.amounts
        return counts or child.low == "и" or is_idle(child)

    def _is_date_alone(self, child: ParsedWord) -> bool:
        """Whether a word under a noun is a date, and nothing but it."""
        value = self.sentence.dates.get(child.at)
        return self.sentence.is_dated(child) and all(
            self.sentence.dates.get(one.at) is value
            for one in self.sentence.tree.subtree(child)
            if one.pos not in ("PUNCT", "ADP")
        )

    def _part(self, child: ParsedWord) -> _Part:
        """What reads a child by its relation."""
        if self._is_clause(child):
            return self._with_clause
        if child.rel.startswith("nummod"):
            return self._with_number
        if child.rel in ("amod", "det") or child.form == "adjective":
            return self._with_adjective
        if child.rel == "appos" or child.rel.startswith("flat"):
            return self._with_apposition
        if child.rel == "conj":
            return self._with_conjunct
        if child.rel in ("nmod", "obl", "obj"):
            return self._with_attribute
        raise NotSayableError(child.text)

    def _is_clause(self, child: ParsedWord) -> bool:
        if child.rel in _CLAUSES:
            return True
        return (
            child.form == "participle"
            and child.rel == "amod"
            and any(one.pos != "PUNCT" for one in self.sentence.tree.children(child))
        )

    def _with_clause(
        self, phrase: SayablePhrase, noun: ParsedWord, child: ParsedWord
    ) -> SayablePhrase:
        """The phrase with a clause that tells which one it is, or without what only adds to it."""
        if any(lemma in EVERY for lemma, _ in phrase.adjectives):
            raise NotSayableError(child.text)
        clause = self._telling(child) if phrase.clause is None else None
        if clause is not None:
            commas = self.sentence.commas_around(clause.all_tokens())
            return replace(phrase, clause=clause, tokens=phrase.tokens | commas)
        if phrase.plural and not phrase.called and phrase.amount is None:
            raise NotSayableError(child.text)
        if any(
            one.low in CONTENT_OF_NOUNS and one.rel == "mark"
            for one in self.sentence.tree.children(child)
        ):
            raise NotSayableError(child.text)
        return replace(phrase, left=phrase.left | self.sentence.below(child))

    def _telling(self, child: ParsedWord) -> SayableClause | None:
        if child.form not in ("participle", "finite"):
            return None
        try:
            return self.telling(child)
        except NotSayableError:
            return None

    def _with_number(
        self, phrase: SayablePhrase, noun: ParsedWord, child: ParsedWord
    ) -> SayablePhrase:
        amount = self.sentence.amounts.get(child.at)
        if amount is None:
            raise NotSayableError(child.text)
        own = places_of(amount, self.sentence.amounts)
        if any(one.low == OUT_OF for one in self.sentence.words_at(own)):
            raise NotSayableError(amount.words)
        if any(turns(one) for one in self.sentence.tree.subtree(child)):
            # On two pages instead of eight.
            raise NotSayableError(amount.words)
        if amount.unit != "count" and noun.at not in own:
            raise NotSayableError(amount.words)
        if _LENGTHS.get(noun.lemma, amount.unit) != amount.unit:
            # Three years and eight months are read as forty-four months.
            raise NotSayableError(amount.words)
        tokens = phrase.tokens | own | self.sentence.below(child)
        return replace(phrase, amount=amount, tokens=tokens)

    def _with_adjective(
        self, phrase: SayablePhrase, noun: ParsedWord, child: ParsedWord
    ) -> SayablePhrase:
        if (child.low in HIS_OR_HER or child.lemma == OWN) and phrase.owner is None:
            return replace(phrase, owner=self.pronouns.owner(child))
        if child.lemma == THIS:
            phrase = replace(phrase, leans=True)
        elif child.lemma in DEMONSTRATIVES or {child.low, child.lemma} & POSSESSIVES:
            raise NotSayableError(child.text)
        children = self.sentence.tree.children(child)
        joined = [one for one in children if one.rel == "conj"]
        alone = all(one.rel == "conj" or one.pos in ("PUNCT", "CCONJ") for one in children)
        if not alone or not _agree(noun, child) or _is_compared(child):
            raise NotSayableError(child.text)
        told = (child, *joined)
        return replace(
            phrase,
            adjectives=(*phrase.adjectives, *((one.lemma, one.at) for one in told)),
            listed=phrase.listed or bool(joined),
            tokens=phrase.tokens | {one.at for one in told} | self._between(told),
        )

    def _between(self, told: tuple[ParsedWord, ...]) -> set[int]:
        """The places of what joins words that follow one another."""
        first, last = told[0].at, max(one.at for one in told)
        return {
            mark.at
            for one in told
            for mark in self.sentence.tree.children(one)
            if mark.rel in ("cc", "punct") and first < mark.at < last
        }

    def _with_apposition(
        self, phrase: SayablePhrase, noun: ParsedWord, child: ParsedWord
    ) -> SayablePhrase:
        if self.sentence.is_person(child):
            return self._with_apposed_person(phrase, noun, child)
        segments = self.sentence.tree.segments
        if segments[child.at] != segments[noun.at]:
            return replace(phrase, left=phrase.left | self.sentence.below(child))
        fact = self.sentence.facts.get(child.at)
        address = fact is not None and fact.kind in _LATIN
        if not address and not child.text[0].isascii():
            raise NotSayableError(child.text)
        self._check_whole(child)
        own = frozenset({child.at}) if fact is None else places_of(fact, self.sentence.facts)
        if noun.plural and self._goes_on(max(own)):
            # Sites of several addresses, of which this is one.
            raise NotSayableError(child.text)
        words = child.text if fact is None else fact.text
        called = (*phrase.called, SaidName(kind=CalledKind.LATIN, words=words))
        return replace(phrase, called=called, tokens=phrase.tokens | own | {child.at})

    def _with_apposed_person(
        self, phrase: SayablePhrase, noun: ParsedWord, child: ParsedWord
    ) -> SayablePhrase:
        named = self._with_person(phrase, child, noun.case)
        if noun.animate:
            return self._with_children(named, child)
        passed_on = (*phrase.passed_on, *named.called[len(phrase.called) :])
        return replace(named, called=phrase.called, passed_on=passed_on)

    def _with_conjunct(
        self, phrase: SayablePhrase, noun: ParsedWord, child: ParsedWord
    ) -> SayablePhrase:
        children = self.sentence.tree.children(child)
        if child.verbal or any(one.low in OR_RATHER for one in children):
            raise NotSayableError(child.text)
        joined = self.phrase(child, "")
        owned_apart = joined.owner is not None and phrase.owner is None
        if owned_apart and (noun.animate or child.animate):
            raise NotSayableError(child.text)
        joints = {one.at for one in children if one.rel in ("cc", "punct") and one.at < child.at}
        return replace(phrase, joined=(*phrase.joined, joined), tokens=phrase.tokens | joints)

    def _with_attribute(
        self, phrase: SayablePhrase, noun: ParsedWord, child: ParsedWord
    ) -> SayablePhrase:
        way = way_of(self.sentence.tree, child)
        attribute = self.phrase(child, way)
        if attribute.amount is not None and way in ("в+gen", "на+gen"):
            # After its number a noun stands in the genitive: поправки в девять законов.
            way = way.replace("gen", "acc")
            attribute = replace(attribute, way=way)
        if attribute.passed_on:
            phrase = _named_below(phrase, noun, attribute)
            attribute = replace(attribute, passed_on=())
        if way == "gen":
            return replace(phrase, owner=_chained(phrase.owner, attribute))
        if "+" in way:
            return replace(phrase, further=(*phrase.further, attribute))
        raise NotSayableError(child.text)


def person_of(sentence: ValuedSentence, word: ParsedWord, way: str) -> SayablePhrase | None:
    """The persons whom a noun with a name is of, by names alone; None of any other noun.

    :raises NotSayableError: where a name's nominative is not sure.
    """
    children = sentence.tree.children(word)
    named = (word, *(one for one in children if _is_name_of(one, word)))
    person = next((one for one in named if sentence.is_person(one)), None)
    if person is None:
        return None
    own = places_of(sentence.facts[person.at], sentence.facts)
    coordinated = [one for one in children if one.rel == "conj"]
    beside = [person_of(sentence, one, "") for one in coordinated]
    if any(one is None for one in beside):
        return None
    others = tuple(one for one in beside if one is not None)
    joints = {
        mark.at
        for one in coordinated
        for mark in sentence.tree.children(one)
        if mark.rel in ("cc", "punct") and mark.at < one.at
    }
    name = name_of(sentence.words_at(own), _case_of(way))
    told = own.union(joints, *(one.tokens for one in others))
    return SayablePhrase(
        way=way,
        head="",
        tokens=own | joints,
        lead=sentence.lead(word),
        animate=True,
        called=(SaidName(kind=CalledKind.PERSON, words=name),),
        joined=others,
        left=sentence.below(word) - told,
    )


def _is_name_of(child: ParsedWord, word: ParsedWord) -> bool:
    return word.animate and (child.rel == "appos" or child.rel.startswith("flat"))


def _is_compared(word: ParsedWord) -> bool:
    """Whether an adjective is a comparative or a superlative of another root: лучший, хороший."""
    return word.low[:_ROOT] != word.lemma[:_ROOT] or any(one in word.low for one in SUPERLATIVE)


def _check_noun(word: ParsedWord) -> None:
    """Refuses what stands like a noun and is none."""
    other = word.form in ("adjective", "participle", "predicative") and word.pos != "NOUN"
    pronoun = word.form == "pronoun" or word.lemma in PRONOUNS_OF_CLAUSES
    if other or pronoun or word.lemma in LEANING:
        raise NotSayableError(word.text)


def _case_of(way: str) -> str:
    """The case of a way; nothing for a speaker's."""
    case = way.rpartition("+")[2]
    return case if case in _CASES else ""


def _agree(noun: ParsedWord, adjective: ParsedWord) -> bool:
    """Whether an adjective is that of its noun."""
    if not noun.case:
        return True
    return adjective.plural == noun.plural and adjective.case in ("", noun.case)


def _named_below(
    phrase: SayablePhrase, noun: ParsedWord, attribute: SayablePhrase
) -> SayablePhrase:
    """The phrase with the persons that the tree hangs below it: глава министерства Анна Тан."""
    named = any(one.kind is CalledKind.PERSON for one in phrase.called)
    if noun.animate and not named:
        return replace(phrase, called=(*phrase.called, *attribute.passed_on))
    return replace(phrase, passed_on=(*phrase.passed_on, *attribute.passed_on))


def _chained(owner: SayablePhrase | None, phrase: SayablePhrase) -> SayablePhrase:
    """The owner, with the genitive that follows it at once as its own owner."""
    if owner is None:
        return phrase
    if min(phrase.all_tokens()) != max(owner.all_tokens()) + 1:
        raise NotSayableError("two owners")
    return replace(owner, owner=_chained(owner.owner, phrase))
