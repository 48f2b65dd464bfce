"""Does an entry's page answer what happened, by whom, and what the other side says?"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import html

from dalel.domain.codebook import CaseStatus, Term
from dalel.domain.conduct import InquiryState, PublicInquiry
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.diary import DiaryKind
from dalel.domain.incident import Development, Incident, Passed
from dalel.domain.notice import Notice, NoticeKind
from dalel.domain.public_record import ComingDay, PublicCase
from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.data.entry_citation import entry_citation
from dalel.publish.site.pages import SitePages
from dalel.publish.views.dates import wording
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot
from publish.probing import ask, with_everything_beside, with_incident, with_text

FIRST = "XX-2020-0001"


def page(snapshot: Snapshot, number: str = FIRST, language: str = "ru") -> html.HtmlElement:
    """An entry's page, without the rest of the site."""
    made = SitePages(IndexedSnapshot(snapshot, "/"))
    for work in made.all_incidents():
        if work.key == f"incident/{number}":
            return html.fromstring(dict(work.render())[f"{language}/i/{number}/index.html"])
    raise AssertionError(number)


def said(node: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in ask(node, path)]


def box(tree: html.HtmlElement) -> dict[str, str]:
    rows = ask(tree, "//dl[@id='fact-box']/div")
    return {said(row, "dt")[0]: said(row, "dd")[0] for row in rows}


@pytest.fixture
def known() -> Snapshot:
    """Three entries under a codebook with two bodies and two stages of a legal matter."""
    snapshot = invented(3)
    bodies = tuple(
        Term(code=code, labels={"kk": f"{code} kk", "ru": f"{code} ru", "en": code})
        for code in ("ministry", "court")
    )
    stages = tuple(
        CaseStatus(code=code, labels={"kk": code, "ru": code, "en": code}, track=track)
        for code, track in (("trial", "court"), ("ruling", "court"), ("none", "other"))
    )
    book = replace(snapshot.codebook, actors=bodies, case_status=stages)
    return replace(snapshot, codebook=book)


def coded(snapshot: Snapshot, place: int, **changes: object) -> Snapshot:
    """The snapshot with some codes of an incident changed."""
    codes = snapshot.incidents[place].codes
    assert codes
    return with_incident(snapshot, place, codes=replace(codes, **changes))  # type: ignore[arg-type]


def test_the_fact_box_says_when_where_who_and_how_it_stands(known: Snapshot) -> None:
    snapshot = coded(known, 1, actors=("ministry",), case_status="trial")
    snapshot = with_incident(snapshot, 1, established=("ministry",))
    told = box(page(snapshot, "XX-2020-0002"))
    assert told["Когда"] == "1 января 2020 года"
    assert told["Где"] == "Выдуманная страна"
    assert told["Кто действовал"] == "ministry ru"
    assert told["По какому закону"] == "статья 1"
    assert told["Стадия дела"] == "trial"
    assert told["Первоисточник"].startswith("Aimaq")


def test_who_is_only_named_by_one_side_is_never_told_to_have_acted(known: Snapshot) -> None:
    snapshot = coded(known, 0, actors=("ministry", "court"))
    snapshot = with_incident(snapshot, 0, alleged=("court",))
    told = box(page(snapshot))
    # Of the other one nothing is recorded: the box leaves it out.
    assert "Кто действовал" not in told
    assert told["По словам одной из сторон, не установлено"] == "court ru"


def test_an_actor_that_nobody_coded_is_said_to_be_open_and_a_missing_day_too(
    known: Snapshot,
) -> None:
    told = box(page(known))
    assert told["Кто действовал"] == "не установлено"
    assert told["Когда"] == "дата не указана"


def test_an_entry_without_codes_has_the_day_and_the_source_alone(known: Snapshot) -> None:
    told = box(page(with_incident(known, 1, codes=None), "XX-2020-0002"))
    assert list(told) == ["Когда", "Первоисточник"]


def test_the_box_stands_first_and_the_proof_before_the_advice(known: Snapshot) -> None:
    beside = with_everything_beside(known)
    checked = replace(beside.advice, checked=date(2026, 2, 3))
    tree = page(replace(beside, advice=checked), "XX-2020-0002")
    order = ask(tree, "//*[@id='fact-box' or @id='proof' or @id='advice']/@id")
    assert order == ["fact-box", "proof", "advice"]


