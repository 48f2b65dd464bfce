"""What is put before a reporter to begin from, and does the evidence bear it out?"""

from collections.abc import Sequence

from dalel.domain.article import Article
from dalel.domain.evidence import Span
from dalel.domain.lexicon import Lexicon
from dalel.steps.check.facts.checking import check_facts
from dalel.steps.check.facts.evidence import Evidence, prepare
from dalel.steps.draft import Doubts


def doubts_of(articles: Sequence[Article], lexicon: Lexicon) -> Doubts:
    """What tells which stretches of a text these articles do not bear out."""
    evidence = Evidence(articles=tuple(prepare(article, lexicon) for article in articles))

    def doubts(text: str, language: str) -> Sequence[Span]:
        report = check_facts(text, language, evidence, lexicon)
        return [each.span for each in report.unsupported]

    return doubts
