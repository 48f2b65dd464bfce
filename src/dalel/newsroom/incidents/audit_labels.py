"""Readable labels for the acts in the audit log, their subjects and details."""

import re
from collections.abc import Callable
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from dalel.domain.conduct import Basis
from dalel.domain.demand import Verdict
from dalel.domain.public_change import ChangeKind
from dalel.domain.states import DemandState, IncidentState
from dalel.domain.story_decision import DecisionKind, NotOurs, read
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.labels import label
from dalel.newsroom.frame.locale import tongue
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.change_labels import TITLES, naming_role, naming_stage
from dalel.newsroom.incidents.demand_forms import kinds
from dalel.publish.views.dates import wording

#: By the word of the program; one that is not here is shown as it is.
DEEDS: Final[dict[str, Promise | str]] = {
    "added": _("brought into an edition"),
    "added a link": _("added a link"),
    "added a development": _("added a development"),
    "added a second factor": _("added a second factor"),
    "answered a demand": _("wrote a reply to a demand"),
    "approved": _("approved a text"),
    "approved a correction": _("stood behind a correction"),
    "approved a development": _("approved a development"),
    "approved a reply": _("stood behind a reply"),
    "approved an introduction": _("approved an introduction"),
    "approved codes": _("approved codes"),
    "approved section and links": _("approved section, date and links"),
    "approved a change": _("approved a change of what the public reads"),
    "asked a guest": _("asked a guest to read"),
    "came in as a guest": _("opened a link as a guest"),
    "ended a guest's reading": _("ended what a guest may read"),
    "asked for a draft": _("asked for a draft"),
    "asked for second factors": _("set for whom a second factor is required"),
    "asked to restore": _("asked to open an account"),
    "assigned": _("said for whom it is"),
    "assigned to nobody": _("said that it is for nobody in particular"),
    "attached": _("attached a story"),
    "brought an entry back": _("brought back an entry that was put off"),
    "called in": _("called in"),
    "asked about an account": _("asked for something about an account"),
    "came back to the desk": _("noted that the entry is back at the desk"),
    "came in by a link": _("came in by a link"),
    "cancelled a build": _("cancelled a build"),
    "cancelled a draft": _("called a draft off"),
    "changed a member": _("changed role or languages"),
    "changed reminders": _("changed what they are reminded of"),
    "changed the address of the site": _("changed the address of the site"),
    "changed the contact address": _("changed the contact address"),
    "changed the imprint": _("changed the imprint"),
    "changed the rhythm of the bulletin": _("changed the period of the bulletin"),
    "asked a lawyer": _("asked a lawyer"),
    "took a question to a lawyer back": _("took a question to a lawyer back"),
    "legal advice recorded": _("legal advice recorded"),
    "decided against legal advice": _("decided to go against legal advice, as one of two"),
    "agreed to go against legal advice": _("agreed to go against legal advice"),
    "handed out a lawyer's sheet": _("printed the sheet for a lawyer"),
    "let a member advise": _("let a member answer as the lawyer"),
    "lets a member advise no longer": _("no longer lets a member answer as the lawyer"),
    "handed to the lawyer": _("noted that the entry is with the lawyer"),
    "handed to the translator": _("noted that the entry is with the translator"),
    "put a step of the welcome aside": _("put a step of the welcome aside"),
    "changed the password": _("changed the password"),
    "chose on the attention list": _("pinned or dismissed a line of the attention list"),
    "chose a name": _("chose how a name is written"),
    "cited": _("cited a source"),
    "coded": _("coded"),
    "coded blind": _("coded a second time, blind"),
    "confirmed a flash": _("stood behind a flash"),
    "confirmed a language": _("confirmed that a language agrees with the others"),
    "confirmed an address": _("confirmed the address for reminders"),
    "confirmed an account request": _("stood behind what was asked about an account"),
    "confirmed in the diary": _("confirmed a day of the diary"),
    "decided a demand": _("decided a demand"),
    "decided a name": _("decided how a person is named"),
    "dismissed from the diary": _("took a day out of the diary"),
    "drew a sample": _("drew entries for double coding"),
    "forgot a sentence": _("forgot a sentence of the memory"),
    "brought in from the channel": _("brought a post of the channel in"),
    "imported the channel's history": _("brought the channel's history in"),
    "left out links of the channel": _("left out links of a post"),
    "imported a bulletin": _("kept a past bulletin as an edition"),
    "imported sentences": _("imported sentences into the memory"),
    "dropped": _("took out of an edition"),
    "dropped a correction": _("took away a correction"),
    "dropped a development": _("took a development away"),
    "dropped a name": _("took back how a name is written"),
    "dropped a reply": _("took away a reply"),
    "ended a session": _("ended a session"),
    "ended other sessions": _("ended the other sessions"),
    "entered a person": _("entered a person"),
    "entered an outlet": _("entered an outlet"),
    "gathered": _("gathered entries"),
    "had something tried again": _("had something tried again"),
    "gave the paper code": _("gave the paper code"),
    "used a recovery code": _("came in by a recovery code"),
    "let in by the machine's keeper": _("was let in anew by the machine's keeper"),
    "handed out a dossier": _("handed out a dossier"),
    "held": _("set a legal hold"),
    "hid a day": _("took a day to come out of public lists"),
    "invited": _("invited"),
    "kept a reply for print": _("kept a reply for print"),
    "let go": _("lifted a legal hold"),
    "linked": _("linked a person or outlet"),
    "loaded an archive": _("loaded articles out of a web archive"),
    "locked out": _("locked after wrong passwords"),
    "looked how it stands": _("looked how a matter stands"),
    "made a link": _("made a link for a new password"),
    "made a key for links": _("made a key for adding links"),
    "asked to connect Telegram": _("asked for a code to connect Telegram"),
    "connected Telegram": _("connected Telegram"),
    "disconnected Telegram": _("disconnected Telegram"),
    "withdrew a key for links": _("withdrew a key for adding links"),
    "made frozen": _("froze an edition"),
    "made new codes": _("made new recovery codes"),
    "made open": _("opened an edition again"),
    "made received": _("opened a demand again"),
    "made scheduled": _("scheduled an edition"),
    "made withdrawn": _("entered that a demand was taken back"),
    "merged stories": _("merged stories"),
    "moved": _("moved within an edition"),
    "no longer cited": _("took a source away"),
    "numbered": _("got a number"),
    "opened": _("opened an incident"),
    "opened an edition": _("opened an edition"),
    "parted": _("parted two incidents"),
    "placed": _("set section and date"),
    "proposed a change": _("proposed a change of what the public reads"),
    "put in a case": _("put into a case"),
    "put off a story": _("put a story off"),
    "put off an entry": _("put an entry off"),
    "saved a file": _("added a file to an entry"),
    "saved what was seen": _("handed in what was seen in the own browser"),
    "asked to keep a video": _("asked to keep the video of a link"),
    "hid parts of a file": _("hid parts of a file"),
    "uncovered a part of a file": _("uncovered a part of a file"),
    "burned in what is hidden": _("burned in what is hidden in a file"),
    "corrected the text of a file": _("corrected the text of a file"),
    "did not wait for the machine reading": _("did not wait for the machine reading of a file"),
    "changed the keys of saved files": _("changed the keys to which files are encrypted"),
    "sent a letter": _("noted that a letter went out"),
    "noted a conversation": _("noted a conversation with a source"),
    "corrected a conversation": _("corrected the note of a conversation"),
    "took a conversation back": _("took a conversation back, as its source wished"),
    "told of a letter": _("let the public learn of a letter"),
    "showed a picture": _("let readers see a picture"),
    "took a picture off": _("took a picture off"),
    "told of a conversation": _("let the public learn of a conversation"),
    "told of a file": _("let the public learn that a file is kept"),
    "told of a file no more": _("no longer lets the public learn that a file is kept"),
    "looked at a source of one's own": _("looked at a sealed source of one's own"),
    "opened a sealed source": _("opened the seal of a source"),
    "was held back after typing sealed names": _(
        "was refused so often for sealed names that nothing more was taken"
    ),
    "typed a sealed name": _("was refused: a sealed name stood in what was typed"),
    "noted an answer": _("noted what somebody answered"),
    "noted that no answer came": _("noted that no answer came by the deadline"),
    "recorded a request for comment": _("recorded that comment was sought"),
    "recorded an attribution": _("recorded who names whom"),
    "recorded an effect": _("recorded an effect"),
    "refused a change": _("refused a change of what the public reads"),
    "registered a demand": _("registered a demand"),
    "rejected a story": _("found a story not ours"),
    "related": _("tied two incidents"),
    "released": _("released"),
    "released a flash": _("released a flash"),
    "removed a second factor": _("removed a second factor"),
    "renamed a case": _("renamed a case"),
    "reopened a concern": _("reopened a concern"),
    "reopened a concern for a usual reason": _("reopened a concern, for a usual reason"),
    "reset second factor": _("took second factors away"),
    "resolved a concern": _("resolved a concern"),
    "restored": _("opened an account again"),
    "restored section and links": _("took up an earlier section, date and links"),
    "retracted": _("retracted"),
    "saw it sent": _("saw that a message had been sent"),
    "sent again": _("sent a message again"),
    "sent back": _("sent back to the writers"),
    "sent to review": _("sent to review"),
    "set a level": _("set a level of a measure"),
    "set the embargo": _("set the embargo"),
    "showed a day": _("let the public find a day to come"),
    "signed in": _("signed in"),
    "signed out": _("signed out"),
    "source active": _("had a source watched"),
    "source dead": _("entered a source as dead"),
    "source paused": _("paused a source"),
    "source proposed": _("proposed a source"),
    "split a story": _("split a story"),
    "stopped an account request": _("stopped what was asked about an account"),
    "suspended": _("closed an account"),
    "taken out of a case": _("took out of a case"),
    "took an approval back": _("took an approval back, because the account was closed"),
    "took a proposal back": _("took a proposal back"),
    "took back": _("took back"),
    "unlinked": _("took away a person or outlet"),
    "vouched for an account": _("said that an account is of a person of its own"),
    "waived a concern": _("let a concern pass"),
    "waived a concern for a usual reason": _("let a concern pass, for a usual reason"),
    "waived a concern with others": _("let a concern pass, together with others"),
    "waived a concern with others for a usual reason": _(
        "let a concern pass, together with others, for a usual reason"
    ),
    "took out a Word file": _("took a text out as a Word file"),
    "brought back a Word file": _("took corrections from a Word file"),
    "waived a rule": _("let a rule pass for an edition"),
    "withdrawn": _("withdrawn"),
    "withdrew an invitation": _("withdrew an invitation"),
    "withdrew words": _("withdrew words from everything that is public"),
    "wrote": _("wrote"),
    "wrote a correction": _("wrote a correction"),
    "wrote a reply": _("wrote a reply"),
    "wrote an introduction": _("wrote an introduction"),
    "wrote in the diary": _("wrote a day into the diary"),
    "wrote on a right": _("wrote on a right in a quarter"),
}

