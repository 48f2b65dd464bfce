"""Reading a story for drafting: its sentences, and the facts that each states."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.dates import ANY_DAY
from dalel.language.facts import extract_facts
from dalel.language.fold import fold
from dalel.language.names import SAME, skeleton
from dalel.language.sentences import sentences
from dalel.language.stems import stem
from dalel.steps.draft.dating import SayDay, with_year, without_relative_days, years_told
from dalel.steps.draft.hostile import speaks_to_machines
from dalel.steps.draft.listing import opening, phrases, words
from dalel.steps.draft.trimming import headline, is_scrap, news, sentence_of

#: Persons are told by capitals here: a recogniser of names takes nine tenths of the time.
KINDS: Final = frozenset(FactKind) - {FactKind.PERSON, FactKind.QUOTE}
#: What joins title and text for reading, so that the title ends as a sentence.
_JOINT: Final = ".\n\n"
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_WORD: Final = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_SHORTEST: Final = 3
#: A Kazakh sentence that ends with a verb of the first person.
_OF_US: Final = re.compile(r"(?:[дт](?:ым|ім|ық|ік)|[мб](?:ыз|із))[.!]?$")
#: So many words of a sentence are its beginning.
_NEAR_THE_BEGINNING: Final = 5
#: A name in Latin letters, or one in quotation marks, as outlets are written.
_TITLED: Final = re.compile(r"[A-Za-z][\w.-]+(?: [A-Z][\w-]+)?|(?<=«)[^«»]{2,40}(?=»)")


@dataclass(frozen=True, kw_only=True, eq=False)
class NewsSentence:
    """A sentence of an article that is news.

    ``text`` is how it reads alone, ``span`` where it stands in the article's text, ``place`` which
    sentence of it it is. ``states`` are keys of what it states, the same in every language.
    ``dated`` is the text with the ``year`` of its first day; both are empty where it adds none.
    """

    article: Article
    place: int
    span: TextSpan
    text: str
    facts: tuple[Fact, ...]
    states: frozenset[str]
    stems: frozenset[str]
    points_back: bool = False
    dated: str = ""
    year: str = ""

    @cached_property
    def leans(self) -> bool:
        """Whether it cannot be read without the sentence before it."""
        language = self.article.language
        begins = opening("leans", language).match(self.text) is not None
        return self.points_back or begins or _speaks_of_somebody(self.text, language)

    @cached_property
    def is_fit(self) -> bool:
        """Whether it could stand in an entry: it has both ends of what it quotes, and is told."""
        marks = self.text.count("«") == self.text.count("»") and self.text.count('"') % 2 == 0
        return marks and not self.is_ours

    @cached_property
    def is_from_today(self) -> bool:
        """Whether its days are told from the day of reading."""
        return phrases("from_today", self.article.language).stand_in(self.text.lower())

    @cached_property
    def is_ours(self) -> bool:
        """Whether an outlet, or somebody, speaks of themselves in it."""
        own = self.article.language == "kk" and _OF_US.search(self.text) is not None
        return own or phrases("ours", self.article.language).stand_in(self.text.lower())


@dataclass(frozen=True, kw_only=True, eq=False)
class Headline:
    """An article's title and what it states."""

    article: Article
    facts: tuple[Fact, ...]
    states: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, kw_only=True, eq=False)
class StoryReading:
    """The articles of a story as drafting reads them."""

    headlines: tuple[Headline, ...]
    passages: tuple[NewsSentence, ...]

    @cached_property
    def shared(self) -> Mapping[str, int]:
        """By key, how many articles state it."""
        told: dict[str, set[str]] = {}
        said = [(each.states, each.article.id) for each in self.headlines]
        said += [(each.states, each.article.id) for each in self.passages]
        for states, article in said:
            for key in states:
                told.setdefault(key, set()).add(article)
        return {key: len(articles) for key, articles in told.items()}

    def theme(self, language: str) -> frozenset[str]:
        """The stems that tell what it is about: of titles, and of sentences of several articles."""
        return self._themes.get(language, frozenset())

    @cached_property
    def _themes(self) -> Mapping[str, frozenset[str]]:
        themes: dict[str, set[str]] = {}
        for title in self.headlines:
            themes.setdefault(title.article.language, set()).update(title.stems)
        seen: dict[str, dict[str, set[str]]] = {}
        for each in self.passages:
            for stem_ in each.stems:
                of = seen.setdefault(each.article.language, {}).setdefault(stem_, set())
                of.add(each.article.id)
        for language, stems in seen.items():
            shared = (stem_ for stem_, articles in stems.items() if len(articles) > 1)
            themes.setdefault(language, set()).update(shared)
        return {language: frozenset(stems) for language, stems in themes.items()}

    def in_language(self, language: str) -> tuple[NewsSentence, ...]:
        """The sentences of one language."""
        return tuple(each for each in self.passages if each.article.language == language)

    def headlines_in(self, language: str) -> tuple[Headline, ...]:
        """The titles of one language."""
        return tuple(each for each in self.headlines if each.article.language == language)


def _speaks_of_somebody(text: str, language: str) -> bool:
    """Whether a pronoun stands near the beginning, and no name before it."""
    begin = [match[0] for match in _WORD.finditer(text)][:_NEAR_THE_BEGINNING]
    pronouns = words("somebody", language)
    at = next((at for at, word in enumerate(begin) if word.lower() in pronouns), None)
    return at is not None and not any(word[0].isupper() for word in begin[1:at])


def told_texts(chosen: Iterable[NewsSentence]) -> list[str]:
    """How sentences read one after another: a year stands where it is first told."""
    told: list[str] = []
    years: set[str] = set()
    for one in chosen:
        told.append(one.dated if one.year and one.year not in years else one.text)
        years |= years_told(told[-1])
    return told


