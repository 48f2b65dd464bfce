"""The past out of web archives: in the inbox as a backlog, on evidence, and no news."""

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dalel.bulk.foreign_records import ForeignArchive
from dalel.bulk.join import join
from dalel.bulk.joined_rows import read_joined
from dalel.bulk.page_files import page_files
from dalel.domain.article import Article
from dalel.domain.exchange import OWN_LINES
from dalel.domain.states import FindingState, StoryState
from dalel.newsroom.accounts.act import AccountClosedError, Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.desk.queries import today
from dalel.newsroom.evidence.actions import articles, foreign_pages
from dalel.newsroom.evidence.actions.archive import Keeping
from dalel.newsroom.evidence.actions.text_proof import hold_texts
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow, FindingRow
from dalel.newsroom.evidence.queries import captures, exhibits, source_health
from dalel.newsroom.evidence.queries.row_proof import Found, hold_times
from dalel.newsroom.evidence.queries.version_proof import hold_versions
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import diary
from dalel.newsroom.incidents.actions.story_ranking import weigh
from dalel.newsroom.incidents.queries import newer_articles
from dalel.newsroom.sources.models import SourceRow
from dalel.newsroom.stories.actions import judging_queue
from dalel.newsroom.stories.actions.embeddings import NONE, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import judge, judges_of
from dalel.newsroom.stories.actions.load_archive import Loading, LoadReport, LoadWish, load
from dalel.newsroom.stories.models import (
    ClassificationRow,
    MembershipRow,
    ReprintRow,
    StoryRow,
)
from dalel.newsroom.stories.queries import inbox, judged_versions
from dalel.outside.http import Policy
from dalel.pack import Pack, default_folder
from dalel.pack.lexicon import lexicon
from dalel.steps.archive.capture_reader import read_response
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.group.models import pair_model
from dalel.steps.group.pair_comparison import PairJudge
from foreign_warc import CAPTURED, page_of, rows_of, write_warc
from page_rows_of import write_rows
from story_rows import incident, kept_article

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
_FILE = "old.warc.gz"
_LEAK = Article(
    id="https://orda-nova.test/2024/leak",
    language="ru",
    title="В сеть утекли данные 340 тысяч клиентов «Бериктрейда»",
    text="Компания «Бериктрейд» подтвердила утечку персональных данных 340 тысяч клиентов.\n\nПо "
    "словам директора Ерлана Жуманазарова, злоумышленники получили доступ к базе 8 марта.\n\n"
    "Министерство цифрового развития начало проверку, заявили в ведомстве журналистам.",
    day=date(2024, 3, 10),
)
_COPY = replace(
    _LEAK, id="https://zhol.test/7", text=f"Zhol.test сообщает.\n\n{_LEAK.text}",
    day=date(2024, 3, 11),
)  # fmt: skip
_AGAIN = replace(
    _LEAK,
    id="https://qala-uni.test/leak",
    language="kk",
    title="«Беріктрейд» компаниясының 340 мың клиентінің дерегі тарап кетті",
    text="«Беріктрейд» компаниясы 340 мың клиенттің дербес деректері жарияланғанын мойындады.\n\n"
    "Директор Ерлан Жұманазаровтың айтуынша, шабуыл 8 наурызда болған. Цифрлық даму министрлігі "
    "тексеру бастады, деп хабарлады ведомство журналистерге.",
    day=date(2024, 3, 11),
)
_FINE = Article(
    id="https://orda-nova.test/2024/fine",
    language="ru",
    title="Блогера Асылхана Дюсекенова оштрафовали на 78 640 тенге",
    text="Суд в Таразе оштрафовал блогера Асылхана Дюсекенова на 78 640 тенге по статье 456-2 "
    "КоАП за пост в Telegram.\n\nРешение вынесено 9 марта, адвокат подаст жалобу в областной суд, "
    "сообщила его защита после заседания.",
    day=date(2024, 3, 9),
)
_ALL = (_LEAK, _COPY, _AGAIN, _FINE)


