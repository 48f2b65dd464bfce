"""Do the rows of a register that changed come in as articles, and nothing else?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from dalel.domain.register import RowFormat, RowReading
from dalel.domain.source import Address, AddressKind, Grade, Source
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow, FindingRow
from dalel.newsroom.sources.models import AddressRow, RegisterEntryRow
from dalel.pack import Pack
from small_press import SmallPress, small_press

pytestmark = pytest.mark.django_db
PLACE = "bank.test/api/list"
READING = RowReading(
    format=RowFormat.JSON,
    key="{id}",
    link="http://bank.test/doc/{id}",
    title="О внесении изменений в закон о связи № {id}",
    fields={"id": "id", "state": "state"},
    says={"state": "Статус"},
)


def register(reading: RowReading = READING) -> Source:
    address = Address(
        url=f"http://{PLACE}", kind=AddressKind.TABLE, grade=Grade.PROBED_OK, reading=reading
    )
    return Source(
        id="bank",
        host="bank.test",
        kind="state_legal",
        languages=("ru",),
        country="XT",
        names={"ru": "Банк"},
        addresses=(address,),
        priority=1,
    )


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        opened.pack = replace(opened.pack, sources=(register(),))
        yield opened


def stands(press: SmallPress, states: dict[int, str]) -> None:
    rows = [{"id": number, "state": state} for number, state in states.items()]
    press.pages[PLACE] = json.dumps(rows)
    press.now += timedelta(hours=2)
    press.run()


def test_twenty_changes_among_five_thousand_rows_are_found_and_then_nothing(
    press: SmallPress,
) -> None:
    states = dict.fromkeys(range(1, 5001), "действует")
    stands(press, states)
    assert RegisterEntryRow.objects.count() == 5000
    assert not ArticleRow.objects.exists()
    captures = CaptureRow.objects.count()
    stands(press, states)
    assert CaptureRow.objects.count() == captures
    changed = [17, 400, 1234, 2500, 3333, 4100, 4999]
    added, gone = [6001, 6002, 6003, 6004, 6005, 6006, 6007], [5, 50, 500, 700, 900, 2000]
    states |= dict.fromkeys(changed, "утратил силу") | dict.fromkeys(added, "новый")
    for number in gone:
        del states[number]
    stands(press, states)
    found = {int(row.url.rpartition("/")[2]): row for row in ArticleRow.objects.all()}
    assert sorted(found) == sorted(changed + added + gone)
    assert {n for n, row in found.items() if row.state == ArticleState.REMOVED} == set(gone)
    text = found[17].versions.get().text
    assert text == "О внесении изменений в закон о связи № 17\nСтатус: действует → утратил силу"
    assert found[17].versions.get().capture.url == f"http://{PLACE}"
    assert not FindingRow.objects.exists()
    report = verify_all(press.vault, pack=press.pack)
    assert (report.findings, report.rows[-1].held) == ((), 0)
    assert report.rows[-1].not_held == len(found)
    before = ArticleRow.objects.count(), CaptureRow.objects.count()
    stands(press, states)
    assert (ArticleRow.objects.count(), CaptureRow.objects.count()) == before


def test_a_row_that_changes_again_is_a_new_version(press: SmallPress) -> None:
    stands(press, {1: "новый", 2: "новый"})
    stands(press, {1: "на обсуждении", 2: "новый"})
    stands(press, {1: "подписан", 2: "новый"})
    versions = ArticleRow.objects.get().versions.order_by("number")
    assert [one.text.rpartition("\n")[2] for one in versions] == [
        "Статус: новый → на обсуждении",
        "Статус: на обсуждении → подписан",
    ]


def test_a_row_that_comes_back_stands_there_again(press: SmallPress) -> None:
    stands(press, {1: "новый", 2: "новый"})
    stands(press, {2: "новый"})
    assert ArticleRow.objects.get().state == ArticleState.REMOVED
    stands(press, {1: "новый", 2: "новый"})
    article = ArticleRow.objects.get()
    assert article.state != ArticleState.REMOVED
    assert RegisterEntryRow.objects.get(key="1").gone is None


def test_a_broken_answer_takes_nothing_out_and_is_told(press: SmallPress) -> None:
    stands(press, {1: "новый", 2: "новый"})
    press.pages[PLACE] = "<html>Технические работы</html>"
    press.now += timedelta(hours=2)
    press.run()
    assert AddressRow.objects.get().error.startswith("unreadable")
    assert not ArticleRow.objects.exists()
    stands(press, {1: "новый", 2: "новый"})
    assert AddressRow.objects.get().error == ""


def test_a_search_is_asked_by_post_and_its_question_stands_in_the_evidence(
    press: SmallPress,
) -> None:
    search = replace(READING, body='{"page": {page}, "actTypes": ["ЗАК"]}', rows="list")
    search = replace(search, page_count="pageCount", takes_first=True)
    press.pack = replace(press.pack, sources=(register(search),))
    for page, number in ((1, 7), (2, 8)):
        sent = search.body.replace("{page}", str(page))
        row = {"id": number, "state": "новый"}
        press.pages[f"{PLACE} {sent}"] = json.dumps({"pageCount": 2, "list": [row]})
    press.run()
    assert ArticleRow.objects.count() == 2
    first, second = CaptureRow.objects.order_by("number")
    for article in ArticleRow.objects.all():
        named = article.url.rpartition("/")[2]
        capture = article.versions.get().capture
        assert capture == (first if named == "7" else second)
    asked: list[bytes] = []
    for path in press.vault.folder.rglob("*.warc.gz"):
        with path.open("rb") as file:
            asked += [
                record.raw_stream.read().rpartition(b"\r\n\r\n")[2]
                for record in ArchiveIterator(file, no_record_parse=True)
                if record.rec_type == "request" and PLACE in record.rec_headers["WARC-Target-URI"]
            ]
    assert [one.decode() for one in asked] == press.sent
    assert press.sent == [search.body.replace("{page}", page) for page in "12"]