def read_story(
    articles: Sequence[Article], lexicon: Lexicon, say_day: SayDay | None = None
) -> StoryReading:
    """Read the articles of a story; names are one name in whatever language they stand.

    Where ``say_day`` tells how, days that are told from that of the article are told as dates.
    """
    facts = {article.id: _facts(article, lexicon) for article in articles}
    names = _one_name(articles)
    about = _subjects(articles)
    headlines: list[Headline] = []
    passages: list[NewsSentence] = []
    for article in articles:
        head = len(article.title) + len(_JOINT) if article.title else 0
        in_title = tuple(fact for fact in facts[article.id] if fact.span.start < head)
        headlines.append(
            Headline(
                article=article,
                facts=in_title,
                states=_states(article.title, article.language, in_title, names),
                stems=stems_of(article.title, article.language),
            )
        )
        within = [_moved(fact, head) for fact in facts[article.id] if fact.span.start >= head]
        passages += _passages(article, within, names, about, say_day)
    return StoryReading(headlines=tuple(headlines), passages=tuple(passages))


def key_of(fact: Fact) -> str:
    """What two facts have in common that state the same."""
    unit = fact.unit or ""
    denied = "not " if fact.negated else ""
    return f"{fact.kind}:{denied}{fact.value} {unit}".strip()


def _facts(article: Article, lexicon: Lexicon) -> tuple[Fact, ...]:
    joint = _JOINT if article.title else ""
    text = article.title + joint + article.text
    return extract_facts(text, article.language, lexicon, article.day or ANY_DAY, KINDS)


def _moved(fact: Fact, back: int) -> Fact:
    span = TextSpan(start=fact.span.start - back, end=fact.span.end - back)
    return Fact(
        kind=fact.kind, span=span, text=fact.text, value=fact.value, unit=fact.unit,
        bound=fact.bound, worth_of=fact.worth_of, known=fact.known, inferred=fact.inferred,
        negated=fact.negated,
    )  # fmt: skip


def _passages(
    article: Article,
    facts: Sequence[Fact],
    names: Mapping[str, str],
    about: frozenset[str],
    say_day: SayDay | None,
) -> Iterator[NewsSentence]:
    text, language = article.text, article.language
    starts = [fact.span.start for fact in facts]
    for place, span in enumerate(_sentences(text)):
        kept = news(text, span, article.language, about)
        if kept is None or speaks_to_machines(text[span.start : span.end]):
            continue
        beside = facts[bisect_left(starts, kept.start) : bisect_left(starts, kept.end)]
        within = tuple(fact for fact in beside if fact.span.end <= kept.end)
        told = sentence_of(text, kept)
        if is_scrap(told) and not (within and _tells_more(told, within)):
            continue
        states = _states(told, language, within, names)
        if article.day is not None:
            told = without_relative_days(told, within, language, say_day)
        dated, year = with_year(told, within, language, article.day, text[: kept.end])
        yield NewsSentence(
            article=article,
            place=place,
            span=kept,
            text=told,
            facts=within,
            states=states,
            stems=stems_of(told, language),
            dated=dated,
            year=year,
        )


def _sentences(text: str) -> Iterator[TextSpan]:
    """Sentences, which end with their paragraph."""
    for paragraph in _PARAGRAPH.finditer(text):
        for span in sentences(paragraph[0]):
            start = paragraph.start() + span.start
            yield TextSpan(start=start, end=paragraph.start() + span.end)


def _tells_more(text: str, facts: Iterable[Fact]) -> bool:
    """Whether a short sentence has a word beside its facts: a day alone tells nothing."""
    for fact in facts:
        text = text.replace(fact.text, "", 1).replace(fact.text.capitalize(), "", 1)
    return _WORD.search(text) is not None


def _states(
    text: str, language: str, facts: Iterable[Fact], names: Mapping[str, str]
) -> frozenset[str]:
    found = {key_of(fact) for fact in facts}
    for match in _WORD.finditer(text):
        if match[0][0].isupper() and (name := names.get(skeleton(match[0], language))):
            found.add(f"name:{name}")
    return frozenset(found)


def stems_of(text: str, language: str) -> frozenset[str]:
    """The stems of the longer words, folded."""
    words = (match[0] for match in _WORD.finditer(text) if len(match[0]) >= _SHORTEST)
    return frozenset(fold(stem(word, language)) for word in words)


def _one_name(articles: Iterable[Article]) -> dict[str, str]:
    """From the skeleton of each word with a capital inside a sentence to one for all its forms."""
    counted: Counter[str] = Counter()
    for article in articles:
        for span in _sentences(article.text):
            words = list(_WORD.finditer(article.text, span.start, span.end))
            for match in words[1:]:
                if match[0][0].isupper() and len(match[0]) >= _SHORTEST:
                    counted[skeleton(match[0], article.language)] += 1
    one: dict[str, str] = {}
    heads: list[str] = []
    for name, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        scorer = Levenshtein.normalized_similarity
        near = process.extract_iter(name, heads, scorer=scorer, score_cutoff=SAME)
        one[name] = head = next((h for h, _, _ in near), name)
        if head == name:
            heads.append(name)
    return one


def _subjects(articles: Sequence[Article]) -> frozenset[str]:
    """Outlets, folded, that the story is about: they are named where nobody reports by them."""
    found: set[str] = set()
    for article in articles:
        told = [headline(article.title, article.language)]
        for span in _sentences(article.text):
            kept = news(article.text, span, article.language, ())
            told += [article.text[kept.start : kept.end]] if kept else []
        found.update(fold(match[0]) for text in told for match in _TITLED.finditer(text))
    return frozenset(found)
