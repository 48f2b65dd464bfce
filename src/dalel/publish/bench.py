"""Invented records of any size, for benchmarks and tests of the site build."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from dalel.domain.codebook import (
    CaseStatus,
    Codebook,
    EventType,
    Right,
    RuledTerm,
    Section,
    SeverityLevel,
    Statute,
    Term,
)
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.edition import Edition
from dalel.domain.identity import incident_number
from dalel.domain.incident import Codes, Incident, IncidentText, Link, Provenance
from dalel.domain.snapshot import Imprint, SiteProfile, Snapshot
from dalel.domain.source import Source

#: So many incidents has an edition, as the first real one had.
EDITION: Final = 40
_START: Final = date(2020, 1, 1)
_TIME: Final = datetime(2026, 1, 31, 7, 0, tzinfo=UTC)
_LANGUAGES: Final = ("kk", "ru")
_TITLES: Final = {
    "kk": "«Ойдан» басылымының сайты үш сағат бойы ашылмады",
    "ru": "Сайт издания «Ойдан» три часа не открывался",
    "en": "The site of the outlet Oidan did not open for three hours",
}
_TEXTS: Final = {
    "kk": "Ойдан шығарылған мәтін: сайт түске дейін ашылмады, редакция себебін анықтап жатыр. ",
    "ru": "Вымышленный текст: сайт не открывался до полудня, редакция выясняет причину. ",
    "en": "An invented text: the site did not open until noon, the editors look for the reason. ",
}
_DIRECTIONS: Final = ("negative", "mixed", "neutral", "positive")


def invented(count: int, languages: tuple[str, ...] = _LANGUAGES) -> Snapshot:
    """A released snapshot of ``count`` invented incidents; no person, outlet or host is real."""
    incidents = tuple(_incident(place, languages) for place in range(count))
    editions = tuple(
        _edition(number, incidents[start : start + EDITION], languages)
        for number, start in enumerate(range(0, count, EDITION), 1)
    )
    return Snapshot(
        profile=_profile(languages),
        codebook=_codebook(),
        sources=(_source("oidan"), _source("aimaq")),
        places={"XX": _labels("Ойдан елі", "Выдуманная страна", "Invented country")},
        editions=editions,
        incidents=incidents,
        time=_TIME,
        preview=False,
    )


def _labels(kk: str, ru: str, en: str) -> dict[str, str]:
    return {"kk": kk, "ru": ru, "en": en}


def _incident(place: int, languages: tuple[str, ...]) -> Incident:
    number = incident_number("XX", 2020 + place // 2000, place % 2000 + 1)
    host = ("oidan.test", "aimaq.test")[place % 2]
    url = f"https://{host}/news/{place}"
    day = _START + timedelta(days=place * 2190 // 10_000)
    source = host.removesuffix(".test")
    return Incident(
        number=number,
        section=place % 5 + 1,
        # Every third has no date, as in the first real edition.
        date=PartialDate(iso=day.isoformat(), precision=Precision.DAY) if place % 3 else None,
        texts={
            language: IncidentText(
                language=language,
                title=f"{_TITLES[language]} ({place})",
                paragraphs=(_TEXTS[language] * 5, _TEXTS[language] * 2),
            )
            for language in languages
        },
        links=(Link(printed=url, url=url, canonical=url, host=host, source=source, language="ru"),),
        updated=_TIME - timedelta(hours=place),
        codes=_codes(place),
        related=(incident_number("XX", 2020 + place // 2000, 1),) if place % 10 == 1 else (),
        approved=frozenset(languages),
        provenance=Provenance.IMPORTED if place % 2 else Provenance.WRITTEN,
    )


def _codes(place: int) -> Codes:
    return Codes(
        codebook_version="1",
        event_type="outage",
        direction=_DIRECTIONS[place % 4],
        severity=place % 5 + 1,
        severity_reason="invented",
        case_status="none",
        verification="V1",
        rights=("expression", "information"),
        places=("XX",),
        statutes=("XX-1",),
    )


def _edition(number: int, incidents: tuple[Incident, ...], languages: tuple[str, ...]) -> Edition:
    sections: dict[int, tuple[str, ...]] = {}
    for incident in incidents:
        sections[incident.section] = (*sections.get(incident.section, ()), incident.number)
    return Edition(
        number=number,
        period_start=date(2020 + (number - 1) // 12 % 100, (number - 1) % 12 + 1, 1),
        period_end=date(2020 + (number - 1) // 12 % 100, (number - 1) % 12 + 1, 28),
        introduction={language: _TEXTS[language] * 3 for language in languages},
        incidents=sections,
    )


def _source(name: str) -> Source:
    return Source(
        id=name,
        host=f"{name}.test",
        aliases=(),
        kind="news",
        languages=("kk", "ru"),
        country="XX",
        names={"kk": name.capitalize()},
        addresses=(),
        article_pattern=None,
        canonical_rule=None,
        telegram=None,
        priority=1,
    )


def _profile(languages: tuple[str, ...]) -> SiteProfile:
    stated = _labels("Ойдан редакциясы", "Редакция «Ойдан»", "Oidan newsroom")
    return SiteProfile(
        title=_labels("Құқықтар мониторингі", "Мониторинг прав", "Rights monitor"),
        question=_labels("Не болып жатыр?", "Что происходит?", "What is going on?"),
        country=_labels("Ойдан елі", "Выдуманная страна", "Invented country"),
        languages=languages,
        zone="Asia/Almaty",
        address="https://monitor.test/",
        licence="CC BY 4.0",
        imprint=Imprint(fields={"publisher": stated}, required=("publisher",)),
    )


def _codebook() -> Codebook:
    return Codebook(
        version="1",
        sections=tuple(
            Section(
                code=f"S{n}", labels=_labels(f"Бөлім {n}", f"Раздел {n}", f"Section {n}"), number=n
            )
            for n in range(1, 6)
        ),
        section_rules=(_labels("Бір бөлім.", "Один раздел.", "One section."),),
        event_types=(
            EventType(
                code="outage",
                labels=_labels("Үзіліс", "Перебой", "Outage"),
                rule=_labels("Сайт ашылмайды.", "Сайт не открывается.", "A site does not open."),
                section=1,
            ),
        ),
        rights=tuple(_right(code) for code in ("expression", "information")),
        actors=_terms("unknown"),
        targets=_terms("outlet"),
        means=_terms("load"),
        platforms=_terms("web"),
        severity=tuple(_severity(level) for level in range(1, 6)),
        directions=tuple(_ruled(code) for code in _DIRECTIONS),
        case_status=(CaseStatus(code="none", labels=_same("none"), track="other"),),
        verification=tuple(_ruled(code) for code in ("V0", "V1")),
        statutes=(_statute(),),
    )


def _same(word: str) -> Mapping[str, str]:
    return _labels(word, word, word)


def _terms(*codes: str) -> tuple[Term, ...]:
    return tuple(Term(code=code, labels=_same(f"{code} label")) for code in codes)


def _right(code: str) -> Right:
    return Right(code=code, labels=_same(f"{code} right"), articles={})


def _severity(level: int) -> SeverityLevel:
    return SeverityLevel(level=level, labels=_same(f"level {level}"), rule=_same("a rule"))


def _ruled(code: str) -> RuledTerm:
    return RuledTerm(code=code, labels=_same(code), rule=_same("a rule"))


def _statute() -> Statute:
    return Statute(
        code="XX-1",
        labels=_same("Remembered title"),
        citation=_labels("1-бап", "статья 1", "article 1"),
        act="XX",
        article="1",
        document=None,
        in_force_from=None,
        in_force_to=None,
        checked=False,
    )
