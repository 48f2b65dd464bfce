"""What does a worker read again of the window, and what does it take in of others' work?"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models.sql.compiler import SQLCompiler

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions import story_decisions
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.stories.actions import placement
from dalel.newsroom.stories.actions.embeddings import NONE, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import Judges, judge, judges_of
from dalel.newsroom.stories.actions.window_memory import Memory
from dalel.newsroom.stories.models import ClassificationRow, ReprintRow, StoryRow, VectorRow
from dalel.newsroom.stories.queries import judged_versions
from dalel.newsroom.stories.queries.judged_versions import JudgedKeys, judged_since
from dalel.newsroom.stories.queries.standing_marks import standing_mark
from dalel.pack import default_folder
from dalel.steps.group.models import pair_model
from dalel.steps.group.pair_comparison import PairJudge
from story_rows import kept_article, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
BLOCKED = (
    "Сайт издания «Озёрный вестник» заблокирован в Казахстане",
    "Сайт независимого издания «Озёрный вестник» с 1 июня 2031 года не открывается в Казахстане "
    "без VPN. Главный редактор Ольга Лазурина заявила, что министерство культуры и информации "
    "ограничило доступ без решения суда. Ранее издание писало о закупках акимата на 48 млн тенге.",
)
PHOTO = " Фото: из открытых источников."
WEATHER = "Синоптики обещают дождь и ветер силой {} метров в секунду, сообщили в службе."
FINED = "Суд оштрафовал блогера Тимура Салкынова на {} МРП за пост о качестве воды в Атырау."


@pytest.fixture(scope="module")
def judges() -> Judges:
    return judges_of(default_folder(), choice=EmbeddingChoice(model=NONE))


@pytest.fixture(autouse=True)
def nothing_remembered(judges: Judges) -> None:
    # The rows of the test before are gone.
    for each in (judges, judges_of(default_folder())):
        each.memory.lose()


def came(name: str, title: str, text: str, hours: int = 0) -> None:
    kept_article(name, NOW + timedelta(hours=hours), title=title, text=text)


def run(judges: Judges, hours: int = 1) -> None:
    judge(judges, "a", lambda: NOW + timedelta(hours=hours))


def memory_of(judges: Judges) -> Memory:
    """The memory of another worker, that has seen nothing yet."""
    pairs = PairJudge(model=pair_model(with_vectors=False), lexicon=judges.words, spread=1.0)
    return Memory(pairs, judges.kinds, judges.zone)


class Counted:
    """How many statements were executed and rows read, and of how many versions the text."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.queries = self.rows = self.texts = 0
        execute, results = SQLCompiler.execute_sql, SQLCompiler.results_iter
        article_of = judged_versions.article_of

        def executed(compiler: SQLCompiler, *given: Any, **named: Any) -> Any:
            self.queries += 1
            return execute(compiler, *given, **named)

        def counted(compiler: SQLCompiler, *given: Any, **named: Any) -> Iterator[Sequence[Any]]:
            for row in results(compiler, *given, **named):
                self.rows += 1
                yield row

        def read(*given: Any) -> Any:
            self.texts += 1
            return article_of(*given)

        monkeypatch.setattr(SQLCompiler, "execute_sql", executed)
        monkeypatch.setattr(SQLCompiler, "results_iter", counted)
        monkeypatch.setattr(judged_versions, "article_of", read)


def second_pass(
    judges: Judges, hours: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, int, int]:
    """Statements, rows and texts of a pass that brings nothing."""
    run(judges, hours)
    run(judges, hours + 1)
    with monkeypatch.context() as patched:
        counted = Counted(patched)
        run(judges, hours + 2)
    return counted.queries, counted.rows, counted.texts


