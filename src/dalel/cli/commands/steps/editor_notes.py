"""The lists of an editor beside a draft, as records of a line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dalel.domain.article import Article
    from dalel.domain.draft import Draft
    from dalel.steps.check.facts.findings import Support


def notes_of(draft: "Draft", articles: Sequence["Article"]) -> dict[str, Any]:
    """What a draft leaves out, where its articles disagree, and whom to ask."""
    from dalel.cli.commands.steps.facts import lexicon
    from dalel.language.claims.read_texts import read_text
    from dalel.newsroom.incidents.draft_doubts import prepared
    from dalel.steps.check.editor_notes import disputed, omissions, questions
    from dalel.steps.check.facts.evidence import PreparedEvidence

    words = lexicon()
    evidence = PreparedEvidence(articles=tuple(prepared(one, words) for one in articles))
    told = f"{draft.title}.\n\n{draft.summary}" if draft.title else draft.summary
    texts = [read_text(told, draft.language, words)] if draft.sentences else []
    return {
        "left_out": [
            _placed(one.sentence)
            | {
                "things": [
                    {"kind": thing.kind.value, "deed": thing.deed, "words": thing.words.text}
                    for thing in one.things
                ],
                "articles": one.articles,
            }
            for one in (omissions(texts, evidence, words) if texts else ())
        ],
        "disputed": [
            {
                "about": one.about,
                "sides": [
                    _placed(side.sentence) | {"words": side.words.text, "told": side.is_told}
                    for side in (one.one, one.other)
                ],
            }
            for one in disputed(texts, evidence, words)
        ],
        "to_ask": [
            _placed(one.sentence) | {"why": one.kind.value, "who": one.who}
            for one in questions(evidence, words)
        ],
    }


def _placed(sentence: "Support") -> dict[str, Any]:
    """A sentence and where it stands: in the title or the text of which article."""
    return {
        "text": sentence.text,
        "article_id": sentence.article,
        "field": sentence.field,
        "start": sentence.span.start,
        "end": sentence.span.end,
    }