class World:
    """An archive that somebody wrote, what was joined of it, and a newsroom's evidence."""

    def __init__(self, folder: Path, pack: Pack, member: Member) -> None:
        self.folder = folder
        self.pack = pack
        self.member = member
        self.vault = Vault(folder=folder / "evidence")
        words = lexicon(default_folder(), pack)
        self._judge: Callable[[bool], PairJudge] = lambda by_meaning: PairJudge(
            model=pair_model(with_vectors=by_meaning), lexicon=words
        )

    def joined(self, found: Sequence[Article] = _ALL, **other: Any) -> list[dict[str, Any]]:
        """From the archive to the joined rows."""
        written = write_warc(self.folder / "warcs" / _FILE, found)
        rows = rows_of(f"s3://crawl/{_FILE}", written, model="sketch-1", **other)
        write_rows(self.folder / "parquets", "part", rows)
        out = str(self.folder / "joined.parquet")
        files = page_files(str(self.folder / "parquets"))
        join(files, out, self._judge, zone=ZoneInfo("Asia/Almaty"), scratch=self.folder / "s")
        return list(read_joined(out))

    def load(self, rows: Sequence[dict[str, Any]], now: datetime = NOW, **wish: Any) -> LoadReport:
        """Load rows."""
        with Keeping(self.vault, software="test", now=lambda: now) as keeping:
            loading = Loading(
                archive=ForeignArchive(base=str(self.folder / "warcs")),
                keeping=keeping,
                policy=Policy(
                    user_agent="Dalel/0 (+a@b.test)", denied_hosts=frozenset({"leaks.test"})
                ),
                pack=self.pack,
                act=Act(member=self.member, time=now),
                name="joined.parquet",
                now=lambda: now,
            )
            return load(rows, LoadWish(**wish), loading)


@pytest.fixture
def world(tmp_path: Path, kz_pack: Pack, cast: dict[str, Member]) -> World:
    return World(tmp_path, kz_pack, cast[Role.EDITOR])


def _tick() -> None:
    """Nobody waits."""


def _all_rows() -> list[int]:
    models = (
        ArticleRow, ArticleVersionRow, CaptureRow, FindingRow, ClassificationRow, MembershipRow,
        ReprintRow, StoryRow, AuditRow,
    )  # fmt: skip
    return [model.objects.count() for model in models]


def test_joined_articles_stand_in_the_inbox_with_where_they_are_from(world: World) -> None:
    report = world.load(world.joined())
    assert (report.loaded, report.known, report.reprints, report.stories) == (3, 0, 1, 2)
    assert report.failed == {}
    stories = list(StoryRow.objects.all())
    weigh(stories)
    cards = {card.members[0].canonical: card for card in inbox.page(inbox.StoryFilter()).cards}
    leak = cards[_LEAK.id]
    assert {one.canonical for one in leak.members} == {_LEAK.id, _AGAIN.id}
    assert leak.archives == ("crawl",)
    assert (leak.section, leak.event_type, leak.is_relevant) == (1, "site_block", True)
    assert leak.published == date(2024, 3, 11)
    assert leak.members[1].reasons
    # Its time is that of its captures, so it is no news.
    assert leak.newest == datetime.fromisoformat(CAPTURED)


def test_the_page_is_evidence_like_any_other(world: World) -> None:
    world.load(world.joined())
    version = ArticleVersionRow.objects.get(article__canonical=_LEAK.id)
    assert version.title == _LEAK.title
    capture = captures.record(version.capture)
    assert (capture.vantage, capture.time) == ("warc:crawl", NOW)
    assert capture.sha256 == hashlib.sha256(page_of(_LEAK)).hexdigest()
    assert read_response(world.vault, capture).body == page_of(_LEAK)
    row = CaptureRow.objects.get(url=f"{OWN_LINES}{_LEAK.id}")
    beside = captures.record(row)
    assert f"WARC-Date: {CAPTURED}".encode() in read_response(world.vault, beside).body
    report = verify(world.vault)
    assert report.findings == ()
    assert report.captures == 6
    article = version.article
    assert (article.archive, article.archived) == (
        "warc:crawl", datetime.fromisoformat(CAPTURED),
    )  # fmt: skip
    assert article.published == datetime(2024, 3, 10, 4, tzinfo=UTC)


