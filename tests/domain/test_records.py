from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.domain.bulletin import BulletinEntry, PrintedParagraph
from dalel.domain.codebook import Codebook, EventType, RuledTerm, Section, SeverityLevel, Term
from dalel.domain.concern import Concern, Weight, concern_id
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.errors import BulletinError, DalelError, ForbiddenMoveError, PackError
from dalel.domain.evidence import Capture
from dalel.domain.identity import incident_number, is_number, permalink, split_number
from dalel.domain.incident import IncidentText, TextVersion
from dalel.domain.snapshot import Imprint
from dalel.domain.source import Source
from dalel.domain.states import VersionState


def test_an_error_without_words_says_its_docstring() -> None:
    assert str(ForbiddenMoveError()) == "A state may not follow the one before it."
    assert str(DalelError("the disk is full")) == "the disk is full"


def test_an_error_without_a_docstring_says_its_name() -> None:
    class BareError(DalelError):
        __doc__ = None

    assert str(BareError()) == "BareError"


def test_a_pack_error_names_file_and_key() -> None:
    assert str(PackError("codebook.json", "sections[0].number", "not a number")) == (
        "codebook.json: sections[0].number: not a number"
    )


@pytest.mark.parametrize(
    ("line", "expected"), [(7, "line 7: no link"), (None, "no link")], ids=["line", "whole file"]
)
def test_a_bulletin_error_names_its_line_when_there_is_one(line: int | None, expected: str) -> None:
    assert str(BulletinError("no link", line=line)) == expected


@pytest.mark.parametrize(
    ("given_date", "month", "first"),
    [
        (PartialDate(iso="2025-12-10", precision=Precision.DAY), (2025, 12), date(2025, 12, 10)),
        (PartialDate(iso="2025-12", precision=Precision.MONTH), (2025, 12), date(2025, 12, 1)),
        (PartialDate(iso="2025", precision=Precision.YEAR), None, date(2025, 1, 1)),
        (
            PartialDate(iso="2025-01/2025-10", precision=Precision.INTERVAL),
            None,
            date(2025, 1, 1),
        ),
    ],
    ids=lambda value: value.iso if isinstance(value, PartialDate) else None,
)
def test_a_partial_date_knows_what_it_knows(
    given_date: PartialDate, month: tuple[int, int] | None, first: date
) -> None:
    assert given_date.month == month
    assert given_date.first_day == first


@given(st.from_regex(r"[A-Z]{2,8}", fullmatch=True), st.integers(1, 9999), st.integers(1, 10**6))
def test_an_incident_number_can_be_read_back(prefix: str, year: int, count: int) -> None:
    number = incident_number(prefix, year, count)
    assert split_number(number) == (prefix, year, count)
    assert is_number(number)


@pytest.mark.parametrize(
    "wrong", ["", "KZ-2026-1", "kz-2026-0001", "KZ-26-0001", "KZ-2026-0001x", "KZ-2026-00001"]
)
def test_what_is_no_incident_number_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not an incident's number"):
        split_number(wrong)
    assert not is_number(wrong)


def test_a_permalink_has_neither_slug_nor_name() -> None:
    assert permalink("kk", "KZ-2026-0001") == "kk/i/KZ-2026-0001/"


def text(*paragraphs: str) -> IncidentText:
    return IncidentText(language="kk", title=None, paragraphs=paragraphs)


def test_a_summary_joins_paragraphs_by_a_blank_line() -> None:
    assert text("Бір.", "Екі.").summary == "Бір.\n\nЕкі."
    entry = BulletinEntry(
        section=1,
        order=1,
        title=None,
        title_line=None,
        paragraphs=(
            PrintedParagraph(text="Бір.", lines=(1,)),
            PrintedParagraph(text="Екі.", lines=(3,)),
        ),
        links=(),
    )
    assert entry.summary == "Бір.\n\nЕкі."


def test_a_version_is_frozen() -> None:
    version = TextVersion(
        text=text("Бір."),
        number=1,
        author="invented",
        time=datetime(2026, 2, 1, tzinfo=UTC),
        note="first",
        state=VersionState.DRAFT,
    )
    with pytest.raises(AttributeError):
        version.number = 2  # type: ignore[misc]


def test_a_capture_cannot_be_edited() -> None:
    capture = Capture(
        url="https://jana.test/1",
        time=datetime(2026, 2, 1, tzinfo=UTC),
        status=200,
        sha256="0" * 64,
        warc_file="a.warc.gz",
        warc_offset=0,
        warc_length=1024,
        record_id="urn:uuid:00000000-0000-4000-8000-000000000000",
        chain="worker-001",
        number=2,
        link="1" * 64,
        vantage="direct",
    )
    with pytest.raises(AttributeError):
        capture.status = 404  # type: ignore[misc]


def concern(excerpt: str, **changes: str) -> Concern:
    return Concern(rule="term", weight=Weight.WARNING, excerpt=excerpt, **changes)  # type: ignore[arg-type]


def test_a_concern_keeps_its_id_when_only_spacing_and_case_change() -> None:
    assert concern_id(concern("Қате  сөз"), 0) == concern_id(concern("қате сөз"), 0)


def test_concerns_about_different_things_have_different_ids() -> None:
    ids = {
        concern_id(concern("қате сөз"), 0),
        concern_id(concern("қате сөз"), 1),
        concern_id(concern("басқа сөз"), 0),
        concern_id(concern("қате сөз", field="title"), 0),
        concern_id(concern("қате сөз", language="kk"), 0),
    }
    assert len(ids) == 5


def labels(word: str) -> dict[str, str]:
    return {"kk": f"{word} kk", "ru": f"{word} ru"}


def codebook() -> Codebook:
    term = Term(code="t", labels=labels("term"))
    return Codebook(
        version="1",
        sections=(Section(code="S", labels=labels("section"), number=1),),
        section_rules=(),
        event_types=(
            EventType(code="block", labels=labels("block"), rule=labels("rule"), section=1),
        ),
        rights=(),
        actors=(term,),
        targets=(),
        means=(),
        platforms=(),
        severity=(SeverityLevel(level=1, labels=labels("low"), rule=labels("rule")),),
        directions=(RuledTerm(code="negative", labels=labels("bad"), rule=labels("rule")),),
        case_status=(),
        verification=(),
        statutes=(),
    )


def test_a_codebook_words_a_code_in_each_language() -> None:
    book = codebook()
    assert book.label("event_type", "block", "ru") == "block ru"
    assert book.section_by_number[1].code == "S"
    with pytest.raises(KeyError):
        book.label("event_type", "unknown", "ru")


def source(**names: str) -> Source:
    return Source(
        id="jana",
        host="jana.test",
        aliases=(),
        kind="news",
        languages=("kk",),
        country="KZ",
        names=names,
        addresses=(),
        article_pattern=None,
        canonical_rule=None,
        telegram=None,
        priority=1,
    )


def test_a_source_is_named_as_well_as_it_can_be() -> None:
    assert source(kk="Жаңа", ru="Жана").name("ru") == "Жана"
    assert source(kk="Жаңа").name("ru") == "Жаңа"
    assert source().name("ru") == "jana.test"


def test_an_imprint_misses_a_required_field_that_is_empty_in_one_language() -> None:
    imprint = Imprint(
        fields={"publisher": {"kk": "Баспа", "ru": ""}, "contact": {"kk": "a", "ru": "b"}},
        required=("publisher", "contact", "registration"),
    )
    assert imprint.missing(("kk", "ru")) == ("publisher", "registration")
    assert imprint.missing(("kk",)) == ("registration",)
