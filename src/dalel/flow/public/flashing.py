"""How does one duty editor say something at once, and what may it not say?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from dalel.domain.addresses import make_link
from dalel.domain.conduct import Known
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.errors import DalelError
from dalel.domain.facts import FactKind
from dalel.domain.incident import Codes, Incident, IncidentText
from dalel.domain.message import SILENT, Voices
from dalel.flow.country import lexicon_at
from dalel.flow.incidents.inspecting import Inspector
from dalel.flow.incidents.writing import recheck
from dalel.flow.public.announcing import announce_incident
from dalel.flow.public.pressing import Out
from dalel.flow.public.releasing import renew
from dalel.language.facts import extract_facts
from dalel.pack import Pack
from dalel.pack.flash import FlashForm
from dalel.publish.gate import check
from dalel.publish.views.dates import wording
from dalel.store.acting import Act
from dalel.store.public import flashes
from dalel.store.public.snapshots import take


class Bar(StrEnum):
    """Why a flash does not go out; each has its own words on the screen."""

    UNFINISHED = "something is not filled in"
    PERSON = "a person is named"
    HELD = "a check holds it back"
    FUTURE = "it has not happened yet"


class FlashRefusedError(DalelError):
    """The flash does not go out; ``why`` says what stands against it, ``told`` the words of it."""

    def __init__(self, why: Bar, told: str = "") -> None:
        super().__init__(f"{why}: {told}" if told else str(why))
        self.why = why
        self.told = told


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the duty editor fills in; all else is worded beforehand.

    ``subjects`` calls the outlet, service or place in each language, ``link`` is the address at
    which somebody says so, ``unknown`` are keys of what is not known.
    """

    event_type: str
    subjects: Mapping[str, str]
    place: str
    since: datetime
    sources: Mapping[str, str]
    link: str
    unknown: tuple[str, ...]


def compose(given: Given, pack: Pack) -> tuple[IncidentText, ...]:
    """The texts in every publishing language, for reading before they go out.

    :raises FlashRefusedError: when something is not filled in.
    """
    form = pack.flash.forms.get(given.event_type)
    places = {place.code: place.labels for place in pack.places}
    is_whole = (
        form is not None
        and given.place in places
        and given.link.startswith(("http://", "https://"))
        and given.unknown
        and set(given.unknown) <= set(pack.flash.unknown)
        and all(given.subjects.get(one) and given.sources.get(one) for one in pack.languages)
    )
    if form is None or not is_whole:
        raise FlashRefusedError(Bar.UNFINISHED)
    return tuple(
        _text(form, given, language, places[given.place][language], pack)
        for language in pack.languages
    )


def release_flash(given: Given, out: Out, *, act: Act, pack: Pack, voices: Voices = SILENT) -> str:
    """Make it public at once, on the site in ``out`` and in the channels; gives its number.

    :raises FlashRefusedError: when it names a person, or a check holds it back.
    :raises IncompleteReleaseError: when the site lacks something; then nothing is released.
    :raises SiteFollowsError: when it is out, and the site cannot be built now.
    """
    texts = compose(given, pack)
    if given.since > act.time:
        raise FlashRefusedError(Bar.FUTURE)
    form = pack.flash.forms[given.event_type]
    codes = _codes(form, given, pack)
    link = make_link(given.link, pack.addresses, pack.sources)
    day = pack.day_of(given.since)
    date = PartialDate(iso=day.isoformat(), precision=Precision.DAY)
    section = next(
        event.section for event in pack.codebook.event_types if event.code == given.event_type
    )
    incident = Incident(
        number="",
        section=section,
        date=date,
        texts={text.language: text for text in texts},
        links=(link,),
        updated=act.time,
        codes=codes,
    )
    _look_for_people(given, pack, act.time)
    _look_for_concerns(incident, pack, act.time)
    with transaction.atomic():
        number = flashes.release(
            section, texts, codes, link, date, prefix=pack.number_prefix, act=act
        )
        snapshot = take(pack, released=True)
        check(snapshot)
        announce_incident(snapshot, number, voices, act.time)
    recheck(number, pack, now=act.time)
    renew(pack, out, now=act.time)
    return number


def _text(form: FlashForm, given: Given, language: str, place: str, pack: Pack) -> IncidentText:
    lines = pack.flash.lines
    unknown = ", ".join(pack.flash.unknown[key][language] for key in given.unknown)
    subject = {"subject": given.subjects[language]}
    return IncidentText(
        language=language,
        title=form.title[language] % subject,
        paragraphs=(
            form.what[language] % subject,
            lines["where"][language] % {"place": place},
            lines["since"][language] % {"since": wording(language).time(given.since, pack.zone)},
            lines["says"][language] % {"source": given.sources[language]},
            lines["unknown"][language] % {"unknown": unknown},
        ),
    )


def _codes(form: FlashForm, given: Given, pack: Pack) -> Codes:
    """No actor: who did it is not said in a flash."""
    return Codes(
        codebook_version=pack.codebook.version,
        event_type=given.event_type,
        direction=form.direction,
        severity=form.severity,
        severity_reason="",
        case_status=form.case_status,
        verification=pack.flash.verification,
        places=(given.place,),
    )


def _look_for_people(given: Given, pack: Pack, now: datetime) -> None:
    lexicon = lexicon_at(pack.folder)
    day = pack.day_of(now)
    for written in (given.subjects, given.sources):
        for language, text in written.items():
            for fact in extract_facts(text, language, lexicon, day, frozenset({FactKind.PERSON})):
                raise FlashRefusedError(Bar.PERSON, fact.text)


def _look_for_concerns(incident: Incident, pack: Pack, now: datetime) -> None:
    today = pack.day_of(now)
    inspector = Inspector(pack, lexicon_at(pack.folder))
    for concern in inspector.inspect(incident, Known(checked=today), written=today, today=today):
        if concern.holds_back:
            raise FlashRefusedError(Bar.HELD, concern.excerpt or concern.rule)
