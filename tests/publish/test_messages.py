"""Does everything that may be said fit into a message, in markup that is not refused?"""

import re
from dataclasses import replace

import pytest

from bot_api import _seen
from dalel.domain.message import ChannelPost, MessageKind
from dalel.domain.notice import Notice, NoticeKind
from dalel.domain.public_record import PublicCase, Region
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import FlashState, IncidentState
from dalel.domain.topic import Topic
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.messages import (
    as_mail,
    edition_letter,
    in_channel,
    notice_letter,
    step_letter,
)
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.topics import hashtags
from publish.printing import NASTY
from publish.probing import with_incident, with_text

FIRST = "XX-2020-0001"


@pytest.fixture
def snapshot() -> Snapshot:
    return invented(8)


def said(
    snapshot: Snapshot, kind: MessageKind = MessageKind.INCIDENT, subject: str = FIRST
) -> ChannelPost:
    found = in_channel(IndexedSnapshot(snapshot, "/"), kind, subject, wording("kk"), drawn=False)
    assert found is not None
    return found


def seen(post: ChannelPost, limit: int) -> str:
    """What a reader sees, if Telegram takes it at all."""
    return _seen({"parse_mode": "HTML", "text": post.html}, "text", limit)


@pytest.mark.parametrize(
    "title", ["Ә", "Қ" * 1000, "сөз " * 300, "🕊" * 500, NASTY, None, "a & <b>", "&amp;" * 300]
)
def test_whatever_the_title_a_post_fits_under_its_picture_and_leads_to_the_entry(
    snapshot: Snapshot, title: str | None
) -> None:
    post = said(with_text(snapshot, 0, "kk", title=title))
    text = seen(post, 1024)
    assert text.startswith(FIRST)
    assert f'<a href="https://monitor.test/kk/i/{FIRST}/">' in post.html
    assert post.html.endswith("</a>\nОйдан редакциясы\n#Бөлім_1")


def test_a_long_text_is_cut_between_two_words(snapshot: Snapshot) -> None:
    text = with_text(snapshot, 0, "kk", paragraphs=("тиянақты сөйлем " * 400,))
    shown = seen(said(text), 1024)
    assert len(shown) > 800
    assert re.search(r"(тиянақты|сөйлем)…\n\n", shown)


def test_many_notices_give_way_before_the_link(snapshot: Snapshot) -> None:
    notice = Notice(
        kind=NoticeKind.CORRECTION, time=snapshot.time, texts={"kk": "түзетілді " * 50}, by={}
    )
    post = said(with_incident(snapshot, 0, notices=(notice,) * 9))
    assert "түзетілді" in seen(post, 1024)
    assert post.html.endswith("</a>\nОйдан редакциясы\n#Бөлім_1")


def test_a_flash_says_that_nobody_stands_behind_it_yet(snapshot: Snapshot) -> None:
    post = said(with_incident(snapshot, 0, flash=FlashState.RELEASED))
    assert wording("kk").words.gettext("Urgent, in short form") in seen(post, 1024)


@pytest.mark.parametrize("count", [8, 400])
def test_a_digest_names_as_many_entries_as_fit_and_leads_to_all(count: int) -> None:
    snapshot = invented(count)
    edition = replace(
        snapshot.editions[0],
        incidents={1: tuple(incident.number for incident in snapshot.incidents)},
    )
    snapshot = replace(snapshot, editions=(edition,))
    post = said(snapshot, MessageKind.DIGEST, "1")
    text = seen(post, 4096)
    assert post.page == "https://monitor.test/kk/e/1/"
    assert text.count("•") == (8 if count == 8 else text.count("(")) > 7
    assert f'<a href="{post.page}">' in post.html


def test_what_may_not_be_said_is_not(snapshot: Snapshot) -> None:
    record = IndexedSnapshot(with_incident(snapshot, 0, state=IncidentState.WITHDRAWN), "/")
    kk = wording("kk")
    assert in_channel(record, MessageKind.INCIDENT, FIRST, kk, drawn=True) is None
    assert in_channel(record, MessageKind.INCIDENT, "XX-1999-0001", kk, drawn=True) is None
    assert in_channel(record, MessageKind.DIGEST, "77", kk, drawn=True) is None
    assert FIRST not in said(record.snapshot, MessageKind.DIGEST, "1").html
    assert edition_letter(record, 77, kk, "") is None
    assert notice_letter(record, FIRST, "reply-1", kk, "") is None
    assert notice_letter(IndexedSnapshot(snapshot, "/"), FIRST, "reply-1", kk, "") is None


