"""Does the worker read what the evidence claims, once, and forget it with the text?"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from dalel.domain.article import Article
from dalel.domain.retry_policy import MOST_ATTEMPTS
from dalel.language.annotation import LazyPassage
from dalel.language.claims.reader_digest import reader_digest
from dalel.language.claims.stored_readings import packed, unpacked
from dalel.newsroom.evidence.actions import articles, read_claims, withhold_rows
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow, ClaimsRow
from dalel.newsroom.evidence.queries.kept_claims import readings_of
from dalel.newsroom.frame import resting, row_claims
from dalel.newsroom.frame.base_models import WorkKind
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.worker.actions.passes import Orders
from dalel.pack import Pack
from dalel.steps.check.facts.evidence import prepare, read_article
from small_press import HILL, LAKE, START, SmallPress, page, small_press

pytestmark = pytest.mark.django_db
Patch = pytest.MonkeyPatch
#: What reads an article.
READ = f"{read_claims.__name__}.read_article"


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    """A press of two articles that are evidence, watched once; nothing is read yet."""
    with small_press(tiny_pack, tmp_path) as opened:
        opened.run()
        articles.watch(ArticleRow.objects.all(), "a story")
        yield opened


def version_of(host: str) -> ArticleVersionRow:
    return ArticleVersionRow.objects.filter(article__source__key=host.split(".")[0]).latest(
        "number"
    )


def reader(press: SmallPress) -> str:
    return reader_digest(lexicon_at(press.pack.folder))


def counted(monkeypatch: Patch) -> list[str]:
    """The articles that are read from here on."""
    read: list[str] = []

    def counting(article: Any, *given: Any) -> Any:
        read.append(article.title)
        return read_article(article, *given)

    monkeypatch.setattr(READ, counting)
    return read


def stumbling_at(host: str, monkeypatch: Patch) -> None:

    def stumble(article: Any, *given: Any) -> Any:
        if host in article.title:
            raise KeyError("odd")
        return read_article(article, *given)

    monkeypatch.setattr(READ, stumble)


@pytest.mark.parametrize("day", [date(2026, 5, 12), None])
@pytest.mark.parametrize("title", ["Суд", ""])
def test_what_is_kept_is_what_checking_reads(title: str, day: date | None, tiny_pack: Pack) -> None:
    words = lexicon_at(tiny_pack.folder)
    text = "Суд 3 мая оштрафовал редакцию на 78\xad640 тенге, а редактора арестовал."
    article = Article(id="7", language="ru", title=title, text=text, day=day)
    assert packed(read_article(article, words)) == packed(prepare(article, words).read)


def test_what_is_no_evidence_is_not_read(tiny_pack: Pack, tmp_path: Path) -> None:
    with small_press(tiny_pack, tmp_path) as press:
        assert press.run().read == 0
    assert not ClaimsRow.objects.exists()


def test_what_became_evidence_is_read_once(press: SmallPress, monkeypatch: Patch) -> None:
    read = counted(monkeypatch)
    assert [press.run().read, press.run().read] == [2, 0]
    assert len(read) == 2
    version = version_of(LAKE)
    kept = readings_of([version.pk], reader(press))[version.pk]
    text = f"{version.title}.\n\n{version.text}"
    words = lexicon_at(press.pack.folder)
    found = unpacked(kept, LazyPassage(text=text, language="ru", lexicon=words))
    assert found.source == str(version.pk)
    assert found.values


def test_looking_alone_reads_nothing(press: SmallPress) -> None:
    assert press.run(Orders(fetches=False)).read == 0
    assert not ClaimsRow.objects.exists()


def test_of_an_article_the_newest_version_is_read(press: SmallPress) -> None:
    press.run()
    before = version_of(LAKE)
    press.now = START + timedelta(hours=2)
    press.pages[f"{LAKE}/one"] = page("Совет отказал жителям")
    assert press.run().read == 1
    assert version_of(LAKE).number == 2
    assert set(readings_of([before.pk, version_of(LAKE).pk], reader(press))) == {
        version_of(LAKE).pk
    }
    assert ClaimsRow.objects.count() == 2


def test_another_reader_reads_all_anew(press: SmallPress, monkeypatch: Patch) -> None:
    press.run()
    keys = [version_of(LAKE).pk, version_of(HILL).pk]
    assert not readings_of(keys, "another")
    read = counted(monkeypatch)
    monkeypatch.setattr(read_claims, "reader_digest", lambda _lexicon: "another")
    assert press.run().read == 2
    assert len(read) == 2
    assert set(readings_of(keys, "another")) == set(keys)
    assert not readings_of(keys, reader(press))


def test_an_article_that_cannot_be_read_costs_no_other_one(
    press: SmallPress, monkeypatch: Patch
) -> None:
    with monkeypatch.context() as patch:
        stumbling_at(LAKE, patch)
        assert press.run().read == 1
        row = ClaimsRow.objects.get(version=version_of(LAKE))
        assert (row.attempts, row.error) == (1, "unexpected: KeyError: 'odd'")
        assert bytes(row.reading) == b""
        for _ in range(MOST_ATTEMPTS):
            press.now += timedelta(days=1)
            press.run()
    [rests] = resting.worn()
    assert (rests.work, rests.name) == (WorkKind.READ, f"http://{LAKE}/one")
    assert (rests.rests, rests.source) == (True, "lake")
    assert press.run().read == 0
    resting.try_again(rests.work, rests.key, press.now)
    assert press.run().read == 1


def test_another_reader_tries_what_rested(press: SmallPress, monkeypatch: Patch) -> None:
    press.run()
    row_claims.rest(ClaimsRow.objects.get(version=version_of(LAKE)), "odd")
    monkeypatch.setattr(read_claims, "reader_digest", lambda _lexicon: "another")
    assert press.run().read == 2
    assert not resting.worn()


def test_what_killed_a_worker_is_tried_alone(press: SmallPress) -> None:
    words, now = lexicon_at(press.pack.folder), press.now
    read_claims.enrol(reader(press), now)
    held = row_claims.claim(ClaimsRow.objects.all(), "dead", now, 20)
    assert len(held) == 2
    row_claims.take_from_the_dead("dead", now)
    assert read_claims.read_claims(words, "alive", lambda: now, lambda: False) == 2
    assert not ClaimsRow.objects.exclude(deaths=0).exists()


def test_a_worker_that_is_to_end_reads_nothing_more(press: SmallPress) -> None:
    words, stop = lexicon_at(press.pack.folder), Event()
    stop.set()
    assert read_claims.read_claims(words, "w", lambda: press.now, stop.is_set) == 0
    assert set(ClaimsRow.objects.values_list("lease_by", "attempts")) == {("", 0)}
    assert press.run().read == 2


def test_a_pass_reads_only_for_a_while(press: SmallPress) -> None:
    times = iter(press.now + count * read_claims.LONGEST / 4 for count in range(99))
    words = lexicon_at(press.pack.folder)
    assert read_claims.read_claims(words, "w", lambda: next(times), lambda: False) == 1
    press.now += timedelta(hours=1)
    assert press.run().read == 1


def withheld_by_capture() -> None:
    withhold_rows.withhold(CaptureRow.objects.get(url=f"http://{LAKE}/one").link, "order")


def withheld_by_address() -> None:
    withhold_rows.bar(ArticleRow.objects.get(source__key="lake").canonical, "order")


@pytest.mark.parametrize("withhold", [withheld_by_capture, withheld_by_address])
def test_the_claims_of_a_withheld_text_go_with_it(
    press: SmallPress, withhold: Callable[[], None]
) -> None:
    press.run()
    withhold()
    assert list(ClaimsRow.objects.values_list("version", flat=True)) == [version_of(HILL).pk]
    assert press.run().read == 0


def test_what_is_withheld_while_it_is_read_is_not_kept(
    press: SmallPress, monkeypatch: Patch
) -> None:

    def withholding(article: Any, *given: Any) -> Any:
        if LAKE in article.title:
            withheld_by_address()
        return read_article(article, *given)

    monkeypatch.setattr(READ, withholding)
    assert press.run().read == 1
    assert list(ClaimsRow.objects.values_list("version", flat=True)) == [version_of(HILL).pk]