#: Nouns by the word of the program, which is the name of their page too.
_NOUNS: Final[dict[str, str]] = {
    "demand": gettext_noop("Demand %(number)s"),
    "edition": gettext_noop("Edition %(number)s"),
}
_STORY: Final = re.compile(r"[0-9a-f]{16}")
_INCIDENT: Final = re.compile(r"[A-Z]{2,}-\d{4}-\d{4,}")
_VERSION: Final = re.compile(r"([a-z]{2}) (\d+)")


def _of_change(told: str) -> str:
    return str(TITLES[ChangeKind(told)]) if told in list(ChangeKind) else told


def _of_naming(told: str) -> str:
    role, _space, stage = told.partition(" ")
    return ", ".join(filter(None, (naming_role(role), naming_stage(stage))))


def _of_attribution(told: str) -> str:
    actor, _space, basis = told.partition(" ")
    grounds = label(Basis(basis)) if basis in list(Basis) else basis
    return ", ".join(filter(None, (pack().codebook.label("actor", actor, tongue()), grounds)))


def _of_event_type(told: str) -> str:
    term = pack().codebook.term_by_code["event_type"].get(told)
    return term.labels.get(tongue(), told) if term else told


def _of_rejection(told: str) -> str:
    why, words = read(told)
    return f"{label(why)}. {words}".rstrip(" .") if why is not NotOurs.OTHER else words


