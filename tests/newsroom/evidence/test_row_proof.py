"""Is a row found that claims of the evidence what the evidence does not hold?"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, transaction

from dalel.cli.commands.verification_report import report_lines
from dalel.domain.article_status import ArticleWords
from dalel.domain.evidence import EvidenceClass
from dalel.domain.source import AddressKind
from dalel.newsroom.evidence.actions import withhold as withholding
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow
from dalel.newsroom.evidence.queries.row_proof import NAMED
from dalel.newsroom.frame.append_only import free_table, set_guards
from dalel.newsroom.sources.models import AddressRow
from dalel.pack import Pack
from dalel.steps.archive.decisions import put_in_class
from dalel.steps.archive.findings import ArchiveFault, Fault, Report
from dalel.steps.archive.warc_writer import WarcWriter
from evidence_room import exchange
from row_forger import ROW_EDITS, drop_line, forge_rows
from small_press import HILL, LAKE, START, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
SEEDS = [
    *range(30),
    *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(30, 70)),
    *(pytest.param(seed, marks=[pytest.mark.slow, pytest.mark.long]) for seed in range(70, 200)),
]
KINDS = sorted(ROW_EDITS)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    """Pages of several lines, some of which came twice, one of them changed."""
    with small_press(tiny_pack, tmp_path) as opened:
        for host in (LAKE, HILL):
            names = ("one", "two")
            opened.pages[f"{host}/rss"] = feed(*(f"http://{host}/{name}" for name in names))
            for name in names:
                opened.pages[f"{host}/{name}"] = told(host, name)
        opened.run()
        opened.run()
        yield opened


def told(host: str, name: str) -> str:
    lines = (f"{host} {name} {at}: озёрный совет обещал ответить жителям в срок." for at in "абв")
    return page(
        f"Новость {name} {host}", "\n\n".join(f"{line} {'Сот шешті. ' * 9}" for line in lines)
    )


def proved(press: SmallPress) -> Report:
    return verify_all(press.vault, pack=press.pack)


def rows_of(report: Report) -> list[ArchiveFault]:
    return [one for one in report.findings if one.fault is Fault.ROW]


def test_rows_as_they_were_written_agree_with_the_evidence(press: SmallPress) -> None:
    noted = Counter[str]()
    report = verify_all(press.vault, pack=press.pack, noting=lambda kind: noted.update([kind]))
    assert report.findings == ()
    held = {one.kind: one.held for one in report.rows}
    versions = ArticleVersionRow.objects.count()
    assert held == {
        "captures": CaptureRow.objects.count(),
        "articles": ArticleRow.objects.count(),
        "times of versions": versions,
        "versions": versions,
        "texts": versions,
    }
    assert dict(noted) == held
    assert {one.not_held for one in report.rows} == {0}
    assert {one.otherwise for one in report.rows} == {()}
    assert versions == 4


@pytest.mark.parametrize("seed", SEEDS)
def test_a_row_that_was_edited_is_found(press: SmallPress, seed: int) -> None:
    chance = random.Random(seed)
    kinds = [KINDS[seed % len(KINDS)], *chance.sample(KINDS, 7)]
    for kind in kinds:
        point = transaction.savepoint()
        forge_rows(kind, chance)
        assert rows_of(proved(press)), f"{kind} was not found"
        transaction.savepoint_rollback(point)
    assert rows_of(proved(press)) == []


def test_a_line_that_was_taken_out_of_a_text_is_named(press: SmallPress) -> None:
    canonical = drop_line(random.Random(5))
    report = proved(press)
    [texts] = [one for one in report.rows if one.kind == "texts"]
    assert [name.partition(",")[0] for name in texts.otherwise] == [canonical]
    assert report.sound


def test_another_reader_is_no_difference_as_long_as_each_line_stands_there(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "dalel.newsroom.evidence.actions.text_proof.words_read",
        lambda *_told, **_more: ArticleWords(title="", text="as an older reader read it"),
    )
    report = proved(press)
    assert report.sound
    assert len(report.rows[-1].otherwise) == 4
    forge_rows("word left out", random.Random(1))
    [found] = rows_of(proved(press))
    assert "1 lines are not in the page that was kept" in found.what
    assert found.capture is not None
    forge_rows("title", random.Random(2))
    assert rows_of(proved(press))


def test_what_was_decided_agrees_with_its_rows(press: SmallPress) -> None:
    rules = press.pack.addresses
    why = withholding.Cause(reason="court order 12/3", by="saule", time=START)
    one, two, three = ArticleRow.objects.order_by("pk")[:3]
    link = CaptureRow.objects.filter(versions__article=three)[0].link
    withholding.withhold(one.url, press.vault, rules, why)
    for what, chosen in ((two.url, EvidenceClass.PUBLIC), (link, EvidenceClass.SEALED)):
        withholding.put_in_class(what, chosen, press.vault, rules, why)
    report = proved(press)
    assert report.findings == ()
    ArticleRow.objects.filter(pk=one.pk).update(withheld="another reason")
    [found] = rows_of(proved(press))
    assert "withheld for 'another reason', but the line says 'court order 12/3'" in found.what
    ArticleRow.objects.filter(pk=one.pk).update(withheld="")
    [found] = rows_of(proved(press))
    assert "not withheld, but a line of a chain says so" in found.what
    assert "dalel evidence mend" in found.what


def test_a_decision_that_the_rows_do_not_know_is_found_and_mended(press: SmallPress) -> None:
    link = CaptureRow.objects.order_by("pk")[0].link
    put_in_class(press.vault, [link], EvidenceClass.SEALED, reason="x", by="y", time=START)
    [found] = rows_of(proved(press))
    assert "class newsroom, but the last line says sealed" in found.what
    withholding.mend(press.vault)
    assert proved(press).sound


def test_what_is_decided_meanwhile_is_no_difference(press: SmallPress) -> None:
    rules, rows = press.pack.addresses, ArticleRow.objects.order_by("pk")
    why = withholding.Cause(reason="court order", by="saule", time=START)
    decided: list[str] = []

    def decide(kind: str) -> None:
        if not decided:
            decided.append(kind)
            link = CaptureRow.objects.order_by("-pk")[0].link
            for what in (link, rows[3].url):
                withholding.put_in_class(what, EvidenceClass.SEALED, press.vault, rules, why)
            withholding.withhold(rows[2].url, press.vault, rules, why)

    assert verify_all(press.vault, pack=press.pack, noting=decide).findings == ()
    assert decided == ["captures"]


def test_a_value_that_no_row_may_have_is_found_and_ends_nothing(press: SmallPress) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the check is taken away as SQLite does it")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        CaptureRow.objects.update(evidence_class="open")
        ArticleRow.objects.update(evidence_class="open")
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    found = rows_of(proved(press))
    assert len(found) == CaptureRow.objects.count() + ArticleRow.objects.count()
    assert all("class open, but no line" in one.what for one in found)


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("evidence_capturerow", "url", "captures"),
        ("evidence_capturerow", "link", "captures"),
        ("evidence_articlerow", "canonical", "articles"),
        ("evidence_articleversionrow", "title", "texts"),
        ("evidence_articleversionrow", "text", "texts"),
    ],
)
def test_bytes_that_are_no_text_are_a_fault_of_that_row(
    press: SmallPress, table: str, column: str, kind: str
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("no other database takes such bytes")
    for row in (CaptureRow, ArticleVersionRow):
        free_table(row)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = CAST(x'ff00fe' AS TEXT) WHERE id = "  # noqa: S608
            f"(SELECT MIN(id) FROM {table})"
        )
    found = [one.what for one in rows_of(proved(press))]
    assert any(what.startswith(f"{kind}: ") for what in found)


def test_a_chain_of_which_no_row_tells_is_found(press: SmallPress) -> None:
    with (
        WarcWriter(press.vault, software="x"),
        WarcWriter(press.vault, software="x") as beside,
    ):
        name = beside.chain
        beside.keep([(exchange(), None)])
    found = [one.what for one in rows_of(proved(press))]
    assert any(f"chain {name} tells of captures, and no row does" in what for what in found)


def with_kind(press: SmallPress, host: str, kind: AddressKind) -> Pack:
    """The pack, in which what stands at a host is of another kind."""
    sources = [
        replace(one, addresses=tuple(replace(at, kind=kind) for at in one.addresses))
        if any(host in at.url for at in one.addresses)
        else one
        for one in press.pack.sources
    ]
    return replace(press.pack, sources=tuple(sources))


def test_what_dalel_tells_itself_is_counted_and_not_held(press: SmallPress) -> None:
    row = ArticleRow.objects.filter(url__contains=HILL)[0]
    ArticleRow.objects.filter(pk=row.pk).update(canonical="signal:XT-2031-06-02", source=None)
    report = verify_all(press.vault, pack=with_kind(press, HILL, AddressKind.IODA))
    assert report.sound
    not_held = {one.kind: (one.not_held, one.why) for one in report.rows}
    assert not_held["texts"][0] == 1
    assert not_held["times of versions"] == (1, "Dalel made them itself, of measurements")
    assert report.rows[-1].to_see == ()


def test_rows_of_a_register_are_told_by_dalel_itself(press: SmallPress) -> None:
    ArticleRow.objects.filter(url__contains=HILL).update(is_post=True)
    report = verify_all(press.vault, pack=with_kind(press, HILL, AddressKind.TABLE))
    assert report.sound
    assert report.rows[-1].not_held == 2


def test_what_only_rows_call_a_register_is_held(press: SmallPress) -> None:
    AddressRow.objects.update(kind=AddressKind.TABLE)
    ArticleRow.objects.filter(url__contains=HILL).update(is_post=True)
    forge_rows("line put in", random.Random(3))
    assert any(one.what.startswith("texts: ") for one in rows_of(proved(press)))


def test_what_says_that_it_is_a_measurement_on_a_page_is_named(press: SmallPress) -> None:
    row = ArticleRow.objects.order_by("pk")[0]
    ArticleRow.objects.filter(pk=row.pk).update(canonical="signal:x")
    [found] = rows_of(proved(press))
    assert "a measurement that Dalel tells is of no source" in found.what
    ArticleRow.objects.filter(pk=row.pk).update(source=None)
    report = proved(press)
    assert report.rows[-1].to_see == ("signal:x, version 1",)
    assert "look at them: signal:x, version 1." in "\n".join(report_lines(report))


def test_words_on_a_withheld_body_are_found(press: SmallPress) -> None:
    why = withholding.Cause(reason="court order", by="saule", time=START)
    one, two = ArticleRow.objects.order_by("pk")[:2]
    gone = CaptureRow.objects.get(versions__article=one)
    withholding.withhold(gone.link, press.vault, press.pack.addresses, why)
    assert proved(press).sound
    free_table(ArticleVersionRow)
    ArticleVersionRow.objects.filter(article=two).update(capture=gone)
    found = [one.what for one in rows_of(proved(press))]
    assert any("it has words, and its body is withheld" in what for what in found)


def test_a_body_that_is_damaged_is_no_difference_of_the_row(press: SmallPress) -> None:
    version = ArticleVersionRow.objects.order_by("pk")[0]
    capture = version.capture
    end = capture.warc_offset + capture.warc_length
    press.vault.overwrite(capture.warc_file, end - 20, b"damaged")
    report = proved(press)
    assert [one.fault for one in report.findings] == [Fault.DAMAGED]
    assert report.rows[-1].not_held == 1


def test_only_the_first_of_many_are_named_and_the_rest_are_counted(press: SmallPress) -> None:
    free_table(CaptureRow)
    rows = CaptureRow.objects.order_by("-pk")
    last = rows[0]
    for number in range(1, 31):
        last.pk, last.link, last.number = None, f"{number:064x}", 5000 + number
        last.chain = "worker-777"
        last.save(force_insert=True)
    found = rows_of(proved(press))
    assert len(found) == NAMED + 1
    assert "no line of a chain tells of it (worker-777, line 5001)" in found[0].what
    assert found[-1].what == "captures: 10 more rows differ"


def test_without_a_pack_texts_are_not_held(press: SmallPress) -> None:
    assert [one.kind for one in verify_all(press.vault).rows] == [
        "captures",
        "articles",
        "times of versions",
    ]


@pytest.fixture(autouse=True)
def guards() -> Iterator[None]:
    yield
    set_guards(using="default")
