"""Stores the placement of articles in stories, subject to people's decisions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from dalel.domain.grouping import Constraints, Membership, OneStory, Placements, pair
from dalel.domain.states import StoryState, move
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import (
    ConstraintRow,
    DuplicateSuggestion,
    JobLock,
    MembershipRow,
    StoryRow,
)
from dalel.newsroom.stories.models.kept_reasons import reasons_out

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


def turns(now: datetime) -> "QuerySet[JobLock]":
    """The turn of placing, for claiming; it is always due."""
    JobLock.objects.get_or_create(name=PLACING, defaults={"next_at": now})
    return JobLock.objects.filter(name=PLACING)


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


def write_placements(
    found: Placements, model: str, now: datetime, turn: JobLock | None = None
) -> Placed:
    """Write where articles were placed, within the caller's transaction.

    A story that nobody has touched goes into its double by itself; of any other the double is noted
    for a person. What was opened in the same ``turn``, before all that came in is judged, then goes
    without a trace: into how many parts a turn falls is nobody's concern.
    """
    fresh = turn.opened if turn is not None else []
    names = {one.article for one in found.memberships}
    articles = {row.canonical: row for row in _articles(names)}
    keys, opened = _open(found, articles, now)
    fresh.extend(opened)
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
        grow(rows[keys[one.story]], articles[one.article])
    doubles = [_double(one, keys, now, fresh) for one in found.doubles]
    return Placed(
        opened=len(opened),
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
) -> tuple[dict[str, str], list[str]]:
    """The keys of all stories that are named, and of those that were opened just now."""
    members: dict[str, list[Membership]] = {}
    for one in found.memberships:
        members.setdefault(one.story, []).append(one)
    named = {name for one in found.doubles for name in one.stories}
    keys = {name: name for name in (*members, *named)}
    for story in sorted(found.opened & members.keys()):
        rows = [articles[one.article] for one in members[story]]
        keys[story] = open_story(rows, taken=now, is_touched=False).key
    return keys, [keys[story] for story in sorted(found.opened & members.keys())]


def grow(story: StoryRow, article: ArticleRow) -> None:
    """Let both times of a story span an article of it."""
    known = article.known_since
    opened, newest = min(story.opened, known), max(story.newest, known)
    if (opened, newest) != (story.opened, story.newest):
        story.opened, story.newest = opened, newest
        story.save(update_fields=["opened", "newest"])


def _double(
    found: OneStory, keys: Mapping[str, str], now: datetime, fresh: Collection[str]
) -> bool | None:
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
        if younger.key in fresh and not _is_known(younger):
            younger.delete()
            return True
        younger.state = move(StoryState(younger.state), StoryState.MERGED)
        younger.merged_into = older
        younger.save(update_fields=["state", "merged_into"])
        return True
    _, is_new = DuplicateSuggestion.objects.get_or_create(
        one=older, other=younger, defaults={"reasons": reasons_out(found.reasons), "time": now}
    )
    return False if is_new else None


def _is_known(story: StoryRow) -> bool:
    """Whether anything else than articles hangs on a story."""
    others = (story.drafts, story.decisions, story.doubles, story.double_of)
    is_heir = StoryRow.objects.filter(merged_into=story).exists()
    return is_heir or any(one.exists() for one in others)
