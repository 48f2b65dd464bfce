"""The page of help: what somebody can do to whom it happened, and whom to turn to."""

from collections.abc import Iterator
from typing import Final

from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.advice_box import box_view, legal_aid
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell

#: Its folder below that of a language.
PATH: Final = "help/"


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
        yield Work(
            key="help", inputs=record.common, render=lambda: (_help(shell) for shell in shells)
        )


def _help(shell: Shell) -> File:
    snapshot, gettext = shell.record.snapshot, shell.wording.words.gettext
    boxes = ((box.situation.get(shell.wording.language, ""), box) for box in snapshot.advice.boxes)
    return shell.page(
        "help.html",
        PATH,
        title=gettext("If it happened to you"),
        description=gettext("What you can do, and whom you can turn to."),
        contact=legal_aid(snapshot, shell.wording.language),
        boxes=[
            (situation, box_view(box, snapshot.advice, shell.wording))
            for situation, box in boxes
            if situation
        ],
    )
