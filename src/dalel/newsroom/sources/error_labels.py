"""Wording of fetch failures, of flaws at addresses and of the reasons for judgements.

Rows hold the reasons in English; what is known of them has its wording in every language.
"""

import re
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from dalel.domain.collection import SkipReason
from dalel.domain.exchange import FailureKind
from dalel.newsroom.frame.row_claims import IN_WORK

_TROUBLES: Final[dict[str, str]] = {
    FailureKind.BAD_ADDRESS: _("it is no web address"),
    FailureKind.DENIED: _("it is on the deny-list"),
    FailureKind.PRIVATE_NETWORK: _("it leads into a private network"),
    FailureKind.ROBOTS: _("robots.txt does not allow it"),
    FailureKind.DNS: _("its name leads nowhere"),
    FailureKind.REFUSED: _("it refuses connections"),
    FailureKind.TIMEOUT: _("no answer in time"),
    FailureKind.TLS: _("its certificate is not in order"),
    FailureKind.PROXY: _("the proxy failed"),
    FailureKind.BROKEN: _("the answer broke off or is damaged"),
    FailureKind.TOO_LARGE: _("the answer is too large"),
    FailureKind.BOMB: _("the answer grows without measure when unpacked"),
    FailureKind.REDIRECT_LOOP: _("it redirects in a circle"),
    FailureKind.TOO_MANY_REDIRECTS: _("it redirects too often"),
    FailureKind.STATUS: _("it answers with an error"),
    SkipReason.UNREADABLE: _("what stands there cannot be read"),
    SkipReason.NOTHING_FOUND: _("nothing was found there"),
    SkipReason.NO_PREVIEW: _("the channel shows no posts"),
    SkipReason.SHRUNK: _("so many rows are missing at once that the answer is not believed"),
    SkipReason.BROKEN_OFF: _("it breaks off in the middle"),
    IN_WORK: _("workers died again and again when they came to it"),
}
_JUDGEMENTS: Final[frozenset[str]] = frozenset(
    {
        _("first kept"),
        _("as when it was first kept"),
        _("kept out of a web archive"),
        _("not modified"),
        _("headline changed"),
        _("text changed"),
        _("headline and text changed"),
        _("it no longer stands between its neighbours in the channel"),
    }
)
#: The server is there and has no such page (RFC 9110, sections 15.5.5 and 15.5.11).
_NOT_FOUND: Final = frozenset({"answered 404", "answered 410"})
_ANSWERED: Final = re.compile(r"answered (\d{3}) \(seen from: (.+)\)")


def trouble(kind: str) -> str:
    """What a kind of failure means; a kind that nobody knows stands for itself."""
    return gettext(_TROUBLES[kind]) if kind in _TROUBLES else kind


def flaw(error: str) -> tuple[str, str]:
    """What is wrong at an address, and its reason in technical English."""
    kind, _colon, reason = error.partition(": ")
    if kind == FailureKind.STATUS and reason in _NOT_FOUND:
        return gettext("the page was not found"), reason
    return trouble(kind), reason


def judgement(reason: str) -> str | None:
    """Why an article stands as it does, in the language of this screen; None: only in English."""
    if reason in _JUDGEMENTS:
        return gettext(reason)
    answered = _ANSWERED.fullmatch(reason)
    if answered is None:
        return None
    return gettext("the server answers %(status)s, seen from: %(way)s") % {
        "status": answered[1],
        "way": answered[2],
    }
