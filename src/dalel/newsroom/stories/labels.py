"""What stories call their fixed values and refusals on the screens."""

from django.utils.translation import gettext_lazy as _

from dalel.domain.states import StoryState
from dalel.domain.story_decision import DecisionKind, NotOurs, read
from dalel.newsroom.frame import labels
from dalel.newsroom.stories.match_reasons import because, chips


def _rejection(reason: str) -> str:
    """Why a story is not ours, in words."""
    why, words = read(reason)
    return words if why is NotOurs.OTHER else f"{labels.label(why)}. {words}".rstrip(" .") + "."


labels.add(
    {
        StoryState: {
            StoryState.NEW: _("to decide"),
            StoryState.LATER: _("later"),
            StoryState.TAKEN: _("taken"),
            StoryState.ATTACHED: _("attached"),
            StoryState.REJECTED: _("not ours"),
            StoryState.MERGED: _("merged"),
        },
        DecisionKind: {
            DecisionKind.TAKE: _("Taken"),
            DecisionKind.ATTACH: _("Attached"),
            DecisionKind.LATER: _("Put off"),
            DecisionKind.REJECT: _("Not ours"),
            DecisionKind.MERGE: _("Merged"),
            DecisionKind.SPLIT: _("Split"),
        },
        NotOurs: {
            NotOurs.OTHER_TOPIC: _("not about digital rights"),
            NotOurs.ABROAD: _("happened abroad"),
            NotOurs.ORDINARY_CRIME: _("ordinary crime"),
            NotOurs.ADVERTISING: _("advertising"),
            NotOurs.NO_HAPPENING: _("opinion or advice, nothing happened"),
            NotOurs.TOO_OLD: _("too old"),
            NotOurs.UNPROVEN: _("cannot be proved"),
            NotOurs.OTHER: _("another reason"),
        },
    }
)

labels.offer(template_filters={"because": because, "chips": chips, "rejection": _rejection})
