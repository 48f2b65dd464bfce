"""A change that a form asks for becomes a proposal, and the person reads what happens next."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dalel.domain.public_change import ChangeKind, PublicChange
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.context import is_alone
from dalel.newsroom.frame.feedback import say
from dalel.newsroom.incidents.actions import proposals
from dalel.newsroom.incidents.actions.proposals import NothingChangesError
from dalel.newsroom.incidents.change_labels import WordedProposal, told


def propose(request: HttpRequest, change: PublicChange, now: Act) -> None:
    """Keep the change until a second person approves it.

    :raises NotFoundError: when what it is about is not there.
    """
    tell_proposed(request, lambda: proposals.propose(change, now))


def tell_proposed(request: HttpRequest, propose_it: Callable[[], object]) -> None:
    """Do what proposes a change, and say what happens next."""
    try:
        propose_it()
    except NothingChangesError:
        say(request, _("It stands so already, or waits for a second person."))
        return
    if is_alone():
        say(request, _("It waits among the proposals until you approve it."))
    else:
        say(request, _("It waits until a second person approves it; until then nothing changes."))


def of_incident(number: str) -> list[WordedProposal]:
    """What waits about an incident, in words."""
    return [told(one) for one in proposals.waiting(incident=number)]


def of_kinds(*kinds: ChangeKind) -> list[WordedProposal]:
    """What waits of some kinds, in words."""
    return [told(one) for one in proposals.waiting(*kinds)]
