"""The fields of an incident's codes as pages show them, and what saving them does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dalel.domain.classification import SuggestedCode
from dalel.domain.codebook import Labels, Statute
from dalel.domain.decided_codes import DECIDABLE, NEEDED, TOGETHER, undecided
from dalel.domain.incident import Incident
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.locale import tongue
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents import codes_offer
from dalel.newsroom.incidents.actions import codes as coding
from dalel.newsroom.incidents.actions import metadata, texts
from dalel.newsroom.incidents.actions.supersede import StaleEditError
from dalel.newsroom.incidents.codes_labels import labels_of, provision_called
from dalel.newsroom.incidents.codes_offer import Offer
from dalel.newsroom.incidents.forms.codes import ONE, SEVERAL, CodesForm, SeenCodesForm
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource, incident_sources
from dalel.newsroom.incidents.queries.passages_of_codes import (
    CodePassage,
    ProposedDay,
    passage_of,
    proposed_day,
)


@dataclass(frozen=True, kw_only=True)
class SeenCodes:
    """The versions that stood behind the form: of the codes, and of section, date and links.

    A form that names no frame was sent by a program, which then looked at none.
    """

    codes: int
    frame: int | None


@dataclass(frozen=True, kw_only=True)
class CodesPanel:
    """What the fields of the codes show.

    ``form`` is what is chosen in each, ``offered`` what the machine suggests beside it. ``owner``
    is the id of the form on the page that sends them. ``is_saved``: what is chosen was saved so.
    ``undecided`` is what stands saved and nobody decided; saving the form decides all of it.
    """

    form: Mapping[str, Any]
    seen: SeenCodes
    offered: Offer
    owner: str = "codes"
    is_saved: bool = True
    undecided: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    sources: tuple[IncidentSource, ...] = ()
    one: Mapping[str, str] = field(default_factory=lambda: ONE)
    several: Mapping[str, str] = field(default_factory=lambda: SEVERAL)

    @property
    def open(self) -> tuple[str, ...]:
        """What holds the approval back: nobody decided it, or nothing is chosen in it."""
        lacking = {name for name in NEEDED if not self.form.get(name)}
        return tuple(name for name in DECIDABLE if name in lacking or name in self.undecided)

    @property
    def together(self) -> tuple[str, ...]:
        """The fields that one press accepts, as far as they are empty."""
        return tuple(
            name
            for name in TOGETHER
            if codes_offer.goes_together(name, self.offered) and not self.form.get(name)
        )

    @cached_property
    def day(self) -> ProposedDay | None:
        """The day that is proposed for the entry."""
        return proposed_day(self.sources, pack())

    def passage(self, found: SuggestedCode) -> CodePassage | None:
        """Where an article says what a code is suggested for."""
        return passage_of(found, self.sources)

    @property
    def labels(self) -> Mapping[str, Mapping[str, Labels]]:
        """What each code is called, by its variable."""
        return labels_of(pack())

    def listed(self, name: str) -> Iterable[tuple[str, str, str]]:
        """The codes of a field: code, what it is called, and by what else it is found."""
        variable = (ONE | SEVERAL)[name]
        here, book = tongue(), pack().codebook
        for term in pack().places if variable == "place" else book.terms[variable]:
            called = dict(term.labels)
            if isinstance(term, Statute):
                called = dict(provision_called(term))
            others = " ".join(words for language, words in called.items() if language != here)
            yield term.code, called[here], f"{term.code} {others}"


def panel(
    incident: Incident, sources: Iterable[IncidentSource], *, owner: str = "codes"
) -> CodesPanel:
    """The fields as they are decided, with nothing filled in that is only suggested.

    ``sources`` are what stands behind the incident.
    """
    newest, sources = coding.newest_codes(incident.number), tuple(sources)
    return CodesPanel(
        form=_filled(newest, incident),
        seen=_seen(incident.number, newest),
        offered=_offer(incident.number, sources),
        owner=owner,
        undecided=undecided(newest.codes, newest.decided) if newest.codes else (),
        sources=sources,
    )


def refilled(
    incident: Incident,
    chosen: Mapping[str, Any],
    seen: SeenCodes | None = None,
    *,
    owner: str = "codes",
    wrong: Iterable[str] = (),
) -> CodesPanel:
    """The fields as somebody filled them and did not save; ``seen`` where it is not the newest."""
    number, sources = incident.number, incident_sources(incident.number, incident.links)
    return CodesPanel(
        form={"date": _date(incident)} | dict(chosen),
        seen=seen or _seen(number, coding.newest_codes(number)),
        offered=_offer(number, sources),
        owner=owner,
        is_saved=False,
        wrong=tuple(wrong),
        sources=sources,
    )


def seen_in(form: SeenCodesForm) -> SeenCodes:
    """Which versions a sent form says that it stood upon."""
    form.is_valid()
    return SeenCodes(codes=form.cleaned_data.get("seen") or 0, frame=form.cleaned_data.get("frame"))


def is_changed(incident: Incident, form: CodesForm) -> bool:
    """Whether a valid form says something else than what is decided already."""
    standing = CodesForm(_filled(coding.newest_codes(incident.number), incident))
    return not standing.is_valid() or standing.cleaned_data != form.cleaned_data


def save_panel(number: str, form: CodesForm, seen: SeenCodes, act: Act) -> None:
    """Save a valid form as a version, with its section and date.

    :raises StaleEditError: when somebody saved newer codes, or another section or date.
    """
    section, date = int(form.cleaned_data["section"] or 0) or None, form.cleaned_data["date"]
    with writing():
        texts.save_codes(number, form.codes(), seen=seen.codes, act=act, decided=form.decided())
        coding.place(number, section, date, act=act, seen=seen.frame)


@dataclass(frozen=True, kw_only=True)
class TypedCodes:
    """The codes as they stand in the editor, beside the texts; it may be sent without them.

    ``is_taken``: what was pressed fills fields, and saves nothing.
    """

    incident: Incident
    form: CodesForm
    seen: SeenCodes
    is_sent: bool = False
    is_taken: bool = False

    @classmethod
    def sent_in(cls, seen: SeenCodesForm, form: CodesForm, incident: Incident) -> "TypedCodes":
        """The codes of a form of the editor."""
        is_sent, versions = "seen" in seen.data, seen_in(seen)
        which = seen.cleaned_data.get("take", "")
        if which:
            form = CodesForm(codes_offer.taken(form.chosen(), _offer(incident.number), which))
        return cls(
            incident=incident,
            form=form,
            seen=versions,
            is_sent=is_sent,
            is_taken=is_sent and bool(which),
        )

    @property
    def is_wrong(self) -> bool:
        """Whether something was sent that is no code of the codebook, or no date."""
        return self.is_sent and not self.form.is_valid()

    def again(self, *, is_late: bool = False) -> CodesPanel:
        """The fields as they were filled; ``is_late``: upon what somebody else saved meanwhile."""
        return refilled(
            self.incident,
            self.form.chosen(),
            None if is_late else self.seen,
            owner="texts",
            wrong=self.form.errors,
        )

    def save(self, act: Act) -> bool:
        """Save what was changed, if anything was; False where somebody was faster."""
        if not self.is_sent or not is_changed(self.incident, self.form):
            return True
        try:
            save_panel(self.incident.number, self.form, self.seen, act)
        except StaleEditError:
            return False
        return True


def _offer(number: str, sources: Iterable[IncidentSource] | None = None) -> Offer:
    known = None if sources is None else [one.article for one in sources if one.article]
    return codes_offer.offer(number, pack(), known)


def _seen(number: str, newest: coding.NewestCodes) -> SeenCodes:
    return SeenCodes(codes=newest.number, frame=metadata.newest_number(number))


def _date(incident: Incident) -> str:
    return incident.date.iso if incident.date else ""


def _filled(newest: coding.NewestCodes, incident: Incident) -> dict[str, Any]:
    """What stands in the form: what is decided, and nothing that is only suggested."""
    empty: dict[str, Any] = dict.fromkeys((*ONE, "severity", "severity_reason"), "")
    empty |= {name: [] for name in SEVERAL} | {"date": _date(incident)}
    codes = newest.codes
    if codes is None:
        return empty | {"section": str(incident.section)}
    known: dict[str, Any] = {name: getattr(codes, name) for name in ONE}
    known |= {name: list(getattr(codes, name)) for name in SEVERAL}
    known |= {"severity": str(codes.severity), "section": str(incident.section)}
    told = {name: chosen for name, chosen in known.items() if name in newest.decided}
    return (
        empty
        | told
        | {"section": told.get("section", ""), "severity_reason": codes.severity_reason}
    )