def _of_way(told: str) -> str:
    kind, _space, name = told.partition(" ")
    if kind == "telegram":
        return gettext("by Telegram")
    return gettext("with the key “%(name)s”") % {"name": name} if kind == "key" else told


def _of_words(told: str) -> str:
    return " ".join(_word(word) for word in told.split(" "))


def deed(action: str) -> str:
    """The words for an act in the language of this screen."""
    return str(DEEDS.get(action, action))


def say(word: str) -> str:
    """A word of the program, or a kind of demand, in words; what is neither stands as it is."""
    if word in DEEDS:
        return str(DEEDS[word])
    if word in Role.values:
        return str(Role(word).label)
    for noun in (IncidentState, DemandState, Verdict, DecisionKind):
        if word in list(noun):
            return label(noun(word))
    return _kind(word)


def subject(named: str) -> str:
    """To what something was done, in words: an issue, a demand, or a name that stands as it is."""
    noun, _space, number = named.partition(" ")
    if noun in _NOUNS and number.isdecimal():
        return gettext(_NOUNS[noun]) % {"number": number}
    return gettext("a story") if _STORY.fullmatch(named) else named


def place(named: str) -> str:
    """The page of what something was done to; empty where it has none."""
    noun, _space, number = named.partition(" ")
    if noun in _NOUNS and number.isdecimal():
        return reverse(noun, kwargs={"number": int(number)})
    if _STORY.fullmatch(named):
        return reverse("story", kwargs={"key": named})
    return reverse("incident", kwargs={"number": named}) if _INCIDENT.fullmatch(named) else ""


