"""Is what the machine left out still there, and can it be called in?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.classification import Classification
from dalel.domain.errors import NotFoundError
from dalel.domain.reason import Reason
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions.call_in import call_in
from dalel.newsroom.stories.actions.judging_queue import write_classifications
from dalel.newsroom.stories.models import StoryRow
from dalel.newsroom.stories.queries.left_out import PAGE, left_out
from story_rows import judge, kept_article, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


def leave_out(*names: str) -> None:
    found = Classification(
        relevant=False,
        score=0.2,
        section=None,
        reasons=(Reason(code="abroad_only", weight=0.7),),
        model="sketch-1",
    )
    rows = [kept_article(name, NOW) for name in names]
    write_classifications((row.versions.get(), found) for row in rows)


def titles(page: int = 1) -> list[str]:
    return [one.title for one in left_out(page)[0]]


def test_what_was_left_out_stands_with_its_reason_the_newest_first() -> None:
    leave_out("a", "b")
    judge(story_of(["c"], NOW))
    assert titles() == ["b", "a"]
    (first, _), further = left_out()
    assert (first.outlet, first.reasons[0].code, further) == ("lake.test", "abroad_only", False)


def test_there_are_as_many_pages_as_needed() -> None:
    leave_out(*(f"a{count}" for count in range(PAGE + 1)))
    assert len(titles()) == PAGE
    assert left_out()[1]
    assert titles(2) == ["a0"]


def test_a_person_calls_an_article_in_once() -> None:
    leave_out("a")
    act = Act(member=Member.objects.create(username="aliya"), time=NOW + timedelta(days=1))
    key = ArticleRow.objects.get().pk
    story = call_in(key, act)
    assert call_in(key, act) == story
    row = StoryRow.objects.get()
    assert (row.key, row.is_touched, row.is_relevant, row.score) == (story, True, True, 0.2)
    assert titles() == []
    with pytest.raises(NotFoundError):
        call_in(key + 1, act)
