"""What evidence call their fixed values and refusals on the screens."""

from django.utils.translation import gettext_lazy as _

from dalel.domain.states import ArticleState
from dalel.newsroom.frame import labels

labels.add(
    {
        ArticleState: {
            ArticleState.LIVE: _("live"),
            ArticleState.CHANGED: _("changed"),
            ArticleState.REMOVED: _("removed"),
            ArticleState.BLOCKED: _("blocked"),
            ArticleState.UNREACHABLE: _("unreachable"),
        },
    }
)
