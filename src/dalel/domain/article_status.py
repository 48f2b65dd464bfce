"""Judgements on whether an article is live, changed, removed, blocked or unreachable."""

from dataclasses import dataclass
from typing import Final

from dalel.domain.exchange import Answer, FailureKind, FetchFailure, Outcome
from dalel.domain.extraction import Extraction, PageKind
from dalel.domain.states import ArticleState

#: Not found; gone.
_REMOVED: Final = {404, 410}
#: Unavailable for legal reasons (RFC 7725).
_LEGAL: Final = 451
#: Our own choice or our own way to the net: they say nothing of the article.
_OURS: Final = {
    FailureKind.BAD_ADDRESS,
    FailureKind.DENIED,
    FailureKind.PRIVATE_NETWORK,
    FailureKind.ROBOTS,
    FailureKind.PROXY,
}


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """How an article stands and why; the reason is in English, for the newsroom."""

    state: ArticleState
    reason: str


#: Of what was never seen before.
FIRST: Final = Judgement(state=ArticleState.LIVE, reason="first kept")


@dataclass(frozen=True, kw_only=True)
class ArticleWords:
    """What an article said at one time."""

    title: str
    text: str


def judge_failure(failure: FetchFailure, elsewhere: Outcome | None = None) -> Judgement | None:
    """What a failure says; None when it says nothing of the article.

    ``elsewhere`` is what the same address gave from another vantage point: who answers there and
    not here is blocked for us.
    """
    if failure.kind in _OURS:
        return None
    if failure.status == _LEGAL:
        return _judged(ArticleState.BLOCKED, failure, "unavailable for legal reasons")
    if failure.status in _REMOVED:
        return _judged(ArticleState.REMOVED, failure, failure.reason)
    if isinstance(elsewhere, Answer):
        seen = elsewhere.last.vantage
        return _judged(ArticleState.BLOCKED, failure, f"{failure.reason}; it answers from {seen}")
    return _judged(ArticleState.UNREACHABLE, failure, failure.reason)


def judge_page(page: Extraction, first: ArticleWords) -> Judgement:
    """What a page says that came, beside what the article first said."""
    if page.kind in {PageKind.EMPTY, PageKind.UNREADABLE}:
        return Judgement(state=ArticleState.UNREACHABLE, reason=page.reason or "the page is empty")
    if page.kind is not PageKind.ARTICLE:
        reason = f"the address now shows another page: {page.reason or page.kind}"
        return Judgement(state=ArticleState.REMOVED, reason=reason)
    changed = changes(first, ArticleWords(title=page.title, text=page.text))
    if changed:
        return Judgement(state=ArticleState.CHANGED, reason=f"{' and '.join(changed)} changed")
    return Judgement(state=ArticleState.LIVE, reason="as when it was first kept")


def changes(before: ArticleWords, after: ArticleWords) -> tuple[str, ...]:
    """What is new, white space left aside: "headline", "text", both or nothing."""
    pairs = {"headline": (before.title, after.title), "text": (before.text, after.text)}
    return tuple(name for name, (old, new) in pairs.items() if old.split() != new.split())


def _judged(state: ArticleState, failure: FetchFailure, reason: str) -> Judgement:
    return Judgement(state=state, reason=f"{reason} (seen from: {failure.vantage})")
