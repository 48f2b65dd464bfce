"""Does what is withheld or sealed stay so: in files, rows, packages, and after a restore?"""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from cited import cite
from dalel.domain.errors import ArchiveError, StorageError
from dalel.domain.evidence import EvidenceClass
from dalel.domain.life import Judgement, Words
from dalel.domain.states import ArticleState
from dalel.flow import finding_words, withholding
from dalel.flow.exporting import NoEvidenceError, export_evidence
from dalel.flow.finding_words import find_words
from dalel.flow.verifying import verify_all
from dalel.flow.withholding import Reason, TooMuchError
from dalel.pack import Pack
from dalel.steps.archive.vault import Vault
from dalel.store import articles, evidence
from dalel.store import withholding as in_rows
from dalel.store.evidence import AmbiguousError
from dalel.store.models import (
    ArticleRow,
    ArticleVersionRow,
    CaptureRow,
    FindingRow,
)
from dalel.store.reading import NotFoundError
from small_press import HILL, LAKE, START, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
ONE = f"http://{LAKE}/one"
WHY = Reason(reason="court order 12/3", by="the publisher", time=START + timedelta(hours=5))


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


def withhold(press: SmallPress, what: str) -> withholding.Withdrawn:
    return withholding.withhold(what, press.vault, press.pack.addresses, WHY)


def put(press: SmallPress, what: str, evidence_class: EvidenceClass) -> tuple[str, ...]:
    rules = press.pack.addresses
    return withholding.put_in_class(what, evidence_class, press.vault, rules, WHY)[0]


def lake() -> ArticleRow:
    return ArticleRow.objects.get(url=ONE)


def test_of_a_withheld_address_nothing_is_left_but_digests_and_the_reason(
    press: SmallPress,
) -> None:
    assert [one.url for one in find_words("БОТАГОЗ", press.vault)] == [ONE]
    done = withhold(press, ONE)
    assert (done.bodies, done.texts, done.untold) == (2, 2, "")
    assert list(find_words("Ботагоз", press.vault)) == []
    row = lake()
    assert (row.withheld, row.next_at, row.watched_for) == (WHY.reason, None, "")
    assert set(row.versions.values_list("title", "text")) == {("", "")}
    captures = CaptureRow.objects.filter(url=ONE)
    assert set(captures.values_list("withheld", flat=True)) == {WHY.reason}
    assert "" not in captures.values_list("sha256", flat=True)
    report = verify_all(press.vault)
    assert report.sound
    assert {(one.reason, one.by) for one in report.withheld} == {(WHY.reason, WHY.by)}


def test_of_a_withheld_address_nothing_more_is_kept(press: SmallPress) -> None:
    withhold(press, ONE)
    assert articles.watch([lake()], "another story") == 0
    cite(ONE)
    count = CaptureRow.objects.filter(url=ONE).count()
    asked = press.asked.count(f"{LAKE}/one")
    press.pages[f"{LAKE}/rss"] = feed(ONE, f"{ONE}?again")
    press.now += timedelta(days=2)
    press.run()
    assert press.asked.count(f"{LAKE}/one") == asked + 1
    assert FindingRow.objects.filter(url=f"{ONE}?again").count() == 1
    assert CaptureRow.objects.filter(url=ONE).count() == count
    assert lake().versions.count() == 2


def test_nothing_is_read_from_what_another_address_led_to(press: SmallPress) -> None:
    withhold(press, ONE)
    capture = CaptureRow.objects.filter(url=ONE)[0]
    reading = articles.Reading(
        canonical=lake().canonical, url=ONE, words=Words(title="Имя", text="Текст"), time=press.now
    )
    judgement = Judgement(state=ArticleState.LIVE, reason="-")
    assert articles.write(reading, None, capture, judgement) is None
    assert set(lake().versions.values_list("text", flat=True)) == {""}


def test_words_are_found_in_any_letters_and_a_strange_name_of_them_stops_nothing(
    press: SmallPress,
) -> None:
    words = find_words("озёрный", press.vault)
    assert {one.url for one in words} == {ONE, f"http://{HILL}/one"}
    assert [finding_words._charset(name) for name in ("cp1251", "no-such", None)] == [  # noqa: SLF001
        "cp1251",
        "utf-8",
        "utf-8",
    ]


def test_a_finding_of_a_withheld_address_is_not_fetched(press: SmallPress) -> None:
    press.pages[f"{LAKE}/rss"] = feed(f"http://{LAKE}/two")
    press.pages[f"{LAKE}/two"] = 403
    press.run()
    withhold(press, f"http://{LAKE}/two")
    row = FindingRow.objects.get(url=f"http://{LAKE}/two")
    assert (row.state, row.reason, row.title) == ("skipped", f"withheld: {WHY.reason}", "")


def test_withheld_twice_is_withheld_once(press: SmallPress) -> None:
    withhold(press, ONE)
    lines = (press.vault.chains / "desk-001.jsonl").read_bytes()
    again = withhold(press, ONE)
    assert (again.bodies, again.texts) == (2, 0)
    assert (press.vault.chains / "desk-001.jsonl").read_bytes() == lines


def test_one_capture_can_be_withheld_by_the_beginning_of_its_link(press: SmallPress) -> None:
    second = lake().versions.get(number=2)
    withhold(press, second.capture.link[:12])
    assert list(lake().versions.order_by("number").values_list("text", flat=True))[1] == ""
    assert lake().versions.get(number=1).text != ""
    assert (lake().withheld, lake().watched_for) == ("", "a story")
    assert verify_all(press.vault).sound


