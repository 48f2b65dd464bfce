"""What is done in the newsrooms of a race, and by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from dalel.domain.incident import TextEdit
from dalel.domain.states import ConcernState, EditionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.incidents.actions import cases, cited_links, concern_decisions, parties, triage
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions import write as texts
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.releases.actions import editions, notice_publication, release
from dalel.pack import Pack
from journey.race_newsroom import (
    FIRST,
    NOTICE,
    NOW,
    OUT,
    SAID,
    SECOND,
    Stage,
    codes,
    inbox,
    public,
    ready,
    retraction,
    reviewed,
    text,
)

#: An act: what it is called, who does it, and how.
Deed = Callable[["Stage", Act], object]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A newsroom made anew for each try, and what may be done in it, by whom."""

    prepare: Callable[[Pack], Stage]
    acts: dict[str, tuple[str, Deed]]


def _by(act: Act) -> By:
    return By(member=act.member, time=act.time)


def _edit(stage: Stage, act: Act) -> object:
    wanted = TextEdit(text=text("ru", " снова"), seen=stage.seen)
    return texts.save(FIRST, [wanted], act=act, pack=stage.pack).saved


def _code(stage: Stage, act: Act) -> object:
    return editing.save_codes(FIRST, codes(4), seen=stage.seen, act=act)


def _approve(stage: Stage, act: Act) -> object:
    return texts.approve(FIRST, "ru", 2, act=act, pack=stage.pack, alone=False)


def _decide(state: ConcernState) -> Deed:
    return lambda stage, act: concern_decisions.decide(
        FIRST, stage.concern, state, member=act.member, reason="asked", now=act.time
    )


def _merge(one: int, into: int) -> Deed:
    return lambda stage, act: triage.merge(stage.stories[one], stage.stories[into], _by(act))


def _set_edition(state: EditionState, hours: int = 0) -> Deed:
    scheduled = NOW + timedelta(hours=hours) if hours else None
    return lambda stage, act: editions.set_state(1, state, act, scheduled=scheduled)


_WITHDRAW: Final[tuple[str, Deed]] = (
    "marat",
    lambda stage, act: notice_publication.withdraw(
        FIRST, "asked for", OUT, act=act, pack=stage.pack
    ),
)
_RELEASE: Final[tuple[str, Deed]] = (
    "olga",
    lambda stage, act: release.release(1, stage.pack, OUT, act=act),
)
_SUSPEND_SAULE: Final[tuple[str, Deed]] = (
    "timur",
    lambda stage, act: suspension.suspend("saule", "lost", act),
)
_SUSPEND_DANA: Final[tuple[str, Deed]] = (
    "timur",
    lambda stage, act: suspension.suspend("dana", "lost", act),
)
_PERSON: Final[tuple[str, Deed]] = (
    "aliya",
    lambda stage, act: parties.mention(
        FIRST, act, outlet=parties.keep_outlet(SAID, host="", source="", act=act)
    ),
)

SCENES: Final[dict[str, Scene]] = {
    "ready": Scene(
        prepare=ready,
        acts={
            "release": _RELEASE,
            "withdraw": _WITHDRAW,
            "edit": ("aliya", _edit),
            "code": ("aliya", _code),
            "open": ("saule", _set_edition(EditionState.OPEN)),
            "schedule": ("saule", _set_edition(EditionState.SCHEDULED, 2)),
            "embargo": (
                "dana",
                lambda stage, act: editions.set_embargo(1, NOW + timedelta(hours=3), act),
            ),
            "reopen": ("dana", _decide(ConcernState.OPEN)),
            "suspend": _SUSPEND_SAULE,
            "uncite": ("aliya", lambda stage, act: cited_links.uncite(FIRST, _URL, act)),
        },
    ),
    "reviewed": Scene(
        prepare=reviewed,
        acts={
            "approve": ("dana", _approve),
            "edit": ("aliya", _edit),
            "call back": ("saule", lambda stage, act: editing.call_back(FIRST, act, "short")),
            "withdraw": _WITHDRAW,
            "suspend": _SUSPEND_DANA,
            "reopen": ("saule", _decide(ConcernState.OPEN)),
            "development": (
                "dana",
                lambda stage, act: cases.approve_development(FIRST, 1, act),
            ),
            "related": ("aliya", lambda stage, act: cases.relate(FIRST, SECOND, act)),
            "outlet": _PERSON,
        },
    ),
    "public": Scene(
        prepare=public,
        acts={
            "correct": (
                "dana",
                lambda stage, act: notice_publication.approve(
                    FIRST, NOTICE, OUT, act=act, pack=stage.pack, alone=False
                ),
            ),
            "retract": (
                "marat",
                lambda stage, act: notice_publication.retract(
                    FIRST, retraction(), "wrong", OUT, act=act, pack=stage.pack
                ),
            ),
            "withdraw": _WITHDRAW,
            "approve": ("dana", _approve),
            "edit": ("aliya", _edit),
            "suspend": _SUSPEND_DANA,
        },
    ),
    "inbox": Scene(
        prepare=inbox,
        acts={
            "merge": ("aliya", _merge(0, 1)),
            "merge back": ("saule", _merge(1, 0)),
            "take": ("dana", lambda stage, act: triage.take(stage.stories[0], 1, "XT", _by(act))),
            "attach": (
                "aliya",
                lambda stage, act: triage.attach(stage.stories[0], FIRST, _by(act)),
            ),
            "split": (
                "saule",
                lambda stage, act: triage.split(
                    stage.stories[0], ["https://lake.test/wave-1"], _by(act)
                ),
            ),
            "withdraw": _WITHDRAW,
        },
    ),
}
_URL: Final = "https://lake.test/cited-1"
