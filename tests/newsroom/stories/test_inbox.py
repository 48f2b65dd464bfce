"""Does the inbox list what was asked for, and does a card tell all that one decides by?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dalel.domain.errors import NotFoundError
from dalel.domain.grouping import Reprint
from dalel.domain.reason import Reason
from dalel.domain.states import StoryState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import AddedLinkRow, ArticleRow, FindingRow
from dalel.newsroom.incidents.actions import story_decisions
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.incidents.models import LikenessRow
from dalel.newsroom.sources.models import SourceRow
from dalel.newsroom.stories.actions.judging_queue import write_reprints
from dalel.newsroom.stories.models import DuplicateSuggestion, MembershipRow, ReprintRow, StoryRow
from dalel.newsroom.stories.queries import inbox
from dalel.newsroom.stories.queries.cards import texts_of
from dalel.newsroom.stories.queries.inbox import PAGE, StoryFilter
from story_rows import incident, judge, kept_article, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
EVERYTHING = StoryFilter()


def standing_at(story: StoryRow, rank: float, section: int | None = 1) -> StoryRow:
    story.rank, story.section, story.is_relevant = rank, section, section is not None
    story.save()
    return story


def keys(asked: StoryFilter = EVERYTHING, page: int = 1) -> list[str]:
    return [card.key for card in inbox.page(asked, page).cards]


def test_what_is_ours_comes_first_then_the_highest_rank() -> None:
    alien = standing_at(story_of(["a"], NOW), 9, section=None)
    low = standing_at(story_of(["b"], NOW), 1)
    high = standing_at(story_of(["c"], NOW), 2)
    assert keys() == [high.key, low.key, alien.key]


def test_stories_are_sifted_by_each_question() -> None:
    source = SourceRow.objects.create(key="lake", name="Озеро")
    first = standing_at(story_of(["a"], NOW), 1, section=2)
    second = standing_at(story_of(["b"], NOW - timedelta(days=9)), 2)
    ArticleRow.objects.filter(canonical__endswith="/b").update(language="en", source=source)
    alien = standing_at(story_of(["c"], NOW), 3, section=None)
    assert keys(StoryFilter(section=2)) == [first.key]
    assert keys(StoryFilter(language="en")) == [second.key]
    assert keys(StoryFilter(sources=frozenset({"lake"}))) == [second.key]
    assert keys(StoryFilter(sources=frozenset())) == []
    assert keys(StoryFilter(since=NOW - timedelta(days=1), is_relevant=True)) == [first.key]
    assert keys(StoryFilter(is_relevant=False)) == [alien.key]
    assert keys(StoryFilter(state=StoryState.LATER)) == []


def test_sections_are_counted_whatever_section_is_shown() -> None:
    standing_at(story_of(["a"], NOW), 1, section=2)
    standing_at(story_of(["b"], NOW), 2, section=1)
    found = inbox.page(StoryFilter(section=2))
    assert (found.sections, found.total) == ({1: 1, 2: 1}, 1)


def test_a_page_beyond_the_last_is_the_last() -> None:
    for count in range(PAGE + 1):
        standing_at(story_of([f"a{count}"], NOW), count)
    last = inbox.page(StoryFilter(), 7)
    assert (last.page, last.pages, len(last.cards)) == (2, 2, 1)
    assert keys(page=0) == keys(page=1)


def test_a_card_shows_headlines_outlets_reprints_and_why() -> None:
    story = story_of(["a", "b", "c"], NOW)
    judge(story, reasons=[Reason(code="y", weight=0.9), Reason(code="x", weight=0.1)])
    rows = list(ArticleRow.objects.order_by("first_kept"))
    ReprintRow.objects.create(article=rows[0], original=rows[1], time=NOW)
    ArticleRow.objects.filter(pk=rows[2].pk).update(language="en")
    MembershipRow.objects.filter(article=rows[1]).update(
        reasons=[{"code": "same_names", "values": {"names": "А, Б"}, "weight": 0.5}]
    )
    LikenessRow.objects.create(
        story=story,
        incident=incident("XT-2031-0001", NOW),
        reasons=[{"code": "alike_page", "values": {"pages": "lake.test"}, "weight": 1.0}],
        strength=1.0,
    )
    card = inbox.card(story.key)
    # The first Russian article repeats the second one, whose headline then counts.
    assert card.headlines == {"ru": "b", "en": "c"}
    assert [one.outlet for one in card.originals] == ["lake.test", "lake.test"]
    assert (card.reprints, len(card.members)) == (1, 3)
    assert card.members[1].reasons[0].values == {"names": "А, Б"}
    assert card.suggestion is not None
    assert [reason.code for reason in card.suggestion.reasons] == ["y", "x"]
    assert [one.number for one in card.alike] == ["XT-2031-0001"]


def test_a_story_of_reprints_alone_shows_them() -> None:
    story = story_of(["a"], NOW)
    original = kept_article("z", NOW)
    ReprintRow.objects.create(
        article=ArticleRow.objects.get(canonical__endswith="/a"), original=original, time=NOW
    )
    assert [one.title for one in inbox.card(story.key).originals] == ["a"]


def test_reprints_without_a_place_are_folded_under_their_original() -> None:
    story = story_of(["a"], NOW)
    copy = kept_article("z", NOW + timedelta(days=1))
    ReprintRow.objects.create(
        article=copy, original=ArticleRow.objects.get(canonical__endswith="/a"), time=NOW
    )
    card = inbox.card(story.key)
    assert (card.reprints, len(card.placed)) == (1, 1)
    assert [one.title for one in card.members] == ["a", "z"]


def test_decisions_are_told_with_who_and_what_was_taken_back() -> None:
    aliya = Member.objects.create(username="aliya", name="Әлия")
    story = story_of(["a"], NOW)
    row = incident("XT-2031-0001", NOW)
    by = By(member=aliya, time=NOW)
    story_decisions.undo(story_decisions.attach(story.key, row, by), by)
    last = story_decisions.put_off(story.key, by)
    told = inbox.decisions(story.key)
    assert [(one.kind, one.incident, one.undone_by) for one in told] == [
        ("later", "", ""),
        ("attach", "XT-2031-0001", "Әлия"),
    ]
    assert inbox.decision(last.pk, aliya) == told[0]
    assert inbox.decision(last.pk, Member.objects.create(username="other")) is None


def test_neighbours_are_open_stories_of_the_section_the_nearest_first() -> None:
    mine = standing_at(story_of(["a"], NOW), 1)
    far = standing_at(story_of(["b"], NOW - timedelta(days=5)), 1)
    near = standing_at(story_of(["c"], NOW + timedelta(days=1)), 1)
    standing_at(story_of(["d"], NOW), 1, section=2)
    assert [card.key for card in inbox.neighbours(mine.key)] == [near.key, far.key]
    far.event_type = mine.event_type = "block"
    far.save()
    mine.save()
    assert [card.key for card in inbox.neighbours(mine.key)] == [far.key, near.key]
    assert inbox.neighbours("nothing") == ()


def test_a_story_that_the_machine_takes_for_the_same_comes_first() -> None:
    mine = standing_at(story_of(["a"], NOW), 1)
    standing_at(story_of(["b"], NOW), 1)
    double = standing_at(story_of(["c"], NOW - timedelta(days=9)), 1, section=2)
    DuplicateSuggestion.objects.create(one=double, other=mine, time=NOW)
    assert inbox.neighbours(mine.key)[0].key == double.key
    assert inbox.card(mine.key).doubles == inbox.card(double.key).doubles == 1
    DuplicateSuggestion.objects.update(dismissed=NOW)
    assert inbox.card(mine.key).doubles == 0


def test_texts_are_those_of_originals_with_their_day_in_the_zone() -> None:
    story = story_of(["a", "b"], NOW.replace(hour=23))
    rows = list(ArticleRow.objects.order_by("first_kept"))
    ReprintRow.objects.create(article=rows[1], original=rows[0], time=NOW)
    (article,) = texts_of([story.pk], ZoneInfo("Asia/Kathmandu"))[story.pk]
    assert (article.title, str(article.day)) == ("a", "2031-06-03")


def test_a_story_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFoundError, match="nothing"):
        inbox.card("nothing")


def test_what_follows_on_a_taken_story_stands_in_the_order_of_the_inbox() -> None:
    high, taken, low, lowest, last, alien = (
        standing_at(story_of([name], NOW), rank, section)
        for name, rank, section in (
            *(("a", 9, 1), ("b", 5, 1), ("c", 4, 1), ("d", 3, 1)),
            *(("e", 3, None), ("f", 8, None)),
        )
    )
    reporter = Member.objects.create_user("the-reporter")
    entry = incident("KZ-2031-0001", NOW)
    story_decisions.take(taken.key, entry, By(member=reporter, time=NOW))
    following = [card.key for card in inbox.after_incident("KZ-2031-0001", 4)]
    assert following == [low.key, lowest.key, alien.key, last.key]
    assert inbox.after_incident("KZ-2031-0001", 1)[0].key == low.key
    # Behind the last, and of no story, one begins at the top.
    story_decisions.take(last.key, incident("KZ-2031-0002", NOW), By(member=reporter, time=NOW))
    assert inbox.after_incident("KZ-2031-0002", 1)[0].key == high.key
    assert inbox.after_incident("KZ-2031-0009", 1)[0].key == high.key


def test_what_a_member_brought_in_comes_first_whatever_the_machine_thinks(
    cast: dict[str, Member],
) -> None:
    brought = standing_at(story_of(["a"], NOW), 0, section=None)
    ours = standing_at(story_of(["b"], NOW), 9)
    finding = FindingRow.objects.create(
        canonical="https://lake.test/other",
        url="https://lake.test/other",
        seen=NOW,
        state="fetched",
        article=brought.memberships.get().article,
    )
    AddedLinkRow.objects.create(finding=finding, member=cast["reporter"], time=NOW)
    weigh_again([brought.pk])
    assert keys() == [brought.key, ours.key]
    [first] = inbox.page(EVERYTHING).cards[:1]
    assert first.added_by
    taken = incident("XT-2031-0009", NOW, title="Весть")
    StoryRow.objects.filter(pk=brought.pk).update(incident=taken, state=StoryState.TAKEN)
    assert [card.key for card in inbox.after_incident(taken.number)] == [ours.key]


def test_a_story_whose_copy_a_member_brought_in_comes_first_too(cast: dict[str, Member]) -> None:
    story = standing_at(story_of(["a"], NOW), 0)
    ours = standing_at(story_of(["b"], NOW), 9)
    copy = kept_article("copy", NOW)
    finding = FindingRow.objects.create(
        canonical=copy.canonical, url=copy.url, seen=NOW, state="fetched", article=copy
    )
    AddedLinkRow.objects.create(finding=finding, member=cast["reporter"], time=NOW)
    StoryRow.objects.update(weighed="as it was")
    original = story.memberships.get().article
    write_reprints([Reprint(article=copy.canonical, original=original.canonical, reasons=())], NOW)
    assert [row.pk for row in StoryRow.objects.filter(weighed="")] == [story.pk]
    weigh_again([story.pk])
    assert keys() == [story.key, ours.key]
