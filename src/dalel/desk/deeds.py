"""How are the acts of members, and other words of the program, called on the screens?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dalel.desk.labels import label
from dalel.domain.demand import Verdict
from dalel.domain.states import DemandState, IncidentState
from dalel.store.models import Role

#: By the word of the program; one that is not here is shown as it is.
DEEDS: Final[dict[str, Promise | str]] = {
    "added a second factor": _("added a second factor"),
    "added": _("brought into an edition"),
    "answered a demand": _("wrote a reply to a demand"),
    "approved a development": _("approved a development"),
    "approved an introduction": _("approved an introduction"),
    "approved": _("approved a text"),
    "asked for second factors": _("set for whom a second factor is required"),
    "asked to restore": _("asked to open an account"),
    "attached": _("attached a story"),
    "called in": _("called in"),
    "came in by a link": _("came in by a link"),
    "changed a member": _("changed role or languages"),
    "changed the password": _("changed the password"),
    "cited": _("cited a source"),
    "chose on the attention list": _("pinned or dismissed a line of the attention list"),
    "coded blind": _("coded a second time, blind"),
    "coded": _("coded"),
    "confirmed a flash": _("stood behind a flash"),
    "confirmed in the diary": _("confirmed a day of the diary"),
    "decided a demand": _("decided a demand"),
    "decided a name": _("decided how a person is named"),
    "dismissed from the diary": _("took a day out of the diary"),
    "drew a sample": _("drew entries for double coding"),
    "dropped": _("took out of an edition"),
    "ended a session": _("ended a session"),
    "ended other sessions": _("ended the other sessions"),
    "entered a person": _("entered a person"),
    "entered an outlet": _("entered an outlet"),
    "gathered": _("gathered entries"),
    "handed out a dossier": _("handed out a dossier"),
    "held": _("set a legal hold"),
    "invited": _("invited"),
    "let go": _("lifted a legal hold"),
    "linked": _("linked a person or outlet"),
    "locked out": _("locked after wrong passwords"),
    "looked how it stands": _("looked how a matter stands"),
    "made a link": _("made a link for a new password"),
    "made new codes": _("made new recovery codes"),
    "moved": _("moved within an edition"),
    "no longer cited": _("took a source away"),
    "numbered": _("got a number"),
    "opened an edition": _("opened an edition"),
    "opened": _("opened an incident"),
    "placed": _("set section and date"),
    "recorded an effect": _("recorded people affected, or a remedy"),
    "recorded a request for comment": _("recorded that comment was sought"),
    "recorded an attribution": _("recorded who names whom"),
    "registered a demand": _("registered a demand"),
    "released a flash": _("released a flash"),
    "released": _("released"),
    "removed a second factor": _("removed a second factor"),
    "reset second factor": _("took second factors away"),
    "restored": _("opened an account again"),
    "sent back": _("sent back to the writers"),
    "sent to review": _("sent to review"),
    "set a level": _("set a level of observance"),
    "set the embargo": _("set the embargo"),
    "signed in": _("signed in"),
    "signed out": _("signed out"),
    "suspended": _("closed an account"),
    "took back": _("took back"),
    "unlinked": _("took away a person or outlet"),
    "withdrew an invitation": _("withdrew an invitation"),
    "wrote an introduction": _("wrote an introduction"),
    "wrote in the diary": _("wrote a day into the diary"),
    "wrote on a right": _("wrote on a right in a quarter"),
    "wrote": _("wrote"),
}


def deed(action: str) -> str:
    """The words for an act in the language of this screen."""
    return str(DEEDS.get(action, action))


def say(word: str) -> str:
    """An act, a role, a state or a verdict in words; what is none of them stands as it is."""
    if word in DEEDS:
        return str(DEEDS[word])
    if word in Role.values:
        return str(Role(word).label)
    for noun in (IncidentState, DemandState, Verdict):
        if word in list(noun):
            return label(noun(word))
    return word