def test_a_pass_that_brings_nothing_reads_as_little_of_a_large_window_as_of_a_small_one(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    came("weather", "Дождь", WEATHER.format(3))
    came("fined", "Блогер оштрафован", FINED.format(20))
    small = second_pass(judges, 1, monkeypatch)
    assert small[0] > 0
    for number in range(20):
        came(f"weather-{number}", f"Дождь {number}", WEATHER.format(number), number)
        came(f"fined-{number}", f"Блогер {number} оштрафован", FINED.format(number), number)
    assert second_pass(judges, 30, monkeypatch) == small
    assert small[2] == 0


def test_what_another_worker_judged_is_read_once(
    judges: Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        came(f"weather-{number}", f"Дождь {number}", WEATHER.format(number))
    came("blocked", *BLOCKED)
    run(judges)
    memory, counted = memory_of(judges), Counted(monkeypatch)
    memory.refresh(judges.vectors, NOW + timedelta(hours=2))
    # Four of the days of reprints, one of them also of the stories.
    assert counted.texts == 5
    memory.refresh(judges.vectors, NOW + timedelta(hours=3))
    assert counted.texts == 5
    came("late", "Снег", WEATHER.format(30), 3)
    run(judges, 4)
    counted.texts = 0
    memory.refresh(judges.vectors, NOW + timedelta(hours=5))
    assert counted.texts == 1


def test_what_waited_to_be_placed_is_taken_in_once_another_placed_it(judges: Judges) -> None:
    came("one", *BLOCKED)
    came("two", "Дождь", WEATHER.format(1))
    run(judges)
    first = ClassificationRow.objects.earliest("pk")
    ClassificationRow.objects.filter(pk=first.pk).update(is_placed=False)
    found, known = judged_since(NOW - timedelta(days=1), JudgedKeys())
    assert len(found) == 1
    assert known.waiting == frozenset({first.pk})
    assert judged_since(NOW - timedelta(days=1), known) == ({}, known)
    ClassificationRow.objects.filter(pk=first.pk).update(is_placed=True)
    found, known = judged_since(NOW - timedelta(days=1), known)
    assert set(found) == {first.version_id}
    assert not known.waiting


def test_whatever_moves_articles_changes_the_mark() -> None:
    marks = [standing_mark()]
    one, other = story_of(["a", "b"], NOW), story_of(["c"], NOW)
    marks.append(standing_mark())
    by = By(member=Member.objects.create(username="aliya"), time=NOW)
    story_decisions.split(one.key, ["https://lake.test/a"], by)
    marks.append(standing_mark())
    decision = story_decisions.merge(one.key, other.key, by)
    marks.append(standing_mark())
    story_decisions.undo(decision, by)
    marks.append(standing_mark())
    assert len(set(marks)) == len(marks)
    assert standing_mark() == marks[-1]


def test_where_people_put_articles_is_taken_over(judges: Judges) -> None:
    came("blocked", *BLOCKED)
    came("fined", "Блогер оштрафован", FINED.format(20))
    run(judges)
    one, other = StoryRow.objects.order_by("pk")
    story_decisions.merge(one.key, other.key, By(member=Member.objects.create(), time=NOW))
    run(judges, 2)
    standing = placement.standing(NOW - timedelta(days=1))
    assert len(set(standing.values())) == 1
    assert judges.memory._standing == standing  # noqa: SLF001 - what the next placing goes by


def test_a_reprint_gets_no_vector_and_the_verdict_of_its_own_words_with_its_originals() -> None:
    judges = judges_of(default_folder())
    came("one", *BLOCKED)
    came("two", BLOCKED[0], f"{BLOCKED[1]}{PHOTO}", 25)
    run(judges, 26)
    came("three", BLOCKED[0], f"Передаёт «Степной вестник». {BLOCKED[1]}", 27)
    run(judges, 28)
    assert ReprintRow.objects.count() == 2
    assert VectorRow.objects.get().version.article.canonical.endswith("one")
    found = ClassificationRow.objects.order_by("pk")
    assert [(row.is_relevant, row.section) for row in found] == [(True, found[0].section)] * 3
    assert all(
        any(reason["code"] == "near_meaning" for reason in row.suggested["reasons"])
        for row in found
    )


def test_a_worker_that_starts_anew_knows_whose_vectors_are_kept() -> None:
    judges = judges_of(default_folder())
    came("one", *BLOCKED)
    run(judges)
    judges.memory.lose()
    came("two", BLOCKED[0], f"{BLOCKED[1]}{PHOTO}", 25)
    run(judges, 26)
    assert VectorRow.objects.count() == 1


def test_a_reprint_whose_original_lost_its_vector_gets_its_own() -> None:
    judges = judges_of(default_folder())
    came("one", *BLOCKED)
    run(judges)
    VectorRow.objects.all().delete()
    came("two", BLOCKED[0], f"{BLOCKED[1]}{PHOTO}", 2)
    run(judges, 3)
    assert VectorRow.objects.get().version.article.canonical.endswith("two")


def test_a_pass_in_which_words_rule_out_everything_needs_no_vector() -> None:
    judges = judges_of(default_folder())
    came("weather", "Дождь", WEATHER.format(3))
    report = judge(judges, "a", lambda: NOW + timedelta(hours=1))
    assert (report.judged, report.ours) == (1, 0)
    assert not VectorRow.objects.exists()
