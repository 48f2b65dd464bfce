"""What sources call their fixed values and refusals on the screens."""

from django.utils.translation import gettext_lazy as _

from dalel.domain.health import Alarm
from dalel.domain.states import SourceState
from dalel.newsroom.frame import labels
from dalel.newsroom.sources.error_labels import flaw, judgement, trouble

labels.add(
    {
        SourceState: {
            SourceState.PROPOSED: _("proposed"),
            SourceState.ACTIVE: _("watched"),
            SourceState.PAUSED: _("paused"),
            SourceState.DEAD: _("dead"),
        },
        Alarm: {
            Alarm.NONE: _("as usual"),
            Alarm.QUIET: _("gone quiet"),
            Alarm.FAILING: _("failing"),
            Alarm.OUTAGE: _("down"),
            Alarm.CLOSED: _("closed to us"),
        },
    }
)

labels.offer(template_filters={"trouble": trouble, "flaw": flaw, "judgement": judgement})
