"""Rules of disclosure: which part of the evidence may be published, exported or sent out."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from dalel.domain.evidence import EvidenceClass
from dalel.domain.states import ArticleState

#: The longest excerpt that may be public, in characters.
EXCERPT: Final = 300


@dataclass(frozen=True, kw_only=True)
class PublicEvidence:
    """All that the public may learn of a piece of evidence. Never a full copy.

    ``language`` is that of the page, and so of the excerpt; empty: nobody knows.
    """

    outlet: str
    link: str
    title: str | None
    time: datetime
    sha256: str
    life: ArticleState
    excerpt: str | None
    outside_copy: str | None
    language: str = ""
    second_copy: str | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What stands behind an incident, as the newsroom sees it.

    ``outside_copy`` is the address of a copy in an outside archive, ``second_copy`` in another.
    """

    evidence_class: EvidenceClass
    outlet: str
    link: str
    title: str | None
    time: datetime
    sha256: str
    life: ArticleState
    outside_copy: str | None = None
    language: str = ""
    second_copy: str | None = None


def public_part(evidence: Evidence) -> PublicEvidence | None:
    """What may be published of it: None when it is the newsroom's or sealed.

    An excerpt comes to it only for an incident in which it was cleared.
    """
    if evidence.evidence_class is not EvidenceClass.PUBLIC:
        return None
    return PublicEvidence(
        outlet=evidence.outlet,
        link=evidence.link,
        title=evidence.title,
        time=evidence.time,
        sha256=evidence.sha256,
        life=evidence.life,
        excerpt=None,
        outside_copy=evidence.outside_copy,
        language=evidence.language,
        second_copy=evidence.second_copy,
    )


def quoted(part: PublicEvidence, cleared: str, limit: int) -> PublicEvidence:
    """The same with an excerpt that was cleared, in at most so many characters; 0: without one."""
    short = short_excerpt(cleared, min(limit, EXCERPT)) if cleared and limit else None
    return replace(part, excerpt=short)


def short_excerpt(text: str, limit: int = EXCERPT) -> str:
    """The text in at most so many characters, cut between words."""
    if len(text) <= limit:
        return text
    # The mark of omission takes one character; a space before it falls away.
    kept = text[: limit - 1]
    if not text[limit - 1].isspace():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip() + "…"


def may_be_exported(evidence_class: EvidenceClass) -> bool:
    """May a full copy (WACZ) be handed to someone whom the newsroom chose?"""
    return evidence_class is not EvidenceClass.SEALED


def may_go_to_services(evidence_class: EvidenceClass, *, published: bool) -> bool:
    """May an outside archive or a hosted model be told of it?"""
    return evidence_class is EvidenceClass.PUBLIC and published