def test_copying_is_offered_by_a_script_alone(known: Snapshot) -> None:
    tree = page(known)
    buttons = ask(tree, "//button")
    assert len(buttons) == 4
    assert all(button.get("hidden") is not None for button in buttons)
    named = {name for button in buttons for name in button.get("data-copy", "").split()}
    assert named <= set(ask(tree, "//@id"))


def inquiry(state: InquiryState, **changes: object) -> PublicInquiry:
    made = PublicInquiry(
        whom={"kk": "Ойдан министрлігі", "ru": "Выдуманное министерство"},
        asked=date(2026, 1, 5),
        due=date(2026, 1, 12),
        state=state,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (InquiryState.WAITING, "Дата запроса: 5 января 2026 года. Срок ответа: 12 января"),
        (InquiryState.SILENT, "К назначенному сроку ответ не поступил: 12 января 2026 года."),
        (InquiryState.ANSWERED, "Дата запроса: 5 января 2026 года. Ответ:"),
    ],
)
def test_whom_the_newsroom_asked_stands_beside_the_text_with_what_came(
    known: Snapshot, state: InquiryState, told: str
) -> None:
    answer = {"kk": "Жауап сөзі.", "ru": "Слова ответа."}
    snapshot = with_incident(known, 0, inquiries=(inquiry(state, answer=answer),))
    (shown,) = said(page(snapshot), "//div[@class='position']")
    assert shown.startswith("Выдуманное министерство")
    assert told in shown
    # Only an answer has words.
    assert ("Слова ответа." in shown) is (state is InquiryState.ANSWERED)


def test_a_reply_stands_whole_beside_the_text_and_is_pointed_to_above_it(known: Snapshot) -> None:
    reply = Notice(
        kind=NoticeKind.REPLY,
        time=datetime(2026, 1, 20, tzinfo=UTC),
        texts={"kk": "Біз келіспейміз.", "ru": "Мы не согласны."},
        by={"kk": "Ойдан", "ru": "Ойдан"},
    )
    earlier = inquiry(InquiryState.SILENT)
    tree = page(with_incident(known, 0, notices=(reply,), inquiries=(earlier,)))
    assert [one.split()[0] for one in said(tree, "//div[@class='position']")] == [
        "Выдуманное",
        "Ойдан",
    ]
    assert said(tree, "//div[@id='reply-1']/p[not(@class)]") == ["Мы не согласны."]
    assert ask(tree, "//header//a[@href='#reply-1']")
    # Its words stand once.
    assert tree.text_content().count("Мы не согласны.") == 1
    assert said(tree, "//ol[@class='versions']/li")[-1].endswith("Ответ, Ойдан")


def matter(known: Snapshot) -> Snapshot:
    """A case of two entries, the later of them undated with a dated step, and a day to come."""
    step = Development(
        date=PartialDate(iso="2021-02-01", precision=Precision.DAY),
        texts={"kk": "Шағым берілді.", "ru": "Подана жалоба."},
    )
    snapshot = coded(known, 1, case_status="trial")
    snapshot = coded(snapshot, 0, case_status="ruling")
    snapshot = with_incident(snapshot, 0, developments=(step,))
    first, second = snapshot.incidents[0].number, snapshot.incidents[1].number
    case = PublicCase(number=1, names={"kk": "Іс", "ru": "Дело"}, incidents=(first, second))
    day = ComingDay(day=date(2026, 3, 1), kind=DiaryKind.HEARING, incident=second)
    return replace(snapshot, matters=(case,), diary=(day,))


def test_the_time_line_of_a_case_goes_from_the_first_entry_to_what_comes_next(
    known: Snapshot,
) -> None:
    tree = page(matter(known))
    steps = said(tree, "//ol[@class='course']/li")
    assert len(steps) == 4
    assert steps[0].startswith("1 января 2020 года")
    assert steps[0].endswith("trial")
    # An entry without a day stands before its first step that has one.
    assert steps[1].startswith("дата не указана")
    assert steps[1].endswith("ruling")
    assert steps[2] == "1 февраля 2021 года Подана жалоба."
    assert steps[3] == "1 марта 2026 года Ожидается: Судебное заседание"
    # What is told on the page itself leads nowhere.
    links = ask(tree, "//ol[@class='course']//a/@href")
    assert links == ["../../../ru/i/XX-2020-0002/index.html"] * 2


