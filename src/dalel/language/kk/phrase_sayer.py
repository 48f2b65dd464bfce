"""Says nouns with what belongs to them in Kazakh, by the words of a dictionary."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.dictionary import Dictionary, DictionaryWord, EntryKind
from dalel.language.kk.cases import Case
from dalel.language.kk.noun_inflection import decline
from dalel.language.kk.said_values import KazakhNames, said_amount, said_date
from dalel.language.kk.ways import SUM_OF_NOUN, WAYS
from dalel.language.sayable import (
    CalledKind,
    NotSayableError,
    Pointing,
    SaidName,
    SayableClause,
    SayablePhrase,
    may_do,
)

#: Nouns of shares: of what they are stands in the genitive.
_SHARES: Final = frozenset({"пайыз", "үлес", "бөлік", "жарты"})
#: Nouns of lengths of time.
_TERMS: Final = frozenset({"жыл", "ай", "күн", "тәулік", "сағат"})
_DECLINED: Final = (Case.NOM, Case.GEN, Case.DAT, Case.ACC, Case.LOC, Case.ABL, Case.INS)
_PRONOUNS: Final[Mapping[Pointing, Mapping[Case, str]]] = {
    pointing: dict(zip(_DECLINED, forms.split(), strict=True))
    for pointing, forms in {
        Pointing.ONE: "ол оның оған оны онда одан онымен",
        Pointing.SEVERAL: "олар олардың оларға оларды оларда олардан олармен",
        Pointing.THIS: "бұл мұның бұған мұны мұнда бұдан мұнымен",
        Pointing.SELF: "өзі өз өзіне өзін өзінде өзінен өзімен",
    }.items()
}
#: The conjunction of two, which sounds as the instrumental's ending.
_WITH: Final = ("мен", "бен", "пен")
#: How a year answers "when".
_YEAR: Final = "жылы"
#: In these cases what belongs to a noun cannot stand before it.
_OF_VERBS: Final = ("ins", "abl", "acc")
#: What stands bare before what it is of.
_BARE: Final = (EntryKind.ABSTRACT, EntryKind.ACTION)
#: Nouns with a dative in Kazakh too, by their Russian lemmas, and those of deeds that want a verb.
_TAKING_DATIVE: Final = frozenset(
    [
        "жалоба",
        "ответ",
        "право",
        "доступ",
        "разрешение",
        "запрет",
        "поправка",
        "ссылка",
        "отношение",
        "доверие",
    ]
)
_DONE_AGAINST: Final = frozenset(["атака", "кибератака", "нападение", "покушение", "DDoS-атака"])
#: Of these it is told for what they are: цифрландыру жөніндегі министр.
_OFFICES: Final = (EntryKind.PERSON, EntryKind.BODY)
#: Names that own things as somebody does, the noun before them or not.
_OWNING: Final = (CalledKind.BODY, CalledKind.LATIN)


@dataclass(frozen=True, kw_only=True)
class Said:
    """A text, and the places of the words of the first language that it leaves out."""

    text: str
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class _Noun:
    words: str
    plural: bool
    possessive: bool

    def in_case(self, case: Case) -> str:
        return decline(self.words, case, plural=self.plural, possessive=self.possessive)


@dataclass(frozen=True, kw_only=True, eq=False)
class PhraseSayer:
    """Says nouns; ``telling`` says a clause that tells which one a noun is."""

    dictionary: Dictionary
    names: KazakhNames
    telling: Callable[[SayableClause], Said]

    def phrase(self, phrase: SayablePhrase, way: str) -> Said:
        """A phrase in a case, or in a case and before a postposition.

        :raises NotSayableError: where there is no word for something.
        """
        case, _, after = way.partition("+")
        only = "тек" if phrase.only else ""
        return joined([only, self._declined(phrase, Case(case)), after])

    def word(self, lemma: str, kind: EntryKind) -> str:
        """A word of one kind."""
        entry = self.dictionary.kazakh([lemma])
        if entry is None or entry.kind is not kind:
            raise NotSayableError(lemma)
        return entry.kk

    def _declined(self, phrase: SayablePhrase, case: Case) -> Said:
        if not phrase.joined:
            return self._single(phrase, case)
        *before, last = (phrase, *phrase.joined)
        first = joined((self._single(one, Case.NOM) for one in before), ", ")
        link = decline(first.text, Case.INS)[-3:] if len(before) == 1 else "және"
        return joined([first, link if link in _WITH else "және", self._single(last, case)])

    def _single(self, phrase: SayablePhrase, case: Case) -> Said:
        if phrase.pointing is not None:
            return Said(text=self._pronoun(phrase.pointing, case))
        if not phrase.head:
            return self._name_alone(phrase, case)
        head, phrase = self._head(phrase)
        if phrase.amount is not None and phrase.owner is not None and head.kk in _TERMS:
            return self._term(phrase, head, case)
        named, person = self._called(phrase)
        noun = self._noun(phrase, head, named=bool(named))
        told = noun.in_case(Case.NOM if person else case)
        if phrase.amount is not None:
            told = said_amount(phrase.amount, told, noun.in_case(Case.NOM))
        # Of a row of owners only the last one has the ending: басқармасы басшысының орынбасары.
        inner = case is Case.GEN and not person
        before = [*self._before(phrase, head, inner=inner), *self._adjectives(phrase)]
        return joined([*before, *named, told, decline(person, case) if person else ""])

    def _noun(self, phrase: SayablePhrase, head: DictionaryWord, *, named: bool) -> _Noun:
        """The noun with the endings of its number and of what is told to own it."""
        object_ = phrase.owner is not None and self._takes_object(phrase.owner, head)
        related = any(self._is_related(lemma) for lemma, _ in phrase.adjectives)
        owned = named or related or (phrase.owner is not None and not object_)
        # An abbreviation stands as it is: «Алтай» ЖШС-нің.
        owned = owned and not head.kk.isupper()
        single = head.plural or head.kind is EntryKind.ACTION or phrase.amount is not None
        return _Noun(
            words=head.with_object if object_ else head.kk,
            plural=phrase.plural and not single,
            possessive=owned and not head.possessive,
        )

    def _pronoun(self, pointing: Pointing, case: Case) -> str:
        if case not in _DECLINED:
            raise NotSayableError(case)
        return _PRONOUNS[pointing][case]

    # The noun and its adjectives.

    def _head(self, phrase: SayablePhrase) -> tuple[DictionaryWord, SayablePhrase]:
        """The longest term of the dictionary that a phrase tells, and the phrase without it."""
        for lemmas, rest in self._terms(phrase):
            entry = self.dictionary.kazakh(lemmas)
            if entry is not None and entry.is_noun:
                return entry, rest
        raise NotSayableError(phrase.head)

    def _terms(self, phrase: SayablePhrase) -> Iterator[tuple[Sequence[str], SayablePhrase]]:
        """What may be a term: a noun with its owner (право человека) or adjectives, or alone."""
        adjectives = phrase.adjectives
        longest = 0 if phrase.listed else len(adjectives)
        for owned, bare in self._owned(phrase):
            for size in range(longest, -1, -1):
                for start in range(len(adjectives) - size + 1):
                    own = [lemma for lemma, _ in adjectives[start : start + size]]
                    rest = (*adjectives[:start], *adjectives[start + size :])
                    yield [*own, phrase.head, *owned], replace(bare, adjectives=rest)

    def _owned(self, phrase: SayablePhrase) -> Iterator[tuple[Sequence[str], SayablePhrase]]:
        """The lemmas of an owner that may belong to a term, and none; the phrase without it."""
        owner = phrase.owner
        if owner is not None and owner.head and not _is_specified(owner):
            own = [*(lemma for lemma, _ in owner.adjectives), owner.head]
            yield own, replace(phrase, owner=owner.owner)
        yield [], phrase

    def is_person(self, phrase: SayablePhrase) -> bool:
        """Whether a phrase names a person, and not a body that its text only seems to call so."""
        return any(
            one.kind is CalledKind.PERSON and not self._body_called(one) for one in phrase.called
        )

    def _body_called(self, called: SaidName) -> str:
        """What a body is called that was taken for a person: Ақорда."""
        entry = self.dictionary.kazakh([called.words])
        return entry.kk if entry is not None and entry.kind is EntryKind.BODY else ""

    def is_indefinite(self, phrase: SayablePhrase) -> bool:
        """Whether a thing is told of by its name alone, and nothing tells which one it is."""
        entry = self.dictionary.kazakh([phrase.head]) if phrase.head else None
        is_thing = entry is not None and entry.kind in (EntryKind.THING, EntryKind.ABSTRACT)
        more = (phrase.owner, phrase.further, phrase.joined, phrase.called, phrase.clause)
        told = any(more) or phrase.date is not None or phrase.pointing is not None
        return is_thing and not (told or phrase.pronoun or phrase.leans or phrase.only)

    def is_action(self, phrase: SayablePhrase) -> bool:
        """Whether the noun of a phrase is a verbal noun."""
        return self._kind(phrase.head) is EntryKind.ACTION

    def _adjectives(self, phrase: SayablePhrase) -> list[Said]:
        """Adjectives before their noun; that of a name may be left out."""
        said, left = [], set()
        for lemma, at in phrase.adjectives:
            kind = EntryKind.RELATIONAL if self._is_related(lemma) else EntryKind.ADJECTIVE
            try:
                said.append(_located(self.word(lemma, kind), phrase))
            except NotSayableError:
                if not is_person(phrase):
                    raise
                left.add(at)
        if phrase.listed and len(said) > 1:
            said = [*said[:-2], f"{said[-2]} және {said[-1]}"]
        told = [Said(text=one) for one in said]
        return [*told, Said(text="", left_out=frozenset(left))] if left else told

    def _is_related(self, lemma: str) -> bool:
        """Whether an adjective is a noun in Kazakh, before one that it possesses."""
        return self._kind(lemma) is EntryKind.RELATIONAL

    def _kind(self, lemma: str) -> EntryKind | None:
        entry = self.dictionary.kazakh([lemma])
        return None if entry is None else entry.kind

    # What belongs to a noun.

    def _before(
        self, phrase: SayablePhrase, head: DictionaryWord, *, inner: bool
    ) -> Iterable[Said]:
        """What stands before the adjectives of a noun, in order; an ``inner`` one owns another."""
        object_ = phrase.owner is not None and self._takes_object(phrase.owner, head)
        if phrase.date is not None:
            told = said_date(phrase.date, self.names)
            yield Said(text=told if head.governs else _attributed(told))
        if phrase.owner is not None and not object_:
            marked = self._is_marked(phrase.owner, head) and not (inner and phrase.owner.head)
            yield self._declined(phrase.owner, Case.GEN if marked else Case.NOM)
        for each in phrase.further:
            yield self._attribute(each, phrase)
        if phrase.owner is not None and object_:
            yield self._declined(phrase.owner, Case(head.governs))
        if phrase.clause is not None:
            yield self.telling(phrase.clause)

    def _term(self, phrase: SayablePhrase, head: DictionaryWord, case: Case) -> Said:
        """A length of time of a penalty: 7 жыл бас бостандығынан айыруды."""
        told = phrase.adjectives or phrase.further or phrase.called
        if told or phrase.amount is None or phrase.owner is None:
            raise NotSayableError(phrase.head)
        return joined(
            [said_amount(phrase.amount, head.kk, head.kk), self._declined(phrase.owner, case)]
        )

    def _takes_object(self, owner: SayablePhrase, head: DictionaryWord) -> bool:
        """Whether a genitive is what is done, in the case that the verbal noun wants."""
        return bool(head.governs) and (head.kind is EntryKind.ACTION or not may_do(owner))

    def _is_marked(self, owner: SayablePhrase, head: DictionaryWord) -> bool:
        """Whether whose it is stands in the genitive: министрліктің сайты, мәдениет министрлігі."""
        if owner.pointing is not None or head.kk in _SHARES:
            return True
        if not owner.head:
            return self._is_name_marked(owner, head)
        if any(one.kind in (CalledKind.TITLE, CalledKind.LATIN) for one in owner.called):
            return True
        term, _ = self._head(owner)
        several = owner.plural and not term.plural and head.kind is not EntryKind.ACTION
        concrete = self._kind(owner.head) not in (None, *_BARE)
        return (concrete or several) and head.kind is not EntryKind.BODY

    def _is_name_marked(self, owner: SayablePhrase, head: DictionaryWord) -> bool:
        kinds = {one.kind for one in owner.called}
        if CalledKind.PLACE in kinds:
            return head.kind not in (EntryKind.BODY, EntryKind.PERSON)
        return head.kind is not EntryKind.BODY or CalledKind.PERSON in kinds

    def _attribute(self, each: SayablePhrase, phrase: SayablePhrase) -> Said:
        """What belongs to a noun by a preposition: жала туралы (іс), Facebook-тегі (жазба)."""
        if each.way == SUM_OF_NOUN and each.is_sum:
            return joined([self.phrase(each, "nom"), "көлеміндегі"])
        try:
            return self._attribute_in_way(each, phrase.head)
        except NotSayableError:
            if not is_person(phrase) or any(one.amount for one in each.all_phrases()):
                raise
            return Said(text="", left_out=each.all_tokens())

    def _attribute_in_way(self, each: SayablePhrase, head: str) -> Said:
        target = WAYS.get(each.way)
        if target is None or target in _OF_VERBS or each.is_sum:
            raise NotSayableError(each.way)
        told = self.phrase(each, target)
        if each.way == "по+dat" and each.head and self._kind(head) in _OFFICES:
            return joined([self.phrase(each, "nom"), "жөніндегі"])
        if target == "dat":
            return joined([told, _dative(each.way, head)])
        if target != "loc":
            return told
        return Said(text=_attributed(told.text), left_out=told.left_out)

    # Names.

    def _called(self, phrase: SayablePhrase) -> tuple[list[str], str]:
        """The names that stand before a noun, and the person who stands after it."""
        before, person = [], ""
        for one in phrase.called:
            if one.kind is CalledKind.PERSON:
                person = self._name(one)
            elif one.kind in (CalledKind.TITLE, CalledKind.LATIN):
                before.append(self._name(one))
            else:
                raise NotSayableError(one.words)
        return before, person

    def _name_alone(self, phrase: SayablePhrase, case: Case) -> Said:
        called, *others = phrase.called
        if phrase.adjectives or others or phrase.amount is not None:
            raise NotSayableError(called.words)
        before = [self._attribute(each, phrase) for each in phrase.further]
        if phrase.owner is not None:
            if called.kind not in _OWNING:
                raise NotSayableError(called.words)
            before.insert(0, self._declined(phrase.owner, Case.GEN))
        if phrase.clause is not None:
            before.append(self.telling(phrase.clause))
        return joined([*before, self._name_in(called, case)])

    def _name_in(self, called: SaidName, case: Case) -> str:
        forms = self.names.place(called.code) if called.kind is CalledKind.PLACE else {}
        return forms.get(case.value) or decline(self._name(called), case)

    def _name(self, called: SaidName) -> str:
        """A name in the nominative."""
        told = {
            CalledKind.PERSON: lambda _: (
                self._body_called(called) or self.names.person(called.words)
            ),
            CalledKind.LATIN: lambda _: called.words,
            CalledKind.TITLE: lambda _: f"«{called.words}»",
            CalledKind.PLACE: lambda code: self.names.place(code).get("nom"),
            CalledKind.BODY: self.names.body,
            CalledKind.STATUTE: self.names.statute,
        }[called.kind](called.code)
        if told is None:
            raise NotSayableError(called.words)
        return told


def _is_specified(phrase: SayablePhrase) -> bool:
    """Whether more than adjectives and an owner tell which one a phrase is."""
    return bool(phrase.called or phrase.further or phrase.joined or phrase.amount or phrase.clause)


def _located(adjective: str, phrase: SayablePhrase) -> str:
    """An adjective; a town before the title of something stands as where that is."""
    titled = any(one.kind in (CalledKind.TITLE, CalledKind.LATIN) for one in phrase.called)
    return decline(adjective, Case.ATTR) if titled and adjective[0].isupper() else adjective


def is_person(phrase: SayablePhrase) -> bool:
    """Whether a phrase names a person, who is told by the name alone too."""
    return any(one.kind is CalledKind.PERSON for one in phrase.called)


def joined(parts: Iterable[Said | str], between: str = " ") -> Said:
    """Texts one after the other; empty ones only tell what they leave out."""
    told = [Said(text=one) if isinstance(one, str) else one for one in parts]
    return Said(
        text=between.join(one.text for one in told if one.text),
        left_out=frozenset().union(*(one.left_out for one in told)),
    )


def _dative(way: str, head: str) -> str:
    """What stands between a dative and the noun it belongs to.

    :raises NotSayableError: of a noun that takes none.
    """
    if head in _TAKING_DATIVE:
        return ""
    if head in _DONE_AGAINST:
        return "жасалған"
    raise NotSayableError(way)


def _attributed(locative: str) -> str:
    """A locative as what belongs to a noun: -дағы, -дегі, -тағы, -тегі."""
    if locative.endswith(_YEAR):
        return decline(locative[:-1], Case.ATTR)
    return locative + ("ғы" if locative[-1] in "аыоұя" else "гі")
