"""What of a draft does its evidence not bear out? No rows are needed to tell."""

from collections.abc import Sequence
from functools import lru_cache

from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.steps.check.facts.checking import check_facts
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence, prepare
from dalel.steps.draft import Doubts


def doubts_of(articles: Sequence[Article], lexicon: Lexicon) -> Doubts:
    """What tells which stretches of a text these articles do not bear out."""
    evidence = PreparedEvidence(articles=tuple(prepared(article, lexicon) for article in articles))

    def doubts(text: str, language: str) -> Sequence[TextSpan]:
        report = check_facts(text, language, evidence, lexicon)
        return [each.span for each in report.unsupported]

    return doubts


@lru_cache(maxsize=256)
def prepared(article: Article, lexicon: Lexicon) -> PreparedArticle:
    """An article read for checking, once."""
    return prepare(article, lexicon)
