"""Do stories get their place, and the diary its days, from what articles say?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.newsroom.incidents.actions.rank import read_days, weigh_stories
from dalel.newsroom.incidents.models import CodesRow, DiaryRow, LikenessRow
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow, StoryRow
from dalel.pack import Pack, default_folder
from dalel.pack.lexicon import lexicon
from story_rows import incident, judge, kept_article, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 28, 9, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Almaty")
TEXT = (
    "Районный суд оштрафовал блогера Айдара Тестова по части 3 статьи 456-2 КоАП.\n\n"
    "Следующее заседание назначено на 12 февраля."
)


@pytest.fixture(scope="module")
def words(kz_pack: Pack) -> Lexicon:
    return lexicon(default_folder(), kz_pack)


@pytest.fixture
def story() -> StoryRow:
    article = kept_article("a", NOW, title="Блогера оштрафовали", text=TEXT)
    opened = open_story([article], taken=NOW, is_touched=False)
    MembershipRow.objects.create(article=article, story=opened, time=NOW)
    judge(opened)
    return opened


def test_a_story_is_likened_by_the_names_and_provisions_in_its_text(
    words: Lexicon, story: StoryRow
) -> None:
    row = incident("XT-2026-0001", NOW, title="Айдар Тестов: протокол")
    CodesRow.objects.create(
        incident=row, number=1, time=NOW, codebook_version="1", severity=3, statutes=["CAO-456-2"]
    )
    assert weigh_stories(words, ZONE, NOW) == 1
    found = LikenessRow.objects.get(story=story)
    assert [reason["code"] for reason in found.reasons] == ["alike_names", "alike_statutes"]
    assert weigh_stories(words, ZONE, NOW) == 0


def test_many_stories_are_weighed_in_several_goes(
    words: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dalel.newsroom.incidents.actions.rank._BATCH", 2)
    for count in range(5):
        story_of([f"a{count}"], NOW + timedelta(hours=count))
    assert weigh_stories(words, ZONE, NOW) == 5


def test_a_day_to_come_is_proposed_once_and_past_ones_never(
    words: Lexicon, story: StoryRow
) -> None:
    weigh_stories(words, ZONE, NOW)
    assert read_days(words, ZONE, NOW) == 1
    row = DiaryRow.objects.get()
    assert (row.day, row.kind) == (date(2026, 2, 12), "hearing")
    assert row.sentence == "Следующее заседание назначено на 12 февраля."
    assert read_days(words, ZONE, NOW) == 0


def test_a_day_that_is_past_when_it_is_read_is_not_proposed(
    words: Lexicon, story: StoryRow
) -> None:
    later = NOW + timedelta(days=20)
    weigh_stories(words, ZONE, later)
    assert read_days(words, ZONE, later) == 0
