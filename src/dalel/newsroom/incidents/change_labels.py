"""Words for proposed changes: what each is about, and line by line what stands and what would."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dalel.domain.attention import Choice
from dalel.domain.conduct import InquiryState
from dalel.domain.count_board import Kind
from dalel.domain.public_change import (
    ChangeKind,
    ChooseLine,
    DropDevelopment,
    KeepOutlet,
    LinkOutlet,
    LinkPerson,
    NamePerson,
    PlaceInCase,
    PublicChange,
    Relate,
    RenameCase,
    RenamePerson,
    SetLevel,
    ShowDay,
    ShowPicture,
    TellConversation,
    TellFile,
    TellInquiry,
    WriteSentences,
)
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.labels import label
from dalel.newsroom.frame.locale import speak, tongue
from dalel.newsroom.incidents.actions.proposals import ChangeProposal
from dalel.newsroom.incidents.number_labels import called
from dalel.pack.naming_rules import PersonStanding
from dalel.publish.figures.words import LEVELS
from dalel.publish.views.dates import wording

#: What the public reads or counts of each kind.
TITLES: Final[Mapping[ChangeKind, Promise | str]] = {
    ChangeKind.NAMING: _("How a person is named"),
    ChangeKind.PERSON: _("The name of a person"),
    ChangeKind.PERSON_LINK: _("Whether the entry speaks of a person"),
    ChangeKind.OUTLET: _("An outlet, its name and host"),
    ChangeKind.OUTLET_LINK: _("Whether the entry speaks of an outlet"),
    ChangeKind.ATTRIBUTION: _("Who is said to have done it"),
    ChangeKind.DEVELOPMENT: _("A development is taken away"),
    ChangeKind.RELATION: _("Related incidents"),
    ChangeKind.CASE_LINK: _("The case of the incident"),
    ChangeKind.CASE_NAME: _("The name of a case"),
    ChangeKind.EFFECT: _("People affected, and remedy"),
    ChangeKind.LOOK: _("How the matter stands"),
    ChangeKind.LEVEL: _("A level in the place of the rule's"),
    ChangeKind.SENTENCES: _("Sentences above figures"),
    ChangeKind.ATTENTION: _("A line of the attention list"),
    ChangeKind.DAY: _("A day to come, in public"),
    ChangeKind.CONVERSATION: _("That we spoke with a source, and how it is called"),
    ChangeKind.FILE: _("That a document or picture is kept"),
    ChangeKind.INQUIRY: _("Whom we asked for a position, and what came"),
    ChangeKind.PICTURE: _("A picture that readers see"),
}

_CHOICES: Final[Mapping[Choice | None, Promise | str]] = {
    Choice.PINNED: _("pinned"),
    Choice.DISMISSED: _("dismissed"),
    None: _("as the rule says"),
}


_CAME: Final[Mapping[InquiryState, Promise | str]] = {
    InquiryState.WAITING: _("waits for an answer"),
    InquiryState.ANSWERED: _("the answer came"),
    InquiryState.SILENT: _("no answer by the deadline"),
}


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One thing that a change is about: its name, what stands, what would; empty: nothing."""

    name: str
    before: str
    after: str
    language: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether it would be otherwise."""
        return self.before != self.after


@dataclass(frozen=True, kw_only=True)
class WordedProposal:
    """A proposal in the words of this screen; ``address`` leads to what it is about."""

    proposal: ChangeProposal
    title: str
    about: str
    address: str
    lines: tuple[ChangeLine, ...]
    #: The address of a picture that whoever decides has to look at.
    picture: str = ""


def told(proposal: ChangeProposal) -> WordedProposal:
    """A proposal with what it changes in words; what stays as it is says so by being the same."""
    change = proposal.after
    before = {} if proposal.before is None else _lines(proposal.before)
    # What is taken away stands in the proposal only to tell which one it is.
    after = {} if isinstance(change, DropDevelopment) else _lines(change)
    lines = tuple(
        ChangeLine(
            name=name,
            before=before.get((name, language), ""),
            after=after.get((name, language), ""),
            language=language,
        )
        for name, language in dict.fromkeys((*after, *before))
    )
    return WordedProposal(
        proposal=proposal,
        title=str(TITLES[change.kind]),
        about=_about(change),
        address=_address(change),
        lines=tuple(one for one in lines if one.before or one.after),
        picture=reverse("file-picture", args=[change.incident, change.file, 1])
        if isinstance(change, ShowPicture)
        else "",
    )


def _lines(change: PublicChange) -> dict[tuple[str, str], str]:
    """All that a change says, by what it is called and its language, where it is of one."""
    return {(name, language): value for name, language, value in _said(change)}


def _said(change: PublicChange) -> Iterator[tuple[str, str, str]]:
    for language, name in getattr(change, "names", {}).items():
        spoken = wording(language).endonym
        yield gettext("Name: %(language)s") % {"language": spoken}, language, name
    for language, text in getattr(change, "texts", {}).items():
        yield wording(language).endonym, language, text
    for field, (name, words) in _FIELDS.items():
        if hasattr(change, field):
            yield str(name), "", words(getattr(change, field))
    yield from _beside(change)


def _beside(change: PublicChange) -> Iterator[tuple[str, str, str]]:
    """What some kinds say besides."""
    if isinstance(change, TellInquiry):
        yield from _asked(change)
    if isinstance(change, ShowPicture):
        for language, text in change.credits.items():
            spoken = wording(language).endonym
            yield (
                gettext("Whose picture it is (%(language)s)") % {"language": spoken},
                language,
                text,
            )
    if isinstance(change, NamePerson):
        yield gettext("Printed"), "", _printed(change)
    if isinstance(change, ChooseLine):
        yield gettext("Line"), "", str(_CHOICES[change.choice])
    if isinstance(change, SetLevel):
        yield gettext("Level"), "", _level(change)


def _asked(change: TellInquiry) -> Iterator[tuple[str, str, str]]:
    for language, text in change.answers.items():
        spoken = wording(language).endonym
        yield gettext("Answer: %(language)s") % {"language": spoken}, language, text
    yield gettext("What came"), "", str(_CAME[change.state])


def _printed(change: NamePerson) -> str:
    """What follows from a naming decision by the rule."""
    standing = PersonStanding(
        role=change.role, stage=change.stage, public=change.public, consent=change.consent
    )
    return label(pack().naming.decide(standing).form)


def _level(change: SetLevel) -> str:
    words = wording(tongue()).words
    return words.gettext(LEVELS[change.level]) if change.level else str(_CHOICES[None])


def naming_role(code: str) -> str:
    """What the role of a person in a matter is called."""
    return pack().naming.roles[code][tongue()] if code in pack().naming.roles else code


def naming_stage(code: str) -> str:
    """What the stage of a matter is called."""
    naming = pack().naming
    if code in naming.stages:
        return naming.stages[code][tongue()]
    term = pack().codebook.term_by_code["case_status"].get(code)
    return term.labels[tongue()] if term else code


def _yes(*, is_so: bool) -> str:
    return gettext("yes") if is_so else gettext("no")


def _day(day: date | None) -> str:
    return speak().day(day) if day else ""


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _truth(value: object) -> str:
    return _yes(is_so=bool(value))


#: What each field of a change is called, and how its value is said.
_FIELDS: Final[Mapping[str, tuple[Promise | str, Callable[[Any], str]]]] = {
    "role": (_("Role in this matter"), naming_role),
    "stage": (_("Stage of the matter"), naming_stage),
    "public": (_("went public"), _truth),
    "consent": (_("has given consent"), _truth),
    "is_linked": (_("The entry speaks of it"), _truth),
    "is_in": (_("In the case"), _truth),
    "is_document": (_("Kind"), lambda is_so: gettext("document") if is_so else gettext("picture")),
    "is_told": (_("The public learns of it"), _truth),
    "rights": (_("By which right it is shown"), label),
    "is_safe": (_("No minor and no bystander can be recognised"), _truth),
    "is_related": (_("Related"), _truth),
    "host": (_("Host"), _plain),
    "actor": (
        _("Actor"),
        lambda code: pack().codebook.label("actor", code, tongue()) if code else "",
    ),
    "asked": (_("Asked on"), _day),
    "due": (_("To be answered by"), _day),
    "basis": (_("Basis"), label),
    "by": (_("Who says so"), _plain),
    "on": (_("When"), _day),
    "people": (_("How many people it affected"), _plain),
    "remedied": (_("The day on which it was put right"), _day),
    "day": (_("Day"), _day),
    "day_kind": (_("Kind"), label),
    "date": (_("Date"), _plain),
    "note": (_("On what that rests"), _plain),
    "reason": (_("Why"), _plain),
}


def _about(change: PublicChange) -> str:
    """What a change is about, in a few words: numbers, names, a right and a quarter."""
    if isinstance(change, Relate):
        return f"{called(change.incident, begins=True)} — {called(change.other)}"
    if isinstance(change, SetLevel | WriteSentences):
        return f"{_row(change.row, change.code)} · {change.period}"
    names = " / ".join(getattr(change, "names", {}).values())
    incident = called(getattr(change, "incident", ""), begins=True)
    return " · ".join(one for one in (incident, names) if one)


def _row(row: Kind, code: str) -> str:
    if row is Kind.RIGHT:
        return pack().codebook.label("right", code, tongue())
    if row is Kind.SECTION:
        return gettext("Section %(number)s") % {"number": code}
    return gettext("All rights")


def _address(change: PublicChange) -> str:
    """The page of what a change is about."""
    if isinstance(change, NamePerson | LinkPerson | LinkOutlet):
        return reverse("incident-people", args=[change.incident])
    if isinstance(change, RenamePerson):
        return reverse("person", args=[change.person])
    if isinstance(change, KeepOutlet) and change.outlet is not None:
        return reverse("outlet", args=[change.outlet])
    if isinstance(change, RenameCase):
        return reverse("case", args=[change.case])
    if isinstance(change, PlaceInCase) and change.case is not None:
        return reverse("case", args=[change.case])
    return _other_address(change)


def _other_address(change: PublicChange) -> str:
    if isinstance(change, TellConversation):
        return reverse("incident-conversations", args=[change.incident])
    if isinstance(change, TellInquiry):
        return reverse("incident-letters", args=[change.incident])
    if isinstance(change, TellFile | ShowPicture):
        return reverse("incident-file", args=[change.incident, change.file])
    if isinstance(change, SetLevel | WriteSentences):
        return f"{reverse('measures')}?quarter={change.period}"
    if isinstance(change, ChooseLine):
        return reverse("attention")
    if isinstance(change, ShowDay):
        return reverse("diary")
    number = getattr(change, "incident", "")
    return reverse("incident", args=[number]) if number else ""
