"""One text against one article, in a line: what tests of the check ask."""

from datetime import date

from dalel.domain.article import Article
from dalel.steps.check.facts import FactReport, PreparedEvidence, check_values, prepare
from steps.check.pairs import words

DAY = date(2025, 11, 28)


def checked(
    text: str,
    language: str,
    article: str,
    article_language: str,
    day: date | None = DAY,
) -> FactReport:
    """The report about a text that rests on one article of that day."""
    source = Article(id="a1", language=article_language, title="", text=article, day=day)
    evidence = PreparedEvidence(articles=(prepare(source, words()),))
    return check_values(text, language, evidence, words())


def doubts(
    text: str, language: str, article: str, article_language: str, day: date | None = DAY
) -> list[tuple[str, str]]:
    """Kind and words of what is not borne out."""
    report = checked(text, language, article, article_language, day)
    return [(each.kind.value, each.text) for each in report.unsupported]
