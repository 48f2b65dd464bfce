"""The page of help: what somebody can do to whom it happened, and whom to turn to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from dalel.domain.advice import AdviceBox
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.views.advice_box import BoxView, box_view, legal_aid
from dalel.publish.views.record import CODED, IndexedSnapshot
from dalel.publish.views.shell import Shell

#: Its folder below that of a language.
PATH: Final = "help/"
#: A mail address, or a telephone number of ten digits or more.
_REACHED: Final = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\w|\+?\d(?:[ \u00a0()-]{0,2}\d){9,14}")


def help_situations(shell: Shell) -> tuple[str, ...]:
    """What happened, as people say it, in the order of the pack; none without any help."""
    snapshot, language = shell.record.snapshot, shell.wording.language
    if PATH in shell.record.empty:
        return ()
    named = (box.situation.get(language, "") for box in snapshot.advice.boxes)
    return tuple(filter(None, named))


def works(record: IndexedSnapshot, shells: list[Shell]) -> Iterator[Work]:
    """The page in every language; none while there is nothing to tell."""
    if PATH not in record.empty:
        counts = [_count(record, box) for box in record.snapshot.advice.boxes]
        yield Work(
            key="help",
            inputs=digest(record.common, counts),
            render=lambda: (_help(shell) for shell in shells),
        )


@dataclass(frozen=True, kw_only=True)
class _Situation:
    """What happened, as people say it; what to do, where a lawyer has read that.

    ``count`` is how many entries tell of such, which ``asked`` asks the page of all entries for.
    """

    name: str
    box: BoxView | None
    count: int
    asked: str


def _count(record: IndexedSnapshot, box: AdviceBox) -> int:
    kinds = set(box.types)
    return sum(not kinds.isdisjoint(CODED["event_type"](one)) for one in record.listed)


def _help(shell: Shell) -> File:
    snapshot, gettext = shell.record.snapshot, shell.wording.words.gettext
    situations = [
        _Situation(
            name=name,
            box=box_view(box, snapshot.advice, shell.wording),
            count=_count(shell.record, box),
            asked=urlencode([("event_type", code) for code in box.types]),
        )
        for box in snapshot.advice.boxes
        if (name := box.situation.get(shell.wording.language, ""))
    ]
    return shell.page(
        "help.html",
        PATH,
        title=gettext("If it happened to you"),
        description=gettext("What you can do, and whom you can turn to."),
        reach=tuple(_reached(legal_aid(snapshot, shell.wording.language))),
        situations=situations,
        unread=not any(one.box for one in situations),
    )


def _reached(contact: str) -> Iterator[tuple[str, str]]:
    """A contact in pieces, each with the address that a press on it opens; empty: it opens none."""
    end = 0
    for found in _REACHED.finditer(contact):
        yield contact[end : found.start()], ""
        yield found[0], (f"mailto:{found[0]}" if "@" in found[0] else f"tel:{_digits(found[0])}")
        end = found.end()
    yield contact[end:], ""


def _digits(number: str) -> str:
    return "".join(one for one in number if one.isdecimal() or one == "+")
