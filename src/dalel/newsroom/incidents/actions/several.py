"""Acts on several stories or entries at once: each in a transaction of its own, all undone as one.

What can be done is registered by the app that knows how (``add``), with who may do it. An item that
cannot be acted on is left as it was, with why; those before and after it are acted on all the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.several import MOST_AT_ONCE, ItemRemark, Several, SeveralDeed, WhyNot
from dalel.newsroom.accounts.act import AccountClosedError, Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.frame.transactions import DatabaseBusyError, writing
from dalel.newsroom.incidents.models import SeveralItemRow, SeveralRow


class SkippedError(DalelError):
    """One of several is left as it is; ``who`` did what stands in the way."""

    def __init__(self, why: WhyNot, who: str = "") -> None:
        super().__init__(why)
        self.why, self.who = why, who


class TooManyAtOnceError(DalelError):
    """More than ``MOST_AT_ONCE`` were given; nothing was done."""


@dataclass(frozen=True, kw_only=True)
class ItemDone:
    """What undoing one item needs, and what is told of it."""

    before: Mapping[str, Any] = field(default_factory=dict)
    remark: ItemRemark = ItemRemark.NONE


@dataclass(frozen=True, kw_only=True)
class SeveralRule:
    """How one item is acted on, and how that is taken back; both raise ``SkippedError``.

    ``do`` gets the item, the value and who acts; ``undo`` gets what ``do`` told, too.
    """

    action: Action
    do: Callable[[str, str, Act], ItemDone]
    undo: Callable[[str, str, Mapping[str, Any], Act], None]


_DEEDS: Final[dict[tuple[Several, SeveralDeed], SeveralRule]] = {}


def add(of: Several, name: SeveralDeed, deed: SeveralRule) -> None:
    """Register what can be done with several."""
    _DEEDS[of, name] = deed


def action_of(of: Several, name: SeveralDeed) -> Action:
    """What somebody has to be allowed to do for it.

    :raises NotFoundError: when it cannot be done with these.
    """
    return _deed(of, name).action


def act_on(
    of: Several,
    name: SeveralDeed,
    value: str,
    subjects: Iterable[str],
    act: Act,
    *,
    given: str = "",
) -> int:
    """Act on each once, in their order; gives the key of what was done.

    ``given`` is what each is acted on with where that is more than the value, which alone is kept.

    :raises NotFoundError: when it cannot be done with these.
    :raises TooManyAtOnceError: when they are more than ``MOST_AT_ONCE``.
    :raises AccountClosedError: when the account was closed on the way; what was done stays.
    """
    deed, wanted = _deed(of, name), tuple(dict.fromkeys(subjects))
    if len(wanted) > MOST_AT_ONCE:
        raise TooManyAtOnceError
    with writing():
        row = SeveralRow.objects.create(
            of=of, deed=name, value=value, member=act.member, time=act.time
        )
    for subject in wanted:
        _do(row, deed, subject, given or value, act)
    return row.pk


def take_back(key: int, act: Act) -> None:
    """Take an act on several back, the last one first; what changed since stays, with why.

    Again takes back what could not be taken back before.

    :raises NotFoundError: when there is no such act of this member.
    """
    row = SeveralRow.objects.filter(pk=key, member=act.member).first()
    if row is None:
        raise NotFoundError(f"There is no act {key} of this member.")
    deed = _deed(Several(row.of), SeveralDeed(row.deed))
    for item in row.items.filter(why="", undone=None).order_by("-pk"):
        _undo(row, item, deed, act)


def _do(row: SeveralRow, deed: SeveralRule, subject: str, value: str, act: Act) -> None:
    columns: dict[str, Any]
    try:
        with writing():
            _allow(deed, act)
            done = deed.do(subject, value, act)
            SeveralItemRow.objects.create(
                several=row, subject=subject, before=dict(done.before), remark=done.remark
            )
        return
    except SkippedError as error:
        columns = {"why": error.why, "who": error.who}
    except (AccountClosedError, DatabaseBusyError):
        raise
    except NotFoundError:
        columns = {"why": WhyNot.GONE}
    except DalelError:
        columns = {"why": WhyNot.REFUSED}
    with writing():
        SeveralItemRow.objects.create(several=row, subject=subject, **columns)


def _undo(row: SeveralRow, item: SeveralItemRow, deed: SeveralRule, act: Act) -> None:
    try:
        with writing():
            _allow(deed, act)
            deed.undo(item.subject, row.value, item.before, act)
            item.undone, item.stuck = act.time, ""
            item.save(update_fields=["undone", "stuck"])
        return
    except SkippedError as error:
        stuck = error.why
    except (AccountClosedError, DatabaseBusyError):
        raise
    except NotFoundError:
        stuck = WhyNot.GONE
    except DalelError:
        stuck = WhyNot.CHANGED_SINCE
    item.undone = None
    with writing():
        SeveralItemRow.objects.filter(pk=item.pk).update(stuck=stuck)


def _allow(deed: SeveralRule, act: Act) -> None:
    """Roles may change while many are acted on: it is asked for each."""
    if not may(Member.objects.get(pk=act.member.pk), deed.action):
        raise SkippedError(WhyNot.FORBIDDEN)


def _deed(of: Several, name: SeveralDeed) -> SeveralRule:
    found = _DEEDS.get((of, name))
    if found is None:
        raise NotFoundError(f"{name} cannot be done with several {of}.")
    return found
