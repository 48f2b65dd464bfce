"""Composes a flash and publishes it on the word of one duty editor, within strict limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dalel.domain.addresses import make_link
from dalel.domain.conduct import RecordedConduct
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.errors import DalelError
from dalel.domain.facts import FactKind
from dalel.domain.incident import Codes, Incident, IncidentText
from dalel.domain.message import SILENT, Voices
from dalel.domain.public_address import public_address
from dalel.language.facts import extract_facts
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.queries.inspection import Inspector
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.releases.actions import flashes
from dalel.newsroom.releases.actions.announce import announce_incident
from dalel.newsroom.releases.actions.build_site import Out
from dalel.newsroom.releases.actions.release import renew
from dalel.pack import Pack
from dalel.pack.flash import FlashForm
from dalel.publish.release_gate import check
from dalel.publish.views.dates import wording


class FlashBar(StrEnum):
    """Why a flash does not go out; each has its own words on the screen."""

    UNFINISHED = "something is not filled in"
    PERSON = "a person is named"
    HELD = "a check holds it back"
    FUTURE = "it has not happened yet"


class FlashRefusedError(DalelError):
    """The flash does not go out; ``why`` says what stands against it, ``told`` the words of it.

    ``lacking`` are the fields of ``Given`` that are not filled in, or hold what cannot be.
    """

    def __init__(self, why: FlashBar, told: str = "", lacking: tuple[str, ...] = ()) -> None:
        super().__init__(f"{why}: {told or ', '.join(lacking)}")
        self.why = why
        self.told = told
        self.lacking = lacking


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the duty editor fills in; all else is worded beforehand.

    ``subjects`` calls the outlet, service or place in each language, ``link`` is the address at
    which somebody says so, ``unknown`` are keys of what is not known.
    """

    event_type: str
    subjects: Mapping[str, str]
    place: str
    since: datetime | None
    sources: Mapping[str, str]
    link: str
    unknown: tuple[str, ...]


def compose(given: Given, pack: Pack, now: datetime) -> tuple[IncidentText, ...]:
    """The texts in every publishing language, for reading before they go out.

    :raises FlashRefusedError: when something is not filled in, or lies in the future.
    """
    form = pack.flash.forms.get(given.event_type)
    places = {place.code: place.labels for place in pack.places}
    is_right = {
        "event_type": form is not None,
        "subjects": all(given.subjects.get(one) for one in pack.languages),
        "place": given.place in places,
        "since": given.since is not None,
        "sources": all(given.sources.get(one) for one in pack.languages),
        "link": public_address(given.link) is not None,
        "unknown": bool(given.unknown) and set(given.unknown) <= set(pack.flash.unknown),
    }
    lacking = tuple(field for field, right in is_right.items() if not right)
    if form is None or lacking:
        raise FlashRefusedError(FlashBar.UNFINISHED, lacking=lacking)
    if _since(given) > now:
        raise FlashRefusedError(FlashBar.FUTURE)
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
    texts = compose(given, pack, act.time)
    form = pack.flash.forms[given.event_type]
    codes = _codes(form, given, pack)
    link = make_link(given.link, pack.addresses, pack.sources)
    day = pack.day_of(_since(given))
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
    with writing(of_a_moment=True):
        number = flashes.release(
            section, texts, codes, link, date, prefix=pack.number_prefix, act=act
        )
        snapshot = take(pack, released=True)
        check(snapshot)
        announce_incident(snapshot, number, voices, act.time)
    recheck(number, pack, now=act.time)
    renew(pack, out, now=act.time)
    return number


def _since(given: Given) -> datetime:
    """The moment since when it is so, which a whole form has."""
    if given.since is None:
        raise FlashRefusedError(FlashBar.UNFINISHED, lacking=("since",))
    return given.since


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
            lines["since"][language] % {"since": wording(language).time(_since(given), pack.zone)},
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
                raise FlashRefusedError(FlashBar.PERSON, fact.text)


def _look_for_concerns(incident: Incident, pack: Pack, now: datetime) -> None:
    today = pack.day_of(now)
    inspector = Inspector(pack, lexicon_at(pack.folder))
    for concern in inspector.inspect(
        incident, RecordedConduct(checked=today), written=today, today=today
    ):
        if concern.holds_back:
            raise FlashRefusedError(FlashBar.HELD, concern.excerpt or concern.rule)