def test_a_page_is_made_anew_when_the_day_of_another_entry_of_its_case_changes(
    known: Snapshot,
) -> None:
    def inputs(snapshot: Snapshot) -> str:
        works = SitePages(IndexedSnapshot(snapshot, "/")).all_incidents()
        return next(work.inputs for work in works if work.key == f"incident/{FIRST}")

    before = matter(known)
    moved = replace(before.diary[0], day=date(2026, 4, 1))
    assert inputs(before) != inputs(replace(before, diary=(moved,)))


def test_what_changed_since_the_first_release_is_told_by_day(known: Snapshot) -> None:
    released = replace(known.editions[0], released=datetime(2026, 1, 10, tzinfo=UTC))
    history = tuple(
        Passed(language="ru", number=number, time=datetime(2026, 1, day, tzinfo=UTC))
        for number, day in ((1, 9), (2, 15))
    )
    note = Notice(
        kind=NoticeKind.CORRECTION,
        time=datetime(2026, 1, 16, tzinfo=UTC),
        texts={"kk": "Күні түзетілді.", "ru": "Исправлена дата."},
        by={},
    )
    snapshot = with_incident(known, 0, history=history, notices=(note,))
    tree = page(replace(snapshot, editions=(released,)))
    assert said(tree, "//ol[@class='versions']/li") == [
        "16 января 2026 года: Исправление",
        "15 января 2026 года: текст изменён, версия 2",
        "10 января 2026 года: Впервые опубликовано",
    ]
    found = json.loads(ask(tree, "string(//script[@type='application/ld+json'])"))
    assert found["datePublished"] == "2026-01-10T00:00:00+00:00"
    assert found["correction"] == [{"@type": "CorrectionComment", "text": "Исправлена дата."}]
    assert found["isBasedOn"] == "https://oidan.test/news/0"
    assert found["spatialCoverage"] == [{"@type": "Place", "name": "Выдуманная страна"}]


def test_an_entry_is_cited_for_citation_managers_whatever_its_title_holds(known: Snapshot) -> None:
    snapshot = with_text(known, 0, "ru", title="Сайт {\\evil} & 50 %\nTY  - X")
    incident: Incident = snapshot.incidents[0]
    made = entry_citation(IncidentView(IndexedSnapshot(snapshot, "/"), incident, wording("ru")))
    assert made.bibtex.startswith(f"@online{{{FIRST}-ru,\n")
    assert "title = {Сайт evil \\& 50 \\% TY - X}" in made.bibtex
    assert made.bibtex.count("{") == made.bibtex.count("}")
    lines = made.ris.split("\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-1] == "ER  - "
    assert "TI  - Сайт {\\evil} & 50 % TY - X" in lines
    assert f"UR  - https://monitor.test/ru/i/{FIRST}/" in lines
    assert all(line[2:6] == "  - " for line in lines)


def test_an_error_is_reported_to_the_address_of_the_imprint_with_the_number(
    known: Snapshot, tmp_path: Path
) -> None:
    assert not ask(page(known), "//a[starts-with(@href, 'mailto:')]")
    fields = {
        **known.profile.imprint.fields,
        "contact": {"kk": "Ойдан көшесі, jaz@oidan.test", "ru": "ул. Выдуманная, jaz@oidan.test"},
    }
    imprint = replace(known.profile.imprint, fields=fields)
    snapshot = replace(known, profile=replace(known.profile, imprint=imprint))
    build(snapshot, tmp_path / "site")
    tree = html.fromstring((tmp_path / f"site/kk/i/{FIRST}/index.html").read_bytes())
    assert ask(tree, "//a[starts-with(@href, 'mailto:')]/@href") == [
        f"mailto:jaz@oidan.test?subject={FIRST}"
    ]
