"""What evidence call their fixed values and refusals on the screens."""

from django.utils.translation import gettext_lazy as _

from dalel.domain.disturbance import Strength
from dalel.domain.pasted_addresses import Hindrance
from dalel.domain.rendering import RenderedKind, ShutKind, StopReason
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.actions.asked_links import TooManyAskedError
from dalel.newsroom.evidence.queries.added_links import LinkProgress
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
        LinkProgress: {
            LinkProgress.WAITING: _("waits to be captured"),
            LinkProgress.FAILING: _("could not be captured"),
            LinkProgress.CAPTURED: _("captured"),
            LinkProgress.NO_ARTICLE: _("captured, but no article was found on the page"),
            LinkProgress.NEEDS_BROWSER: _("captured, but needs a browser to be read"),
        },
        RenderedKind: {
            RenderedKind.SCREENSHOT: _("picture of the page"),
            RenderedKind.DOM: _("the page as the browser built it"),
            RenderedKind.PDF: _("printed page"),
        },
        ShutKind: {
            ShutKind.CONSENT: _("it asks for consent first"),
            ShutKind.PAYWALL: _("it is for those who pay or sign in"),
            ShutKind.CHALLENGE: _("it wants to know whether a person reads it"),
        },
        StopReason: {
            StopReason.TIME: _("ended because it took too long"),
            StopReason.MEMORY: _("ended because it took too much memory"),
            StopReason.BROKEN: _("ended because the browser broke down"),
            StopReason.RESTLESS: _("the page never came to rest and was kept as it stood"),
            StopReason.LEFT: _("the page left for what is no page"),
        },
        Strength: {
            Strength.STRONG: _("much speaks for it"),
            Strength.LIKELY: _("likely"),
            Strength.WEAK: _("weak"),
        },
        Hindrance: {
            Hindrance.NOT_WEB: _("this is no address of the web"),
            Hindrance.USER: _("there is a user name or a password in the address"),
            Hindrance.NOT_PUBLIC: _("this is no page of the open internet"),
            Hindrance.TOO_LONG: _("the address is too long"),
            Hindrance.ACTS: _("opening it would do something, such as sign out or unsubscribe"),
            Hindrance.DENIED: _("it is on the list of places that are never visited"),
            Hindrance.WITHHELD: _("it was withheld: nothing more of it is kept"),
            Hindrance.KEY: _("there seems to be a key, or a person’s data, in the address"),
            Hindrance.ACCOUNT: _("it seems to be a page of somebody’s account"),
            Hindrance.PORT: _("the address names an unusual port"),
            Hindrance.UNKNOWN_HOST: _("the desk does not know this site yet"),
        },
    }
)
labels.explain(
    TooManyAskedError,
    _("Too many links wait at the desk for your answer: answer them under “Add a link” first."),
)
