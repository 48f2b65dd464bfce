"""Reads pronouns and short nouns ("ведомство") as what they stand for, where that is sure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dalel.domain.facts import Fact, FactKind
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.person_cases import is_female, nominative
from dalel.language.ru.references import refers
from dalel.language.ru.sayable_words import HE, OWN, SHE, SHORT_BODIES, pointing
from dalel.language.ru.valued_sentence import ValuedSentence
from dalel.language.sayable import CalledKind, NotSayableError, Pointing, SaidName, SayablePhrase


@dataclass(frozen=True, kw_only=True, eq=False)
class PronounReader:
    """Reads the pronouns of a sentence after the ``earlier`` ones of its text."""

    sentence: ValuedSentence
    earlier: Sequence[ValuedSentence] = ()

    def phrase(self, word: ParsedWord, way: str) -> SayablePhrase | None:
        """The phrase of a pronoun or of a short noun that is one; None for any other word."""
        kept = pointing(word)
        if kept is not Pointing.SELF and refers(word, self.sentence.tree):
            found = self._named(word, way)
            if found is not None:
                return found
        return self._kept(word, way, kept) if kept is not None else None

    def owner(self, word: ParsedWord) -> SayablePhrase:
        """Whoever "свой", "его" or "её" tells that something is of."""
        if word.lemma == OWN:
            return self._kept(word, "gen", Pointing.SELF)
        return self._named(word, "gen") or self._kept(word, "gen", Pointing.ONE)

    def _kept(self, word: ParsedWord, way: str, kept: Pointing) -> SayablePhrase:
        return SayablePhrase(
            way=way,
            head="",
            tokens=frozenset({word.at}),
            lead=self.sentence.lead(word),
            pointing=kept,
            leans=kept is not Pointing.SELF,
        )

    def _named(self, word: ParsedWord, way: str) -> SayablePhrase | None:
        """A phrase with the name of whoever a word stands for, where one only can be meant."""
        try:
            called = self._body(word) if word.form == "noun" else self._person(word)
        except NotSayableError:
            return None
        return SayablePhrase(
            way=way,
            head="",
            tokens=frozenset({word.at}),
            lead=self.sentence.lead(word),
            animate=word.form != "noun",
            called=(called,),
            pronoun=word.text,
        )

    def _body(self, word: ParsedWord) -> SaidName:
        """The one body that was named in this sentence or the two before."""
        if word.lemma not in SHORT_BODIES:
            raise NotSayableError(word.text)
        found = {
            fact.value: SaidName(kind=CalledKind.BODY, words=fact.text, code=fact.value)
            for fact, _ in self._before(word, 2)
            if fact.kind is FactKind.ORGANISATION and fact.known
        }
        if len(found) != 1:
            raise NotSayableError(word.text)
        return next(iter(found.values()))

    def _person(self, word: ParsedWord) -> SaidName:
        """The one person who was named in this sentence or the two before and fits a pronoun."""
        female = word.low in SHE
        if not female and word.low not in HE:
            raise NotSayableError(word.text)
        subject = self._subject(word)
        found = self._fitting(word, 1, female=female) or self._fitting(word, 2, female=female)
        names = [name for surname, name in found.items() if surname != subject]
        if len(names) != 1 or is_female(names[0].split()) is None:
            raise NotSayableError(word.text)
        return SaidName(kind=CalledKind.PERSON, words=names[0])

    def _fitting(self, word: ParsedWord, back: int, *, female: bool) -> dict[str, str]:
        """The persons that a pronoun may mean, by surname."""
        found: dict[str, str] = {}
        for fact, own in self._before(word, back):
            if fact.kind is FactKind.PERSON:
                name = name_of(own, "")
                fits = is_female(name.split())
                if fits is None or fits is female:
                    found.setdefault(name.split()[-1], name)
        return found

    def _subject(self, word: ParsedWord) -> str:
        """The surname of the subject of the pronoun's own verb, who is another one."""
        tree = self.sentence.tree
        for verb in tree.ancestors(word):
            for child in tree.children(verb):
                subject = verb.verbal and child.rel.startswith("nsubj") and child.at != word.at
                if subject and self.sentence.is_person(child):
                    return name_of(self._own_words(child), "").split()[-1]
        return ""

    def _own_words(self, word: ParsedWord) -> Sequence[ParsedWord]:
        return next(own for _, own in self.sentence.named() if word in own)

    def _before(self, word: ParsedWord, back: int) -> Iterator[tuple[Fact, Sequence[ParsedWord]]]:
        """What is named before a word and in so many sentences before."""
        for one in self.earlier[-back:]:
            yield from one.named()
        yield from (each for each in self.sentence.named() if each[1][0].at < word.at)


def name_of(words: Sequence[ParsedWord], case: str) -> str:
    """A person's name in the nominative; ``case`` is that in which its phrase stands, if known.

    :raises NotSayableError: where it is not sure what it is in the nominative.
    """
    written = " ".join(one.text for one in words)
    tagged = [one.case for one in words if one.case]
    oblique = [one for one in tagged if one != "nom"]
    # What stands in another case is no nominative, whatever its words look like.
    tried = [case, *oblique] if case not in ("", "nom") else [case, *oblique, *tagged]
    for each in dict.fromkeys(tried):
        found = nominative(written, each) if each else None
        if found is not None:
            return found
    raise NotSayableError(written)
