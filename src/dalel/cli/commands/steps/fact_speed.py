"""Measures how fast summaries are checked: from cold, while one is written, and many of them.

All times are the processor's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from time import process_time
from typing import Final

from dalel.cli.warm_reader import warm
from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.stored_readings import packed
from dalel.language.sentences import sentences
from dalel.steps.check.facts import PreparedArticle, PreparedEvidence, check_facts, prepare

#: An article of the press as long as a long one is, in sentences.
_LONG: Final = 30
#: So many sentences a summary has that somebody writes.
_WRITTEN: Final = 5
#: So many articles stand behind a summary.
_FEW, _MANY = 3, 5
#: So many times as many articles are read as summaries are made of.
_TIMES: Final = 10

Figures = dict[str, float]


def measure(articles: Sequence[Article], texts: int, load: Callable[[], Lexicon]) -> Figures:
    """Figures by name; of so many of the articles summaries are made. ``load`` gives the words."""
    begun = process_time()
    speed = _Speed(load())
    speed.check(_beginning(articles[0]), speed.prepared(articles[:_FEW]))
    cold = process_time() - begun
    warming = _seconds(lambda: warm(speed.lexicon))
    rest = articles[texts + _MANY : _TIMES * (texts + _MANY)] or articles
    return {
        "cold_opening_seconds": round(cold, 2),
        "warming_seconds": round(warming, 2),
        **speed.articles(list(_long(rest[::2]))),
        **speed.changes(rest[1::2] or rest),
        **speed.summaries(articles[: texts + _MANY], texts),
    }


class _Speed:
    """How fast things are done with a country's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def prepared(self, articles: Sequence[Article], kept: Sequence[bytes] = ()) -> PreparedEvidence:
        """Articles as evidence, with their kept claims if there are some."""
        stored = kept or [b""] * len(articles)
        ready = [
            prepare(article, self.lexicon, kept=each)
            for article, each in zip(articles, stored, strict=True)
        ]
        return PreparedEvidence(articles=tuple(ready))

    def check(self, summary: Article, evidence: PreparedEvidence) -> None:
        """Read a summary and hold it against its evidence, as the desk does."""
        check_facts(summary.text, summary.language, evidence, self.lexicon)

    def articles(self, long: Sequence[Article]) -> Figures:
        """How many long articles are read, and taken from rows; and how long opening takes then."""
        length = sum(len(sentences(article.text)) for article in long) / _LONG
        evidence = self.prepared(long)
        reading = _seconds(lambda: evidence.read)
        kept = [packed(article.read) for article in evidence.articles]
        stored = self.prepared(long, kept)
        taking = _seconds(lambda: stored.read)
        summary = _beginning(long[0])
        opening = _seconds(lambda: self.check(summary, self.prepared(long[:_MANY], kept[:_MANY])))
        return {
            "articles_of_30_sentences_read_per_second": round(length / reading, 1),
            "articles_of_30_sentences_from_rows_per_second": round(length / taking, 1),
            "kilobytes_of_a_row": round(sum(map(len, kept)) / length / 1000, 1),
            f"opening_{_MANY}_of_them_from_rows_milliseconds": round(opening * 1000, 1),
        }

    def changes(self, articles: Sequence[Article]) -> Figures:
        """How long a check takes once a sentence within a summary has become another one."""
        spent: list[float] = []
        for article, other in pairwise(sorted(articles, key=lambda one: one.language)):
            told = _sentences(article.text)[:_WRITTEN]
            evidence = self.prepared([article])
            self.check(replace(article, text=" ".join(told)), evidence)
            told[len(told) // 2] = _sentences(other.text)[0]
            changed = replace(article, text=" ".join(told))
            begun = process_time()
            self.check(changed, evidence)
            spent.append(process_time() - begun)
        return {
            "changed_sentence_milliseconds": round(1000 * sum(spent) / max(1, len(spent)), 1),
            "slowest_changed_sentence_milliseconds": round(1000 * max(spent, default=0.0), 1),
        }

    def summaries(self, articles: Sequence[Article], texts: int) -> Figures:
        """How many summaries are checked against articles that were read before."""
        ready: list[PreparedArticle] = []
        preparing = _seconds(lambda: ready.extend(self.prepared(articles).articles))
        reading = _seconds(lambda: [article.read for article in ready])
        figures = {
            "articles_prepared_per_second": round(len(articles) / preparing, 1),
            "articles_read_per_second": round(len(articles) / reading, 1),
        }
        for number in (_FEW, _MANY):
            spent: list[float] = []
            for at, article in enumerate(articles[:texts]):
                evidence = PreparedEvidence(articles=tuple(ready[at : at + number]))
                begun = process_time()
                self.check(_beginning(article), evidence)
                spent.append(process_time() - begun)
            figures[f"summaries_per_second_{number}_articles"] = round(len(spent) / sum(spent), 1)
            figures[f"slowest_milliseconds_{number}_articles"] = round(max(spent) * 1000, 1)
        return figures


def _seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def _beginning(article: Article) -> Article:
    """Two sentences as a summary, made one: what is read of a sentence of an article is kept."""
    return replace(article, text="; ".join(article.text.split(". ")[:2]))


def _long(articles: Sequence[Article]) -> Iterator[Article]:
    """Articles of the press in one, until it is a long one; each language by itself."""
    begun: dict[str, Article] = {}
    for article in articles:
        before = begun.get(article.language)
        whole = replace(before, text=f"{before.text}\n\n{article.text}") if before else article
        begun[article.language] = whole
        if len(sentences(whole.text)) >= _LONG:
            yield begun.pop(article.language)
    yield from begun.values()


def _sentences(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(text)]
