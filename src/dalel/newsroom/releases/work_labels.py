"""Long works as the desk tells of them: imports, drafts and backups, beside the builds."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.long_works import LongWork, LongWorkState, SeenWork, long_works
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.releases.work_line import WorkLine, time_left

#: So long it is said what became of a work, and that one failed.
_NEWS: Final = timedelta(minutes=10)
_FAILED: Final = timedelta(hours=12)
_STEPS: Final[Mapping[str, Promise | str]] = {
    "": gettext_lazy("it begins"),
    "reading": gettext_lazy("reading the files"),
    "writing": gettext_lazy("writing the entries"),
    "checking": gettext_lazy("checking every entry"),
    "copying": gettext_lazy("copying the database"),
    "packing": gettext_lazy("packing what was kept"),
    "proving": gettext_lazy("opening the backup again, to prove it"),
}
_SAID: Final[Mapping[tuple[LongWork, LongWorkState], Promise | str]] = {
    (LongWork.IMPORT, LongWorkState.RUNNING): gettext_lazy("The bulletin is being kept."),
    (LongWork.IMPORT, LongWorkState.DONE): gettext_lazy("The bulletin is kept."),
    (LongWork.IMPORT, LongWorkState.FAILED): gettext_lazy("The bulletin was not kept."),
    (LongWork.IMPORT, LongWorkState.CANCELLED): gettext_lazy(
        "Keeping the bulletin was cancelled: nothing of it was kept."
    ),
    (LongWork.CHANNEL, LongWorkState.RUNNING): gettext_lazy("The posts are being brought in."),
    (LongWork.CHANNEL, LongWorkState.DONE): gettext_lazy("The posts are brought in as drafts."),
    (LongWork.CHANNEL, LongWorkState.FAILED): gettext_lazy("The posts were not all brought in."),
    (LongWork.CHANNEL, LongWorkState.CANCELLED): gettext_lazy(
        "Bringing the posts in was cancelled: the drafts made before stay."
    ),
    (LongWork.WORD, LongWorkState.RUNNING): gettext_lazy("The Word file is being kept."),
    (LongWork.WORD, LongWorkState.DONE): gettext_lazy("What was ticked of the Word file is kept."),
    (LongWork.WORD, LongWorkState.FAILED): gettext_lazy("The Word file was not kept."),
    (LongWork.WORD, LongWorkState.CANCELLED): gettext_lazy(
        "Keeping the Word file was cancelled: what was kept before stays."
    ),
    (LongWork.BACKUP, LongWorkState.RUNNING): gettext_lazy("A backup is being made."),
    (LongWork.BACKUP, LongWorkState.DONE): gettext_lazy("The backup is made, and was proved."),
    (LongWork.BACKUP, LongWorkState.FAILED): gettext_lazy(
        "The backup could not be made; the one before stays as it is."
    ),
    (LongWork.BACKUP, LongWorkState.CANCELLED): gettext_lazy(
        "The backup was cancelled; the one before stays as it is."
    ),
    (LongWork.DRAFT, LongWorkState.RUNNING): gettext_lazy("A draft is being written."),
    (LongWork.DRAFT, LongWorkState.DONE): gettext_lazy("The draft that you asked for is there."),
    (LongWork.DRAFT, LongWorkState.FAILED): gettext_lazy("The draft could not be written."),
    (LongWork.DRAFT, LongWorkState.CANCELLED): gettext_lazy("The draft was called off."),
}
_LEADS_TO: Final[Mapping[LongWork, Promise | str]] = {
    LongWork.IMPORT: gettext_lazy("To the edition"),
    LongWork.CHANNEL: gettext_lazy("To the channel’s history"),
    LongWork.DRAFT: gettext_lazy("To the entry"),
}


def may_stop(member: Member, work: SeenWork) -> bool:
    """Whether a member sees and may cancel a work: their own; of the machine, who runs accounts."""
    if work.member is None:
        return may(member, Action.RUN_ACCOUNTS)
    return work.member == member.pk


def work_lines(member: Member, now: datetime) -> Iterator[WorkLine]:
    """What is to be said to a member of the long works of this home; no query is asked for it."""
    for work in long_works(settings.DALEL.home):
        if may_stop(member, work) and _is_news(work, now):
            yield _line(work, now)


def _is_news(work: SeenWork, now: datetime) -> bool:
    if work.ended is None:
        return True
    is_bad = work.state in {LongWorkState.FAILED, LongWorkState.DIED}
    return now - work.ended < (_FAILED if is_bad and work.member is None else _NEWS)


def _line(work: SeenWork, now: datetime) -> WorkLine:
    runs = work.state is LongWorkState.RUNNING
    died = work.state is LongWorkState.DIED
    said = _SAID[work.kind, LongWorkState.FAILED if died else work.state]
    ended = _("The program was ended before it was done.") if died else ""
    is_counted = runs and work.total > 0
    return WorkLine(
        key=work.key,
        said=str(said),
        more=_far(work, now) if runs else ended,
        percent=min(100 * work.done // work.total, 99) if is_counted else None,
        is_alive=runs,
        link=work.link if runs or work.state is LongWorkState.DONE else "",
        leads_to=str(_LEADS_TO.get(work.kind, "")),
        cancel_at=_cancel_at(work) if runs and work.may_cancel else "",
        repeat_at="",
    )


def _cancel_at(work: SeenWork) -> str:
    return work.cancel_at or reverse("work-cancel", kwargs={"key": work.key})


def _far(work: SeenWork, now: datetime) -> str:
    """Its step, and how long it will still take where that is known."""
    left = work.left_to_do(now)
    told = [_step(work), *([time_left(left)] if left is not None else [])]
    return "; ".join(told)


def _step(work: SeenWork) -> str:
    if work.kind is LongWork.DRAFT and work.done:
        said = _("The language model writes: %(count)s characters so far.")
        return said.rstrip(".") % {"count": work.done}
    return capfirst(str(_STEPS.get(work.step, "")))
