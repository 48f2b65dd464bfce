"""What the checks of a text stand on: the pack's words, and a text to be checked."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Codes, Incident, IncidentText, Link
from dalel.domain.lexicon import Lexicon
from dalel.language.facts import extract_facts
from dalel.pack import Pack
from dalel.pack.lexicon import lexicon
from dalel.steps.check.passages import Facts, passages_of

DAY = date(2026, 1, 31)
Write = Callable[..., IncidentText]
FactsOf = Callable[[IncidentText], Facts]


@pytest.fixture(scope="session")
def words(kz_pack: Pack) -> Lexicon:
    return lexicon(kz_pack.folder, kz_pack)


@pytest.fixture
def facts_of(words: Lexicon) -> FactsOf:
    """What a text states, by its field, read on the last day of January 2026."""

    def read(text: IncidentText) -> Facts:
        return {
            passage.field: extract_facts(passage.text, text.language, words, DAY)
            for passage in passages_of(text)
        }

    return read


def text_of(summary: str, *, language: str = "ru", title: str | None = None) -> IncidentText:
    return IncidentText(language=language, title=title, paragraphs=(summary,) if summary else ())


def coded(**values: object) -> Codes:
    given = {
        "codebook_version": "2026.1",
        "event_type": "criminal_case",
        "direction": "negative",
        "severity": 3,
        "severity_reason": "",
        "case_status": "investigation",
        "verification": "V1",
    }
    return Codes(**given | values)  # type: ignore[arg-type]


def link_to(url: str, *, source: str | None = None) -> Link:
    host = url.split("/")[2].removeprefix("www.")
    return Link(printed=url, url=url, canonical=url, host=host, source=source)


def incident_of(
    *texts: IncidentText,
    codes: Codes | None = None,
    day: str | None = None,
    links: tuple[Link, ...] = (),
) -> Incident:
    return Incident(
        number="KZ-2026-0001",
        section=5,
        date=PartialDate(iso=day, precision=Precision.DAY) if day else None,
        texts={text.language: text for text in texts},
        links=links,
        updated=datetime(2026, 1, 31, tzinfo=UTC),
        codes=codes,
    )
