"""Is a link that a member adds captured first, kept in sight, and forgotten when it must be?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cited import cite
from dalel.domain.evidence import EvidenceClass
from dalel.domain.pasted_addresses import Hindrance
from dalel.domain.states import FindingState, StoryState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.evidence.actions import outside_copies, withhold
from dalel.newsroom.evidence.models import AddedLinkRow, ArticleRow, FindingRow, OutsideCopyRow
from dalel.newsroom.evidence.queries.added_links import LinkProgress, recent
from dalel.newsroom.incidents.actions import add_links, withdrawn_words
from dalel.newsroom.incidents.actions.add_links import AnsweredLink, LinkAnswer
from dalel.newsroom.incidents.actions.rank import follow_up
from dalel.newsroom.incidents.models import IncidentRow, LinkRow
from dalel.newsroom.stories.actions.embeddings import NONE, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import Judges, judge, judges_of
from dalel.newsroom.stories.models import StoryRow
from dalel.newsroom.stories.queries import inbox
from dalel.pack import Pack, default_folder
from dalel.pack.denial import Denied, DeniedKind
from small_press import HILL, LAKE, START, SmallPress, page, small_press
from story_rows import kept_article

pytestmark = pytest.mark.django_db
ONE = f"http://{LAKE}/one"
WEATHER = "Синоптики обещают дождь и порывистый ветер на западе страны. " * 8
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


@pytest.fixture
def act() -> Act:
    member = Member.objects.create_user("aigerim", name="Айгерим")
    return Act(member=member, time=START - timedelta(minutes=1))


@pytest.fixture(scope="module")
def judges() -> Judges:
    return judges_of(default_folder(), choice=EmbeddingChoice(model=NONE))


def add(press: SmallPress, act: Act, *urls: str, agreed: tuple[str, ...] = ()) -> AnsweredLink:
    return add_links.add([*urls, *agreed], agreed, press.pack, act)[-1]


def test_a_page_of_a_known_outlet_is_captured_before_all_else(press: SmallPress, act: Act) -> None:
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    told = add(press, act, f"http://www.{LAKE}/two?utm_source=x#part")
    assert (told.answer, told.url) == (LinkAnswer.QUEUED, f"http://www.{LAKE}/two")
    assert [one.progress for one in recent()] == [LinkProgress.WAITING]
    press.also.add(f"www.{LAKE}")
    press.pages[f"www.{LAKE}/two"] = press.pages[f"{LAKE}/two"]
    press.run()
    asked = [one for one in press.asked if one.endswith(("/two", "/rss", "/one"))]
    assert asked[0] == f"www.{LAKE}/two"
    [link] = recent()
    assert (link.progress, link.who) == (LinkProgress.CAPTURED, "Айгерим")
    article = ArticleRow.objects.get(canonical=f"https://{LAKE}/two")
    assert article.source is not None
    assert article.source.key == "lake"


def test_of_a_strange_host_or_a_key_the_desk_asks_and_visits_only_then(
    press: SmallPress, act: Act
) -> None:
    strange, key = "http://strange.test/x", f"https://{LAKE}/x?token=secret-of-mine"
    found = add_links.add([strange, key], (), press.pack, act)
    assert [(one.answer, one.hindrance) for one in found] == [
        (LinkAnswer.ASKED, Hindrance.UNKNOWN_HOST),
        (LinkAnswer.ASKED, Hindrance.KEY),
    ]
    assert not FindingRow.objects.exists()
    assert not AddedLinkRow.objects.exists()
    assert not AuditRow.objects.exists()
    press.run()
    assert not any(one.startswith("strange") or one.endswith("/x") for one in press.asked)
    press.pages["strange.test/x"] = page("Чужая новость")
    assert add(press, act, agreed=(strange,)).answer is LinkAnswer.QUEUED
    press.run()
    # Its host has been captured before, and is asked about no more.
    assert add(press, act, "http://strange.test/y").answer is LinkAnswer.QUEUED


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("javascript:alert(1)", Hindrance.NOT_WEB),
        ("file:///etc/passwd", Hindrance.NOT_WEB),
        (f"https://me:secret@{LAKE}/one", Hindrance.USER),
        ("http://127.0.0.1:8000/", Hindrance.NOT_PUBLIC),
        ("http://169.254.169.254/latest/", Hindrance.NOT_PUBLIC),
        (f"https://{LAKE}/unsubscribe?id=1", Hindrance.ACTS),
        ("https://leak.test/dump", Hindrance.DENIED),
    ],
)
def test_what_is_never_visited_is_refused_though_a_person_agrees(
    press: SmallPress, act: Act, url: str, why: Hindrance
) -> None:
    kind = DeniedKind(kind="leaks", why="leaks", hosts=("leak.test",))
    press.pack = replace(press.pack, denied=Denied(kinds=(kind,)))
    told = add(press, act, agreed=(url,))
    assert (told.answer, told.hindrance) == (LinkAnswer.REFUSED, why)
    assert "secret" not in told.url
    assert not FindingRow.objects.exists()


def test_a_name_in_other_letters_is_another_host(press: SmallPress, act: Act) -> None:
    # The first letter of its name is a Cyrillic one, as of no outlet that is known.
    told = add(press, act, "https://hіll.test/one")
    assert (told.answer, told.hindrance) == (LinkAnswer.ASKED, Hindrance.UNKNOWN_HOST)
    assert told.host.startswith("xn--")
    assert add(press, act, f"https://{HILL}/one").answer is LinkAnswer.QUEUED


def test_the_same_link_twice_is_one_and_known_when_it_is_kept(press: SmallPress, act: Act) -> None:
    spelt = (ONE, f"https://www.{LAKE}/one/", f"{ONE}?utm_medium=y", ONE)
    assert len(add_links.add(spelt, (), press.pack, act)) == 1
    assert add(press, act, ONE).answer is LinkAnswer.QUEUED
    assert (FindingRow.objects.count(), AddedLinkRow.objects.count()) == (1, 1)
    press.run()
    number = cite(ONE)
    told = add(press, act, ONE)
    assert (told.answer, told.entries) == (LinkAnswer.KNOWN, (number,))
    assert told.article == ArticleRow.objects.get(canonical=f"https://{LAKE}/one").pk


def test_what_failed_is_tried_again(press: SmallPress, act: Act) -> None:
    press.pages[f"{LAKE}/two"] = 404
    add(press, act, f"http://{LAKE}/two")
    press.run()
    assert [one.progress for one in recent()] == [LinkProgress.FAILING]
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    assert add(press, act, f"http://{LAKE}/two").answer is LinkAnswer.QUEUED
    press.run()
    assert [one.progress for one in recent()] == [LinkProgress.CAPTURED]


def test_links_join_the_entry_that_they_are_added_to(press: SmallPress, act: Act) -> None:
    number = cite(ONE)
    new = f"http://{LAKE}/two"
    found = add_links.add([new, "http://strange.test/x"], (), press.pack, act, number)
    assert [one.answer for one in found] == [LinkAnswer.QUEUED, LinkAnswer.ASKED]
    cited = LinkRow.objects.filter(incident__number=number).values_list("url", flat=True)
    assert list(cited) == [ONE, new]
    assert set(AuditRow.objects.values_list("action", "subject")) == {
        ("added a link", LAKE),
        ("cited", number),
    }


def test_the_machine_never_drops_what_a_person_added(
    press: SmallPress, act: Act, judges: Judges
) -> None:
    row = kept_article("rain", NOW, title="Завтра ожидается дождь", text=WEATHER)
    other = kept_article("snow", NOW, title="Завтра ожидается снег", text=WEATHER[:200])
    add(press, act, row.url)
    judges.memory.lose()
    judge(judges, "a", lambda: NOW + timedelta(hours=1), follow_up=follow_up)
    story = StoryRow.objects.get(memberships__article=row)
    assert (story.state, story.is_relevant) == (StoryState.NEW, True)
    assert inbox.card(story.key).added_by == ("Айгерим",)
    assert not StoryRow.objects.filter(memberships__article=other).exists()
    # Left out before, and then added by a person.
    told = add(press, act, other.url)
    assert told.answer is LinkAnswer.KNOWN
    late = StoryRow.objects.get(key=told.story)
    assert (late.is_relevant, inbox.card(late.key).added_by) == (True, ("Айгерим",))


def test_an_outside_archive_is_told_only_after_release(press: SmallPress, act: Act) -> None:
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    url = f"http://{LAKE}/two"
    number = cite(ONE)
    add_links.add([url], (), press.pack, act, number)
    press.run()
    why = withhold.Cause(reason="checked", by="the editor", time=START)
    withhold.put_in_class(url, EvidenceClass.PUBLIC, press.vault, press.pack.addresses, why)
    outside_copies.enlist(press.now)
    assert not OutsideCopyRow.objects.exists()
    IncidentRow.objects.filter(number=number).update(state="published")
    outside_copies.enlist(press.now)
    assert [row.url for row in OutsideCopyRow.objects.all()] == [url]


def test_nothing_of_a_withheld_link_stays_but_what_keeps_it_away(
    press: SmallPress, act: Act
) -> None:
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    url = f"https://{LAKE}/two?utm_term=word&id=7"
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    add(press, act, f"http://{LAKE}/two?id=7")
    press.run()
    why = withhold.Cause(reason="a court", by="the editor", time=press.now)
    withhold.withhold(url, press.vault, press.pack.addresses, why)
    assert not AddedLinkRow.objects.exists()
    assert recent() == ()
    row = FindingRow.objects.get(canonical=f"https://{LAKE}/two?id=7")
    assert row.url == row.canonical
    told = add(press, act, agreed=(url,))
    assert (told.answer, told.hindrance) == (LinkAnswer.REFUSED, Hindrance.WITHHELD)
    assert not AddedLinkRow.objects.exists()


def test_withdrawn_words_go_from_what_was_added_and_from_the_audit_log(
    press: SmallPress, act: Act
) -> None:
    add(press, act, f"http://{LAKE}/news/%D0%9B%D0%B0%D0%B7%D1%83%D1%80%D0%B8%D0%BD%D0%B0")
    add(press, act, f"http://{LAKE}/news/other")
    withdrawn_words.withdraw(["Лазурина"], "by request", act)
    assert [one.url for one in recent()] == [f"http://{LAKE}/news/other"]
    assert FindingRow.objects.get().state == FindingState.NEW
    assert not AuditRow.objects.filter(subject__contains="news").exists()
    assert not AuditRow.objects.filter(detail__contains="news").exists()
