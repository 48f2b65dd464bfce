"""For which versions does legal advice stand, and what undoes it?"""

from datetime import UTC, datetime, timedelta

from dalel.domain.legal_advice import (
    AdviceState,
    AdviceVerdict,
    AdvisedVersions,
    EntryInWork,
    LegalNote,
    LegalNoteKind,
    LegalStanding,
    legal_standing,
)

DAY = datetime(2031, 6, 2, tzinfo=UTC)
READ = AdvisedVersions(texts={"kk": 2, "ru": 3}, codes=1, naming=7)
Q, A, B, AGAINST, S = (
    LegalNoteKind.QUESTION,
    LegalNoteKind.ADVICE,
    LegalNoteKind.TAKEN_BACK,
    LegalNoteKind.OVERRULED,
    LegalNoteKind.SECONDED,
)


def notes(
    *kinds: LegalNoteKind, verdict: AdviceVerdict = AdviceVerdict.NO_OBJECTION
) -> list[LegalNote]:
    return [
        LegalNote(
            key=place,
            kind=kind,
            words="",
            username="aliya",
            member="Алия",
            time=DAY + timedelta(days=place),
            versions=READ if kind in {A, AGAINST} else None,
            verdict=verdict if kind is A else None,
        )
        for place, kind in enumerate(kinds)
    ]


def entry(versions: AdvisedVersions = READ, *, is_draft: bool = False) -> EntryInWork:
    return EntryInWork(versions=versions, changed=DAY + timedelta(days=30), is_draft=is_draft)


def state(
    *kinds: LegalNoteKind, verdict: AdviceVerdict = AdviceVerdict.NO_OBJECTION
) -> LegalStanding:
    found = legal_standing(notes(*kinds, verdict=verdict), entry())
    assert found is not None
    return found


def test_what_nobody_asked_or_was_taken_back_stands_nowhere() -> None:
    assert legal_standing([], entry()) is None
    assert legal_standing(notes(Q, B), entry()) is None


def test_a_question_waits_since_the_first_that_is_not_answered() -> None:
    found = state(Q, A, Q, Q)
    assert found.state is AdviceState.WAITING
    assert found.since == DAY + timedelta(days=2)
    assert len(found.questions) == 2
    assert found.state.holds_back
    assert found.state.is_asked


def test_a_question_that_is_taken_back_leaves_the_advice_before_it() -> None:
    assert state(Q, A, Q, B).state is AdviceState.CLEARED


def test_the_verdict_decides_while_the_versions_are_those_that_were_read() -> None:
    assert state(Q, A).state is AdviceState.CLEARED
    assert state(Q, A, verdict=AdviceVerdict.CHANGE).state is AdviceState.CHANGE
    against = state(Q, A, verdict=AdviceVerdict.DO_NOT_PUBLISH)
    assert against.state is AdviceState.AGAINST
    assert against.state.holds_back
    assert not against.state.is_asked
    assert not state(Q, A).state.holds_back


def test_a_later_text_code_or_name_undoes_advice_and_asks_again() -> None:
    for later in (
        AdvisedVersions(texts={"kk": 2, "ru": 4}, codes=1, naming=7),
        AdvisedVersions(texts={"kk": 2, "ru": 3}, codes=2, naming=7),
        AdvisedVersions(texts={"kk": 2, "ru": 3}, codes=1, naming=8),
    ):
        found = legal_standing(notes(Q, A), entry(later))
        assert found is not None
        assert found.state is AdviceState.OUTDATED
        assert found.since == DAY + timedelta(days=30)
        written = legal_standing(notes(Q, A), entry(later, is_draft=True))
        assert written is not None
        assert written.state is AdviceState.BEING_CHANGED
        assert written.state.holds_back
        assert not written.state.is_asked


def test_it_goes_against_advice_only_by_two_and_only_for_these_versions() -> None:
    no = AdviceVerdict.DO_NOT_PUBLISH
    assert state(Q, A, AGAINST, verdict=no).state is AdviceState.AGAINST
    gone = state(Q, A, AGAINST, S, verdict=no)
    assert gone.state is AdviceState.OVERRULED
    assert not gone.state.holds_back
    later = AdvisedVersions(texts={"kk": 2, "ru": 4}, codes=1, naming=7)
    found = legal_standing(notes(Q, A, AGAINST, S, verdict=no), entry(later))
    assert found is not None
    assert (found.state, found.overruling) == (AdviceState.OUTDATED, None)


def test_new_advice_or_a_new_question_ends_a_decision_against_the_old_one() -> None:
    no = AdviceVerdict.DO_NOT_PUBLISH
    assert state(Q, A, AGAINST, S, A, verdict=no).state is AdviceState.AGAINST
    assert state(Q, A, AGAINST, S, Q, verdict=no).state is AdviceState.WAITING
    assert state(Q, AGAINST, S).state is AdviceState.OVERRULED
