"""Marks of an article that tell which happening it is about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import Final

from dalel.domain.article import Article
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts import extract_facts
from dalel.language.names import skeleton
from dalel.language.ordinary import is_opener, is_ordinary
from dalel.language.stems import stem

#: Everything but what needs a recogniser of names, which would take most of the time.
READ: Final = frozenset(FactKind) - {FactKind.PERSON, FactKind.QUOTE}
#: A text of no day is read as of this one; dates that lean on it are left out.
_SOME_DAY: Final = date(2000, 1, 1)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SHORTEST: Final = 3
#: A word behind one of these is a title.
_QUOTES: Final = frozenset('«“„"')
#: So many letters of a word's skeleton are alike in related words: министр, министрлік.
_KIN: Final = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """What stands in an article, each kind sorted and once; values compare across languages.

    ``words`` are stems, which compare within a language; ``kin`` the beginnings of words'
    skeletons, which meet where languages share a root; ``names`` skeletons of words with a capital
    or of another script, ``headline`` those of the title. ``steps`` are outcomes that are not
    denied, ``first_steps`` those of title and first paragraph.
    """

    language: str
    day: date | None
    words: tuple[str, ...]
    title: tuple[str, ...]
    kin: tuple[str, ...]
    title_kin: tuple[str, ...]
    names: tuple[str, ...]
    headline: tuple[str, ...]
    numbers: tuple[str, ...]
    sums: tuple[str, ...]
    dates: tuple[str, ...]
    statutes: tuple[str, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    steps: tuple[str, ...]
    first_steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleMarks:
    """An article's marks, and how the article spells them: by mark its first form in the text.

    ``spelled`` has no word that is a name by its capital alone: it may tell articles apart, and
    tells a reader nothing.
    """

    marks: Marks
    spelled: Mapping[str, str]


def read_marks(article: Article, lexicon: Lexicon) -> ArticleMarks:
    """Read an article's marks."""
    text = f"{article.title}\n\n{article.text}"
    language = article.language
    facts = extract_facts(text, language, lexicon, article.day or _SOME_DAY, READ)
    if article.day is None:
        facts = tuple(fact for fact in facts if not fact.inferred)
    words = [(match.start(), match[0]) for match in _WORD.finditer(text)]
    title_end, lead_end = len(article.title), _lead_end(article)
    named = list(_named(text, words, language))
    happened = [f for f in facts if f.kind is FactKind.OUTCOME and not f.negated]
    marks = Marks(
        language=language,
        day=article.day,
        words=_once(stem(w, language) for _, w in words if len(w) >= _SHORTEST),
        title=_once(stem(w, language) for at, w in words if at < title_end and len(w) >= _SHORTEST),
        kin=_once(_kin(w, language) for _, w in words if len(w) >= _KIN),
        title_kin=_once(_kin(w, language) for at, w in words if at < title_end and len(w) >= _KIN),
        names=_once(name for name, _, _ in named),
        headline=_once(name for name, at, _ in named if at < title_end),
        numbers=_marks(facts, FactKind.NUMBER),
        sums=_marks(facts, FactKind.MONEY, FactKind.PERCENT),
        dates=_marks(facts, FactKind.DATE),
        statutes=_marks(facts, FactKind.STATUTE),
        places=_marks(facts, FactKind.PLACE),
        bodies=_once(f.value for f in facts if f.kind is FactKind.ORGANISATION and f.known),
        steps=_once(fact.value for fact in happened),
        first_steps=_once(fact.value for fact in happened if fact.span.start < lead_end),
    )
    small = {skeleton(word, language) for _, word in words if word[0].islower()}
    spelled = {
        name: word
        for name, at, word in reversed(named)
        if text[at - 1 : at] in _QUOTES or not (name in small or _is_ordinary(word, language))
    }
    spelled |= {_mark(fact): fact.text for fact in reversed(facts)}
    return ArticleMarks(marks=marks, spelled=spelled)


def _lead_end(article: Article) -> int:
    first = article.text.find("\n")
    return len(article.title) + 2 + (first if first > 0 else len(article.text) // 2)


def _named(
    text: str, words: Iterable[tuple[int, str]], language: str
) -> Iterator[tuple[str, int, str]]:
    """Words that name something: skeleton, place, word: a capital, or Latin in a Cyrillic text."""
    for at, word in words:
        foreign = word.isascii() and language != "en"
        if len(word) >= _SHORTEST and (word[0].isupper() or foreign):
            yield skeleton(word, language), at, word


def _is_ordinary(word: str, language: str) -> bool:
    """Whether a word is in the dictionary and no name, in any case: its capital begins a sentence.

    Kazakh takes ordinary words from Russian too, and adds its endings.
    """
    forms = {word, stem(word, language)} if language == "kk" else {word}
    return is_opener(word) or any(is_ordinary(form) for form in forms)


def _kin(word: str, language: str) -> str:
    return skeleton(word.lower(), language).replace(" ", "")[:_KIN]


def _marks(facts: Iterable[Fact], *kinds: FactKind) -> tuple[str, ...]:
    return _once(_mark(fact) for fact in facts if fact.kind in kinds)


def _mark(fact: Fact) -> str:
    """Its value, told apart where the same figure may mean something else."""
    if fact.kind in {FactKind.MONEY, FactKind.PERCENT}:
        return f"{fact.kind.value} {fact.value}"
    return f"{fact.value} {fact.unit}" if fact.unit else fact.value


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({intern(value) for value in values if value}))
