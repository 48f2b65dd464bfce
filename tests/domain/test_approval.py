"""Who may approve what?"""

from dataclasses import replace

import pytest

from dalel.domain.approval import Candidate, Refusal, refusals
from dalel.domain.states import VersionState

SOUND = Candidate(
    language="kk", state=VersionState.IN_REVIEW, authors=frozenset({"aliya", "timur"})
)


def test_another_person_who_reads_the_language_approves() -> None:
    assert refusals(SOUND, member="saule", reads={"kk", "ru"}) == ()


@pytest.mark.parametrize(
    ("candidate", "member", "refusal"),
    [
        (replace(SOUND, state=VersionState.DRAFT), "saule", Refusal.NOT_IN_REVIEW),
        (replace(SOUND, state=VersionState.SUPERSEDED), "saule", Refusal.NOT_IN_REVIEW),
        (SOUND, "timur", Refusal.OWN_TEXT),
        (replace(SOUND, language="ru"), "saule", Refusal.NOT_READ),
        (replace(SOUND, holding=1), "saule", Refusal.CONCERNS),
        (replace(SOUND, is_stale=True), "saule", Refusal.STALE),
    ],
)
def test_each_thing_that_stands_against_it_is_named(
    candidate: Candidate, member: str, refusal: Refusal
) -> None:
    assert refusals(candidate, member=member, reads={"kk"}) == (refusal,)


def test_a_newsroom_of_one_approves_its_own_text_and_nothing_else_is_loosened() -> None:
    found = refusals(replace(SOUND, holding=2), member="aliya", reads={"kk"}, alone=True)
    assert found == (Refusal.CONCERNS,)
