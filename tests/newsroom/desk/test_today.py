"""What waits for a member, and how did the last days go?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dalel.domain.concern import Weight
from dalel.domain.states import ConcernState, EditionState, StoryState, VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.desk.queries import today
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.actions import story_decisions, triage
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.models import ConcernRow, IncidentRow, TextVersionRow
from dalel.newsroom.stories.models import StoryRow
from story_rows import incident, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def aliya() -> Member:
    return Member.objects.create(username="aliya", reads=["ru"])


@pytest.fixture
def serik() -> Member:
    return Member.objects.create(username="serik", name="Серік", reads=["ru", "en"])


def edition(number: int, end: date, state: EditionState = EditionState.OPEN) -> EditionRow:
    released = NOW if state is EditionState.RELEASED else None
    return EditionRow.objects.create(
        number=number, period_start=date(2031, 1, 1), period_end=end, state=state, released=released
    )


def text(row: IncidentRow, author: Member, language: str = "ru") -> TextVersionRow:
    return TextVersionRow.objects.create(
        incident=row,
        language=language,
        number=1,
        title="Заголовок",
        paragraphs=["П"],
        author=author,
        time=NOW,
        state=VersionState.IN_REVIEW,
    )


def concern(row: IncidentRow | None, weight: Weight, key: str) -> None:
    ConcernRow.objects.create(
        key=key, edition=EditionRow.objects.get(), incident=row, rule="r", weight=weight
    )


def test_what_came_in_since_then_is_counted_and_the_first_of_it_shown() -> None:
    for count in range(7):
        story = story_of([f"a{count}"], NOW)
        StoryRow.objects.filter(pk=story.pk).update(is_relevant=True, rank=count)
    story_of(["b"], NOW)
    story_of(["c"], NOW - timedelta(days=2))
    came, put_off = today.stories(NOW - timedelta(days=1))
    assert (came.ours, put_off.count) == (7, 0)
    assert [card.headlines["ru"] for card in came.cards] == ["a6", "a5", "a4", "a3", "a2"]


def test_what_was_put_off_waits_the_oldest_first(aliya: Member) -> None:
    by = By(member=aliya, time=NOW)
    for count in range(6):
        story_decisions.put_off(story_of([f"a{count}"], NOW + timedelta(hours=count)).key, by)
    came, put_off = today.stories(NOW)
    assert (came.cards, put_off.count) == ((), 6)
    assert [card.headlines["ru"] for card in put_off.cards] == ["a0", "a1", "a2", "a3", "a4"]


def test_reviews_are_others_texts_in_languages_that_one_reads(aliya: Member, serik: Member) -> None:
    row = incident("XT-2031-0001", NOW)
    text(row, serik)
    text(row, serik, "en")
    text(incident("XT-2031-0002", NOW), aliya)
    (waiting,) = today.reviews(aliya)
    assert (waiting.number, waiting.language, waiting.author) == ("XT-2031-0001", "ru", "Серік")
    assert [one.number for one in today.reviews(serik)] == ["XT-2031-0002"]


def test_concerns_are_shown_to_whom_they_concern(aliya: Member, serik: Member) -> None:
    edition(1, TODAY)
    mine, theirs = incident("XT-2031-0001", NOW), incident("XT-2031-0002", NOW)
    text(mine, aliya)
    text(theirs, serik)
    concern(mine, Weight.NOTE, "1")
    concern(mine, Weight.ERROR, "2")
    concern(theirs, Weight.WARNING, "3")
    concern(None, Weight.ERROR, "4")
    ((mine_held,), held) = today.concerns(aliya)
    assert (mine_held.number, mine_held.concerns, mine_held.holding) == ("XT-2031-0001", 2, 1)
    assert [one.number for one in today.concerns(serik)[0]] == ["XT-2031-0002"]
    assert [one.number for one in held] == ["XT-2031-0001"]
    ConcernRow.objects.update(state=ConcernState.WAIVED)
    assert today.concerns(aliya)[1] == ()


def test_the_next_edition_is_the_first_that_is_not_released() -> None:
    assert today.editions(NOW, ZoneInfo("UTC"))[0] is None
    edition(1, date(2031, 1, 31), EditionState.RELEASED)
    edition(2, TODAY + timedelta(days=9))
    edition(3, TODAY + timedelta(days=40))
    found = today.editions(NOW, ZoneInfo("UTC"))[0]
    assert found is not None
    assert (found.number, found.days, found.entries, found.hours) == (2, 9, 0, None)


def test_a_scheduled_edition_is_counted_down_to_its_moment(aliya: Member) -> None:
    row = edition(1, TODAY - timedelta(days=3))
    for hours, days in ((50, 2), (3, 0), (-2, 0)):
        row.state, row.scheduled = EditionState.SCHEDULED, NOW + timedelta(hours=hours)
        row.scheduled_by = aliya
        row.save()
        found = today.editions(NOW, ZoneInfo("UTC"))[0]
        assert found is not None
        assert (found.hours, found.days) == (hours, days)


def test_the_line_counts_by_days_of_the_newsroom(aliya: Member) -> None:
    # Half past seven in the evening in London is the next day in Kathmandu.
    late = NOW.replace(hour=19)
    for name, time in (("a", NOW), ("b", late - timedelta(days=1)), ("c", NOW - timedelta(30))):
        story = story_of([name], time)
        StoryRow.objects.filter(pk=story.pk).update(is_relevant=True)
    decided = triage.take(StoryRow.objects.all()[0].key, 1, "XT", By(member=aliya, time=NOW))
    line = today.trend(TODAY, ZoneInfo("Asia/Kathmandu"))
    assert line.days[-1] == TODAY
    assert (sum(line.came), line.came[-1]) == (2, 2)
    assert line.taken[-2:] == (0, 1)
    triage.undo(decided.pk, By(member=aliya, time=NOW))
    assert sum(today.trend(TODAY, ZoneInfo("Asia/Kathmandu")).taken) == 0
    assert StoryRow.objects.filter(state=StoryState.NEW).count() == 3


def test_a_day_of_the_line_runs_from_midnight_to_midnight() -> None:
    zone = ZoneInfo("Asia/Kathmandu")
    begin = datetime.combine(TODAY, datetime.min.time(), zone)
    end, tick = begin + timedelta(days=1), timedelta(microseconds=1)
    for name, time in (("a", begin - tick), ("b", begin), ("c", end - tick), ("d", end)):
        story = story_of([name], time)
        StoryRow.objects.filter(pk=story.pk).update(is_relevant=True)
    assert today.trend(TODAY, zone).came[-2:] == (1, 2)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite plans by the indexes alone")
def test_what_came_in_is_found_by_when_it_came_and_not_among_all_that_waits() -> None:
    with CaptureQueriesContext(connection) as asked:
        today.stories(NOW)
        today.trend(TODAY, ZoneInfo("UTC"))
    (new, *_, line) = [query["sql"] for query in asked.captured_queries]
    assert "INDEX story_by_newest (state=? AND newest>?)" in _plan(new)
    assert "INDEX decision_by_time (time>?)" in _plan(line)
    # A function of Django's is Python that is called for each row.
    assert "django_" not in line


def _plan(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(told for *_, told in cursor.fetchall())
