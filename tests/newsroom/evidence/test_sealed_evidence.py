"""Does sealed evidence stay in the house, and with it what is captured later?"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cited import cite
from dalel.domain.errors import StorageError
from dalel.domain.evidence import EvidenceClass
from dalel.newsroom.evidence.actions import articles, withhold
from dalel.newsroom.evidence.actions.withhold import Cause
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow
from dalel.newsroom.evidence.queries import exhibits
from dalel.newsroom.incidents.actions.export_evidence import NoEvidenceError, export_evidence
from dalel.pack import Pack
from small_press import HILL, LAKE, START, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
ONE = f"http://{LAKE}/one"
WHY = Cause(reason="a witness", by="the publisher", time=START + timedelta(hours=5))


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    """A press that was watched once, and again when the lake's article had changed."""
    with small_press(tiny_pack, tmp_path) as opened:
        opened.run()
        articles.watch(ArticleRow.objects.filter(url=ONE), "a story")
        opened.now = START + timedelta(hours=2)
        opened.pages[f"{LAKE}/one"] = page("Имя свидетеля: Ботагоз")
        opened.run()
        yield opened


def put(press: SmallPress, what: str, evidence_class: EvidenceClass) -> tuple[str, ...]:
    rules = press.pack.addresses
    return withhold.put_in_class(what, evidence_class, press.vault, rules, WHY)[0]


def lake() -> ArticleRow:
    return ArticleRow.objects.get(url=ONE)


def test_what_is_sealed_is_left_out_of_packages_and_so_is_what_comes_later(
    press: SmallPress, tmp_path: Path
) -> None:
    number = cite(ONE, f"http://{HILL}/one")
    assert put(press, ONE, EvidenceClass.SEALED) == (f"https://{LAKE}/one",)
    press.now = START + timedelta(days=2)
    press.run()
    assert CaptureRow.objects.filter(url=ONE).count() == 3
    exported = export_evidence(
        number, press.vault, press.pack.addresses, tmp_path / "out.wacz", software="test"
    )
    assert (exported.sealed, exported.without) == (3, ())
    with zipfile.ZipFile(tmp_path / "out.wacz") as package:
        told = package.read("archive/data.warc.gz") + package.read("evidence/chain.jsonl")
    assert ONE.encode() not in told
    put(press, ONE, EvidenceClass.NEWSROOM)
    again = export_evidence(
        number, press.vault, press.pack.addresses, tmp_path / "out.wacz", software="test"
    )
    assert (again.sealed, again.captures) == (0, exported.captures + 3)


def test_what_never_became_an_article_is_sealed_capture_by_capture(
    press: SmallPress, tmp_path: Path
) -> None:
    address = f"http://{LAKE}/gone"
    press.pages[f"{LAKE}/rss"] = feed(address)
    press.pages[f"{LAKE}/gone"] = 404
    press.run()
    number = cite(ONE, address)
    capture = CaptureRow.objects.get(url=address)
    assert put(press, number, EvidenceClass.SEALED) == (f"https://{LAKE}/one", capture.link)
    capture.refresh_from_db()
    assert capture.evidence_class == EvidenceClass.SEALED


def test_of_evidence_that_is_all_sealed_there_is_no_package(
    press: SmallPress, tmp_path: Path
) -> None:
    number = cite(ONE)
    put(press, number, EvidenceClass.SEALED)
    with pytest.raises(NoEvidenceError, match="sealed"):
        export_evidence(
            number, press.vault, press.pack.addresses, tmp_path / "out.wacz", software="test"
        )
    assert not (tmp_path / "out.wacz").exists()


def test_a_revisit_of_a_sealed_body_stays_with_it(press: SmallPress, tmp_path: Path) -> None:
    number = cite(ONE)
    press.now = START + timedelta(days=2)
    press.run()
    same = CaptureRow.objects.filter(url=ONE).exclude(body_of="").get()
    assert put(press, same.body_of, EvidenceClass.SEALED) == (same.body_of,)
    exported = export_evidence(
        number, press.vault, press.pack.addresses, tmp_path / "out.wacz", software="test"
    )
    assert (exported.captures, exported.sealed) == (1, 2)


def test_a_class_of_one_capture_outranks_that_of_its_article(press: SmallPress) -> None:
    put(press, ONE, EvidenceClass.PUBLIC)
    first = lake().versions.get(number=1).capture
    put(press, first.link, EvidenceClass.SEALED)
    found = exhibits.of_address(f"https://{LAKE}/one")
    assert {one.capture.link: one.capture.evidence_class for one in found} == {
        first.link: EvidenceClass.SEALED,
        lake().versions.get(number=2).capture.link: EvidenceClass.PUBLIC,
    }


def test_a_place_that_cannot_be_told_does_not_stop_a_decision(press: SmallPress) -> None:
    press.vault = replace(press.vault, url="nowhere://x/y")
    with pytest.raises(StorageError):
        press.vault.shipped_files()
    rules = press.pack.addresses
    _, untold = withhold.put_in_class(ONE, EvidenceClass.SEALED, press.vault, rules, WHY)
    assert "nowhere" in untold
    assert lake().evidence_class == EvidenceClass.SEALED
