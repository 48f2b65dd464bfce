"""Does a story get its place, and is it likened to the right incidents?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.states import IncidentState, StoryState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions import story_ranking
from dalel.newsroom.incidents.actions.story_ranking import NamedInStory, unweighed, weigh
from dalel.newsroom.incidents.models import CodesRow, IncidentRow, LikenessRow
from dalel.newsroom.stories.models import MembershipRow, ReprintRow, StoryRow
from story_rows import incident, judge, kept_article, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
SINCE = NOW - timedelta(days=30)
NOBODY = NamedInStory()
AIDAR = ("Айдаром Тестовым",)


def weighed(story: StoryRow, named: NamedInStory = NOBODY) -> StoryRow:
    (row,) = [one for one in unweighed(SINCE, 99) if one.pk == story.pk]
    weigh([row], {row.pk: named})
    return StoryRow.objects.get(pk=story.pk)


def alike(story: StoryRow) -> list[str]:
    rows = LikenessRow.objects.filter(story=story).select_related("incident")
    return [row.incident.number for row in rows]


def codes(row: IncidentRow, event_type: str, severity: int, author: Member | None) -> None:
    CodesRow.objects.create(
        incident=row,
        number=1,
        time=NOW,
        author=author,
        codebook_version="tiny-1",
        event_type=event_type,
        direction="negative",
        severity=severity,
        case_status="charge",
        verification="V1",
        statutes=["A-1"],
    )


def test_a_story_takes_over_what_was_thought_of_its_articles() -> None:
    story = story_of(["a", "b"], NOW)
    judge(story, score=0.8, section=2, event_type="leak")
    row = weighed(story)
    assert (row.is_relevant, row.section, row.event_type) == (True, 2, "leak")
    assert row.score == pytest.approx(0.8)
    assert row.rank > 0


def test_a_story_that_nothing_is_thought_of_is_not_ours_yet() -> None:
    row = weighed(story_of(["a"], NOW))
    assert (row.is_relevant, row.score, row.section) == (False, 0.0, None)


def test_reprints_have_no_say() -> None:
    story = story_of(["a", "b"], NOW)
    judge(story)
    first, second = (row.article for row in MembershipRow.objects.order_by("pk"))
    second.versions.get().classification.delete()
    ReprintRow.objects.create(article=first, original=second, time=NOW)
    assert not weighed(story).is_relevant


def test_only_what_changed_is_weighed_again() -> None:
    story = story_of(["a"], NOW)
    judge(story)
    weighed(story)
    assert unweighed(SINCE, 9) == []
    MembershipRow.objects.create(article=kept_article("b", NOW), story=story, time=NOW)
    assert [row.pk for row in unweighed(SINCE, 9)] == [story.pk]
    StoryRow.objects.update(state=StoryState.REJECTED)
    assert unweighed(SINCE, 9) == []


def test_the_newest_are_weighed_first() -> None:
    old, new = story_of(["a"], NOW - timedelta(days=2)), story_of(["b"], NOW)
    assert [row.pk for row in unweighed(SINCE, 1)] == [new.pk]
    assert {row.pk for row in unweighed(SINCE, 9)} == {old.pk, new.pk}


def test_the_newsrooms_own_codes_tell_how_grave_such_events_are() -> None:
    member = Member.objects.create(username="aliya")
    for count in range(9):
        row = incident(f"XT-2031-{count:04}", NOW)
        codes(row, "leak" if count else "block", 5 if count else 1, member)
    grave, light = story_of(["a"], NOW), story_of(["b"], NOW)
    judge(grave, section=2, event_type="leak")
    judge(light, section=1, event_type="block")
    assert weighed(grave).severity > weighed(light).severity


def test_what_the_machine_drafted_itself_is_no_experience() -> None:
    codes(incident("XT-new-1", NOW), "block", 5, None)
    story = story_of(["a"], NOW)
    judge(story)
    assert weighed(story).severity == 3.0


def test_a_suggested_severity_counts() -> None:
    story = story_of(["a"], NOW)
    judge(story, severity="5")
    assert weighed(story).severity == 5.0


def test_a_story_looks_like_the_incident_that_cites_its_page() -> None:
    incident("XT-2031-0001", NOW, cites="https://lake.test/a")
    story = story_of(["a"], NOW)
    judge(story)
    known = weighed(story)
    assert alike(story) == ["XT-2031-0001"]
    other = story_of(["b"], NOW)
    judge(other)
    assert known.rank < weighed(other).rank


def test_a_story_looks_like_the_incident_that_names_the_same_person_in_any_form() -> None:
    incident("XT-2031-0001", NOW, title="Суд оправдал Айдара Тестова")
    incident("XT-2031-0002", NOW, title="Айдар Тестов подал в суд")
    incident("XT-2031-0003", NOW, title="Айдар подал в суд")
    story = story_of(["a"], NOW)
    judge(story)
    weighed(story, NamedInStory(persons=AIDAR))
    assert sorted(alike(story)) == ["XT-2031-0001", "XT-2031-0002"]
    assert LikenessRow.objects.all()[0].reasons[0]["values"] == {"names": "Айдаром Тестовым"}


def test_a_shared_provision_adds_to_a_shared_name() -> None:
    row = incident("XT-2031-0001", NOW, title="Суд оправдал Айдара Тестова")
    codes(row, "block", 3, None)
    story = story_of(["a"], NOW)
    judge(story)
    weighed(story, NamedInStory(persons=AIDAR, statutes=frozenset({"A-1", "A-2"})))
    found = LikenessRow.objects.get(story=story)
    assert [reason["code"] for reason in found.reasons] == ["alike_names", "alike_statutes"]
    assert found.strength == pytest.approx(0.8)


def test_a_name_that_stands_everywhere_tells_nothing() -> None:
    for count in range(6):
        incident(f"XT-2031-{count:04}", NOW, title="Министр Тест Тестов сказал")
    story = story_of(["a"], NOW)
    judge(story)
    weighed(story, NamedInStory(persons=("Тест Тестов",)))
    assert alike(story) == []


@pytest.mark.parametrize("state", [IncidentState.WITHDRAWN, IncidentState.RETRACTED])
def test_nothing_looks_like_what_is_gone(state: IncidentState) -> None:
    row = incident("XT-2031-0001", NOW, title="Айдар Тестов", cites="https://lake.test/a")
    IncidentRow.objects.filter(pk=row.pk).update(state=state)
    story = story_of(["a"], NOW)
    judge(story)
    weighed(story, NamedInStory(persons=AIDAR))
    assert alike(story) == []


def test_what_a_person_changed_is_weighed_at_once_and_read_at_the_next_run() -> None:
    story = story_of(["a"], NOW)
    judge(story)
    story_ranking.weigh_again([story.pk])
    row = StoryRow.objects.get()
    assert (row.is_relevant, row.weighed) == (True, "")
    assert [one.pk for one in unweighed(SINCE, 9)] == [story.pk]
