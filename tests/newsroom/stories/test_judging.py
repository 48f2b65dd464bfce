"""Does what came in find its story, once, and as people decided?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from dalel.domain.article import Article
from dalel.domain.grouping import OneStory, Placements, Reprint
from dalel.domain.retry_policy import MOST_ATTEMPTS, MOST_DEATHS
from dalel.domain.states import StoryState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame import resting, row_claims
from dalel.newsroom.incidents.actions import rank as places
from dalel.newsroom.incidents.actions import story_decisions
from dalel.newsroom.incidents.actions.rank import follow_up
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.models import DiaryReadRow, DraftJob, DraftRow
from dalel.newsroom.stories.actions import judge as flow
from dalel.newsroom.stories.actions import judging_queue, placement
from dalel.newsroom.stories.actions.embeddings import BUNDLED, NONE, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import Judges, JudgingReport, judge, judges_of
from dalel.newsroom.stories.actions.window_memory import Memory
from dalel.newsroom.stories.models import (
    ClassificationRow,
    JudgingRow,
    MembershipRow,
    ReprintRow,
    StoryRow,
    VectorRow,
)
from dalel.newsroom.stories.queries import judged_versions
from dalel.pack import default_folder
from dalel.steps.classify.classifier import Classifier
from story_rows import FIRST, kept_article, reading_of, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
BLOCKED_RU = (
    "Сайт издания «Озёрный вестник» заблокирован в Казахстане",
    "Сайт независимого издания «Озёрный вестник» с 1 июня 2031 года не открывается в Казахстане "
    "без VPN. Главный редактор Ольга Лазурина заявила, что министерство культуры и информации "
    "ограничило доступ без решения суда. Ранее издание писало о закупках акимата на 48 млн тенге.",
)
BLOCKED_KK = (
    "Қазақстанда «Озёрный вестник» басылымының сайты бұғатталды",
    "2031 жылғы 1 маусымнан бері «Озёрный вестник» тәуелсіз басылымының сайты Қазақстанда "
    "VPN-сіз ашылмайды. Бас редакторы Ольга Лазурина Мәдениет және ақпарат министрлігі сайтқа "
    "қолжетімділікті сот шешімінсіз шектегенін айтты. Бұған дейін басылым әкімдіктің 48 млн "
    "теңгелік сатып алуы туралы жазған.",
)
FINED_RU = (
    "Блогер из Атырау оштрафован за пост в Instagram",
    "Суд Атырау признал блогера Тимура Салкынова виновным по статье 456-2 КоАП и оштрафовал его на "
    "20 МРП за публикацию поста о качестве воды. Адвокат намерен обжаловать решение суда.",
)
WEATHER = ("Завтра ожидается дождь", "Синоптики обещают дождь и порывистый ветер на западе страны.")


@pytest.fixture(scope="module")
def judges() -> Judges:
    return judges_of(default_folder(), choice=EmbeddingChoice(model=NONE))


@pytest.fixture(autouse=True)
def nothing_remembered(judges: Judges) -> None:
    # The rows of the test before are gone.
    for each in (judges, judges_of(default_folder())):
        each.memory.lose()


def came(name: str, words: tuple[str, str], language: str = "ru", hours: int = 0) -> ArticleRow:
    time = NOW + timedelta(hours=hours)
    return kept_article(name, time, title=words[0], text=words[1], language=language)


def run(judges: Judges, hours: int = 1, worker: str = "a") -> JudgingReport:
    return judge(judges, worker, lambda: NOW + timedelta(hours=hours), follow_up=follow_up)


def stories_now() -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for row in MembershipRow.objects.select_related("story", "article"):
        found.setdefault(row.story.key, set()).add(row.article.canonical.rpartition("/")[2])
    return sorted(found.values(), key=sorted)


@pytest.mark.parametrize("model", [BUNDLED, NONE])
def test_both_languages_meet_in_one_story_and_the_weather_in_none(model: str) -> None:
    judges = judges_of(default_folder(), choice=EmbeddingChoice(model=model))
    came("ru", BLOCKED_RU)
    came("kk", BLOCKED_KK, "kk", 1)
    came("fined", FINED_RU)
    came("weather", WEATHER)
    report = run(judges)
    assert (report.judged, report.ours, report.opened) == (4, 3, 2)
    assert stories_now() == [{"fined"}, {"kk", "ru"}]
    assert ClassificationRow.objects.get(version__article__canonical__endswith="fined").section == 5


def test_every_membership_says_why(judges: Judges) -> None:
    came("ru", BLOCKED_RU)
    came("kk", BLOCKED_KK, "kk", 1)
    run(judges)
    codes = {reason["code"] for row in MembershipRow.objects.all() for reason in row.reasons}
    assert len(codes) >= 2


def test_what_comes_later_joins_the_story_that_stands(judges: Judges) -> None:
    came("ru", BLOCKED_RU)
    run(judges)
    came("kk", BLOCKED_KK, "kk", 2)
    assert run(judges, 3).opened == 0
    assert stories_now() == [{"kk", "ru"}]
    assert StoryRow.objects.get().newest == NOW + timedelta(hours=2)


def test_a_worker_that_starts_anew_goes_on_where_the_rows_stand(judges: Judges) -> None:
    came("ru", BLOCKED_RU)
    run(judges)
    judges.memory.lose()
    came("kk", BLOCKED_KK, "kk", 2)
    run(judges, 3)
    assert stories_now() == [{"kk", "ru"}]


def test_nothing_is_judged_twice(judges: Judges) -> None:
    came("ru", BLOCKED_RU)
    run(judges)
    before = ClassificationRow.objects.get().pk
    assert run(judges, 2) == JudgingReport()
    assert ClassificationRow.objects.get().pk == before


def test_a_vector_is_made_once_and_kept() -> None:
    judges = judges_of(default_folder())
    came("ru", BLOCKED_RU)
    run(judges)
    kept = VectorRow.objects.get()
    judges.memory.lose()
    came("fined", FINED_RU, hours=2)
    run(judges, 3)
    assert VectorRow.objects.count() == 2
    assert VectorRow.objects.earliest("pk") == kept


def test_a_reprint_is_folded_under_its_original_and_opens_no_story(judges: Judges) -> None:
    came("one", BLOCKED_RU)
    came("two", (BLOCKED_RU[0], f"{BLOCKED_RU[1]} Фото: из открытых источников."), hours=25)
    run(judges, 26)
    row = ReprintRow.objects.select_related("article", "original").get()
    assert (row.article.canonical[-3:], row.original.canonical[-3:]) == ("two", "one")
    assert stories_now() == [{"one"}]


def test_a_new_version_of_a_reprint_is_still_one(judges: Judges) -> None:
    came("one", BLOCKED_RU)
    row = came("two", BLOCKED_RU, hours=1)
    run(judges, 2)
    words = (BLOCKED_RU[0], f"{BLOCKED_RU[1]} Фото: из открытых источников.")
    later = reading_of("two", NOW + timedelta(hours=3), *words)
    articles.write(later, None, row.versions.get().capture, FIRST)
    run(judges, 4)
    assert stories_now() == [{"one"}]


def test_a_persons_split_is_obeyed_by_later_runs(judges: Judges) -> None:
    first = came("ru", BLOCKED_RU)
    came("kk", BLOCKED_KK, "kk", 1)
    run(judges)
    by = By(member=Member.objects.create(username="aliya"), time=NOW + timedelta(hours=2))
    story_decisions.split(StoryRow.objects.get().key, [first.canonical], by)
    came("more", (BLOCKED_KK[0], f"{BLOCKED_KK[1]} Редакция сотқа жүгінбек."), "kk", 3)
    run(judges, 4)
    assert not any({"ru", "kk"} <= story for story in stories_now())
    judges.memory.lose()
    run(judges, 5)
    assert not any({"ru", "kk"} <= story for story in stories_now())


def test_a_new_version_is_judged_and_stays_in_its_story(judges: Judges) -> None:
    row = came("ru", BLOCKED_RU)
    run(judges)
    changed = (BLOCKED_RU[0], f"{BLOCKED_RU[1]} Позже доступ к сайту восстановили.")
    articles.write(
        reading_of("ru", NOW + timedelta(hours=2), *changed),
        None,
        row.versions.get().capture,
        FIRST,
    )
    assert run(judges, 3).judged == 1
    assert stories_now() == [{"ru"}]
    assert ClassificationRow.objects.count() == 2


def test_while_one_worker_judges_another_leaves_it_alone(judges: Judges) -> None:
    came("ru", BLOCKED_RU)
    claimed = row_claims.claim(placement.turns(NOW), "other", NOW, 1)
    assert run(judges, 0) == JudgingReport()
    row_claims.let_go(claimed[0])
    assert run(judges).judged == 1


def test_what_was_judged_by_one_who_lost_the_turn_is_not_written(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("ru", BLOCKED_RU)
    monkeypatch.setattr(row_claims, "is_mine", lambda _row: False)
    monkeypatch.setattr(row_claims, "extend", lambda _row, _now: False)
    assert run(judges) == JudgingReport()
    assert not ClassificationRow.objects.exists()
    monkeypatch.undo()
    assert run(judges, 2, "a").judged in {0, 1}


def double_of(*rows: StoryRow) -> Placements:
    names = sorted(row.key for row in rows)
    return Placements(
        memberships=(), doubles=(OneStory(stories=(names[0], names[1]), untouched=True),)
    )


def test_untouched_stories_that_turn_out_to_be_one_are_merged() -> None:
    older, younger = story_of(["a"], NOW), story_of(["b"], NOW + timedelta(hours=1))
    assert placement.write_placements(double_of(older, younger), "words", NOW).merged == 1
    younger.refresh_from_db()
    assert (younger.state, younger.merged_into) == (StoryState.MERGED, older)
    assert stories_now() == [{"a", "b"}]


def test_a_story_that_was_opened_in_the_same_turn_leaves_no_empty_one_behind() -> None:
    older, younger = story_of(["a"], NOW), story_of(["b"], NOW + timedelta(hours=1))
    turn = placement.turns(NOW).get()
    turn.opened = [older.key, younger.key]
    assert placement.write_placements(double_of(older, younger), "words", NOW, turn).merged == 1
    assert list(StoryRow.objects.all()) == [older]
    assert stories_now() == [{"a", "b"}]


def test_a_story_on_which_something_hangs_leads_to_the_one_that_it_went_into() -> None:
    older, younger = story_of(["a"], NOW), story_of(["b"], NOW + timedelta(hours=1))
    DraftRow.objects.create(story=younger, job=DraftJob.DRAFT, asked=NOW)
    turn = placement.turns(NOW).get()
    turn.opened = [older.key, younger.key]
    placement.write_placements(double_of(older, younger), "words", NOW, turn)
    younger.refresh_from_db()
    assert (younger.state, younger.merged_into) == (StoryState.MERGED, older)


def placed_together(judges: Judges, monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Which articles are placed at once, call by call, from here on."""
    place, calls = judges.memory.stories.place, list[set[str]]()

    def noted(found: Sequence[Article], *rest: Any) -> Placements:
        calls.append({article.id.rpartition("/")[2] for article in found})
        return place(found, *rest)

    monkeypatch.setattr(judges.memory.stories, "place", noted)
    return calls


