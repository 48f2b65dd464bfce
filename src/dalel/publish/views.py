"""What does a page say about an incident, in one language, in plain words?"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dalel.domain.codebook import Statute
from dalel.domain.identity import permalink
from dalel.domain.incident import Codes, Development, Incident, Link, Provenance
from dalel.publish.dates import Wording
from dalel.publish.record import Record
from dalel.publish.render import clean

#: How many characters of a text a list shows.
_LEAD: Final = 320


@dataclass(frozen=True, kw_only=True)
class LinkView:
    """A cited address: where it leads, whose it is, in which language it is written."""

    url: str
    outlet: str
    host: str
    language: str | None
    written_in: str
    printed: str | None


@dataclass(frozen=True, kw_only=True)
class DevelopmentView:
    """A later step: when, what, on whose word."""

    date: str
    text: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of the coding: what is told, and the one word that tells it, or several."""

    name: str
    single: str | None
    several: tuple[str, ...] = ()


def direction_words(wording: Wording) -> dict[str, str]:
    """What a direction does to rights, said as a verb; other directions keep their label."""
    gettext = wording.words.gettext
    return {
        "negative": gettext("restricts"),
        "mixed": gettext("mixed effect"),
        "neutral": gettext("neutral"),
        "positive": gettext("widens"),
    }


def _written_in(wording: Wording) -> dict[str, str]:
    gettext = wording.words.gettext
    return {"kk": gettext("in Kazakh"), "ru": gettext("in Russian"), "en": gettext("in English")}


class IncidentView:
    """An incident in one language. What only its own page needs is worked out when asked for."""

    def __init__(self, record: Record, incident: Incident, wording: Wording) -> None:
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
        self.date = wording.known(incident.date) if incident.date else None
        self.severity = incident.codes.severity if incident.codes else 1
        self.imported = incident.provenance is Provenance.IMPORTED
        self.state = incident.state.value
        self.flash = incident.flash.value if incident.flash else ""
        begun = wording.language in incident.begun
        #: What the pack has said of a text that a language model began; empty: none did.
        self.model_label = record.profile.model_label.get(wording.language, "") if begun else ""

    @cached_property
    def name(self) -> str:
        """Its title; where nobody wrote one, it says so."""
        return self.title or self.wording.words.gettext("Untitled")

    @cached_property
    def lead(self) -> str:
        """The beginning of its text, cut between two words."""
        if not self.paragraphs:
            return ""
        first = self.paragraphs[0]
        if len(first) <= _LEAD:
            return first
        return first[:_LEAD].rsplit(" ", 1)[0].rstrip(" ,;:–—-«(") + "…"

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
    def developments(self) -> tuple[DevelopmentView, ...]:
        """Its later steps, in order of time."""
        steps = sorted(self.incident.developments, key=lambda step: step.date)
        return tuple(self._development(step) for step in steps)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The coding, line by line; lines that say nothing are left out."""
        codes = self.incident.codes
        if codes is None:
            return ()
        return tuple(
            Fact(name=name, single=words[0])
            if len(words) == 1
            else Fact(name=name, single=None, several=words)
            for name, words in self._coding(codes)
            if words
        )

    def _coding(self, codes: Codes) -> tuple[tuple[str, tuple[str, ...]], ...]:
        gettext = self.wording.words.gettext
        kinds = (codes.event_type, *codes.secondary_event_types)
        return (
            (gettext("Kind of event"), self._labels("event_type", kinds)),
            (gettext("Effect on rights"), (self.effect,)),
            (gettext("Severity"), (self.severity_words,)),
            (gettext("Verification"), (self._verification(codes.verification),)),
            (gettext("Legal status"), self._labels("case_status", (codes.case_status,))),
            (gettext("Rights"), self._labels("right", codes.rights)),
            (gettext("Who acted"), self._labels("actor", codes.actors)),
            (gettext("Who is affected"), self._labels("target", codes.targets)),
            (gettext("By what means"), self._labels("means", codes.means)),
            (gettext("Where online"), self._labels("platform", codes.platforms)),
            (gettext("Place"), tuple(self._place(code) for code in codes.places)),
            (gettext("Legal provisions"), tuple(self._statute(code) for code in codes.statutes)),
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

    def _label(self, variable: str, code: str) -> str:
        return self.record.codebook.label(variable, code, self.wording.language)

    def _labels(self, variable: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._label(variable, code) for code in codes)

    def _place(self, code: str) -> str:
        place = self.record.snapshot.places.get(code)
        return place[self.wording.language] if place else code

    def _statute(self, code: str) -> str:
        term = self.record.codebook.term_by_code["statute"][code]
        return statute_words(term, self.wording) if isinstance(term, Statute) else code

    def _link(self, link: Link) -> LinkView:
        source = self.record.source_by_id.get(link.source or "")
        return LinkView(
            url=clean(link.url),
            outlet=source.name(self.wording.language) if source else link.host,
            host=link.host,
            language=link.language,
            written_in=_written_in(self.wording).get(link.language or "", ""),
            printed=clean(link.printed) if link.printed != link.url else None,
        )

    def _development(self, step: Development) -> DevelopmentView:
        return DevelopmentView(
            date=self.wording.known(step.date),
            text=clean(step.texts.get(self.wording.language, "")),
            links=tuple(self._link(link) for link in step.links),
        )


def statute_words(statute: Statute, wording: Wording) -> str:
    """A provision as it is cited, with its title only where the title was checked."""
    citation, title = statute.citation[wording.language], statute.labels[wording.language]
    return f"{citation} · {title}" if statute.checked and title != citation else citation