def test_of_a_feed_only_what_was_captured_goes(press: SmallPress) -> None:
    address = f"http://{LAKE}/rss"
    done = withhold(press, address)
    assert (done.bodies, done.is_barred) == (1, False)
    press.pages[f"{LAKE}/rss"] = feed(ONE, f"http://{LAKE}/two")
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    press.run()
    captures = CaptureRow.objects.filter(url=address).order_by("pk")
    assert [bool(one.withheld) for one in captures] == [True, False]
    assert put(press, address, EvidenceClass.SEALED) == tuple(one.link for one in captures)
    assert verify_all(press.vault).sound


def test_with_a_revisit_the_capture_goes_that_holds_its_body(press: SmallPress) -> None:
    press.now = START + timedelta(days=2)
    press.run()
    same = CaptureRow.objects.filter(url=ONE).exclude(body_of="").get()
    assert withhold(press, same.link).bodies == 1
    assert CaptureRow.objects.get(link=same.body_of).withheld == WHY.reason


def test_a_written_text_can_be_emptied_and_nothing_else(press: SmallPress) -> None:
    version = lake().versions.get(number=1)
    for columns in ({"text": "Другое"}, {"title": "Другое", "text": ""}, {"number": 7}):
        with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
            ArticleVersionRow.objects.filter(pk=version.pk).update(**columns)
    assert in_rows.withhold(version.capture.link, "x") == 1
    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        ArticleVersionRow.objects.filter(pk=version.pk).update(text=version.text)


def test_a_whole_incident_is_not_withheld_in_one_go(press: SmallPress) -> None:
    number = cite(ONE, f"http://{HILL}/one")
    with pytest.raises(TooMuchError, match="each by itself"):
        withhold(press, number)
    assert verify_all(press.vault).withheld == ()


@pytest.mark.parametrize("what", ["http://nobody.test/x", "XT-2031-0099", "abcdef012345"])
def test_what_there_is_not_is_named(press: SmallPress, what: str) -> None:
    with pytest.raises(NotFoundError, match=what):
        withhold(press, what)


def test_a_link_that_is_not_told_far_enough_is_refused(press: SmallPress) -> None:
    link = lake().versions.get(number=1).capture.link
    row = CaptureRow.objects.get(link=link)
    row.pk, row.link, row.number = None, f"{link[:12]}{'0' * 52}", 999
    row.save(force_insert=True)
    with pytest.raises(AmbiguousError, match="more of the link"):
        withhold(press, link[:12])


def test_a_reason_that_does_not_fit_changes_nothing(press: SmallPress) -> None:
    why = replace(WHY, reason="")
    with pytest.raises(ArchiveError, match="a reason is one line"):
        withholding.withhold(ONE, press.vault, press.pack.addresses, why)
    assert lake().withheld == ""
    assert list(find_words("Ботагоз", press.vault))


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
    found = evidence.of_address(f"https://{LAKE}/one")
    assert {one.capture.link: one.capture.evidence_class for one in found} == {
        first.link: EvidenceClass.SEALED,
        lake().versions.get(number=2).capture.link: EvidenceClass.PUBLIC,
    }


def restored(press: SmallPress, older: Path, tmp_path: Path) -> Vault:
    """What an older backup brings back: files and rows as they were before the decisions."""
    home = tmp_path / "restored"
    shutil.copytree(older, home)
    return replace(press.vault, folder=home)


@pytest.mark.parametrize("told_by", ["address", "file"])
def test_what_was_withheld_after_a_backup_is_withheld_again(
    press: SmallPress, tmp_path: Path, told_by: str
) -> None:
    if told_by == "address":
        press.vault = replace(press.vault, url=f"memory://{tmp_path.name}")
    older = tmp_path / "older"
    shutil.copytree(press.vault.folder, older)
    with transaction.atomic():
        point = transaction.savepoint()
        withhold(press, ONE)
        put(press, f"http://{HILL}/one", EvidenceClass.SEALED)
        transaction.savepoint_rollback(point)
    vault = restored(press, older, tmp_path)
    assert lake().withheld == ""
    assert list(find_words("Ботагоз", vault))
    chain = press.vault.chains / "desk-001.jsonl"
    done = withholding.mend(vault, [chain] if told_by == "file" else [])
    assert (done.decisions, done.buried, done.adopted) == (4, 2, 0)
    assert list(find_words("Ботагоз", vault)) == []
    assert lake().withheld == WHY.reason
    assert ArticleRow.objects.get(url=f"http://{HILL}/one").evidence_class == "sealed"
    assert verify_all(vault).sound
    again = withholding.mend(vault, [chain])
    assert (again.decisions, again.buried) == (0, 0)


def test_a_place_that_cannot_be_told_does_not_stop_a_decision(press: SmallPress) -> None:
    press.vault = replace(press.vault, url="nowhere://x/y")
    with pytest.raises(StorageError):
        press.vault.shipped_files()
    rules = press.pack.addresses
    _, untold = withholding.put_in_class(ONE, EvidenceClass.SEALED, press.vault, rules, WHY)
    assert "nowhere" in untold
    assert lake().evidence_class == EvidenceClass.SEALED


def test_an_article_that_is_withheld_keeps_its_state_and_life(press: SmallPress) -> None:
    withhold(press, ONE)
    assert lake().state == ArticleState.CHANGED
    assert [one.state for one in lake().life.all()] == ["live", "changed"]
