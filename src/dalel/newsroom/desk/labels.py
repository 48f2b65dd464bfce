"""What desk call their fixed values and refusals on the screens."""

from django.utils.translation import gettext_lazy as _

from dalel.domain.bulletin_rhythm import Rhythm
from dalel.newsroom.frame import labels
from dalel.newsroom.frame.base_models import WorkKind

labels.add(
    {
        Rhythm: {
            Rhythm.WEEK: _("every week"),
            Rhythm.TWO_WEEKS: _("every two weeks"),
            Rhythm.MONTH: _("every month"),
            Rhythm.QUARTER: _("every quarter"),
        },
        WorkKind: {
            WorkKind.LOOK: _("looking what is new"),
            WorkKind.FETCH: _("fetching a page"),
            WorkKind.RECAPTURE: _("capturing an article again"),
            WorkKind.JUDGE: _("judging an article"),
            WorkKind.READ: _("reading who did what in an article"),
            WorkKind.DRAFT: _("making a draft"),
            WorkKind.COPY: _("having a copy made elsewhere"),
            WorkKind.RENDER: _("showing a page in a browser"),
            WorkKind.VIDEO: _("keeping a video"),
        },
    }
)