def test_what_is_classified_one_by_one_is_placed_at_once(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("ru", BLOCKED_RU)
    came("fined", FINED_RU)
    came("kk", BLOCKED_KK, "kk", 1)
    # As after deaths.
    monkeypatch.setattr(judged_versions, "at_once", lambda _deaths, _most: 1)
    calls = placed_together(judges, monkeypatch)
    assert run(judges, 2).judged == 3
    assert calls == [{"ru", "fined", "kk"}]
    assert stories_now() == [{"fined"}, {"kk", "ru"}]


def test_what_was_classified_before_a_death_is_placed_with_what_is_classified_after_it(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("weather", WEATHER)
    came("ru", BLOCKED_RU)
    came("fined", FINED_RU, hours=1)
    monkeypatch.setattr(judged_versions, "at_once", lambda _deaths, _most: 1)
    die_judging(judges, "fined", monkeypatch)
    assert ClassificationRow.objects.count() == 2
    assert stories_now() == []
    came("kk", BLOCKED_KK, "kk", 1)
    judges.memory.lose()
    calls = placed_together(judges, monkeypatch)
    report = run(judges, 2)
    assert (report.judged, report.opened) == (2, 2)
    assert calls == [{"ru", "fined", "kk"}]
    assert not ClassificationRow.objects.filter(is_placed=False).exists()


def test_judges_that_die_placing_suspect_no_article_and_place_all_at_once_again(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("ru", BLOCKED_RU)
    came("kk", BLOCKED_KK, "kk", 1)

    def die(*_: object) -> None:
        raise Dead

    for _ in range(MOST_DEATHS + 1):
        with monkeypatch.context() as patched:
            patched.setattr(judging_queue, "leave", lambda _turn: None)
            patched.setattr(judges.memory.stories, "place", die)
            with pytest.raises(Dead):
                run(judges)
        row_claims.take_from_the_dead("a", NOW)
    assert resting.worn() == ()
    assert run(judges, 2) == JudgingReport(opened=1)
    assert stories_now() == [{"kk", "ru"}]


def test_an_article_that_cannot_be_placed_keeps_no_other_from_it(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, words in (("ru", BLOCKED_RU), ("fined", FINED_RU), ("weather", WEATHER)):
        came(name, words)
    compare = type(judges.memory).compare

    def stumble(self: Memory, found: Sequence[Article]) -> tuple[Reprint, ...]:
        if any(article.id.endswith("fined") for article in found):
            raise KeyError("odd")
        return compare(self, found)

    with monkeypatch.context() as patched:
        patched.setattr(type(judges.memory), "compare", stumble)
        assert run(judges).judged == 3
    assert stories_now() == [{"ru"}]
    assert JudgingRow.objects.get().version.article.canonical.endswith("fined")
    assert run(judges, 2) == JudgingReport(opened=1)
    assert not JudgingRow.objects.exists()
    assert stories_now() == [{"fined"}, {"ru"}]


def test_into_how_many_parts_placing_falls_does_not_show_in_its_stories(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("ru", BLOCKED_RU)
    came("fined", FINED_RU)
    came("kk", BLOCKED_KK, "kk", 1)
    # One by one; the last one shows that the two stories before it are one.
    monkeypatch.setattr(flow, "TOGETHER", 1)
    place = judges.memory.stories.place

    def apart(found: Sequence[Article], *rest: Any) -> Placements:
        placed = place(found, *rest)
        standing = list(StoryRow.objects.order_by("pk"))
        doubles = double_of(*standing).doubles if len(standing) == 2 else ()
        return replace(placed, doubles=doubles)

    monkeypatch.setattr(judges.memory.stories, "place", apart)
    assert run(judges, 2).merged == 1
    assert set(StoryRow.objects.values_list("state", flat=True)) == {StoryState.NEW}
    assert placement.turns(NOW).get().opened == []


class Mortal:
    """A classifier of which the process would die when it comes to one article."""

    def __init__(self, judges: Judges, name: str) -> None:
        self.model = judges.classifier.model
        self._classifier = judges.classifier
        self._name = name

    def sift(self, found: Sequence[Article]) -> Sequence[bool]:
        if any(article.id.endswith(f"/{self._name}") for article in found):
            raise Dead
        return self._classifier.sift(found)

    def classify(self, *arguments: Any) -> Any:
        return self._classifier.classify(*arguments)


class Dead(BaseException):
    """Stands for the end of a process: nothing of what follows may be written down."""


def die_judging(judges: Judges, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mortal = replace(judges, classifier=cast("Classifier", Mortal(judges, name)))
    with monkeypatch.context() as patched:
        patched.setattr(judging_queue, "leave", lambda _turn: None)
        with pytest.raises(Dead):
            run(mortal)
    row_claims.take_from_the_dead("a", NOW)


def test_the_one_article_that_kills_its_judges_rests_alone(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        came(f"weather-{number}", WEATHER, hours=number)
    came("deadly", BLOCKED_RU, hours=30)
    came("fined", FINED_RU, hours=31)
    for _ in range(MOST_DEATHS):
        die_judging(judges, "deadly", monkeypatch)
    run(judges, 40)
    unjudged = ArticleRow.objects.filter(versions__classification=None)
    assert [row.canonical for row in unjudged] == ["https://lake.test/deadly"]
    (one,) = resting.worn()
    assert (one.work, one.rests, one.error) == ("judge", True, row_claims.IN_WORK)
    resting.try_all_again(NOW)
    assert run(judges, 41).judged == 1
    assert resting.worn() == ()


def test_judges_that_die_with_ever_other_articles_in_hand_let_none_rest(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"weather-{number}" for number in range(24)]
    for number, name in enumerate(names):
        came(name, WEATHER, hours=number)
    deaths = 0
    for name in names:
        if ArticleRow.objects.filter(
            canonical__endswith=f"/{name}", versions__classification=None
        ).exists():
            die_judging(judges, name, monkeypatch)
            deaths += 1
    assert deaths > MOST_DEATHS
    assert resting.count_resting() == 0
    run(judges, 50)
    assert not ArticleRow.objects.filter(versions__classification=None).exists()


def test_an_error_while_judging_is_no_death_and_frees_the_turn(judges: Judges) -> None:
    came("ru", BLOCKED_RU)
    broken = replace(judges, classifier=cast("Classifier", Mortal(judges, "ru")))
    for _ in range(MOST_DEATHS + 1):
        with pytest.raises(Dead):
            run(broken)
    assert resting.worn() == ()
    assert run(judges, 2, "b").judged == 1


def test_of_a_story_that_a_person_touched_a_double_is_only_noted_once() -> None:
    older, younger = story_of(["a"], NOW), story_of(["b"], NOW + timedelta(hours=1))
    StoryRow.objects.filter(pk=older.pk).update(is_touched=True)
    assert placement.write_placements(double_of(older, younger), "words", NOW).doubles == 1
    assert placement.write_placements(double_of(older, younger), "words", NOW).doubles == 0
    assert stories_now() == [{"a"}, {"b"}]


def test_the_articles_of_open_stories_are_watched(judges: Judges) -> None:
    came("ru", BLOCKED_RU)
    came("weather", WEATHER)
    run(judges)
    watched = ArticleRow.objects.filter(watched_for="an open story").values_list(
        "canonical", flat=True
    )
    assert list(watched) == ["https://lake.test/ru"]


def refuses(judges: Judges, monkeypatch: pytest.MonkeyPatch, name: str) -> pytest.MonkeyPatch:
    """Judges that stumble over one article."""
    sift = type(judges.classifier).sift

    def stumble(self: Classifier, found: Sequence[Article]) -> tuple[bool, ...]:
        if any(article.id.endswith(name) for article in found):
            raise KeyError("odd")
        return sift(self, found)

    monkeypatch.setattr(type(judges.classifier), "sift", stumble)
    return monkeypatch


def test_an_article_that_cannot_be_judged_keeps_no_other_from_it(
    judges: Judges, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, words in (("ru", BLOCKED_RU), ("fined", FINED_RU), ("weather", WEATHER)):
        came(name, words)
    came("kk", BLOCKED_KK, "kk", 1)
    refuses(judges, monkeypatch, "fined")
    assert run(judges).judged == 3
    assert stories_now() == [{"kk", "ru"}]
    row = JudgingRow.objects.get()
    assert row.version.article.canonical.endswith("fined")
    assert (row.error, row.attempts) == ("unexpected: KeyError: 'odd'", 1)
    # It is told of once, where it stands alone.
    assert [one.getMessage().partition(": ")[0] for one in caplog.records] == [
        "Judging https://lake.test/fined"
    ]
    assert run(judges).judged == 0
    row.refresh_from_db()
    assert row.attempts == 1
    monkeypatch.undo()
    assert run(judges, 2).judged == 1
    assert stories_now() == [{"fined"}, {"kk", "ru"}]
    assert not JudgingRow.objects.exists()


def test_an_article_that_is_never_judged_rests(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("fined", FINED_RU)
    refuses(judges, monkeypatch, "fined")
    for days in range(MOST_ATTEMPTS + 2):
        run(judges, 24 * days + 1)
    row = JudgingRow.objects.get()
    assert (row.attempts, row.next_at) == (MOST_ATTEMPTS, None)
    monkeypatch.undo()
    row_claims.try_again([row], NOW)
    assert run(judges, 24 * 9).judged == 1


def test_judging_that_stumbles_as_a_whole_is_tried_again_and_never_rests(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("fined", FINED_RU)

    def stumble(_since: datetime) -> dict[str, str]:
        raise KeyError("odd")

    with monkeypatch.context() as patched:
        patched.setattr(placement, "standing", stumble)
        for hours in range(MOST_ATTEMPTS + 1):
            assert run(judges, hours + 1).waits == "unexpected: KeyError: 'odd'"
    assert run(judges, 9).judged == 1


def test_a_story_whose_names_cannot_be_read_is_weighed_without_them(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("ru", BLOCKED_RU)

    def stumble(*_: object, **__: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr(places, "extract_facts", stumble)
    monkeypatch.setattr(places, "forthcoming", stumble)
    assert run(judges).opened == 1
    assert StoryRow.objects.get().state == StoryState.NEW
    assert DiaryReadRow.objects.count() == 1
