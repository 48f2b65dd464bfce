"""Does a title that harms or only looks odd come out right in every output?"""

import csv
import io
import json
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import docx
import feedparser
import openpyxl
import pyarrow.parquet as pq
import pytest
from lxml import html
from playwright.sync_api import sync_playwright

from bot_api import _seen
from dalel.domain.errors import IncompleteReleaseError
from dalel.domain.message import MessageKind
from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.messages import as_mail, edition_letter, in_channel
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import clean
from publish.probing import ask, with_text

_PNG = b"\x89PNG\r\n\x1a\n"
TITLES = {
    "a thousand letters without a space": "Қ" * 1000,
    "a thousand letters in words": ("ұзақ сөздер " * 90)[:1000].strip(),
    "emoji of several parts": "Сайт 👩🏽‍💻🏴‍☠️🇰🇿 ашылмады " + "🕊" * 200,
    "right to left": "שלום עולם «مرحبا» Сайт ашылмады",
    "an override that is never closed": "Сайт \u202eашылмады",
    "script": "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;&#x3c;",
    "a formula": '=HYPERLINK("https://x.test";"Ашу")|cmd',
    "commands of other languages": '#import "x" $x$ \\input{y} {{ 7*7 }} *a* _b_ `c` @d <e>',
    "control marks": "Сайт\x00\x07\x1b[31m\x9f ашылмады\r\nBcc: all@reader.test",
    "letters beside letters": "Ғ\u0306\u0301 ﷺ ä Ⅷ ½ \u200bЗ\u200dА\ufeff",
}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    made = invented(len(TITLES))
    for place, title in enumerate(TITLES.values()):
        for language in ("kk", "ru"):
            made = with_text(made, place, language, title=title)
    return made


def shown(title: str) -> str:
    """What of a title may be shown, on one line."""
    return " ".join(clean(title).split())