def test_what_is_handed_on_or_withheld_has_the_records_own_lines(world: World) -> None:
    world.load(world.joined())
    found = exhibits.of_address(_LEAK.id)
    assert {(one.capture.url, one.is_part) for one in found} == {
        (_LEAK.id, False),
        (f"{OWN_LINES}{_LEAK.id}", True),
    }


def test_rows_of_a_load_hold_against_the_evidence(world: World) -> None:
    world.load(world.joined())
    times, versions, texts = (Found("versions") for _ in range(3))
    wrong = [
        *hold_times(times, _tick),
        *hold_versions(world.pack, versions, _tick),
        *hold_texts(world.vault, world.pack, texts, _tick),
    ]
    assert wrong == []
    assert [found.told().held for found in (times, versions, texts)] == [3, 3, 3]


def test_a_second_load_brings_nothing(world: World) -> None:
    rows = world.joined()
    world.load(rows)
    before = _all_rows()
    report = world.load(rows, NOW + timedelta(days=1))
    assert (report.loaded, report.known, report.stories) == (0, 3, 0)
    assert _all_rows() == before


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_load_that_dies_and_begins_again_ends_as_one(
    world: World, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr("dalel.newsroom.stories.actions.load_archive._AT_ONCE", 1)
    rows = world.joined()
    write, calls = foreign_pages.write, []

    def dying(*args: Any) -> Any:
        calls.append(1)
        if len(calls) == at:
            raise KeyboardInterrupt
        return write(*args)

    with monkeypatch.context() as dies:
        dies.setattr(foreign_pages, "write", dying)
        with pytest.raises(KeyboardInterrupt):
            world.load(rows)
    world.load(rows, NOW + timedelta(hours=1))
    stories = {
        frozenset(story.memberships.values_list("article__canonical", flat=True))
        for story in StoryRow.objects.all()
    }
    assert stories == {frozenset({_LEAK.id, _AGAIN.id}), frozenset({_FINE.id})}
    assert ArticleVersionRow.objects.count() == 3
    # The page that was on disk and had no row was not written twice.
    assert CaptureRow.objects.filter(url__startswith="https:").count() == 3
    assert verify(world.vault).findings == ()


def test_reprints_are_loaded_only_when_wished(world: World) -> None:
    rows = world.joined()
    report = world.load(rows, reprints=True)
    assert (report.loaded, report.reprints) == (4, 1)
    (copy,) = ReprintRow.objects.all()
    assert (copy.article.canonical, copy.original.canonical) == (_COPY.id, _LEAK.id)
    assert not MembershipRow.objects.filter(article=copy.article).exists()


def test_a_reprint_whose_original_is_not_here_stands_in_the_story_itself(world: World) -> None:
    rows = [row for row in world.joined() if row["canonical"] != _LEAK.id]
    world.load(rows, reprints=True)
    member = MembershipRow.objects.get(article__canonical=_COPY.id)
    assert member.story.memberships.count() == 2
    assert not ReprintRow.objects.exists()


@pytest.mark.parametrize("wished", [True, False])
def test_a_reprint_that_came_before_its_original_is_told_when_that_comes(
    world: World, *, wished: bool
) -> None:
    rows = world.joined()
    world.load([row for row in rows if row["canonical"] != _LEAK.id], reprints=True)
    assert world.load(rows, reprints=wished).loaded == 1
    (copy,) = ReprintRow.objects.all()
    assert (copy.article.canonical, copy.original.canonical) == (_COPY.id, _LEAK.id)
    # It stays where it stood, and so does the story.
    story = MembershipRow.objects.get(article=copy.article).story
    assert story == MembershipRow.objects.get(article=copy.original).story
    world.load(rows, reprints=True)
    assert ReprintRow.objects.count() == 1


def test_of_reprints_that_stand_first_in_the_file_the_original_is_told_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dalel.newsroom.stories.actions.load_archive._AT_ONCE", 1)
    rows = sorted(world.joined(), key=lambda row: row["reprint_of"] == "")
    assert world.load(rows, reprints=True).loaded == 4
    (copy,) = ReprintRow.objects.all()
    assert (copy.article.canonical, copy.original.canonical) == (_COPY.id, _LEAK.id)


def test_an_article_that_is_named_twice_is_kept_once(world: World) -> None:
    rows = world.joined()
    report = world.load([row for row in rows for _ in range(2)])
    assert (report.loaded, report.known) == (3, 3)
    assert CaptureRow.objects.filter(url__startswith="https:").count() == 3


@pytest.mark.parametrize(
    "odd", [{"section": -1}, {"score": math.nan}, {"score": 99.0}, {"event_type": "x"}]
)
def test_what_no_model_says_is_refused_before_it_is_kept(world: World, odd: dict[str, Any]) -> None:
    rows = [{**row, **odd} if row["canonical"] == _LEAK.id else row for row in world.joined()]
    report = world.load(rows)
    assert report.failed == {"its section, type or score is none that judging gives": 1}
    assert not CaptureRow.objects.filter(url=_LEAK.id).exists()
    assert report.loaded == 2


def test_only_what_is_wished_is_loaded(world: World) -> None:
    rows = world.joined()
    assert world.load(rows, sections=frozenset({2})).loaded == 0
    assert world.load(rows, since=date(2024, 3, 12)).loaded == 0
    assert world.load(rows, until=date(2024, 3, 9)).loaded == 1
    assert world.load(rows, since=date(2024, 3, 10), limit=1).loaded == 1
    assert set(ArticleRow.objects.values_list("canonical", flat=True)) == {_FINE.id, _LEAK.id}


def test_what_is_known_stays_as_it_is_and_draws_its_story_together(world: World) -> None:
    rows = world.joined()
    own = kept_article("own", NOW)
    ArticleRow.objects.filter(pk=own.pk).update(canonical=_LEAK.id, url=_LEAK.id)
    world_story = judging_story(ArticleRow.objects.get(pk=own.pk))
    report = world.load(rows)
    assert (report.loaded, report.known, report.stories) == (2, 1, 1)
    assert MembershipRow.objects.get(article__canonical=_AGAIN.id).story == world_story
    assert ArticleRow.objects.get(canonical=_LEAK.id).archive == ""


def judging_story(article: ArticleRow) -> StoryRow:
    """A story of an article that a source brought."""
    story = StoryRow.objects.create(
        key="0123456789abcdef", opened=article.first_kept, newest=article.first_kept
    )
    MembershipRow.objects.create(article=article, story=story, time=NOW)
    return story


def test_an_address_that_gave_nothing_is_taken_from_the_archive(world: World) -> None:
    about = {"url": _FINE.id, "seen": NOW - timedelta(days=9), "next_at": None}
    FindingRow.objects.create(
        canonical=_FINE.id, state=FindingState.SKIPPED, reason="status: 404", **about
    )
    FindingRow.objects.create(
        canonical=_LEAK.id, state=FindingState.SKIPPED, reason="withheld: a court", **about
    )
    FindingRow.objects.create(canonical=_AGAIN.id, state=FindingState.NEW, **about)
    report = world.load(world.joined())
    assert (report.loaded, report.known) == (1, 2)
    row = FindingRow.objects.get(canonical=_FINE.id)
    assert (row.state, row.reason) == (FindingState.FETCHED, "")
    assert row.article is not None
    assert row.article.archive == "warc:crawl"


def test_what_fails_is_counted_by_its_reason_and_the_rest_is_loaded(world: World) -> None:
    words = "Выложена база абонентов.\n\nВ ней имена, адреса и телефоны жителей двух областей."
    denied = replace(_FINE, id="https://leaks.test/dump", title="База абонентов", text=words)
    empty = replace(_FINE, id="https://orda-nova.test/empty", title="", text="")
    rows = world.joined([*_ALL, denied, empty])
    for row in rows:
        if row["canonical"] == _AGAIN.id:
            row["sha256"] = "1" * 64
    report = world.load(rows)
    assert report.loaded == 2
    assert sum(report.failed.values()) == 3
    told = " ".join(report.failed)
    assert "the digest of a record differs" in told
    assert "leaks.test" in told
    assert "no article" in told
    assert not CaptureRow.objects.filter(url__contains="leaks.test").exists()


def test_a_capture_of_the_future_is_refused(world: World) -> None:
    report = world.load(world.joined(), datetime(2024, 1, 1, tzinfo=UTC))
    assert (report.loaded, list(report.failed.values())) == (0, [3])
    assert "in the future" in next(iter(report.failed))


def test_who_has_left_loads_nothing(world: World) -> None:
    rows = world.joined()
    Member.objects.filter(pk=world.member.pk).update(is_active=False)
    with pytest.raises(AccountClosedError):
        world.load(rows)
    assert not ArticleRow.objects.exists()


def test_who_loaded_what_is_written_down_once(world: World) -> None:
    world.load(world.joined())
    (act,) = AuditRow.objects.filter(action="loaded an archive")
    assert (act.member, act.subject, act.detail) == (world.member, "joined.parquet", "warc:crawl")


def test_the_backlog_is_no_news_and_raises_no_alarm(world: World) -> None:
    captured = datetime.fromisoformat(CAPTURED)
    before = [(one.key, one.last_finding, one.articles) for one in source_health.sources(NOW)]
    # Even when the archive captured it this very day.
    now = captured + timedelta(hours=2)
    world.load(world.joined(), now)
    weigh(list(StoryRow.objects.all()))
    came, _ = today.stories(captured - timedelta(days=1))
    assert (came.ours, came.cards) == (0, ())
    zone = ZoneInfo(world.pack.zone)
    assert sum(today.trend(now.date(), zone).came) == 0
    after = [(one.key, one.last_finding, one.articles) for one in source_health.sources(NOW)]
    assert after == before
    assert diary.unread(captured - timedelta(days=1), zone, 10) == []
    nothing = judged_versions.JudgedKeys()
    assert judged_versions.judged_since(captured - timedelta(days=1), nothing)[0] == {}
    assert FindingRow.objects.filter(source=None, is_backlog=True, next_at=None).count() == 3
    assert not ArticleRow.objects.exclude(watched_for="", next_at=None).exists()


def test_judging_finds_nothing_to_do_and_watches_nothing_of_the_backlog(world: World) -> None:
    world.load(world.joined())
    judges = judges_of(default_folder(), choice=EmbeddingChoice(model=NONE))
    judges.memory.lose()
    assert judge(judges, "a", lambda: NOW + timedelta(hours=1)).judged == 0
    # Judged anew, as after learning, it stays in its stories and is not looked at again.
    judging_queue.forget_classifications()
    stories = set(MembershipRow.objects.values_list("article__canonical", "story"))
    assert judge(judges, "a", lambda: NOW + timedelta(hours=2)).judged == 3
    assert set(MembershipRow.objects.values_list("article__canonical", "story")) == stories
    assert not ArticleRow.objects.exclude(watched_for="").exists()
    judges.memory.lose()


def test_news_is_judged_before_the_past(world: World) -> None:
    world.load(world.joined())
    judging_queue.forget_classifications()
    kept_article("news", NOW)
    zone = ZoneInfo(world.pack.zone)
    waiting = judged_versions.unjudged({}, zone, NOW + timedelta(hours=1))
    assert waiting[0].article.id == "https://lake.test/news"


def test_what_a_person_takes_up_is_looked_at_again(world: World) -> None:
    world.load(world.joined())
    row = ArticleRow.objects.get(canonical=_LEAK.id)
    assert articles.watch([row], "cited") == 1
    assert row.next_at is not None


def test_an_old_page_that_is_loaded_late_makes_no_text_stale(world: World) -> None:
    world.load(world.joined())
    row = incident("KZ-2031-0001", NOW, title="Утечка")
    story = MembershipRow.objects.get(article__canonical=_LEAK.id).story
    StoryRow.objects.filter(pk=story.pk).update(state=StoryState.TAKEN, incident=row)
    seen = datetime.fromisoformat(CAPTURED)
    assert newer_articles.since({row.pk: seen}).urls == {}
    # What the archive captured after the text was looked at is newer than it.
    found = newer_articles.since({row.pk: seen - timedelta(days=1)})
    assert set(found.urls[row.pk]) == {_LEAK.id, _AGAIN.id}


def test_the_last_captures_of_a_source_are_those_that_we_made(world: World) -> None:
    world.load(world.joined())
    source = SourceRow.objects.create(key="orda-nova")
    ArticleRow.objects.update(source=source)
    assert captures.latest_of(source.key) == ()
