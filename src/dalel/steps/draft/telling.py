"""The same clauses of a story's articles in every language: what a bilingual entry is made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.article import Article
from dalel.domain.draft import DraftSentence, SourceSentence
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.domain.names import NO_NAMES, KnownNames
from dalel.language.annotation import LazyPassage
from dalel.language.claims.reading import claims_of
from dalel.language.joined_clauses import without_shared
from dalel.language.kk.phrase_sayer import Said
from dalel.language.kk.saying import KazakhSayer
from dalel.language.ru.parsing import Sentence, parse
from dalel.language.ru.person_cases import person_in_cases
from dalel.language.ru.sayable import read_clauses, read_cores, read_phrases, wordings
from dalel.language.ru.saying import sentence
from dalel.language.ru.valued_sentence import valued, valued_sentences
from dalel.language.sayable import SPEAKER, CalledKind, SayableClause, SayablePhrase
from dalel.language.spans import covering
from dalel.pack import Pack
from dalel.steps.draft.speaking import Speaker

#: The language whose articles are read.
SOURCE: Final = "ru"
_TARGET: Final = "kk"
#: A telling of fewer words says nothing by itself; the core of a claim is denser.
_SHORTEST: Final = 5
_SHORTEST_NAMED: Final = 4
_SHORTER: Final = 1
#: Where these stand, what is told second may have been first.
_BEFORE: Final = frozenset({"ранее", "раньше", "накануне", "прежде", "до"})


@dataclass(frozen=True, kw_only=True, eq=False)
class ToldSentence:
    """Clauses of one sentence of an article, said in several languages.

    ``place`` is that of the sentence, ``titles`` the first clause without its date. It ``leans``
    where it cannot be read without the sentence before, is ``bare`` where its first clause tells of
    a noun that more was told of before, and ``plain`` where all are said surely.
    """

    article: Article
    place: int
    span: TextSpan
    texts: Mapping[str, str]
    titles: Mapping[str, str]
    leans: bool = False
    bare: bool = False
    plain: bool = True


@dataclass(frozen=True, kw_only=True)
class _Said:
    """A clause of a sentence in several languages; a ``short`` one tells nothing by itself."""

    texts: Mapping[str, str]
    tree: Sentence
    clause: SayableClause
    short: bool = False
    #: How many clauses it joins.
    clauses: int = 1


class Teller:
    """What says the clauses of a country's articles in Russian and in Kazakh."""

    def __init__(self, pack: Pack, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._dictionary = pack.dictionary
        self._verbs = wordings(pack.dictionary.verbs)
        self._names = Speaker(_TARGET, pack, lexicon)
        self._kazakh = KazakhSayer(dictionary=pack.dictionary, names=self._names)
        self._russian = Speaker(SOURCE, pack, lexicon)

    def knowing(self, names: KnownNames) -> "Teller":
        """The same that calls persons as they are known to be called, and nobody who is hidden."""
        if names == NO_NAMES:
            return self
        other = copy(self)
        other._kazakh = replace(self._kazakh, names=self._names.knowing(names))  # noqa: SLF001
        return other

    def tell(self, articles: Sequence[Article]) -> Iterator[ToldSentence]:
        """What of the articles can be said in both languages, sentence by sentence."""
        for article in articles:
            if article.language == SOURCE:
                yield from self._of_article(article)

    def beside(
        self,
        articles: Sequence[Article],
        sentences: Sequence[DraftSentence],
        told: Sequence[ToldSentence],
    ) -> tuple[SourceSentence, ...]:
        """Sentences of a draft in the source language, each with its words in Kazakh."""
        by_name = {article.id: article for article in articles}
        return tuple(
            self._with_words(by_name[one.article], one, _said_of(one, told))
            for one in sentences
            if one.article in by_name
        )

    def _with_words(self, article: Article, sentence_: DraftSentence, said_: str) -> SourceSentence:
        text = article.text[sentence_.span.start : sentence_.span.end]
        passage = self._passage(text, article)
        words: dict[str, str] = {}
        for tree in parse(text, passage.sentences):
            valued_ = valued(passage, tree)
            for when in dict.fromkeys(valued_.dates.values()):
                if told := self._kazakh.date(when):
                    words[when.words] = told
            for phrase in read_phrases(valued_):
                said = self._kazakh.phrase(phrase)
                if said is not None and (_is_sure(phrase, article.text) or self._is_term(phrase)):
                    words.setdefault(_as_written(tree, phrase), said.text)
        return SourceSentence(
            text=text,
            article=article.id,
            span=sentence_.span,
            words=tuple(words.items()),
            said=said_,
        )

    def _is_term(self, phrase: SayablePhrase) -> bool:
        """Whether a phrase is a term of several words as the dictionary has it, and no more."""
        more = (phrase.further, phrase.joined, phrase.clause, phrase.date, phrase.amount)
        owner = phrase.owner
        if any(more) or phrase.called or phrase.listed or (owner and owner.is_specified):
            return False
        lemmas = [lemma for lemma, _ in phrase.adjectives] + [phrase.head]
        lemmas += [owner.head] if owner else []
        return len(lemmas) > 1 and self._dictionary.kazakh(lemmas) is not None

    def _of_article(self, article: Article) -> Iterator[ToldSentence]:
        passage = self._passage(article.text, article)
        claims, sentences = claims_of(passage), valued_sentences(passage)
        places = {span: at for at, span in enumerate(passage.sentences)}
        whole = _by_sentence(
            self._said(tree, clause)
            for tree, clause in read_clauses(sentences, claims, self._verbs)
        )
        deeds, day = self._lexicon.deeds, article.day
        cores = _by_sentence(
            self._first_said(tree, core)
            for tree, core in read_cores(
                sentences, claims, self._dictionary, deeds, day, self._verbs
            )
        )
        joined = {span: self._joined(found) for span, found in cores.items()}
        cores = {span: found for span, found in joined.items() if found}
        for span in sorted({*whole, *cores}, key=lambda one: one.start):
            found = whole.get(span, [])
            plain = found and all(one.clause.plain for one in found)
            if span in cores and not (plain and _count(found) >= _count(cores[span])):
                found = cores[span]
            yield self._told(article, places[span], found)

    def _first_said(self, tree: Sentence, clauses: Iterable[SayableClause]) -> _Said | None:
        told = [said for said in (self._said(tree, one, short=True) for one in clauses) if said]
        return next((said for said in told if not said.short), told[0] if told else None)

    def _joined(self, found: Sequence[_Said]) -> list[_Said]:
        """Clauses of a sentence, two that one did as one; without what tells nothing alone."""
        told: list[_Said] = []
        for said in found:
            both = self._both(told[-1], said) if told and told[-1].clauses == 1 else None
            if both is not None:
                told[-1] = both
            else:
                told.append(said)
        return [one for one in told if not one.short]

    def _both(self, first: _Said, second: _Said) -> _Said | None:
        """Two clauses as one sentence, where the same one is sure to have done both."""
        rest = without_shared(first.clause, second.clause)
        if rest is None or any(one.low in _BEFORE for one in first.tree.words):
            return None
        said = self._kazakh.joined_sentence(first.clause, rest)
        own = None if said is None else self._own(first.tree, rest, said.left_out)
        if said is None or own is None:
            return None
        start = first.tree.words[min(rest.all_tokens() - said.left_out)].text[:1]
        russian = f"{first.texts[SOURCE].rstrip('.')} и {start}{own[1:]}"
        texts = {SOURCE: russian, _TARGET: said.text}
        return _Said(texts=texts, tree=first.tree, clause=first.clause, clauses=2)

    def _told(self, article: Article, place: int, found: Sequence[_Said]) -> ToldSentence:
        first = found[0]
        title = None
        if first.clause.when is not None:
            undated = replace(first.clause, when=None, when_tokens=frozenset())
            title = self._said(first.tree, undated)
        title = title or first
        return ToldSentence(
            article=article,
            place=place,
            span=first.tree.span,
            texts={
                language: " ".join(one.texts[language] for one in found) for language in first.texts
            },
            titles={language: text.rstrip(".") for language, text in title.texts.items()},
            leans=any(one.clause.leans for one in found),
            bare=first.clause.bare,
            plain=all(one.clause.plain for one in found),
        )

    def _passage(self, text: str, article: Article) -> LazyPassage:
        return LazyPassage(text=text, language=SOURCE, lexicon=self._lexicon, published=article.day)

    def _said(self, tree: Sentence, clause: SayableClause, *, short: bool = False) -> _Said | None:
        """A clause in both languages; one that tells nothing by itself only if asked for."""
        said = self._kazakh.sentence(clause)
        tells = said is not None and _tells(clause, said)
        if said is None or not (tells or short):
            return None
        own = self._own(tree, clause, said.left_out)
        if own is None:
            return None
        texts = {SOURCE: own, _TARGET: said.text}
        return _Said(texts=texts, tree=tree, clause=clause, short=not tells)

    def _own(self, tree: Sentence, clause: SayableClause, left_out: frozenset[int]) -> str | None:
        """The clause in its own language, its dates in full and its pronouns as names."""
        instead: dict[int, str] = {}
        for each in clause.clauses():
            if each.when is not None:
                told = self._russian.date(each.when.iso or "").get("on")
                if told is None:
                    return None
                places = sorted(each.when_tokens)
                instead |= dict.fromkeys(places, "") | {places[0]: told}
        for phrase in clause.all_phrases():
            if not _named(tree, phrase, instead):
                return None
        return sentence(tree, clause, left_out, instead)


def _count(found: Sequence[_Said]) -> int:
    return sum(one.clauses for one in found)


def _is_sure(phrase: SayablePhrase, text: str) -> bool:
    """Whether a phrase tells a name or an amount, and nothing that is often said wrong.

    That are lists, dates and bounds of its own, shares, and clauses. By a family name alone it is
    not known whether it is a woman's, unless the article has it so.
    """
    parts = list(phrase.all_phrases())
    persons = [one for part in parts for one in part.called if one.kind is CalledKind.PERSON]
    if any(" " not in one.words and one.words not in text for one in persons):
        return False
    wrong = any(
        one.joined or one.clause or one.date is not None or one.pointing is not None
        for one in parts
    )
    bounded = any(one.amount is not None for one in parts if one is not phrase)
    shared = phrase.amount is not None and phrase.amount.share_of is not None
    told = any(one.called for one in parts) or phrase.amount is not None
    return told and not (wrong or bounded or shared)


def _by_sentence(told: Iterable[_Said | None]) -> dict[TextSpan, list[_Said]]:
    found: dict[TextSpan, list[_Said]] = {}
    for one in told:
        if one is not None:
            found.setdefault(one.tree.span, []).append(one)
    return found


def _named(tree: Sentence, phrase: SayablePhrase, instead: dict[int, str]) -> bool:
    """Puts names in the place of a phrase's pronouns; whether all of them could be declined."""
    owner = phrase.owner
    if owner is not None and owner.pronoun and owner.called[0].kind is CalledKind.PERSON:
        cases = person_in_cases(owner.called[0].words)
        head = next(
            (at for at in sorted(phrase.tokens) if tree.words[at].lemma == phrase.head), None
        )
        if cases is None or head is None:
            return False
        (at,) = owner.tokens
        instead |= {at: "", head: f"{tree.words[head].text} {cases['gen']}"}
        return True
    if not phrase.pronoun or phrase.called[0].kind is not CalledKind.PERSON:
        return True
    (at,) = phrase.tokens
    if at not in instead:
        name = phrase.called[0].words
        cases = person_in_cases(name) or {"nom": name}
        told = "gen" if phrase.way == SPEAKER else phrase.way.rpartition("+")[2] or "nom"
        case = phrase.stands or told
        if case not in cases:
            return False
        instead[at] = cases[case]
    return True


def _said_of(sentence_: DraftSentence, told: Sequence[ToldSentence]) -> str:
    """How clauses of a sentence are said in Kazakh."""
    return " ".join(
        each.texts[_TARGET]
        for each in told
        if each.article.id == sentence_.article and each.span.meets(sentence_.span)
    )


def _as_written(tree: Sentence, phrase: SayablePhrase) -> str:
    """A phrase as it stands, without its preposition."""
    places = phrase.all_tokens() - phrase.lead
    span = covering(tree.words[at].span for at in places)
    return tree.text[span.start : span.end]


def _tells(clause: SayableClause, said: Said) -> bool:
    """Whether a clause says enough: somebody, something or a value that has a name."""
    named = any(
        one.called or one.amount is not None
        for one in clause.all_phrases()
        if not one.tokens & said.left_out
    ) or any(one.when is not None for one in clause.clauses())
    words = len(said.text.split()) + (_SHORTER if clause.wording is not None else 0)
    return words >= (_SHORTEST_NAMED if named else _SHORTEST)