def line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.slow
@pytest.mark.late
@pytest.mark.typesets
def test_every_output_says_the_title_and_nothing_else(snapshot: Snapshot, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(snapshot, site)
    numbers = [one.number for one in snapshot.incidents]
    for number, title in zip(numbers, TITLES.values(), strict=True):
        page = html.fromstring((site / f"kk/i/{number}/index.html").read_bytes())
        [head] = ask(page, "//h1")
        assert line(str(ask(head, "string()"))) == shown(title)
        assert not ask(page, "//img[@onerror]")
        sources = ask(page, "//script[not(@type='application/ld+json')]")
        assert all(one.get("src") for one in sources)
        [structure] = ask(page, "//script[@type='application/ld+json']/text()")
        assert line(json.loads(structure)["headline"]) == shown(title)
        for name in ("card.png", "square.png"):
            assert (site / f"kk/i/{number}/{name}").read_bytes().startswith(_PNG)
    wanted = {number: shown(title) for number, title in zip(numbers, TITLES.values(), strict=True)}
    _feeds(site, wanted)
    _tables(site / "kk/data", dict(zip(numbers, map(clean, TITLES.values()), strict=True)))
    _documents(site / "kk/e/1", wanted)
    assert _too_wide(site) == []


def _too_wide(site: Path) -> list[str]:
    """Pages that a small telephone has to push sideways."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 320, "height": 900})
        found = []
        for file in sorted((site / "kk").rglob("index.html")):
            page.goto(file.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                found.append(str(file.relative_to(site)))
        browser.close()
    return found


def _feeds(site: Path, wanted: dict[str, str]) -> None:
    read = feedparser.parse((site / "kk/feed.xml").read_bytes())
    assert not read.bozo
    raw = json.loads((site / "kk/feed.json").read_bytes())
    for found in (
        {one.link: one.title for one in read.entries},
        {one["url"]: one["title"] for one in raw["items"]},
    ):
        for number, title in wanted.items():
            told = found[f"https://monitor.test/kk/i/{number}/"]
            assert re.sub(r"\s+", "", told) == re.sub(r"\s+", "", title)


def _tables(folder: Path, wanted: dict[str, str]) -> None:
    text = (folder / "incidents.csv").read_bytes().decode("utf-8-sig")
    rows = {one["number"]: one["title"] for one in csv.DictReader(io.StringIO(text, newline=""))}
    for number, title in wanted.items():
        assert rows[number].removeprefix("'") == title
        assert not rows[number].startswith(("=", "+", "-", "@", "\t", "\r"))
    lines = (folder / "incidents.jsonl").read_text("utf-8").splitlines()
    assert {one["number"]: one["title"] for one in map(json.loads, lines)} == wanted
    table = pq.read_table(folder / "incidents.parquet", columns=["number", "title"]).to_pylist()
    assert {one["number"]: one["title"] for one in table} == wanted
    sheet = openpyxl.load_workbook(folder / "incidents.xlsx")["incidents"]
    head = [cell.value for cell in sheet[1]]
    cells = {row[0].value: row[head.index("title")] for row in sheet.iter_rows(min_row=2)}
    for number, title in wanted.items():
        assert cells[number].data_type == "s"
        assert line(cells[number].value) == shown(title)


def _documents(folder: Path, wanted: dict[str, str]) -> None:
    [word] = folder.glob("*.docx")
    found = {line(one.text) for one in docx.Document(str(word)).paragraphs}
    assert set(wanted.values()) <= found
    [paper] = folder.glob("bulletin-*.pdf")
    done = subprocess.run(  # noqa: S603
        ["pdftotext", str(paper), "-"],  # noqa: S607
        capture_output=True,
        check=True,
    )
    told = "".join(done.stdout.decode().split())
    for title in ("<script>alert(1)</script>", '#import"x"$x$\\input{y}{{7*7}}*a*_b_`c`@d<e>'):
        assert title in told
    plain = line((folder / "bulletin.txt").read_text("utf-8"))
    clean_html = html.fromstring((folder / "bulletin.html").read_bytes())
    for title in wanted.values():
        assert title in plain
        assert title in line(str(ask(clean_html, "string()")))
    assert not ask(clean_html, "//script | //img[@onerror]")


@pytest.mark.parametrize("place", range(len(TITLES)), ids=list(TITLES))
def test_a_message_says_it_on_one_line_and_is_not_refused(snapshot: Snapshot, place: int) -> None:
    record, words = IndexedSnapshot(snapshot, "/"), wording("kk")
    number = snapshot.incidents[place].number
    said = in_channel(record, MessageKind.INCIDENT, number, words, drawn=False)
    assert said is not None
    seen = _seen({"parse_mode": "HTML", "text": said.html}, "text", 1024)
    head = shown(list(TITLES.values())[place])
    assert seen.split("\n\n")[1].rstrip("…") in head
    digest = in_channel(record, MessageKind.DIGEST, "1", words, drawn=False)
    assert digest is not None
    _seen({"parse_mode": "HTML", "text": digest.html}, "text", 4096)


def test_a_letter_holds_all_titles_and_no_header_of_them(snapshot: Snapshot) -> None:
    letter = edition_letter(
        IndexedSnapshot(snapshot, "/"), 1, wording("kk"), "https://desk.test/leave/x/"
    )
    assert letter is not None
    mail = as_mail(
        letter,
        sender="b@monitor.test",
        recipient="r@reader.test",
        name="Ә",
        now=datetime(2031, 6, 2, tzinfo=UTC),
        key="1",
    )
    read = message_from_bytes(bytes(mail), policy=policy.default)
    assert read["Bcc"] is None
    plain = read.get_body(("plain",))
    rich = read.get_body(("html",))
    assert plain is not None
    assert rich is not None
    tree = html.fromstring(rich.get_content())
    for title in TITLES.values():
        assert shown(title) in line(clean(plain.get_content()))
        assert shown(title) in line(str(ask(tree, "string()")))
    assert not ask(tree, "//script | //img")


def test_a_release_without_a_language_is_refused_with_all_that_is_missing(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    incidents = list(snapshot.incidents)
    first, second, third = incidents[:3]
    incidents[0] = replace(first, texts={"kk": first.texts["kk"]})
    incidents[1] = replace(second, approved=frozenset({"ru"}))
    empty = replace(third.texts["ru"], paragraphs=())
    incidents[2] = replace(third, texts={**third.texts, "ru": empty})
    edition = replace(snapshot.editions[0], introduction={"kk": "Кіріспе."})
    broken = replace(snapshot, incidents=tuple(incidents), editions=(edition,))
    with pytest.raises(IncompleteReleaseError) as refused:
        build(broken, tmp_path / "site")
    assert str(refused.value) == (
        "nothing is released: edition 1: no introduction in ru; "
        f"{first.number}: no text in ru; "
        f"{second.number}: the text in kk is not approved; "
        f"{third.number}: no text in ru"
    )
    assert list(tmp_path.iterdir()) == []
