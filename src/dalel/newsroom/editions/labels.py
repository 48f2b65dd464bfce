"""What editions call their fixed values and refusals on the screens."""

from django.utils.translation import gettext_lazy as _

from dalel.domain.states import EditionState
from dalel.newsroom.frame import labels

labels.add(
    {
        EditionState: {
            EditionState.OPEN: _("in work"),
            EditionState.FROZEN: _("frozen"),
            EditionState.SCHEDULED: _("scheduled"),
            EditionState.RELEASED: _("released"),
        },
    }
)
