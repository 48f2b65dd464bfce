"""Does what is withheld or sealed stay so: in files, rows, packages, and after a restore?"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from django.db import IntegrityError, transaction

from cited import cite
from dalel.domain.article_status import ArticleWords, Judgement
from dalel.domain.classification import Classification, SuggestedCode
from dalel.domain.errors import ArchiveError, NotFoundError
from dalel.domain.evidence import EvidenceClass
from dalel.domain.reason import Reason
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.actions import articles, word_search
from dalel.newsroom.evidence.actions import withhold as withholding
from dalel.newsroom.evidence.actions import withhold_rows as in_rows
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.actions.withhold import Cause, TooMuchError
from dalel.newsroom.evidence.actions.word_search import find_words
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow, FindingRow
from dalel.newsroom.evidence.queries.exhibits import AmbiguousError
from dalel.newsroom.frame.models import SearchRow
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.search_index import Text, index
from dalel.newsroom.stories.actions.judging_queue import write_classifications, write_vectors
from dalel.newsroom.stories.models import ClassificationRow, MembershipRow, ReprintRow, StoryRow
from dalel.newsroom.stories.models.kept_reasons import reasons_in, reasons_out
from dalel.newsroom.stories.queries.classifications import classification_of
from dalel.newsroom.stories.queries.kept_vectors import vectors_of
from dalel.pack import Pack
from dalel.steps.archive.vault import Vault
from own_transaction import of_the_test
from small_press import HILL, LAKE, START, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
ONE = f"http://{LAKE}/one"
WHY = Cause(reason="court order 12/3", by="the publisher", time=START + timedelta(hours=5))


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


def withhold(press: SmallPress, what: str) -> withholding.WithheldCount:
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
    reading = articles.ArticleReading(
        canonical=lake().canonical,
        url=ONE,
        words=ArticleWords(title="Имя", text="Текст"),
        time=press.now,
    )
    judgement = Judgement(state=ArticleState.LIVE, reason="-")
    assert articles.write(reading, None, capture, judgement) is None
    assert set(lake().versions.values_list("text", flat=True)) == {""}


def test_words_are_found_in_any_letters_and_a_strange_name_of_them_stops_nothing(
    press: SmallPress,
) -> None:
    words = find_words("озёрный", press.vault)
    assert {one.url for one in words} == {ONE, f"http://{HILL}/one"}
    assert [word_search._charset(name) for name in ("cp1251", "no-such", None)] == [  # noqa: SLF001
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
    with of_the_test():
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


def test_an_article_that_is_withheld_keeps_its_state_and_life(press: SmallPress) -> None:
    withhold(press, ONE)
    assert lake().state == ArticleState.CHANGED
    assert [one.state for one in lake().life.all()] == ["live", "changed"]


def test_what_was_drawn_from_a_withheld_text_is_forgotten_with_it(press: SmallPress) -> None:
    first, second = lake().versions.order_by("number")
    other = ArticleRow.objects.get(url=f"http://{HILL}/one")
    story = StoryRow.objects.create(key="0" * 16, opened=START, newest=START)
    reasons = reasons_out([Reason(code="names", values={"names": "Ботагоз"})])
    for article in (lake(), other):
        MembershipRow.objects.create(article=article, story=story, reasons=reasons, time=START)
        index(
            [Text(kind=Searched.ARTICLE, owner=article.pk, language="ru", time=START, text="Имя")]
        )
    ReprintRow.objects.create(article=other, original=lake(), reasons=reasons, time=START)
    thought = SuggestedCode(code="block", score=0.9, reasons=tuple(reasons_in(reasons)))
    found = Classification(relevant=True, score=0.9, section=1, model="m", event_types=(thought,))
    write_classifications([(first, found), (second, found)])
    vector = np.zeros(3, dtype=np.float32)
    write_vectors("m", [(first, vector), (second, vector)])
    withhold(press, second.capture.link)
    assert vectors_of("m", [first.pk, second.pk]).keys() == {first.pk}
    kept = {row.version_id: classification_of(row) for row in ClassificationRow.objects.all()}
    assert kept[first.pk] == found
    assert kept[second.pk] == replace(found, event_types=(replace(thought, reasons=()),))
    assert [row.owner for row in SearchRow.objects.all()] == [other.pk]
    assert ReprintRow.objects.get().reasons == []
    assert MembershipRow.objects.get(article=lake()).reasons == []
    assert MembershipRow.objects.get(article=other).reasons == reasons
