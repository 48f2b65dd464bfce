"""Do cases say how they stand and what comes next, and can a calendar follow them?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from icalendar import Calendar
from lxml import etree, html

from dalel.domain.codebook import CaseStatus
from dalel.domain.diary import DiaryKind
from dalel.domain.public_record import ComingDay, PublicCase, Region
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.data import calendar_files
from dalel.publish.views.record import IndexedSnapshot
from publish.probing import ask, with_incident, with_text

SECOND = "XX-2020-0002"


def said(page: Path, path: str) -> list[str]:
    tree = html.fromstring(page.read_bytes())
    return [" ".join(one.text_content().split()) for one in ask(tree, path)]


@pytest.fixture
def known() -> Snapshot:
    """A case of two entries, one of them at a stage and with a day to come; another without any."""
    snapshot = invented(3)
    stages = (
        CaseStatus(code="trial", labels={"kk": "сотта", "ru": "в суде", "en": "x"}, track="court"),
        CaseStatus(code="none", labels={"kk": "жоқ", "ru": "нет", "en": "x"}, track="other"),
    )
    snapshot = replace(snapshot, codebook=replace(snapshot.codebook, case_status=stages))
    codes = snapshot.incidents[1].codes
    assert codes
    snapshot = with_incident(snapshot, 1, codes=replace(codes, case_status="trial"))
    first, second, third = (one.number for one in snapshot.incidents)
    return replace(
        snapshot,
        matters=(
            PublicCase(number=1, names={"kk": "Іс", "ru": "Дело"}, incidents=(first, second)),
            PublicCase(number=2, names={"kk": "Басқа", "ru": "Другое"}, incidents=(third,)),
        ),
        diary=(ComingDay(day=date(2026, 3, 1), kind=DiaryKind.HEARING, incident=second),),
    )


@pytest.fixture
def site(known: Snapshot, tmp_path: Path) -> Path:
    build(known, tmp_path / "site")
    return tmp_path / "site"


def test_a_case_says_where_it_stands_what_comes_next_and_what_happened(site: Path) -> None:
    page = site / "ru/c/1/index.html"
    assert said(page, "//p[@class='standfirst']") == ["Стадия дела: в суде (1 января 2020 года)"]
    assert said(page, "//section[@aria-labelledby='next']//li") == [
        "1 марта 2026 года Ожидается: Судебное заседание"
    ]
    happened = said(page, "//section[@aria-labelledby='course']//li")
    assert len(happened) == 2
    assert happened[0].endswith("в суде")
    # The name of a case may be a person's.
    assert b'content="noindex"' in page.read_bytes()


def test_a_case_of_which_no_day_is_known_says_so_and_has_no_stage(site: Path) -> None:
    page = site / "ru/c/2/index.html"
    assert not said(page, "//p[@class='standfirst']")
    assert "ничего не известно" in said(page, "//section[@aria-labelledby='next']")[0]


def test_the_list_of_cases_tells_the_stage_and_the_next_day(site: Path) -> None:
    shown = said(site / "kk/c/index.html", "//ul[@class='doors ruled']/li")
    assert shown[0].endswith("сотта · келесісі: 2026 жылғы 1 наурыз, Сот отырысы")
    assert shown[1] == "Басқа 1 жазба"


def test_a_case_has_feeds_of_its_own_entries(site: Path) -> None:
    tree = etree.fromstring((site / "ru/c/1/feed.xml").read_bytes())
    ids = ask(tree, "//*[local-name()='entry']/*[local-name()='id']/text()")
    assert [one.rpartition("/i/")[2] for one in ids] == ["XX-2020-0001/", f"{SECOND}/"]
    assert (site / "ru/c/1/feed.json").is_file()


def test_calendars_hold_the_days_to_come_in_each_language(site: Path) -> None:
    for language, summary in (("kk", "Сот отырысы: "), ("ru", "Судебное заседание: ")):
        every, case = (
            Calendar.from_ical((site / language / folder / "next.ics").read_bytes())
            for folder in ("next", "c/1")
        )
        (event,) = every.walk("VEVENT")
        assert str(event["SUMMARY"]).startswith(summary)
        assert event.decoded("DTSTART") == date(2026, 3, 1)
        assert event.decoded("DTEND") == date(2026, 3, 2)
        assert event["URL"] == f"https://monitor.test/{language}/i/{SECOND}/"
        assert event["UID"] == f"{SECOND}-hearing-2026-03-01@monitor.test"
        assert [one["UID"] for one in case.walk("VEVENT")] == [event["UID"]]
        assert every["UID"] != case["UID"]


def test_lines_of_a_calendar_are_folded_and_end_as_the_format_wants(site: Path) -> None:
    for file in site.rglob("*.ics"):
        lines = file.read_bytes().split(b"\r\n")
        assert all(len(line) <= 75 and b"\n" not in line for line in lines), file


def test_a_calendar_without_days_is_still_a_calendar(site: Path) -> None:
    made = Calendar.from_ical((site / "ru/c/2/next.ics").read_bytes())
    assert not made.walk("VEVENT")
    # The format asks for at least one part.
    assert made.subcomponents


def works(snapshot: Snapshot) -> dict[str, bytes]:
    record = IndexedSnapshot(snapshot, "/")
    return {
        path: content for work in calendar_files.works(record) for path, content in work.render()
    }


def test_the_same_days_give_the_same_bytes_whenever_they_are_built(known: Snapshot) -> None:
    later = replace(known, time=datetime(2026, 2, 1, tzinfo=UTC))
    assert works(known) == works(later)


def test_a_day_of_an_entry_that_was_taken_back_stands_in_no_calendar(known: Snapshot) -> None:
    gone = with_incident(known, 1, state=IncidentState.WITHDRAWN)
    assert not [path for path, content in works(gone).items() if b"VEVENT" in content]


def test_hostile_titles_stay_one_line_of_a_calendar(known: Snapshot) -> None:
    hostile = "А\r\nEND:VEVENT\r\nBEGIN:VALARM; \\, \x00Б"
    made = works(with_text(known, 1, "ru", title=hostile))["ru/next/next.ics"]
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert not event.subcomponents
    assert b"\x00" not in made


def test_pages_of_topics_lead_to_letters_about_them_where_there_are_letters(
    known: Snapshot, tmp_path: Path
) -> None:
    region = Region(code="XX", labels={"kk": "Өңір", "ru": "Регион", "en": "Region"})
    known = replace(known, regions=(region,), within={"XX": "XX"})
    build(known, tmp_path / "without")
    letters = replace(known.profile, letters="https://desk.test/letters/")
    build(replace(known, profile=letters), tmp_path / "with")
    for page, topic in (("s/1", "section:1"), ("r/XX", "place:XX"), ("c/1", "case:1")):
        way = f"https://desk.test/letters/?language=ru&topic={topic}"
        path = f"//a[@rel='nofollow'][@href='{way}']"
        assert said(tmp_path / f"with/ru/{page}/index.html", path) != []
        assert b"topic=" not in (tmp_path / f"without/ru/{page}/index.html").read_bytes()
    # Lists that have no feed have no letters.
    assert not [
        page for page in (tmp_path / "with/ru/t").rglob("*.html") if b"topic=" in page.read_bytes()
    ]


def test_pages_of_topics_lead_to_the_posts_about_them_in_the_channel(
    known: Snapshot, tmp_path: Path
) -> None:
    channel = replace(known.profile, channels={"ru": "oidan_news"})
    build(replace(known, profile=channel), tmp_path / "site")
    section = known.codebook.section_by_number[1].labels["ru"]
    tag = "#" + "_".join(section.replace(",", "").split()[:3])
    for page, named in (("s/1", tag), ("c/1", "#дело_1")):
        way = f"https://t.me/s/oidan_news?q={quote(named)}"
        path = f"//a[@rel='nofollow noopener'][@href='{way}']"
        assert said(tmp_path / f"site/ru/{page}/index.html", path) == [f"Telegram {named}"]
    assert said(
        tmp_path / "site/ru/index.html",
        "//section[@aria-labelledby='follow']//a[@rel='nofollow noopener']",
    ) == ["Telegram"]
    assert b"t.me/s/" not in (tmp_path / "site/kk/c/1/index.html").read_bytes()
