"""How do stories get their place in the inbox, and the diary its days?"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Final

from dalel.domain.article import Article
from dalel.domain.facts import FactKind
from dalel.domain.lexicon import Lexicon
from dalel.flow.watch.round import silent
from dalel.language.facts.extracting import extract_facts
from dalel.language.fold import fold
from dalel.language.forthcoming import forthcoming
from dalel.store.inbox import diary, standing
from dalel.store.inbox.cards import texts_of
from dalel.store.inbox.standing import Named
from dalel.store.models import StoryRow

#: A story whose newest article is older than this is weighed once only.
_WINDOW: Final = timedelta(days=30)
_BATCH: Final = 50
#: Of each text its headline and so many characters are read for names: who matters stands first.
_HEAD: Final = 800
_MOST_NAMES: Final = 6
_WANTED: Final = frozenset({FactKind.PERSON, FactKind.STATUTE})


def weigh_stories(
    lexicon: Lexicon, zone: tzinfo, now: datetime, told: Callable[[str, int], None] = silent
) -> int:
    """Give every new or changed story its place; gives how many there were.

    It is called after grouping; stopped half-way it goes on where it was.
    """
    count = 0
    while batch := standing.unweighed(now - _WINDOW, _BATCH):
        standing.weigh(batch, _named(batch, lexicon, zone))
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
            article = one.article
            found = forthcoming(
                article.text,
                article.language,
                lexicon,
                article.day or now.astimezone(zone).date(),
            )
            ahead = [day for day in found if day.day >= now.astimezone(zone).date()]
            new += diary.propose(one, ahead, now)
        told("days", len(batch))
    return new


def _named(batch: Iterable[StoryRow], lexicon: Lexicon, zone: tzinfo) -> dict[int, Named]:
    texts = texts_of([story.pk for story in batch], zone)
    return {key: _of(articles, lexicon) for key, articles in texts.items()}


def _of(articles: Iterable[Article], lexicon: Lexicon) -> Named:
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
    return Named(persons=tuple(persons.values())[:_MOST_NAMES], statutes=frozenset(statutes))
