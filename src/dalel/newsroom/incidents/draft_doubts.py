"""What of a draft does its evidence not bear out, or the other language? No rows are needed."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.steps.check.facts.checking import check_facts
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence, prepare
from dalel.steps.check.parity import LanguageVersion, check_parity
from dalel.steps.draft import Differences, Doubts


def doubts_of(articles: Sequence[Article], lexicon: Lexicon) -> Doubts:
    """What tells which stretches of a text these articles do not bear out."""
    evidence = PreparedEvidence(articles=tuple(prepared(article, lexicon) for article in articles))

    def doubts(text: str, language: str) -> Sequence[TextSpan]:
        report = check_facts(text, language, evidence, lexicon)
        return [each.span for each in report.unsupported]

    return doubts


def differences_by(lexicon: Lexicon) -> Differences:
    """What tells where texts of two languages differ."""

    def differences(texts: Mapping[str, str]) -> Mapping[str, Sequence[TextSpan]]:
        first, second = (
            LanguageVersion(language=language, text=text) for language, text in texts.items()
        )
        found = check_parity(first, second, lexicon).mismatches
        return {
            first.language: [each.first for each in found if each.first is not None],
            second.language: [each.second for each in found if each.second is not None],
        }

    return differences


@lru_cache(maxsize=256)
def prepared(article: Article, lexicon: Lexicon) -> PreparedArticle:
    """An article read for checking, once."""
    return prepare(article, lexicon)
