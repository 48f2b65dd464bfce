"""Do people's decisions about stories stand, and can they be taken back?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.errors import ForbiddenMoveError
from dalel.domain.states import StoryState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import story_decisions
from dalel.newsroom.incidents.actions.story_decisions import (
    By,
    MergeError,
    SplitError,
    StoryNotFoundError,
    UndoneError,
)
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.stories.models import ConstraintRow, DecisionRow, MembershipRow, StoryRow
from story_rows import story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def by() -> By:
    aliya = Member.objects.create(username="aliya", role=Role.REPORTER)
    return By(member=aliya, time=NOW + timedelta(days=1), reason="it is about the weather")


@pytest.fixture
def incident() -> IncidentRow:
    return IncidentRow.objects.create(number="XT-2031-0007", section=1, updated=NOW)


def names_in(story: StoryRow) -> list[str]:
    rows = MembershipRow.objects.filter(story=story).select_related("article")
    return sorted(row.article.canonical.rpartition("/")[2] for row in rows)


def url(name: str) -> str:
    return f"https://lake.test/{name}"


def pairs(*, together: bool) -> set[tuple[str, str]]:
    rows = ConstraintRow.objects.filter(is_together=together, decision__undone=None)
    return {
        (row.one.canonical.rpartition("/")[2], row.other.canonical.rpartition("/")[2])
        for row in rows
    }


def test_a_story_is_taken_into_an_incident(by: By, incident: IncidentRow) -> None:
    story = story_of(["a"], NOW)
    story_decisions.take(story.key, incident, by)
    story.refresh_from_db()
    assert (story.state, story.incident, story.is_touched) == (StoryState.TAKEN, incident, True)


def test_a_rejected_story_keeps_its_reason_and_can_be_called_back(by: By) -> None:
    story = story_of(["a"], NOW)
    decision = story_decisions.reject(story.key, by)
    story.refresh_from_db()
    assert (story.state, story.reason) == (StoryState.REJECTED, "it is about the weather")
    story_decisions.undo(decision, by)
    story.refresh_from_db()
    assert (story.state, story.reason) == (StoryState.NEW, "")
    assert DecisionRow.objects.get().undone_by == by.member


def test_undoing_leads_back_to_the_state_before(by: By, incident: IncidentRow) -> None:
    story = story_of(["a"], NOW)
    story_decisions.put_off(story.key, by)
    attached = story_decisions.attach(story.key, incident, by)
    story_decisions.undo(attached, by)
    story.refresh_from_db()
    assert (story.state, story.incident) == (StoryState.LATER, None)


def test_a_decided_story_is_not_decided_again_before_it_is_called_back(
    by: By, incident: IncidentRow
) -> None:
    story = story_of(["a"], NOW)
    story_decisions.reject(story.key, by)
    with pytest.raises(ForbiddenMoveError):
        story_decisions.take(story.key, incident, by)


def test_a_split_opens_a_story_and_keeps_the_two_apart(by: By) -> None:
    story = story_of(["a", "b", "c", "d"], NOW)
    decision = story_decisions.split(story.key, [url("c"), url("d")], by)
    assert decision.other is not None
    assert names_in(story) == ["a", "b"]
    assert names_in(decision.other) == ["c", "d"]
    assert pairs(together=False) == {("c", "a"), ("c", "b"), ("d", "a"), ("d", "b")}
    assert pairs(together=True) == {("c", "d")}
    assert decision.other.is_touched


def test_an_undone_split_brings_the_articles_back_and_binds_nobody(by: By) -> None:
    story = story_of(["a", "b"], NOW)
    story_decisions.undo(story_decisions.split(story.key, [url("b")], by), by)
    assert names_in(story) == ["a", "b"]
    assert pairs(together=False) == set()


def test_the_same_article_can_be_split_off_again(by: By) -> None:
    story = story_of(["a", "b"], NOW)
    story_decisions.undo(story_decisions.split(story.key, [url("b")], by), by)
    later = By(member=by.member, time=by.time + timedelta(minutes=1))
    again = story_decisions.split(story.key, [url("b")], later)
    assert again.other is not None
    assert names_in(again.other) == ["b"]


@pytest.mark.parametrize("wanted", [[], ["a", "b"], ["a", "z"]])
def test_a_split_takes_some_and_leaves_some(by: By, wanted: list[str]) -> None:
    story = story_of(["a", "b"], NOW)
    with pytest.raises(SplitError):
        story_decisions.split(story.key, [url(name) for name in wanted], by)
    assert not DecisionRow.objects.exists()


def test_a_merge_moves_the_articles_and_ties_them(by: By) -> None:
    one, other = story_of(["a"], NOW + timedelta(days=2)), story_of(["b", "c"], NOW)
    story_decisions.merge(other.key, one.key, by)
    one.refresh_from_db()
    other.refresh_from_db()
    assert names_in(one) == ["a", "b", "c"]
    assert (other.state, other.merged_into) == (StoryState.MERGED, one)
    assert one.opened == NOW
    assert pairs(together=True) == {("a", "b"), ("a", "c")}


def test_an_undone_merge_gives_each_its_own_back(by: By) -> None:
    one, other = story_of(["a"], NOW), story_of(["b"], NOW)
    story_decisions.undo(story_decisions.merge(other.key, one.key, by), by)
    other.refresh_from_db()
    assert (other.state, other.merged_into) == (StoryState.NEW, None)
    assert (names_in(one), names_in(other)) == (["a"], ["b"])


def test_a_story_is_not_merged_into_itself_nor_into_one_that_is_gone(by: By) -> None:
    one, other = story_of(["a"], NOW), story_of(["b"], NOW)
    with pytest.raises(MergeError):
        story_decisions.merge(one.key, one.key, by)
    story_decisions.merge(one.key, other.key, by)
    third = story_of(["c"], NOW)
    with pytest.raises(MergeError):
        story_decisions.merge(third.key, one.key, by)


def test_what_a_later_decision_stands_upon_is_not_undone(by: By) -> None:
    one, other = story_of(["a"], NOW), story_of(["b"], NOW)
    merged = story_decisions.merge(other.key, one.key, by)
    story_decisions.reject(one.key, by)
    with pytest.raises(UndoneError):
        story_decisions.undo(merged, by)


def test_nothing_is_undone_twice(by: By) -> None:
    decision = story_decisions.put_off(story_of(["a"], NOW).key, by)
    story_decisions.undo(decision, by)
    with pytest.raises(UndoneError):
        story_decisions.undo(decision, by)


def test_a_story_that_is_not_there_is_named(by: By) -> None:
    with pytest.raises(StoryNotFoundError, match="abc"):
        story_decisions.put_off("abc", by)
