"""Ranks stories for the inbox, and proposes diary days from their articles."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from dalel.domain.article import Article
from dalel.domain.diary import Forthcoming
from dalel.domain.facts import FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.extracting import extract_facts
from dalel.language.fold import fold
from dalel.language.forthcoming import forthcoming
from dalel.newsroom.evidence.actions.collection_run import silent
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.incidents.actions import diary, story_ranking
from dalel.newsroom.incidents.actions.story_ranking import NamedInStory
from dalel.newsroom.stories.actions.added_stories import open_added
from dalel.newsroom.stories.models import StoryRow
from dalel.newsroom.stories.queries.cards import texts_of

#: A story whose newest article is older than this is weighed once only.
_WINDOW: Final = timedelta(days=30)
_BATCH: Final = 50
#: Of each text its headline and so many characters are read for names: who matters stands first.
_HEAD: Final = 800
_MOST_NAMES: Final = 6
_WANTED: Final = frozenset({FactKind.PERSON, FactKind.STATUTE})


def follow_up(
    lexicon: Lexicon, zone: tzinfo, now: datetime, told: Callable[[str, int], None] = silent
) -> int:
    """Give placed stories their place in the inbox and propose their days; gives how many days."""
    open_added(now)
    weigh_stories(lexicon, zone, now, told)
    return read_days(lexicon, zone, now, told)


def weigh_stories(
    lexicon: Lexicon, zone: tzinfo, now: datetime, told: Callable[[str, int], None] = silent
) -> int:
    """Give every new or changed story its place; gives how many there were.

    It is called after grouping; stopped half-way it goes on where it was. A story whose texts
    cannot be read for names is weighed without.
    """
    count = 0
    while batch := story_ranking.unweighed(now - _WINDOW, _BATCH):
        story_ranking.weigh(batch, _named(batch, lexicon, zone))
        count += len(batch)
        told("weigh", len(batch))
    return count


def read_days(
    lexicon: Lexicon, zone: tzinfo, now: datetime, told: Callable[[str, int], None] = silent
) -> int:
    """Propose the days to come that articles of our stories name; gives how many are new."""
    new = 0
    while batch := diary.unread(now - _WINDOW, zone, _BATCH):
        for one in batch:
            ahead: list[Forthcoming] = []
            with ItemWork(f"The days that {one.article.id} names"):
                ahead = _ahead(one.article, lexicon, now.astimezone(zone).date())
            new += diary.propose(one, ahead, now)
        told("days", len(batch))
    return new


def _ahead(article: Article, lexicon: Lexicon, today: date) -> list[Forthcoming]:
    found = forthcoming(article.text, article.language, lexicon, article.day or today)
    return [day for day in found if day.day >= today]


def _named(batch: Iterable[StoryRow], lexicon: Lexicon, zone: tzinfo) -> dict[int, NamedInStory]:
    texts = texts_of([story.pk for story in batch], zone)
    return {key: _of_story(key, articles, lexicon) for key, articles in texts.items()}


def _of_story(key: int, articles: Iterable[Article], lexicon: Lexicon) -> NamedInStory:
    with ItemWork(f"The names in story {key}"):
        return _of(articles, lexicon)
    return NamedInStory(persons=(), statutes=frozenset())


def _of(articles: Iterable[Article], lexicon: Lexicon) -> NamedInStory:
    persons: dict[str, str] = {}
    statutes: set[str] = set()
    for article in articles:
        if article.day is None:
            continue
        head = f"{article.title}\n\n{article.text[:_HEAD]}"
        for fact in extract_facts(head, article.language, lexicon, article.day, _WANTED):
            if fact.kind is FactKind.STATUTE:
                statutes.add(fact.value.split(".")[0])
            elif " " in fact.value:
                persons.setdefault(fold(fact.value), fact.text)
    return NamedInStory(persons=tuple(persons.values())[:_MOST_NAMES], statutes=frozenset(statutes))
