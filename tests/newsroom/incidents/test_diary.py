"""Are days to come proposed once, and is what people say of them kept?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dalel.domain.diary import DiaryKind, Forthcoming
from dalel.domain.errors import ForbiddenMoveError, NotFoundError
from dalel.domain.states import DiaryState, StoryState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions import diary
from dalel.newsroom.incidents.actions.diary import Unread
from dalel.newsroom.incidents.models import DiaryRow, FeedAddressRow
from dalel.newsroom.stories.models import ReprintRow, StoryRow
from story_rows import incident, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
ZONE = ZoneInfo("UTC")
HEARING = Forthcoming(
    day=date(2031, 6, 12), kind=DiaryKind.HEARING, sentence="Заседание будет 12 июня."
)


@pytest.fixture
def act() -> Act:
    return Act(member=Member.objects.create(username="aliya", name="Әлия"), time=NOW)


def our_story(*names: str) -> StoryRow:
    story = story_of(names, NOW - timedelta(hours=9))
    StoryRow.objects.filter(pk=story.pk).update(is_relevant=True)
    return story


def unread() -> list[Unread]:
    return diary.unread(NOW - timedelta(days=30), ZONE, 99)


def proposed() -> DiaryRow:
    our_story("a")
    diary.propose(unread()[0], [HEARING], NOW)
    return DiaryRow.objects.get()


def test_articles_of_our_stories_are_read_once_a_version() -> None:
    our_story("a")
    story_of(["b"], NOW - timedelta(hours=9))
    (one,) = unread()
    assert one.article.title == "a"
    diary.propose(one, [], NOW)
    assert unread() == []
    row = ArticleRow.objects.get(canonical=one.article.id)
    first = row.versions.get()
    row.versions.create(number=2, time=NOW, capture=first.capture, title="a", text="Иначе.")
    assert [each.version for each in unread()] == [2]


@pytest.mark.parametrize("state", [StoryState.REJECTED, StoryState.MERGED])
def test_what_was_put_away_is_not_read(state: StoryState) -> None:
    story = our_story("a")
    other = story_of(["z"], NOW) if state is StoryState.MERGED else None
    StoryRow.objects.filter(pk=story.pk).update(state=state, merged_into=other)
    assert unread() == []


def test_reprints_and_old_articles_are_not_read() -> None:
    our_story("a", "b")
    first, second = ArticleRow.objects.order_by("first_kept")
    ReprintRow.objects.create(article=second, original=first, time=NOW)
    assert [one.key for one in unread()] == [first.pk]
    assert diary.unread(NOW, ZONE, 9) == []


def test_a_day_is_proposed_once_a_story() -> None:
    our_story("a", "b")
    first, second = unread()
    assert diary.propose(first, [HEARING], NOW) == 1
    assert diary.propose(second, [HEARING], NOW) == 0
    (entry,) = diary.entries(TODAY, DiaryState.PROPOSED)
    assert (entry.text, entry.outlet, entry.who) == (HEARING.sentence, "lake.test", "")


def test_a_day_is_confirmed_mended_and_dismissed(act: Act) -> None:
    row = proposed()
    diary.confirm(row.pk, HEARING.day, DiaryKind.HEARING, HEARING.sentence, act)
    (entry,) = diary.entries(TODAY, DiaryState.CONFIRMED)
    assert (entry.words, entry.who) == ("", "Әлия")
    later = HEARING.day + timedelta(days=7)
    diary.confirm(row.pk, later, DiaryKind.DEADLINE, "Перенесли", act)
    (entry,) = diary.entries(TODAY, DiaryState.CONFIRMED)
    assert (entry.day, entry.kind, entry.text) == (later, DiaryKind.DEADLINE, "Перенесли")
    # What the machine read stays, so it does not propose the same again.
    diary.dismiss(row.pk, act)
    row.refresh_from_db()
    assert (row.read_day, row.sentence, row.state) == (HEARING.day, HEARING.sentence, "dismissed")
    with pytest.raises(ForbiddenMoveError):
        diary.dismiss(row.pk, act)
    diary.confirm(row.pk, later, DiaryKind.DEADLINE, "", act)
    assert AuditRow.objects.count() == 4


def test_a_person_writes_a_day_down(act: Act) -> None:
    incident("XT-2031-0001", NOW)
    diary.write(HEARING.day, DiaryKind.OTHER, "Годовщина", "XT-2031-0001", act)
    (entry,) = diary.entries(TODAY, DiaryState.CONFIRMED)
    assert (entry.text, entry.incident, entry.article) == ("Годовщина", "XT-2031-0001", None)
    with pytest.raises(NotFoundError):
        diary.write(HEARING.day, DiaryKind.OTHER, "Годовщина", "XT-2031-0009", act)
    assert DiaryRow.objects.count() == 1


def test_a_day_knows_the_incident_that_its_story_went_into(act: Act) -> None:
    row = proposed()
    story = StoryRow.objects.get()
    story.state, story.incident = StoryState.TAKEN, incident("XT-new-1", NOW)
    story.save()
    (entry,) = diary.entries(TODAY, DiaryState.PROPOSED)
    assert (entry.key, entry.incident) == (row.pk, "XT-new-1")


def test_what_is_past_is_not_listed() -> None:
    proposed()
    assert diary.entries(HEARING.day + timedelta(days=1), DiaryState.PROPOSED) == ()


def test_a_day_that_is_not_there_is_named(act: Act) -> None:
    with pytest.raises(NotFoundError, match="99"):
        diary.dismiss(99, act)


def test_a_secret_opens_one_members_calendar_until_it_is_made_anew(act: Act) -> None:
    old = diary.new_address(act.member, NOW)
    assert diary.owner(old) == act.member
    assert old not in FeedAddressRow.objects.get().digest
    new = diary.new_address(act.member, NOW)
    assert (diary.owner(old), diary.owner(new)) == (None, act.member)
    Member.objects.update(is_active=False)
    assert diary.owner(new) is None