def details(action: str, told: str) -> str:
    """What else was written down with an act, in words as far as the program chose them."""
    if version := _VERSION.fullmatch(told):
        language, number = version.groups()
        if language in pack().languages:
            named = gettext("version %(number)s") % {"number": number}
            return f"{wording(language).endonym}, {named}"
    return _DETAILS[action](told) if action in _DETAILS else told


def _word(word: str) -> str:
    return wording(word).endonym if word in pack().languages else say(word)


def _kind(word: str) -> str:
    labels = {kind.id: kind.labels for kind in kinds()}
    return labels[word].get(tongue(), word) if word in labels else word


#: Acts whose details are words of the program; those of others are people's own.
_DETAILS: Final[dict[str, Callable[[str], str]]] = {
    **dict.fromkeys(("decided a demand", "invited", "took back"), say),
    **dict.fromkeys(("coded", "released a flash"), _of_event_type),
    **dict.fromkeys(
        ("changed a member", "confirmed a language", "imported a bulletin", "registered a demand"),
        _of_words,
    ),
    **dict.fromkeys(
        ("proposed a change", "approved a change", "refused a change", "took a proposal back"),
        _of_change,
    ),
    "added a link": _of_way,
    "decided a name": _of_naming,
    "looked how it stands": naming_stage,
    "recorded an attribution": _of_attribution,
    "rejected a story": _of_rejection,
}
