"""Does what came in find its story, once, and as people decided?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.grouping import OneStory, Placements
from dalel.domain.states import StoryState
from dalel.flow.inbox.judging import Judges, JudgingReport, judge, judges_of
from dalel.flow.inbox.meaning import BUNDLED, NONE, Choice
from dalel.pack import default_folder
from dalel.store.inbox import deciding, stories
from dalel.store.inbox.deciding import By
from dalel.store.models import (
    ArticleRow,
    ClassificationRow,
    Member,
    MembershipRow,
    ReprintRow,
    StoryRow,
    VectorRow,
)
from dalel.store.watch import articles, due
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
    return judges_of(default_folder(), choice=Choice(model=NONE))


@pytest.fixture(autouse=True)
def nothing_remembered(judges: Judges) -> None:
    # The rows of the test before are gone.
    for each in (judges, judges_of(default_folder())):
        each.memory.lose()


def came(name: str, words: tuple[str, str], language: str = "ru", hours: int = 0) -> ArticleRow:
    time = NOW + timedelta(hours=hours)
    return kept_article(name, time, title=words[0], text=words[1], language=language)


def run(judges: Judges, hours: int = 1, worker: str = "a") -> JudgingReport:
    return judge(judges, worker, lambda: NOW + timedelta(hours=hours))


def stories_now() -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for row in MembershipRow.objects.select_related("story", "article"):
        found.setdefault(row.story.key, set()).add(row.article.canonical.rpartition("/")[2])
    return sorted(found.values(), key=sorted)


@pytest.mark.parametrize("model", [BUNDLED, NONE])
def test_both_languages_meet_in_one_story_and_the_weather_in_none(model: str) -> None:
    judges = judges_of(default_folder(), choice=Choice(model=model))
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
    deciding.split(StoryRow.objects.get().key, [first.canonical], by)
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
    claimed = due.claim(stories.turns(NOW), "other", NOW, 1)
    assert run(judges, 0) == JudgingReport()
    due.let_go(claimed[0])
    assert run(judges).judged == 1


def test_what_was_judged_by_one_who_lost_the_turn_is_not_written(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("ru", BLOCKED_RU)
    monkeypatch.setattr(due, "is_mine", lambda _row: False)
    monkeypatch.setattr(due, "extend", lambda _row, _now: False)
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
    assert stories.write_placements(double_of(older, younger), "words", NOW).merged == 1
    younger.refresh_from_db()
    assert (younger.state, younger.merged_into) == (StoryState.MERGED, older)
    assert stories_now() == [{"a", "b"}]


def test_of_a_story_that_a_person_touched_a_double_is_only_noted_once() -> None:
    older, younger = story_of(["a"], NOW), story_of(["b"], NOW + timedelta(hours=1))
    StoryRow.objects.filter(pk=older.pk).update(is_touched=True)
    assert stories.write_placements(double_of(older, younger), "words", NOW).doubles == 1
    assert stories.write_placements(double_of(older, younger), "words", NOW).doubles == 0
    assert stories_now() == [{"a"}, {"b"}]


def test_the_articles_of_open_stories_are_watched(judges: Judges) -> None:
    came("ru", BLOCKED_RU)
    came("weather", WEATHER)
    run(judges)
    watched = ArticleRow.objects.filter(watched_for="an open story").values_list(
        "canonical", flat=True
    )
    assert list(watched) == ["https://lake.test/ru"]
