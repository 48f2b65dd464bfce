"""The view of an incident in one language, in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from dalel.domain.codebook import Statute
from dalel.domain.evidence_disclosure import PublicEvidence
from dalel.domain.identity import permalink
from dalel.domain.incident import Codes, Development, Incident, Link, Provenance
from dalel.domain.notice import named
from dalel.domain.saved_file import PublicFile
from dalel.publish.views.cited import LinkView, link_view
from dalel.publish.views.dates import DateWording
from dalel.publish.views.notices import NoticeView, notice_views
from dalel.publish.views.pictures import PictureView, picture_views
from dalel.publish.views.positions import PositionView, position_views
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import beginning, clean, opening

#: How many characters of a text a list shows.
_LEAD: Final = 320
_GLIMPSE: Final = 140
#: How many of them stand for a title that nobody wrote.
_NAME: Final = 90
#: A text of so many characters in all stands whole where forty entries stand on one page.
_SHORT: Final = 400


@dataclass(frozen=True, kw_only=True)
class DevelopmentView:
    """A later step: when, what, on whose word."""

    date: str
    text: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True)
class CodedWord:
    """A word of the coding, and the path of the list of all that bear it; empty: there is none."""

    text: str
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class CodedLine:
    """A line of the coding: what is told, and the one word that tells it, or several."""

    name: str
    single: CodedWord | None
    several: tuple[CodedWord, ...] = ()


def _lines(told: Iterable[tuple[str, tuple[CodedWord, ...]]]) -> tuple[CodedLine, ...]:
    """Lines of what is told; those that say nothing are left out."""
    return tuple(
        CodedLine(name=name, single=words[0])
        if len(words) == 1
        else CodedLine(name=name, single=None, several=words)
        for name, words in told
        if words
    )


def direction_words(wording: DateWording) -> dict[str, str]:
    """What a direction does to rights, said as a verb; other directions keep their label."""
    gettext = wording.words.gettext
    return {
        "negative": gettext("restricts"),
        "mixed": gettext("mixed effect"),
        "neutral": gettext("neutral"),
        "positive": gettext("widens"),
    }


class IncidentView:
    """An incident in one language. What only its own page needs is worked out when asked for."""

    def __init__(self, record: IndexedSnapshot, incident: Incident, wording: DateWording) -> None:
        self.record = record
        self.incident = incident
        self.wording = wording
        self.number = incident.number
        #: The path of its page below the site's folder.
        self.path = permalink(wording.language, incident.number)
        text = incident.texts.get(wording.language)
        self.title = clean(text.title) if text and text.title else None
        self.paragraphs = tuple(clean(paragraph) for paragraph in text.paragraphs) if text else ()
        self.section = record.codebook.section_by_number[incident.section]
        self.section_label = self.section.labels[wording.language]
        #: When it happened; where nobody knows, when it was reported, said as that.
        self.date = wording.known(incident.date) if incident.date else self._reported()
        self.severity = incident.codes.severity if incident.codes else 1
        self.imported = incident.provenance is Provenance.IMPORTED
        self.by_model = bool(text and text.by_model)
        self.has_machine_translation = bool(text and text.has_machine_translation)
        self.state = incident.state.value
        self.flash = incident.flash.value if incident.flash else ""
        #: What is said of a text of which a machine wrote anything; empty where people wrote it.
        self.machine_label = self._machine_label(record.profile.model_label)

    def _reported(self) -> str | None:
        if self.incident.reported is None:
            return None
        told = self.wording.words.gettext("reported on %(day)s")
        return told % {"day": self.wording.known(self.incident.reported)}

    @property
    def is_placed_by_report(self) -> bool:
        """Whether its month is known only from when it was reported."""
        happened = self.incident.date
        return (happened is None or happened.month is None) and self.incident.reported is not None

    def _machine_label(self, model_label: Mapping[str, str]) -> str:
        gettext = self.wording.words.gettext
        if self.has_machine_translation:
            return gettext("Parts of this text were translated by machine and read by an editor.")
        if not self.by_model:
            return ""
        return model_label.get(self.wording.language, "") or gettext(
            "A language model began this text; people checked and approved it."
        )

    @cached_property
    def url(self) -> str:
        """The absolute address of its page, or the path below the site's folder."""
        return (self.record.profile.address or "") + self.path

    @cached_property
    def name(self) -> str:
        """Its title; where nobody wrote one, how its text begins."""
        begins = opening(self.paragraphs[0], _NAME) if self.paragraphs else ""
        return self.title or begins or self.wording.words.gettext("Untitled")

    @cached_property
    def lead(self) -> str:
        """The beginning of its text, cut between two words."""
        return self._beginning(_LEAD)

    @cached_property
    def glimpse(self) -> str:
        """The same, shorter, where forty entries stand on one page."""
        return self._beginning(_GLIMPSE)

    @cached_property
    def is_short(self) -> bool:
        """Whether its text is so short that a list of entries shows it whole."""
        return sum(map(len, self.paragraphs)) <= _SHORT

    def _beginning(self, length: int) -> str:
        return beginning(self.paragraphs[0], length) if self.paragraphs else ""

    @cached_property
    def direction(self) -> str:
        """The code of its direction, ``none`` where it is not coded."""
        return self.incident.codes.direction if self.incident.codes else "none"

    @cached_property
    def effect(self) -> str:
        """Its direction in words."""
        if self.incident.codes is None:
            return self.wording.words.gettext("not coded yet")
        known = direction_words(self.wording).get(self.direction)
        return known or self._label("direction", self.direction)

    @cached_property
    def type(self) -> str:
        """What kind of happening it is."""
        codes = self.incident.codes
        return self._label("event_type", codes.event_type) if codes else ""

    @cached_property
    def links(self) -> tuple[LinkView, ...]:
        """The addresses it cites."""
        return tuple(self._link(link) for link in self.incident.links)

    @cached_property
    def pictures(self) -> tuple[PictureView, ...]:
        """What the newsroom shows beside it."""
        return picture_views(self.incident, self.wording.language)

    @cached_property
    def kept_by_members(self) -> tuple[str, ...]:
        """What members keep behind it: conversations with day and source, files with their day."""
        say = self.wording.words.gettext(
            "Conversation of the newsroom on %(day)s. Source: %(who)s. Kept by a member."
        )
        spoken = (
            say % {"day": self.wording.day(one.held), "who": clean(called)}
            for one in self.incident.conversations
            if (called := one.described.get(self.wording.language))
        )
        return (*spoken, *(self._file(one) for one in self.incident.files))

    @cached_property
    def developments(self) -> tuple[DevelopmentView, ...]:
        """Its later steps, in order of time."""
        steps = sorted(self.incident.developments, key=lambda step: step.date)
        return tuple(self.development(step) for step in steps)

    @cached_property
    def published(self) -> str:
        """The day on which an edition first printed it; empty where none has."""
        time = self.record.first_printed.get(self.number)
        return self._day(time) if time else ""

    @cached_property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """Day and kind of what changed since it was first published, the latest first."""
        return tuple(
            (self._day(time), words) for time, words in sorted(self._changes(), reverse=True)
        )

    def _changes(self) -> Iterator[tuple[datetime, str]]:
        gettext = self.wording.words.gettext
        own = [one for one in self.incident.history if one.language == self.wording.language]
        first = self.record.first_printed.get(self.number) or min(
            (one.time for one in own), default=self.incident.updated
        )
        for one in own:
            if one.time > first:
                yield one.time, gettext("Text changed, version %(number)s") % {"number": one.number}
        times = {name: notice.time for name, notice in named(self.incident.notices).items()}
        for shown in self.notices:
            if shown.name:
                yield times[shown.name], shown.head

    @cached_property
    def _proofs(self) -> dict[str, PublicEvidence]:
        return {one.link: one for one in self.incident.proofs}

    def _day(self, time: datetime) -> str:
        return self.wording.moment_day(time, self.record.profile.zone)

    @cached_property
    def notices(self) -> tuple[NoticeView, ...]:
        """What a reader has to know before its text."""
        return notice_views(self.incident, self.wording, self.record.profile.zone)

    @cached_property
    def stage(self) -> str:
        """Where its legal matter stands; empty where there is none or it is not coded."""
        codes = self.incident.codes
        status = self.record.case_status.get(codes.case_status) if codes else None
        return status.labels[self.wording.language] if status else ""

    @cached_property
    def answers(self) -> tuple[CodedLine, ...]:
        """What happened, where, by whom, to whom, by which law, how it stands and how sure it is.

        Made of the codes alone. Who acted is told only of those who are established, and is said
        to be open where nobody is coded.
        """
        codes = self.incident.codes
        return _lines(self._answers(codes)) if codes else ()

    def _answers(self, codes: Codes) -> Iterator[tuple[str, tuple[CodedWord, ...]]]:
        gettext = self.wording.words.gettext
        kinds = (codes.event_type, *codes.secondary_event_types)
        yield gettext("What happened"), self._words("event_type", kinds)
        yield gettext("Where"), self.places
        yield gettext("Who acted"), self._established(codes)
        yield gettext("Named by one side, not established"), self._named("alleged")
        yield gettext("Who is affected"), self._words("target", codes.targets)
        yield gettext("By which law"), tuple(map(self._statute, codes.statutes))
        yield (
            gettext("Where the matter stands"),
            (CodedWord(self._label("case_status", codes.case_status)),),
        )
        yield gettext("Verification"), (CodedWord(self._label("verification", codes.verification)),)

    def _established(self, codes: Codes) -> tuple[CodedWord, ...]:
        if codes.actors:
            return self._named("established")
        return (CodedWord(self.wording.words.gettext("not established")),)

    def _named(self, standing: str) -> tuple[CodedWord, ...]:
        """Those of the actors who are established, or only alleged."""
        codes: tuple[str, ...] = getattr(self.incident, standing)
        return tuple(CodedWord(self._label("actor", code), f"t/actor/{code}/") for code in codes)

    @cached_property
    def places(self) -> tuple[CodedWord, ...]:
        """The places in which it is coded to have happened."""
        codes = self.incident.codes
        return tuple(map(self._place, codes.places)) if codes else ()

    @cached_property
    def positions(self) -> tuple[PositionView, ...]:
        """What those said of whom it speaks, and whom the newsroom asked, in order of time."""
        return position_views(self.incident, self.wording, self.record.profile.zone)

    @cached_property
    def facts(self) -> tuple[CodedLine, ...]:
        """The coding, line by line; lines that say nothing are left out."""
        codes = self.incident.codes
        return _lines(self._coding(codes)) if codes else ()

    def _coding(self, codes: Codes) -> tuple[tuple[str, tuple[CodedWord, ...]], ...]:
        gettext = self.wording.words.gettext
        kinds = (codes.event_type, *codes.secondary_event_types)
        return (
            (gettext("Kind of event"), self._words("event_type", kinds)),
            (gettext("Effect on rights"), (CodedWord(self.effect),)),
            (gettext("Severity"), (CodedWord(self.severity_words),)),
            (gettext("Verification"), (CodedWord(self._verification(codes.verification)),)),
            (gettext("Legal status"), (CodedWord(self._label("case_status", codes.case_status)),)),
            (gettext("Rights"), self._words("right", codes.rights)),
            (gettext("Who acted"), tuple(map(self._actor, codes.actors))),
            (gettext("Who is affected"), self._words("target", codes.targets)),
            (gettext("By what means"), self._words("means", codes.means)),
            (gettext("Where online"), self._words("platform", codes.platforms)),
            (gettext("Place"), self.places),
            (gettext("Legal provisions"), tuple(map(self._statute, codes.statutes))),
        )

    @cached_property
    def severity_words(self) -> str:
        """Its severity as a number of five and in words."""
        for level in self.record.codebook.severity:
            if level.level == self.severity:
                return f"{level.level}/5 · {level.labels[self.wording.language]}"
        return f"{self.severity}/5"

    def _verification(self, code: str) -> str:
        return f"{code} · {self._label('verification', code)}"

    def _actor(self, code: str) -> CodedWord:
        """An actor; one who is only alleged is said to be so."""
        label = self._label("actor", code)
        if code in self.incident.established:
            return CodedWord(label, f"t/actor/{code}/")
        if code in self.incident.alleged:
            return CodedWord(self.wording.words.gettext("%(actor)s (alleged)") % {"actor": label})
        return CodedWord(label)

    def _label(self, variable: str, code: str) -> str:
        return self.record.codebook.label(variable, code, self.wording.language)

    def _words(self, variable: str, codes: tuple[str, ...]) -> tuple[CodedWord, ...]:
        return tuple(
            CodedWord(self._label(variable, code), f"t/{variable}/{code}/") for code in codes
        )

    def _place(self, code: str) -> CodedWord:
        place = self.record.snapshot.places.get(code)
        within = self.record.snapshot.within.get(code)
        return CodedWord(
            place[self.wording.language] if place else code, f"r/{within}/" if within else ""
        )

    def _statute(self, code: str) -> CodedWord:
        term = self.record.codebook.term_by_code["statute"][code]
        words = statute_words(term, self.wording) if isinstance(term, Statute) else code
        return CodedWord(words, f"law/{code}/")

    def _link(self, link: Link) -> LinkView:
        return link_view(link, self._proofs.get(link.url), self.record, self.wording)

    def _file(self, file: PublicFile) -> str:
        gettext = self.wording.words.gettext
        say = (
            gettext("Document saved by a member of the newsroom on %(day)s; kept, not published.")
            if file.is_document
            else gettext(
                "Picture saved by a member of the newsroom on %(day)s; kept, not published."
            )
        )
        return say % {"day": self.wording.day(file.saved)}

    def development(self, step: Development) -> DevelopmentView:
        """A later step of this incident as it is told."""
        return DevelopmentView(
            date=self.wording.known(step.date),
            text=clean(step.texts.get(self.wording.language, "")),
            links=tuple(self._link(link) for link in step.links),
        )


def statute_words(statute: Statute, wording: DateWording) -> str:
    """A provision as it is cited, with its title only where the title was checked."""
    citation, title = statute.citation[wording.language], statute.labels[wording.language]
    return f"{citation} · {title}" if statute.checked and title != citation else citation
