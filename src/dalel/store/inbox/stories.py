"""Which stories are open, and where did the machine place articles?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from dalel.domain.grouping import Constraints, Membership, OneStory, Placements, pair
from dalel.domain.states import StoryState, move
from dalel.store.inbox.deciding import open_story
from dalel.store.inbox.judging import reasons_out
from dalel.store.models import (
    ArticleRow,
    ConstraintRow,
    DoubleRow,
    MembershipRow,
    StoryRow,
    TurnRow,
)
from dalel.store.transactions import BATCH

#: The turn of whoever places articles: one worker at a time.
PLACING: Final = "placing"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """What became of placements: new stories, stories that were merged, and suggestions noted."""

    opened: int = 0
    merged: int = 0
    doubles: int = 0
    #: By article the key of the story in which it stands now.
    stories: Mapping[str, str]


def turns(now: datetime) -> "QuerySet[TurnRow]":
    """The turn of placing, for claiming; it is always due."""
    TurnRow.objects.get_or_create(name=PLACING, defaults={"next_at": now})
    return TurnRow.objects.filter(name=PLACING)


def standing(since: datetime) -> dict[str, str]:
    """By article the key of its story, of the stories that had an article since then."""
    rows = MembershipRow.objects.filter(story__newest__gte=since)
    return dict(rows.values_list("article__canonical", "story__key"))


def touched(since: datetime) -> frozenset[str]:
    """The stories of which a person decided something, of those that had an article since then."""
    rows = StoryRow.objects.filter(newest__gte=since, is_touched=True)
    return frozenset(rows.values_list("key", flat=True))


def constraints(since: datetime) -> Constraints:
    """What people decided about pairs of articles of which one at least is known since then."""
    known = Q(one__first_kept__gte=since) | Q(other__first_kept__gte=since)
    rows = ConstraintRow.objects.filter(known, decision__undone=None)
    together: set[frozenset[str]] = set()
    apart: set[frozenset[str]] = set()
    for one, other, is_together in rows.values_list(
        "one__canonical", "other__canonical", "is_together"
    ):
        (together if is_together else apart).add(pair(one, other))
    return Constraints(together=frozenset(together), apart=frozenset(apart))


def write_placements(found: Placements, model: str, now: datetime) -> Placed:
    """Write where articles were placed, within the caller's transaction.

    A story that nobody has touched goes into its double by itself; of any other the double is noted
    for a person.
    """
    names = {one.article for one in found.memberships}
    articles = {row.canonical: row for row in _articles(names)}
    keys, opened = _open(found, articles, now)
    rows = {row.key: row for row in StoryRow.objects.filter(key__in=set(keys.values()))}
    MembershipRow.objects.bulk_create(
        [
            MembershipRow(
                article=articles[one.article],
                story=rows[keys[one.story]],
                reasons=reasons_out(one.reasons),
                model=model,
                time=now,
            )
            for one in found.memberships
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    for one in found.memberships:
        _grow(rows[keys[one.story]], articles[one.article])
    doubles = [_double(one, keys, now) for one in found.doubles]
    return Placed(
        opened=opened,
        merged=sum(one is True for one in doubles),
        doubles=sum(one is False for one in doubles),
        stories=dict(
            MembershipRow.objects.filter(article__canonical__in=names).values_list(
                "article__canonical", "story__key"
            )
        ),
    )


def _articles(names: Iterable[str]) -> Iterable[ArticleRow]:
    wanted = sorted(names)
    for start in range(0, len(wanted), BATCH):
        yield from ArticleRow.objects.filter(canonical__in=wanted[start : start + BATCH])


def _open(
    found: Placements, articles: Mapping[str, ArticleRow], now: datetime
) -> tuple[dict[str, str], int]:
    """The keys of all stories that are named, and how many of them were opened just now."""
    members: dict[str, list[Membership]] = {}
    for one in found.memberships:
        members.setdefault(one.story, []).append(one)
    named = {name for one in found.doubles for name in one.stories}
    keys = {name: name for name in (*members, *named)}
    for story in sorted(found.opened & members.keys()):
        rows = [articles[one.article] for one in members[story]]
        keys[story] = open_story(rows, taken=now, is_touched=False).key
    return keys, len(found.opened & members.keys())


def _grow(story: StoryRow, article: ArticleRow) -> None:
    opened, newest = min(story.opened, article.first_kept), max(story.newest, article.first_kept)
    if (opened, newest) != (story.opened, story.newest):
        story.opened, story.newest = opened, newest
        story.save(update_fields=["opened", "newest"])


def _double(found: OneStory, keys: Mapping[str, str], now: datetime) -> bool | None:
    """Merge (True), note (False), or leave alone what was noted or is gone (None)."""
    names = {keys[name] for name in found.stories}
    rows = list(StoryRow.objects.filter(key__in=names).order_by("opened", "key"))
    if len(rows) < len(found.stories) or any(row.state == StoryState.MERGED for row in rows):
        return None
    older, younger = rows
    if not (older.is_touched or younger.is_touched):
        MembershipRow.objects.filter(story=younger).update(story=older)
        older.newest = max(older.newest, younger.newest)
        older.save(update_fields=["newest"])
        younger.state = move(StoryState(younger.state), StoryState.MERGED)
        younger.merged_into = older
        younger.save(update_fields=["state", "merged_into"])
        return True
    _, is_new = DoubleRow.objects.get_or_create(
        one=older, other=younger, defaults={"reasons": reasons_out(found.reasons), "time": now}
    )
    return False if is_new else None