def test_a_letter_holds_what_a_title_tries_as_text_and_no_second_header(
    snapshot: Snapshot,
) -> None:
    title = f"{NASTY}\r\nBcc: all@reader.test"
    notice = Notice(kind=NoticeKind.CORRECTION, time=snapshot.time, texts={"kk": NASTY}, by={})
    changed = with_incident(with_text(snapshot, 0, "kk", title=title), 0, notices=(notice,))
    record = IndexedSnapshot(changed, "/")
    for letter in (
        edition_letter(record, 1, wording("kk"), "https://desk.test/x/"),
        notice_letter(record, FIRST, "correction-1", wording("kk"), "https://desk.test/x/"),
    ):
        assert letter is not None
        assert "<script>" not in letter.html
        assert "&lt;script&gt;" in letter.html
        assert "<script>" in letter.plain
        mail = as_mail(
            letter,
            sender="a@monitor.test",
            recipient="b@reader.test",
            name="Редакция\n«Ойдан»",
            now=snapshot.time,
            key="k",
        )
        assert mail["Bcc"] is None
        assert mail["Message-ID"] == "<k@monitor.test>"
        assert "\n" not in str(mail["Subject"])
        lines = mail.as_bytes().split(b"\n\n")[0].splitlines()
        assert not [line for line in lines if line.startswith(b"Bcc")]


@pytest.fixture
def placed(snapshot: Snapshot) -> Snapshot:
    """The first two entries lie in a region, the first one belongs to a case."""
    region = Region(code="XX-1", labels={"kk": "Жағалау-Дала облысы", "ru": "x", "en": "x"})
    case = PublicCase(number=7, names={"kk": "Жағалау ісі", "ru": "x"}, incidents=(FIRST,))
    for place in (0, 1):
        codes = snapshot.incidents[place].codes
        assert codes
        snapshot = with_incident(snapshot, place, codes=replace(codes, places=("XX-1",)))
    return replace(snapshot, regions=(region,), within={"XX-1": "XX-1"}, matters=(case,))


def test_a_post_is_found_by_its_section_region_and_case(placed: Snapshot) -> None:
    text = seen(said(placed), 1024)
    assert text.splitlines()[-1] == "#Бөлім_1 #Жағалау_Дала_облысы #іс_7"
    russian = in_channel(
        IndexedSnapshot(placed, "/"), MessageKind.INCIDENT, FIRST, wording("ru"), drawn=False
    )
    assert russian is not None
    assert russian.html.endswith("#дело_7")
    # Of what was taken back the section is known, and no more.
    gone = said(with_incident(placed, 0, state=IncidentState.RETRACTED))
    assert gone.html.splitlines()[-1] == "#Бөлім_1"
    assert "#" not in said(placed, MessageKind.DIGEST, "1").html


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_section_of_kazakhstan_has_a_short_hashtag_of_its_own(
    kz_pack: Pack, snapshot: Snapshot, language: str
) -> None:
    known = replace(snapshot, codebook=kz_pack.codebook)
    tags = [
        hashtags(
            IndexedSnapshot(known, "/"), replace(known.incidents[0], section=n), wording(language)
        )
        for n in kz_pack.codebook.section_by_number
    ]
    assert len({one[0].casefold() for one in tags}) == len(tags)
    assert all(re.fullmatch(r"#\w{3,40}", one[0]) for one in tags)


def test_sections_that_begin_alike_are_told_apart(snapshot: Snapshot) -> None:
    alike = tuple(
        replace(one, labels={"kk": f"Бір екі үш {one.number}"})
        for one in snapshot.codebook.sections
    )
    changed = replace(snapshot, codebook=replace(snapshot.codebook, sections=alike))
    assert said(changed).html.endswith("#Бір_екі_үш_1")


def test_a_letter_about_a_region_holds_its_entries_alone(placed: Snapshot) -> None:
    record = IndexedSnapshot(placed, "/")
    topic = Topic.read("place:XX-1")
    letter = edition_letter(record, 1, wording("kk"), "https://desk.test/x/", topic)
    assert letter is not None
    assert letter.subject.endswith(": Жағалау-Дала облысы")
    numbers = set(re.findall(r"/kk/i/([\w-]+)/", letter.plain))
    assert numbers == {one.number for one in placed.incidents[:2]}
    assert numbers == set(re.findall(r"/kk/i/([\w-]+)/", letter.html))
    for nowhere in ("place:XX-2", "case:8", "section:9"):
        there = Topic.read(nowhere)
        assert edition_letter(record, 1, wording("kk"), "https://desk.test/x/", there) is None


def test_the_name_of_a_case_is_text_in_a_letter_about_a_step(placed: Snapshot) -> None:
    case = replace(placed.matters[0], names={"kk": NASTY})
    record = IndexedSnapshot(replace(placed, matters=(case,)), "/")
    topic = Topic.read("case:7")
    assert topic is not None
    letter = step_letter(record, FIRST, wording("kk"), "https://desk.test/x/", topic)
    assert letter is not None
    assert "<script>" not in letter.html
    assert "<script>" in letter.plain
    assert step_letter(record, "XX-2020-0002", wording("kk"), "", topic) is None
    assert step_letter(record, f"{FIRST}#2031-01-01.1", wording("kk"), "", topic) is None
