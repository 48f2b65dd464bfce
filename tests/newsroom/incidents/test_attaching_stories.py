"""What becomes of an incident when a story is put to it, and when that is taken back?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dalel.domain.errors import ForbiddenMoveError, NotFoundError
from dalel.domain.incident import Codes
from dalel.domain.states import IncidentState, StoryState
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions import story_decisions, triage
from dalel.newsroom.incidents.actions.story_decisions import By, StoryNotFoundError
from dalel.newsroom.incidents.actions.texts import SUGGESTED
from dalel.newsroom.incidents.models import CodesRow, IncidentRow, LinkRow, TextVersionRow
from dalel.newsroom.stories.models import ReprintRow, StoryRow
from story_rows import incident, judge, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
CODES = Codes(
    codebook_version="tiny-1",
    event_type="block",
    direction="neutral",
    severity=3,
    severity_reason="",
    case_status="not_applicable",
    verification="V1",
    statutes=("A-1",),
)


@pytest.fixture
def by() -> By:
    return By(member=Member.objects.create(username="aliya"), time=NOW + timedelta(days=1))


def cited(row: IncidentRow) -> list[str]:
    return [link.canonical.rpartition("/")[2] for link in row.links.order_by("order")]


def took(story: StoryRow, by: By, **more: Any) -> IncidentRow:
    decision = triage.take(story.key, 2, "XT", by, **more)
    assert decision.incident is not None
    return decision.incident


def test_a_taken_story_opens_an_incident_that_cites_and_watches_its_articles(by: By) -> None:
    story = story_of(["a", "b", "c"], NOW)
    rows = list(ArticleRow.objects.order_by("first_kept"))
    ReprintRow.objects.create(article=rows[2], original=rows[0], time=NOW)
    row = took(story, by)
    assert (row.number, row.section) == ("XT-new-1", 2)
    assert cited(row) == ["a", "b"]
    assert set(ArticleRow.objects.exclude(watched_for="")) == set(rows[:2])
    assert StoryRow.objects.get().state == StoryState.TAKEN


def test_suggested_codes_are_a_draft_that_nobody_wrote(by: By) -> None:
    row = took(story_of(["a"], NOW), by, codes=CODES, model="sketch-1")
    codes = CodesRow.objects.get(incident=row)
    assert (codes.author, codes.state) == (None, "draft")
    assert codes.note == f"{SUGGESTED}: sketch-1"
    assert (codes.event_type, codes.statutes) == ("block", ["A-1"])


def test_a_story_is_not_taken_twice(by: By) -> None:
    story = story_of(["a"], NOW)
    took(story, by)
    with pytest.raises(ForbiddenMoveError):
        triage.take(story.key, 2, "XT", by)
    assert IncidentRow.objects.count() == 1


def test_an_attached_story_adds_what_is_not_cited_yet(by: By) -> None:
    row = incident("XT-2031-0001", NOW, cites="https://lake.test/b")
    triage.attach(story_of(["a", "b"], NOW).key, "XT-2031-0001", by)
    row.refresh_from_db()
    assert cited(row) == ["b", "a"]
    assert row.updated == by.time
    assert AuditRow.objects.get().action == "attached"


def test_attaching_what_is_cited_already_leaves_the_incident_as_it_is(by: By) -> None:
    row = incident("XT-2031-0001", NOW, cites="https://lake.test/a")
    triage.attach(story_of(["a"], NOW).key, "XT-2031-0001", by)
    row.refresh_from_db()
    assert row.updated == NOW


def test_nothing_is_attached_to_what_is_not_there(by: By) -> None:
    story = story_of(["a"], NOW)
    with pytest.raises(NotFoundError):
        triage.attach(story.key, "XT-2031-0009", by)
    assert StoryRow.objects.get().state == StoryState.NEW


def test_an_undone_attachment_takes_only_its_own_links_away(by: By) -> None:
    row = incident("XT-2031-0001", NOW, cites="https://lake.test/b")
    decision = triage.attach(story_of(["a", "b"], NOW).key, "XT-2031-0001", by)
    triage.undo(decision.pk, by)
    assert cited(row) == ["b"]
    row.refresh_from_db()
    assert row.state == IncidentState.UNPUBLISHED
    assert StoryRow.objects.get().state == StoryState.NEW


def test_an_incident_that_nobody_worked_on_is_withdrawn_with_the_decision(by: By) -> None:
    story = story_of(["a"], NOW)
    decision = triage.take(story.key, 2, "XT", by, codes=CODES)
    triage.undo(decision.pk, by)
    assert IncidentRow.objects.get().state == IncidentState.WITHDRAWN
    again = took(story, by)
    assert (again.number, cited(again)) == ("XT-new-2", ["a"])


def test_an_incident_that_somebody_worked_on_stays(by: By) -> None:
    decision = triage.take(story_of(["a"], NOW).key, 2, "XT", by)
    assert decision.incident is not None
    TextVersionRow.objects.create(
        incident=decision.incident, language="ru", number=1, paragraphs=["П"], time=NOW
    )
    triage.undo(decision.pk, by)
    assert IncidentRow.objects.get().state == IncidentState.UNPUBLISHED
    assert not LinkRow.objects.exists()


def test_split_and_merged_stories_are_weighed_at_once(by: By) -> None:
    story = story_of(["a", "b"], NOW)
    judge(story)
    decision = triage.split(story.key, ["https://lake.test/b"], by)
    assert all(row.is_relevant for row in StoryRow.objects.all())
    assert decision.other is not None
    triage.merge(decision.other.key, story.key, by)
    assert StoryRow.objects.get(pk=story.pk).section == 1


def test_an_unknown_decision_is_not_undone(by: By) -> None:
    with pytest.raises(StoryNotFoundError):
        triage.undo(99, by)


def test_what_was_put_off_is_undone_without_an_incident(by: By) -> None:
    decision = story_decisions.put_off(story_of(["a"], NOW).key, by)
    triage.undo(decision.pk, by)
    assert StoryRow.objects.get().state == StoryState.NEW
