"""Does nothing leave the house that must not?"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dalel.domain.evidence import EvidenceClass
from dalel.domain.evidence_disclosure import (
    EXCERPT,
    Evidence,
    PublicEvidence,
    may_be_exported,
    may_go_to_services,
    public_part,
    quoted,
    short_excerpt,
)
from dalel.domain.states import ArticleState

PUBLIC = Evidence(
    evidence_class=EvidenceClass.PUBLIC,
    outlet="tany",
    link="https://tany.test/news/1",
    title="Сайт бұғатталды",
    time=datetime(2026, 1, 31, tzinfo=UTC),
    sha256="ab" * 32,
    life=ArticleState.LIVE,
    outside_copy="https://archive.test/1",
)


def test_the_public_gets_what_proves_and_nothing_more() -> None:
    assert public_part(PUBLIC) == PublicEvidence(
        outlet="tany",
        link="https://tany.test/news/1",
        title="Сайт бұғатталды",
        time=PUBLIC.time,
        sha256="ab" * 32,
        life=ArticleState.LIVE,
        excerpt=None,
        outside_copy="https://archive.test/1",
    )


@pytest.mark.parametrize("kind", [EvidenceClass.NEWSROOM, EvidenceClass.SEALED])
def test_of_other_evidence_the_public_gets_nothing(kind: EvidenceClass) -> None:
    assert public_part(replace(PUBLIC, evidence_class=kind)) is None


def test_a_cleared_excerpt_is_quoted_as_far_as_the_pack_lets_it() -> None:
    part = public_part(PUBLIC)
    assert part is not None
    words = "Сот сайтты бұғаттады."
    assert quoted(part, words, 300).excerpt == words
    assert quoted(part, words, 12).excerpt == "Сот сайтты…"
    assert quoted(part, words, 0) == quoted(part, "", 300) == part
    assert len(quoted(part, "a" * 999, 999).excerpt or "") == EXCERPT


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a" * 300, "a" * 300),
        ("a" * 301, "a" * 299 + "…"),
        ("a" * 299 + " b", "a" * 299 + "…"),
        ("a" * 290 + " " + "b" * 20, "a" * 290 + "…"),
    ],
)
def test_an_excerpt_is_cut_between_words(text: str, cut: str) -> None:
    assert short_excerpt(text) == cut
    assert len(short_excerpt(text)) <= EXCERPT


def test_sealed_evidence_never_leaves() -> None:
    assert may_be_exported(EvidenceClass.PUBLIC)
    assert may_be_exported(EvidenceClass.NEWSROOM)
    assert not may_be_exported(EvidenceClass.SEALED)


def test_outside_services_get_only_what_is_public_and_published() -> None:
    allowed = [
        (kind, published)
        for kind in EvidenceClass
        for published in (True, False)
        if may_go_to_services(kind, published=published)
    ]
    assert allowed == [(EvidenceClass.PUBLIC, True)]
