"""Measures how fast summaries are checked: from cold, while one is written, and many of them.

All times are the processor's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from time import process_time
from typing import Any, Final

from dalel.cli.commands.steps.facts import article_of, lexicon
from dalel.cli.warm_reader import warm
from dalel.domain.article import Article
from dalel.language.claims.comparing import comparisons
from dalel.language.claims.read_texts import read_text
from dalel.language.claims.stored_readings import packed
from dalel.language.sentences import sentences
from dalel.steps.check.facts import PreparedArticle, PreparedEvidence, check_facts, prepare

#: An article of the press as long as a long one is, in sentences.
_LONG: Final = 30
#: So many sentences a summary has that somebody writes.
_WRITTEN: Final = 5
#: So many articles stand behind a summary.
_BEHIND: Final = (3, 5)

_Rows = Sequence[Mapping[str, Any]]


def measure(rows: _Rows, texts: int) -> dict[str, float]:
    """Figures by name; of so many of the articles in ``rows`` summaries are made."""
    asked, rest = rows[: texts + max(_BEHIND)], rows[texts + max(_BEHIND) :] or rows
    first = [article_of(row) for row in rows[: min(_BEHIND)]]
    cold = _seconds(lambda: _check(_beginning(first[0]), _prepared(first)))
    warming = _seconds(lambda: warm(lexicon()))
    return {
        "cold_opening_seconds": round(cold, 2),
        "warming_seconds": round(warming, 2),
        **_articles(rest[::2]),
        **_changes(rest[1::2] or rest),
        **_summaries(asked, texts),
    }


def _seconds(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


def _prepared(articles: Sequence[Article], kept: Sequence[bytes] = ()) -> PreparedEvidence:
    stored = kept or [b""] * len(articles)
    return PreparedEvidence(
        articles=tuple(
            prepare(article, lexicon(), kept=each)
            for article, each in zip(articles, stored, strict=True)
        )
    )


def _check(summary: Article, evidence: PreparedEvidence) -> None:
    """Read a summary and hold it against its evidence, as the desk does."""
    check_facts(summary.text, summary.language, evidence, lexicon())
    read = read_text(summary.text, summary.language, lexicon())
    for _ in comparisons(read, evidence.read, lexicon()):
        pass


def _beginning(article: Article) -> Article:
    """Two sentences as a summary, made one: what is read of a sentence of an article is kept."""
    return replace(article, text="; ".join(article.text.split(". ")[:2]))


def _articles(rows: _Rows) -> dict[str, float]:
    """How many long articles a second are read, and taken from rows; and how long opening takes."""
    found = list(_long(rows))
    length = sum(len(sentences(article.text)) for article in found) / _LONG
    evidence = _prepared(found)
    reading = _seconds(lambda: evidence.read)
    kept = [packed(article.read) for article in evidence.articles]
    stored = _prepared(found, kept)
    taking = _seconds(lambda: stored.read)
    most = max(_BEHIND)
    opening = _seconds(lambda: _check(_beginning(found[0]), _prepared(found[:most], kept[:most])))
    return {
        "articles_of_30_sentences_read_per_second": round(length / reading, 1),
        "articles_of_30_sentences_from_rows_per_second": round(length / taking, 1),
        "kilobytes_of_a_row": round(sum(map(len, kept)) / length / 1000, 1),
        f"opening_with_{most}_of_them_from_rows_milliseconds": round(opening * 1000, 1),
    }


def _long(rows: _Rows) -> Iterator[Article]:
    """Articles of the press in one, until it is a long one; each language by itself."""
    open_: dict[str, Article] = {}
    for article in map(article_of, rows):
        before = open_.get(article.language)
        whole = (
            article if before is None else replace(before, text=f"{before.text}\n\n{article.text}")
        )
        open_[article.language] = whole
        if len(sentences(whole.text)) >= _LONG:
            yield open_.pop(article.language)
    yield from open_.values()


def _changes(rows: _Rows) -> dict[str, float]:
    """How long a check takes after a sentence in the middle of a summary has become another one."""
    spent: list[float] = []
    for article, other in pairwise(sorted(map(article_of, rows), key=lambda one: one.language)):
        told = [article.text[each.start : each.end] for each in sentences(article.text)[:_WRITTEN]]
        evidence = _prepared([article])
        _check(replace(article, text=" ".join(told)), evidence)
        told[len(told) // 2] = _first(other.text)
        changed = replace(article, text=" ".join(told))
        spent.append(_seconds(lambda: _check(changed, evidence)))  # noqa: B023 - called at once
    return {
        "changed_sentence_milliseconds": round(1000 * sum(spent) / max(1, len(spent)), 1),
        "slowest_changed_sentence_milliseconds": round(1000 * max(spent, default=0.0), 1),
    }


def _first(text: str) -> str:
    sentence = sentences(text)[0]
    return text[sentence.start : sentence.end]


def _summaries(rows: _Rows, texts: int) -> dict[str, float]:
    """How many summaries a second are checked against articles that were read before."""
    articles = [article_of(row) for row in rows]
    ready: list[PreparedArticle] = []
    preparing = _seconds(lambda: ready.extend(_prepared(articles).articles))
    reading = _seconds(lambda: [article.read for article in ready])
    figures = {
        "articles_prepared_per_second": round(len(rows) / preparing, 1),
        "articles_read_per_second": round(len(rows) / reading, 1),
    }
    for number in _BEHIND:
        spent = [
            _seconds(lambda: _check(summary, evidence))  # noqa: B023 - called at once
            for at, summary in enumerate(map(_beginning, articles[:texts]))
            for evidence in [PreparedEvidence(articles=tuple(ready[at : at + number]))]
        ]
        figures[f"summaries_per_second_{number}_articles"] = round(len(spent) / sum(spent), 1)
        figures[f"slowest_milliseconds_{number}_articles"] = round(max(spent) * 1000, 1)
    return figures
