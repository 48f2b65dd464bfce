"""Are several acted on one by one, told of truly, and taken back as one?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.errors import NotFoundError
from dalel.domain.several import MOST_AT_ONCE, ItemRemark, Several, SeveralDeed, WhyNot
from dalel.domain.states import EditionState, IncidentState, StoryState
from dalel.domain.story_decision import NotOurs
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import codes as coding
from dalel.newsroom.incidents.actions import several, story_decisions
from dalel.newsroom.incidents.actions.several import TooManyAtOnceError
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.models import (
    CodesRow,
    DeskMarkRow,
    EditionEntryRow,
    HolderRow,
    IncidentRow,
    SeveralItemRow,
)
from dalel.newsroom.incidents.queries.several import SeveralTold, assignees, told_several
from dalel.newsroom.releases.actions import editions
from dalel.newsroom.stories.models import DecisionRow, StoryRow
from story_rows import incident, story_of

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC) - timedelta(hours=5)


@pytest.fixture
def act(cast: dict[str, Member]) -> Act:
    return Act(member=cast["editor"], time=NOW)


def told(key: int, act: Act) -> SeveralTold:
    found = told_several(key, act.member)
    assert found is not None
    return found


def stories(count: int = 3) -> list[StoryRow]:
    return [story_of([f"s{number}"], NOW) for number in range(count)]


def entries(count: int = 3) -> list[IncidentRow]:
    return [incident(f"XT-2031-{900 + number:04}", NOW, title="Весть") for number in range(count)]


def test_stories_are_found_not_ours_together_and_one_taken_meanwhile_is_told(
    act: Act, cast: dict[str, Member]
) -> None:
    rows = stories()
    by = By(member=cast["reporter"], time=NOW)
    story_decisions.put_off(rows[1].key, by)
    story_decisions.reject(rows[1].key, By(member=cast["reporter"], time=NOW, reason="abroad"))
    keys = [row.key for row in rows]
    given = f"{NotOurs.ABROAD}: далеко"
    key = several.act_on(
        Several.STORIES, SeveralDeed.REJECT, NotOurs.ABROAD, [*keys, keys[0], "gone"], act,
        given=given,
    )  # fmt: skip
    found = told(key, act)
    assert (found.done, [(one.why, one.who, one.count) for one in found.left]) == (
        2,
        [(WhyNot.DECIDED, "Айгүл (reporter)", 1), (WhyNot.GONE, "", 1)],
    )
    assert list(found.left[0].titles[keys[1]].values()) == ["s1"]
    assert StoryRow.objects.get(key=keys[0]).reason == given
    assert AuditRow.objects.filter(action="rejected a story", subject=keys[2]).exists()
    # What somebody wrote stands with the decision, and is not kept a second time.
    assert found.value == NotOurs.ABROAD
    several.take_back(key, act)
    again = told(key, act)
    assert (again.undone, again.can_undo) == (2, False)
    states = dict(StoryRow.objects.values_list("key", "state"))
    assert [states[one] for one in keys] == [
        StoryState.NEW, StoryState.REJECTED, StoryState.NEW,
    ]  # fmt: skip
    assert DecisionRow.objects.filter(undone=None).count() == 2


def test_what_a_later_act_stands_upon_is_left_when_all_is_taken_back(act: Act) -> None:
    rows = stories(2)
    keys = [row.key for row in rows]
    key = several.act_on(Several.STORIES, SeveralDeed.LATER, "", keys, act)
    by = By(member=act.member, time=NOW, reason="abroad")
    story_decisions.reject(keys[0], by)
    several.take_back(key, act)
    found = told(key, act)
    assert (found.undone, [(one.why, one.count) for one in found.stuck]) == (
        1,
        [(WhyNot.CHANGED_SINCE, 1)],
    )
    assert StoryRow.objects.get(key=keys[0]).state == StoryState.REJECTED
    assert StoryRow.objects.get(key=keys[1]).state == StoryState.NEW
    # Nothing is taken back a second time.
    several.take_back(key, act)
    assert told(key, act).undone == 1


def test_stories_are_given_to_somebody_and_come_back_to_whom_they_were(
    act: Act, cast: dict[str, Member]
) -> None:
    keys = [row.key for row in stories(2)]
    several.act_on(Several.STORIES, SeveralDeed.ASSIGN, "the-reporter", keys[:1], act)
    key = several.act_on(Several.STORIES, SeveralDeed.ASSIGN, "the-publisher", keys, act)
    assert assignees(keys) == dict.fromkeys(keys, "Айгүл (publisher)")
    again = several.act_on(Several.STORIES, SeveralDeed.ASSIGN, "the-publisher", keys, act)
    assert [one.why for one in told(again, act).left] == [WhyNot.SAME]
    several.take_back(key, act)
    assert assignees(keys) == {keys[0]: "Айгүл (reporter)"}
    gone = several.act_on(Several.STORIES, SeveralDeed.ASSIGN, "the-left", keys, act)
    assert told(gone, act).done == 0
    several.act_on(Several.STORIES, SeveralDeed.ASSIGN, "", keys[:1], act)
    assert not DeskMarkRow.objects.exists()


def test_entries_get_a_section_which_is_decided_by_it_and_lose_it_again(
    act: Act, cast: dict[str, Member]
) -> None:
    rows = entries()
    IncidentRow.objects.filter(pk=rows[2].pk).update(state=IncidentState.WITHDRAWN)
    CodesRow.objects.create(
        incident=rows[0],
        number=1,
        time=NOW,
        note="suggested by the machine",
        codebook_version="1",
        severity=0,
    )
    numbers = [row.number for row in rows]
    key = several.act_on(Several.ENTRIES, SeveralDeed.SECTION, "2", numbers, act)
    found = told(key, act)
    assert (found.done, [one.why for one in found.left]) == (2, [WhyNot.TAKEN_BACK])
    sections = IncidentRow.objects.order_by("number").values_list("section", flat=True)
    assert list(sections) == [2, 2, 1]
    assert coding.newest_codes(numbers[0]).decided == ("section",)
    coding.place(numbers[1], 3, None, act=Act(member=cast["reporter"], time=NOW))
    several.take_back(key, act)
    assert [one.why for one in told(key, act).stuck] == [WhyNot.CHANGED_SINCE]
    assert list(sections.all()) == [1, 3, 1]
    assert coding.newest_codes(numbers[0]).decided == ()


def test_entries_are_handed_over_and_put_off_and_what_is_put_off_is_not_gathered(
    act: Act,
) -> None:
    numbers = [row.number for row in entries(2)]
    key = several.act_on(Several.ENTRIES, SeveralDeed.HOLD, "lawyer", numbers, act)
    assert HolderRow.objects.filter(holder="lawyer").count() == 2
    several.take_back(key, act)
    assert not HolderRow.objects.exists()
    later = several.act_on(Several.ENTRIES, SeveralDeed.LATER, "", numbers[:1], act)
    edition = editions.open_edition(NOW.date(), NOW.date(), act)
    gathered = editions.gather(edition, (), act)
    assert (gathered.count, gathered.later) == (1, 1)
    # It stands in an edition: it cannot be put off beside it.
    there = several.act_on(Several.ENTRIES, SeveralDeed.LATER, "", numbers[1:], act)
    assert [(one.why, one.who) for one in told(there, act).left] == [
        (WhyNot.IN_EDITION, str(edition))
    ]
    refused = several.act_on(Several.ENTRIES, SeveralDeed.EDITION, str(edition), numbers, act)
    assert [one.why for one in told(refused, act).left] == [WhyNot.PUT_OFF, WhyNot.SAME]
    several.take_back(later, act)
    assert editions.gather(edition, (), act).count == 1


def test_entries_come_into_an_edition_and_go_out_of_it_unless_it_was_closed(act: Act) -> None:
    numbers = [row.number for row in entries(2)]
    IncidentRow.objects.filter(number=numbers[1]).update(
        date_iso="2001-02-03", date_precision="day"
    )
    edition = editions.open_edition(NOW.date(), NOW.date(), act)
    key = several.act_on(Several.ENTRIES, SeveralDeed.EDITION, str(edition), numbers, act)
    found = told(key, act)
    assert (found.done, dict(found.remarks)) == (2, {ItemRemark.OTHER_PERIOD: 1})
    EditionRow.objects.update(state=EditionState.FROZEN)
    several.take_back(key, act)
    assert [one.why for one in told(key, act).stuck] == [WhyNot.CLOSED]
    EditionRow.objects.update(state=EditionState.OPEN)
    several.take_back(key, act)
    assert told(key, act).undone == 2
    assert not EditionEntryRow.objects.exists()


def test_who_may_not_is_refused_for_each_and_nobody_takes_back_what_another_did(
    act: Act, cast: dict[str, Member]
) -> None:
    numbers = [row.number for row in entries(2)]
    edition = editions.open_edition(NOW.date(), NOW.date(), act)
    reporter = Act(member=cast["reporter"], time=NOW)
    key = several.act_on(Several.ENTRIES, SeveralDeed.EDITION, str(edition), numbers, reporter)
    assert [(one.why, one.count) for one in told(key, reporter).left] == [(WhyNot.FORBIDDEN, 2)]
    done = several.act_on(Several.ENTRIES, SeveralDeed.LATER, "", numbers, act)
    with pytest.raises(NotFoundError):
        several.take_back(done, reporter)
    assert told_several(done, reporter.member) is None
    # A role that was taken away meanwhile counts, too.
    Member.objects.filter(pk=act.member.pk).update(role=Role.ADMINISTRATOR)
    several.take_back(done, act)
    assert [one.why for one in told(done, act).stuck] == [WhyNot.FORBIDDEN]


def test_no_more_than_so_many_at_once_and_nothing_that_nobody_knows(act: Act) -> None:
    with pytest.raises(TooManyAtOnceError):
        several.act_on(
            Several.STORIES, SeveralDeed.LATER, "", map(str, range(MOST_AT_ONCE + 1)), act
        )
    with pytest.raises(NotFoundError):
        several.act_on(Several.STORIES, SeveralDeed.SECTION, "1", ["a"], act)
    assert not SeveralItemRow.objects.exists()
