"""Which part of a piece of evidence may leave the house, and to whom?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dalel.domain.evidence import EvidenceClass
from dalel.domain.states import ArticleState

#: The longest excerpt that may be public, in characters.
EXCERPT: Final = 300


@dataclass(frozen=True, kw_only=True)
class PublicEvidence:
    """All that the public may learn of a piece of evidence. Never a full copy."""

    outlet: str
    link: str
    title: str | None
    time: datetime
    sha256: str
    life: ArticleState
    excerpt: str | None
    outside_copy: str | None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What stands behind an incident, as the newsroom sees it.

    ``excerpt_cleared``: the excerpt passed the privacy check. ``outside_copy`` is the address of
    a copy in an outside archive.
    """

    evidence_class: EvidenceClass
    outlet: str
    link: str
    title: str | None
    time: datetime
    sha256: str
    life: ArticleState
    excerpt: str | None = None
    excerpt_cleared: bool = False
    outside_copy: str | None = None


def public_part(evidence: Evidence) -> PublicEvidence | None:
    """What may be published of it: None when it is the newsroom's or sealed."""
    if evidence.evidence_class is not EvidenceClass.PUBLIC:
        return None
    cleared = evidence.excerpt if evidence.excerpt_cleared else None
    return PublicEvidence(
        outlet=evidence.outlet,
        link=evidence.link,
        title=evidence.title,
        time=evidence.time,
        sha256=evidence.sha256,
        life=evidence.life,
        excerpt=cleared and short_excerpt(cleared),
        outside_copy=evidence.outside_copy,
    )


def short_excerpt(text: str) -> str:
    """The text in at most ``EXCERPT`` characters, cut between words."""
    if len(text) <= EXCERPT:
        return text
    # The mark of omission takes one character; a space before it falls away.
    kept = text[: EXCERPT - 1]
    if not text[EXCERPT - 1].isspace():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip() + "…"


def may_be_exported(evidence_class: EvidenceClass) -> bool:
    """May a full copy (WACZ) be handed to someone whom the newsroom chose?"""
    return evidence_class is not EvidenceClass.SEALED


def may_go_to_services(evidence_class: EvidenceClass, *, published: bool) -> bool:
    """May an outside archive or a hosted model be told of it?"""
    return evidence_class is EvidenceClass.PUBLIC and published
