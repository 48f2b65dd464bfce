"""One text against one article, in a line: what tests of the check ask."""

from datetime import date

from dalel.domain.article import Article
from dalel.steps.check.facts import (
    FactReport,
    PreparedEvidence,
    check_facts,
    check_values,
    prepare,
)
from steps.check.pairs import words

DAY = date(2025, 11, 28)


def checked(
    text: str,
    language: str,
    article: str,
    article_language: str,
    day: date | None = DAY,
) -> FactReport:
    """What the reading of values says to a text that rests on one article of that day."""
    return check_values(text, language, _evidence(article, article_language, day), words())


def told(text: str, language: str, article: str, article_language: str) -> FactReport:
    """The whole report about a text that rests on one article."""
    return check_facts(text, language, _evidence(article, article_language, DAY), words(), day=DAY)


def _evidence(article: str, language: str, day: date | None) -> PreparedEvidence:
    source = Article(id="a1", language=language, title="", text=article, day=day)
    return PreparedEvidence(articles=(prepare(source, words()),))


def doubts(
    text: str, language: str, article: str, article_language: str, day: date | None = DAY
) -> list[tuple[str, str]]:
    """Kind and words of what is not borne out."""
    report = checked(text, language, article, article_language, day)
    return [(each.kind.value, each.text) for each in report.unsupported]
