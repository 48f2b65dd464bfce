"""Decisions on stories: taking, attaching, deferring, rejecting, merging, splitting, undoing.

Each function is one transaction. A decision is a row that outranks every later run of the machine:
splits and merges leave constraints behind that grouping obeys.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dalel.domain.errors import DalelError
from dalel.domain.states import StoryState
from dalel.domain.story_decision import STATE_AFTER, DecisionKind
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import ConstraintRow, DecisionRow, MembershipRow, StoryRow

#: How a decision is written down; one that opens or changes an incident is written down with it.
_ACTS: Final = {
    DecisionKind.LATER: "put off a story",
    DecisionKind.REJECT: "rejected a story",
    DecisionKind.MERGE: "merged stories",
    DecisionKind.SPLIT: "split a story",
}


class StoryNotFoundError(DalelError):
    """There is no such story."""


class SplitError(DalelError):
    """A split takes some of a story's articles, and leaves some."""


class MergeError(DalelError):
    """A story can only be merged into another one that is not merged away itself."""


class UndoneError(DalelError):
    """The decision is undone already, or a later one about the same story stands upon it."""


@dataclass(frozen=True, kw_only=True)
class By:
    """Who decides, when, and why."""

    member: Member
    time: datetime
    reason: str = ""


def take(key: str, incident: IncidentRow, by: By) -> DecisionRow:
    """A new incident was opened from the story.

    :raises StoryNotFoundError: when there is no story of this key.
    :raises ForbiddenMoveError: when its state does not allow it.
    """
    return _decide(key, DecisionKind.TAKE, by, incident=incident)


def attach(key: str, incident: IncidentRow, by: By) -> DecisionRow:
    """The story belongs to an incident that there is already. Raises as ``take``."""
    return _decide(key, DecisionKind.ATTACH, by, incident=incident)


def put_off(key: str, by: By) -> DecisionRow:
    """Decide later. Raises as ``take``."""
    return _decide(key, DecisionKind.LATER, by)


def reject(key: str, by: By) -> DecisionRow:
    """The story is not ours, for ``by.reason``. Raises as ``take``."""
    return _decide(key, DecisionKind.REJECT, by)


def merge(key: str, into: str, by: By) -> DecisionRow:
    """The story is the same happening as another one, which takes over its articles.

    :raises MergeError: when ``into`` is the story itself or merged away.
    """
    with writing():
        story, target = _story(key), _story(into)
        if story.pk == target.pk or target.state == StoryState.MERGED:
            raise MergeError
        moved = list(story.memberships.select_related("article"))
        kept = list(target.memberships.select_related("article"))
        decision = _note(story, DecisionKind.MERGE, by, other=target)
        decision.articles.set([one.article for one in moved])
        story.merged_into, story.incident = target, None
        _set_state(story, StoryState.MERGED)
        _put(moved, target)
        tied = [(kept[0].article, one.article) for one in moved] if kept else []
        _bind(tied, decision, is_together=True)
    return decision


def split(key: str, articles: Iterable[str], by: By) -> DecisionRow:
    """Articles, by canonical address, are another happening: they open a story of their own.

    :raises SplitError: when they are none, all, or not those of the story.
    """
    wanted = set(articles)
    with writing():
        story = _story(key)
        members = list(story.memberships.select_related("article"))
        out = [one for one in members if one.article.canonical in wanted]
        stay = [one for one in members if one.article.canonical not in wanted]
        if not out or not stay or len(out) != len(wanted):
            raise SplitError
        opened = open_story(
            [one.article for one in out], taken=by.time, is_touched=True, apart_from=story.key
        )
        decision = _note(story, DecisionKind.SPLIT, by, other=opened)
        decision.articles.set([one.article for one in out])
        _touch(story)
        _put(out, opened)
        _bind(
            [(one.article, other.article) for one in out for other in stay],
            decision,
            is_together=False,
        )
        _bind(
            [(out[0].article, one.article) for one in out[1:]],
            decision,
            is_together=True,
        )
    return decision


def undo(decision: DecisionRow, by: By) -> None:
    """Take a decision back; the rows of what was decided stay.

    :raises UndoneError: when it is undone, or a later decision about its stories still stands.
    """
    with writing():
        decision = DecisionRow.objects.select_related("story", "other").get(pk=decision.pk)
        if decision.undone is not None or _has_later(decision):
            raise UndoneError
        decision.undone, decision.undone_by = by.time, by.member
        decision.save(update_fields=["undone", "undone_by"])
        story = decision.story
        if decision.kind in {DecisionKind.MERGE, DecisionKind.SPLIT}:
            moved = MembershipRow.objects.filter(article__in=decision.articles.all())
            _put(list(moved), story)
        if decision.kind != DecisionKind.SPLIT:
            story.merged_into = story.incident = None
            story.reason = ""
            if story.state != StoryState.NEW:
                _set_state(story, StoryState.NEW)
            if decision.before != StoryState.NEW:
                _set_state(story, StoryState(decision.before))


def _decide(
    key: str, kind: DecisionKind, by: By, *, incident: IncidentRow | None = None
) -> DecisionRow:
    with writing():
        story = _story(key)
        decision = _note(story, kind, by, incident=incident)
        story.incident, story.reason = incident, by.reason
        _set_state(story, STATE_AFTER[kind])
    return decision


def _story(key: str) -> StoryRow:
    row = StoryRow.objects.filter(key=key).first()
    if row is None:
        raise StoryNotFoundError(f"There is no story {key}.")
    return row


def _note(
    story: StoryRow,
    kind: DecisionKind,
    by: By,
    *,
    other: StoryRow | None = None,
    incident: IncidentRow | None = None,
) -> DecisionRow:
    if kind in _ACTS:
        Act(member=by.member, time=by.time).note(_ACTS[kind], story.key, by.reason)
    return DecisionRow.objects.create(
        story=story,
        kind=kind,
        member=by.member,
        time=by.time,
        reason=by.reason,
        other=other,
        incident=incident,
        before=story.state,
    )


def _set_state(story: StoryRow, state: StoryState) -> None:
    move_row(story, state, "merged_into", "incident", "reason")
    _touch(story)


def _touch(story: StoryRow) -> None:
    story.is_touched = True
    story.save(update_fields=["state", "reason", "incident", "merged_into", "is_touched"])


def _put(memberships: list[MembershipRow], story: StoryRow) -> None:
    """Move memberships, and let both times of the story span them."""
    for one in memberships:
        one.story = story
    MembershipRow.objects.bulk_update(memberships, ["story"])
    times = [one.article.known_since for one in memberships]
    story.opened = min([story.opened, *times])
    story.newest = max([story.newest, *times])
    story.save(update_fields=["opened", "newest"])


def _bind(
    pairs: Iterable[tuple[ArticleRow, ArticleRow]], decision: DecisionRow, *, is_together: bool
) -> None:
    ConstraintRow.objects.bulk_create(
        ConstraintRow(one=one, other=other, is_together=is_together, decision=decision)
        for one, other in pairs
    )


def _has_later(decision: DecisionRow) -> bool:
    stories = [story for story in (decision.story, decision.other) if story is not None]
    return (
        DecisionRow.objects.filter(pk__gt=decision.pk, undone=None)
        .filter(story__in=stories)
        .exists()
        or DecisionRow.objects.filter(pk__gt=decision.pk, undone=None, other__in=stories).exists()
    )
