"""What do decisions teach, and what do they not?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dalel.domain.incident import Codes
from dalel.domain.story_decision import NotOurs, written
from dalel.domain.training_example import Lesson
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions import story_decisions, texts, triage
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.queries.training_examples import training_pairs
from dalel.newsroom.sources.models import SourceRow
from dalel.newsroom.stories.models import ReprintRow
from story_rows import incident, story_of

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
)


@pytest.fixture
def by() -> By:
    return By(member=Member.objects.create(username="aliya"), time=NOW + timedelta(days=1))


def lessons() -> list[Lesson]:
    return list(training_pairs({"lake": "outlet"}, ZoneInfo("UTC")))


def test_a_taken_story_teaches_what_a_person_coded(by: By) -> None:
    SourceRow.objects.create(key="lake")
    decision = triage.take(story_of(["a"], NOW).key, 2, "XT", by, codes=CODES)
    ArticleRow.objects.update(source=SourceRow.objects.get())
    assert decision.incident is not None
    (lesson,) = lessons()
    # The draft of the codes is the machine's own: it is no lesson.
    assert (lesson.is_relevant, lesson.section, lesson.event_type) == (True, 2, None)
    act = Act(member=by.member, time=by.time)
    coded = replace(CODES, severity=4)
    texts.save_codes(decision.incident.number, coded, seen=1, act=act)
    (lesson,) = lessons()
    assert lesson.event_type == "block"
    record = lesson.record()
    assert (record["relevant"], record["section"], record["event_type"]) == (True, 2, "block")
    assert (record["lang"], record["event"], record["other"]) == ("ru", lesson.story, None)
    assert (lesson.article.source_kind, lesson.article.title) == ("outlet", "a")


@pytest.mark.parametrize("why", list(NotOurs))
def test_a_rejected_story_teaches_only_where_the_reason_is_about_the_text(
    by: By, why: NotOurs
) -> None:
    reason = By(member=by.member, time=by.time, reason=written(why, "слова"))
    story_decisions.reject(story_of(["a"], NOW).key, reason)
    taught = [(lesson.is_relevant, lesson.record()["other"]) for lesson in lessons()]
    other = {NotOurs.ABROAD: "foreign", NotOurs.ORDINARY_CRIME: "crime"}.get(why)
    assert taught == ([(False, other)] if why.is_lesson else [])


def test_what_is_undone_merged_or_put_off_teaches_nothing(by: By) -> None:
    one, other = story_of(["a"], NOW), story_of(["b"], NOW)
    triage.undo(triage.take(one.key, 1, "XT", by).pk, by)
    story_decisions.put_off(other.key, by)
    assert lessons() == []


def test_reprints_are_left_out(by: By) -> None:
    story = story_of(["a", "b"], NOW)
    first, second = ArticleRow.objects.order_by("first_kept")
    ReprintRow.objects.create(article=second, original=first, time=NOW)
    triage.attach(story.key, incident("XT-2031-0001", NOW).number, by)
    assert [lesson.article.title for lesson in lessons()] == ["a"]
