import pytest

from dalel.domain.errors import ForbiddenMoveError
from dalel.domain.states import (
    TRANSITIONS,
    ArticleState,
    BuildState,
    ConcernState,
    DemandState,
    DiaryState,
    DraftState,
    EditionState,
    FindingState,
    FlashState,
    IncidentState,
    MessageState,
    SourceState,
    State,
    StoryState,
    VersionState,
    move,
)

NOUNS = (
    SourceState,
    FindingState,
    ArticleState,
    StoryState,
    VersionState,
    IncidentState,
    EditionState,
    ConcernState,
    DiaryState,
    BuildState,
    DraftState,
    FlashState,
    DemandState,
    MessageState,
)
PAIRS = [(now, then) for noun in NOUNS for now in noun for then in noun]


@pytest.mark.parametrize(("now", "then"), PAIRS, ids=str)
def test_a_state_moves_exactly_where_the_table_lets_it(now: State, then: State) -> None:
    if then in TRANSITIONS[type(now)].get(now, frozenset()):
        assert move(now, then) is then
    else:
        with pytest.raises(ForbiddenMoveError, match=f"{then} may not follow {now}"):
            move(now, then)


def test_no_noun_moves_into_a_state_of_another() -> None:
    strangers = [
        (noun, state)
        for noun, table in TRANSITIONS.items()
        for now, after in table.items()
        for state in (now, *after)
        if type(state) is not noun
    ]
    assert strangers == []
    assert set(TRANSITIONS) == set(NOUNS)


@pytest.mark.parametrize(
    "final",
    [
        FindingState.FETCHED,
        VersionState.SUPERSEDED,
        IncidentState.WITHDRAWN,
        EditionState.RELEASED,
        MessageState.SENT,
    ],
)
def test_what_is_final_stays(final: State) -> None:
    assert final not in TRANSITIONS[type(final)]


def test_a_retracted_incident_never_comes_back() -> None:
    assert TRANSITIONS[IncidentState][IncidentState.RETRACTED] == {IncidentState.WITHDRAWN}


def test_nothing_is_approved_that_was_not_in_review() -> None:
    leading = {
        now for now, after in TRANSITIONS[VersionState].items() if VersionState.APPROVED in after
    }
    assert leading == {VersionState.IN_REVIEW}


def test_a_message_found_sending_is_never_sent_again_by_itself() -> None:
    assert MessageState.QUEUED not in TRANSITIONS[MessageState][MessageState.SENDING]
