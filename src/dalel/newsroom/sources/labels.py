"""What sources call their fixed values and refusals on the screens."""

from django.utils.translation import gettext_lazy as _

from dalel.domain.health import Alarm
from dalel.domain.source import Unwatched
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
        Unwatched: {
            Unwatched.OWN: _("it is our own"),
            Unwatched.NO_ADDRESS: _("no address is known at which it could be read"),
            Unwatched.UNPROVED: _("nobody has seen one of its addresses answer yet"),
            Unwatched.NEEDS_BROWSER: _("its pages are empty without a browser"),
            Unwatched.NEEDS_KEY: _("it asks for a key, which we do not have"),
            Unwatched.NEEDS_CERTIFICATE: _("the certificate of its authority is not here yet"),
            Unwatched.BY_HAND: _("it is read by people only"),
            Unwatched.ELSEWHERE: _("what it says is read at another source"),
            Unwatched.CARRIER: _("its channels are watched one by one"),
            Unwatched.OUT_OF_SCOPE: _("it says nothing about the country"),
        },
    }
)

labels.offer(template_filters={"trouble": trouble, "flaw": flaw, "judgement": judgement})
