"""Does an editor see beside the draft what is left out, disputed, to be asked and new?"""

import re
from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.states import IncidentState, VersionState
from dalel.newsroom.incidents.actions import cases
from dalel.newsroom.incidents.models import DraftRow, IncidentRow, TextVersionRow
from dalel.newsroom.stories.models import MembershipRow, StoryRow
from dalel.pack import default_folder
from newsroom.work_room import KK, RU, Room, room, texts
from story_rows import kept_article

pytestmark = pytest.mark.django_db
OTHER = (
    "Суд оштрафовал редакцию издания «Толқын» на 87 640 тенге. "
    "Полиция провела обыск в редакции и задержала блогера Айдара Сеитова. "
    "МВД не ответило на запрос редакции."
)


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    at_work = room(language="en")
    now = datetime.now(UTC)
    second = kept_article("police", now, title="Задержали блогера Сеитова", text=OTHER)
    MembershipRow.objects.create(article=second, story=StoryRow.objects.get(), time=now)
    return at_work


def notes(at_work: Room, *, part: bool = True) -> str:
    headers = {"HX-Request": "true"} if part else {}
    return at_work.reporter.get(f"/incidents/{at_work.number}/notes/", headers=headers).text


def listed(page: str, name: str) -> str:
    """What stands under a heading."""
    found = re.search(rf"<summary>{name} <small>.*?</details>", page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[0]) if found else ""


def write(at_work: Room) -> None:
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts())


def test_what_no_text_tells_is_left_out_with_its_sentence_and_a_way_to_it(at_work: Room) -> None:
    write(at_work)
    page = notes(at_work)
    found = listed(page, "Left out")
    assert "search" in found
    assert "detention" in found
    assert "Полиция провела обыск" in found
    assert "Суд города оштрафовал" not in found
    assert re.search(r'data-passage="\d+:text:\d+:\d+"', page)


def test_what_a_text_tells_in_one_language_is_not_left_out(at_work: Room) -> None:
    told = KK + " Полиция редакцияда тінту жүргізіп, блогер Айдар Сеитовті ұстады."
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(told, RU))
    assert "detention" not in listed(notes(at_work), "Left out")


def test_before_anything_is_written_the_draft_is_what_something_is_left_out_of(
    at_work: Room,
) -> None:
    assert listed(notes(at_work), "Left out") == ""
    at_work.reporter.post(f"/incidents/{at_work.number}/drafts/ask/", {"job": "draft"})
    assert DraftRow.objects.count() == 1
    assert "and the draft does not" in notes(at_work) or "Left out" not in notes(at_work)


def test_where_articles_disagree_both_words_stand_with_their_places(at_work: Room) -> None:
    write(at_work)
    found = listed(notes(at_work), "Disputed")
    assert "78 640 тенге ≠ 87 640 тенге" in found
    assert "the text says so" in found


def test_who_did_not_answer_and_who_was_not_heard_are_to_be_asked(at_work: Room) -> None:
    found = listed(notes(at_work), "To ask")
    assert "Министерство внутренних дел: did not answer or would not comment" in found
    assert "Айдар Сеитов: not heard: no article has a word of theirs" in found


def test_the_last_approved_entry_of_the_case_tells_what_changed(at_work: Room) -> None:
    write(at_work)
    assert "Changed since" not in notes(at_work)
    row = entry("KZ-2026-0001", "Суд оштрафовал редакцию издания «Толқын» на 50 000 тенге.")
    act = at_work.act()
    key = cases.put_in_case(row.number, None, act, {"kk": "Толқын", "ru": "Толқын"})
    cases.put_in_case(at_work.number, key, act)
    found = listed(notes(at_work), "Changed since the last entry of this case")
    assert "KZ-2026-0001" in found
    assert "50 000 тенге → 78 640 тенге" in found


def test_an_entry_that_was_withdrawn_is_not_the_last_one(at_work: Room) -> None:
    row = entry("KZ-2026-0001", "Суд оштрафовал редакцию издания «Толқын» на 50 000 тенге.")
    act = at_work.act()
    key = cases.put_in_case(row.number, None, act, {"kk": "Толқын", "ru": "Толқын"})
    cases.put_in_case(at_work.number, key, act)
    IncidentRow.objects.filter(pk=row.pk).update(state=IncidentState.WITHDRAWN)
    assert "Changed since" not in notes(at_work)


def entry(number: str, text: str) -> IncidentRow:
    """An entry that was approved in Russian."""
    now = datetime.now(UTC)
    row = IncidentRow(number=number, provisional="", section=5, updated=now)
    row.date = PartialDate(iso="2026-01-10", precision=Precision.DAY)
    row.save()
    TextVersionRow.objects.create(
        incident=row, language="ru", number=1, time=now, title="Штраф",
        paragraphs=[text], state=VersionState.APPROVED,
    )  # fmt: skip
    return row


def test_without_javascript_the_lists_have_a_page_of_their_own(at_work: Room) -> None:
    write(at_work)
    assert f'href="/incidents/{at_work.number}/notes/"' in at_work.page(at_work.reporter, "edit/")
    page = notes(at_work, part=False)
    assert "<!doctype html>" in page
    assert "Disputed" in page


def test_a_machine_that_finds_nothing_says_that_it_misses_much_and_what_it_did_not_read(
    at_work: Room,
) -> None:
    MembershipRow.objects.exclude(article__canonical__endswith="/court").delete()
    assert "misses much" in notes(at_work)
    MembershipRow.objects.all().delete()
    page = notes(at_work)
    assert "nothing was read" in page
    assert "misses much" not in page


def test_the_lists_ask_few_questions(
    at_work: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    write(at_work)
    with django_assert_max_num_queries(26):
        notes(at_work)
