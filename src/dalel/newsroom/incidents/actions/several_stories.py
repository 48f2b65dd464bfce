"""What can be done with several stories at once: not ours, later, for somebody."""

from collections.abc import Mapping
from typing import Any

from dalel.domain.errors import ForbiddenMoveError
from dalel.domain.several import Several, SeveralDeed, WhyNot
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.permissions import Action
from dalel.newsroom.incidents.actions import desk_marks, several, story_decisions, triage
from dalel.newsroom.incidents.actions.several import ItemDone, SeveralRule, SkippedError
from dalel.newsroom.incidents.actions.story_decisions import By, StoryNotFoundError, UndoneError
from dalel.newsroom.stories.models import DecisionRow, StoryRow
from dalel.newsroom.stories.queries.cards import OPEN


def _reject(key: str, value: str, act: Act) -> ItemDone:
    return _decide(key, act, lambda by: story_decisions.reject(key, by), reason=value)


def _later(key: str, _value: str, act: Act) -> ItemDone:
    return _decide(key, act, lambda by: story_decisions.put_off(key, by))


def _decide(key: str, act: Act, decide: Any, *, reason: str = "") -> ItemDone:
    try:
        row: DecisionRow = decide(By(member=act.member, time=act.time, reason=reason))
    except StoryNotFoundError as error:
        raise SkippedError(WhyNot.GONE) from error
    except ForbiddenMoveError as error:
        raise SkippedError(WhyNot.DECIDED, _who_decided(key)) from error
    return ItemDone(before={"decision": row.pk})


def _who_decided(key: str) -> str:
    rows = DecisionRow.objects.filter(story__key=key, undone=None).select_related("member")
    last = rows.order_by("-pk").first()
    return str(last.member) if last else ""


def _take_back(_key: str, _value: str, before: Mapping[str, Any], act: Act) -> None:
    try:
        triage.undo(before["decision"], By(member=act.member, time=act.time))
    except (StoryNotFoundError, UndoneError) as error:
        raise SkippedError(WhyNot.CHANGED_SINCE) from error


def _assign(key: str, value: str, act: Act) -> ItemDone:
    return desk_marks.assign(_open_story(key), value, act)


def _unassign(key: str, value: str, before: Mapping[str, Any], act: Act) -> None:
    desk_marks.reassign(_story(key), value, before, act)


def _story(key: str) -> StoryRow:
    row = StoryRow.objects.filter(key=key).first()
    if row is None:
        raise SkippedError(WhyNot.GONE)
    return row


def _open_story(key: str) -> StoryRow:
    row = _story(key)
    if row.state not in OPEN:
        raise SkippedError(WhyNot.DECIDED, _who_decided(key))
    return row


several.add(
    Several.STORIES,
    SeveralDeed.REJECT,
    SeveralRule(action=Action.TRIAGE, do=_reject, undo=_take_back),
)
several.add(
    Several.STORIES,
    SeveralDeed.LATER,
    SeveralRule(action=Action.TRIAGE, do=_later, undo=_take_back),
)
several.add(
    Several.STORIES,
    SeveralDeed.ASSIGN,
    SeveralRule(action=Action.TRIAGE, do=_assign, undo=_unassign),
)
