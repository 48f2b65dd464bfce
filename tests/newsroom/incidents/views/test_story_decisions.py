"""Does a decision do what its button says, once, and is it undone?"""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from dalel.domain.states import IncidentState, StoryState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.incidents.models import CodesRow, IncidentRow
from dalel.newsroom.stories.models import DecisionRow, StoryRow
from story_rows import incident, judge, story_of

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC) - timedelta(hours=5)
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def story() -> StoryRow:
    row = story_of(["a", "b"], NOW)
    judge(row, section=2, event_type="leak", actors=["court", "nobody we know"])
    weigh_again([row.pk])
    return row


def decide(client: Client, story: StoryRow, kind: str, **sent: str) -> Any:
    return client.post(f"/inbox/{story.key}/{kind}/", sent)


def state(story: StoryRow) -> str:
    return StoryRow.objects.get(pk=story.pk).state


def test_a_story_is_taken_with_a_draft_of_its_codes(reporter: Client, story: StoryRow) -> None:
    answer = decide(reporter, story, "take", next="/inbox/?section=2")
    row = IncidentRow.objects.get()
    assert (row.number, row.section, row.links.count()) == ("XT-new-1", 2, 2)
    codes = CodesRow.objects.get()
    assert (codes.author, codes.event_type, codes.direction) == (None, "leak", "")
    assert (codes.case_status, codes.verification, codes.decided) == ("", "", [])
    assert codes.actors == ["court"]
    # Whoever takes it goes on to writing it, and can still take the decision back.
    assert urlsplit(answer["Location"]).path == "/incidents/XT-new-1/edit/"
    page = reporter.get(answer["Location"]).text
    assert 'action="/inbox/undo/' in page
    assert "XT-new-1" in page
    assert '<a href="/incidents/XT-new-1/">Открыть запись</a>' in page


def test_a_story_of_which_nothing_is_thought_is_taken_with_open_codes(reporter: Client) -> None:
    decide(reporter, story_of(["a"], NOW), "take")
    assert IncidentRow.objects.get().section == 1
    codes = CodesRow.objects.get()
    assert (codes.event_type, codes.severity, codes.actors, codes.decided) == ("", 0, [], [])


def test_a_story_is_attached_to_an_incident(reporter: Client, story: StoryRow) -> None:
    incident("XT-2031-0009", NOW)
    decide(reporter, story, "attach", incident=" XT-2031-0009 ")
    assert state(story) == StoryState.ATTACHED
    assert IncidentRow.objects.get().links.count() == 2


@pytest.mark.parametrize(
    ("kind", "sent", "words"),
    [
        ("attach", {}, "Укажите, к какой записи"),
        ("attach", {"incident": "XT-1999-0001"}, "Выбранного уже нет"),
        ("split", {}, "Отметьте статьи"),
        ("split", {"article": "x"}, "Отметьте статьи"),
        ("merge", {"into": "nothing"}, "Выбранного уже нет"),
        ("reject", {"words": "так"}, "Укажите причину"),
        ("reject", {"why": "other"}, "Укажите причину"),
        ("reject", {"why": "<b>"}, "Укажите причину"),
    ],
)
def test_what_is_unclear_is_asked_again_and_what_was_typed_stays(
    reporter: Client, story: StoryRow, kind: str, sent: dict[str, str], words: str
) -> None:
    answer = reporter.post(f"/inbox/{story.key}/{kind}/", sent)
    assert answer.status_code == 422
    assert words in answer.text
    if "words" in sent:
        assert 'value="так"' in answer.text
    row = reporter.post(f"/inbox/{story.key}/{kind}/", sent, headers=SCRIPT)
    assert row.status_code == 200
    assert words in row.text
    assert state(story) == StoryState.NEW
    assert not DecisionRow.objects.exists()


def test_all_articles_cannot_be_split_off(reporter: Client, story: StoryRow) -> None:
    keys = list(ArticleRow.objects.values_list("pk", flat=True))
    assert reporter.post(f"/inbox/{story.key}/split/", {"article": keys}).status_code == 422


def test_an_article_is_split_off(reporter: Client, story: StoryRow) -> None:
    key = ArticleRow.objects.get(canonical__endswith="/b").pk
    row = reporter.post(f"/inbox/{story.key}/split/", {"article": [key]}, headers=SCRIPT).text
    assert StoryRow.objects.count() == 2
    assert row.count('class="story"') == 2


def test_stories_are_merged(reporter: Client, story: StoryRow) -> None:
    other = story_of(["c"], NOW)
    decide(reporter, other, "merge", into=story.key)
    assert state(other) == StoryState.MERGED
    assert story.memberships.count() == 3


def test_a_story_is_put_off_and_rejected(reporter: Client, story: StoryRow) -> None:
    decide(reporter, story, "later")
    assert state(story) == StoryState.LATER
    decide(reporter, story, "reject", why="too old", words="прошлый год")
    assert StoryRow.objects.get().reason == "too old: прошлый год"


def test_with_a_script_the_row_leaves_and_a_line_comes(reporter: Client, story: StoryRow) -> None:
    answer = reporter.post(f"/inbox/{story.key}/later/", headers=SCRIPT)
    assert 'class="story"' not in answer.text
    assert 'id="told" hx-swap-oob="innerHTML"' in answer.text
    key = DecisionRow.objects.get().pk
    back = reporter.post(f"/inbox/undo/{key}/", headers=SCRIPT).text
    assert 'hx-swap-oob="afterbegin:#stories"' in back
    assert f'id="story-{story.key}"' in back
    assert state(story) == StoryState.NEW


def test_a_form_that_is_sent_twice_decides_once(reporter: Client, story: StoryRow) -> None:
    decide(reporter, story, "take")
    again = decide(reporter, story, "take")
    assert again.status_code == 409
    assert "Решение уже принято: взят (Айгүл (reporter))." in again.text
    assert IncidentRow.objects.count() == 1
    with_script = reporter.post(f"/inbox/{story.key}/take/", headers=SCRIPT)
    assert (with_script.status_code, "Решение уже принято" in with_script.text) == (200, True)


def test_a_decision_is_undone_without_a_script(reporter: Client, story: StoryRow) -> None:
    decide(reporter, story, "take")
    key = DecisionRow.objects.get().pk
    answer = reporter.post(f"/inbox/undo/{key}/", {"next": f"/inbox/?told={key}"})
    assert answer["Location"] == "/inbox/"
    assert IncidentRow.objects.get().state == IncidentState.WITHDRAWN
    again = reporter.post(f"/inbox/undo/{key}/")
    assert again.status_code == 409
    assert "Это уже отменено" in again.text
    assert reporter.post("/inbox/undo/9999/").status_code == 404


def test_the_line_of_another_member_is_not_shown(
    reporter: Client, cast: dict[str, Member], story: StoryRow
) -> None:
    decide(reporter, story, "later")
    key = DecisionRow.objects.get().pk
    DecisionRow.objects.update(member=cast["editor"])
    assert 'action="/inbox/undo/' not in reporter.get(f"/inbox/?told={key}").text


@pytest.mark.parametrize("back", ["https://elsewhere.test/", "//elsewhere.test", "javascript:x"])
def test_the_way_back_leads_nowhere_else(reporter: Client, story: StoryRow, back: str) -> None:
    assert decide(reporter, story, "later", next=back)["Location"].startswith("/inbox/?told=")


def test_forged_names_are_not_found(reporter: Client, story: StoryRow) -> None:
    assert reporter.post("/inbox/nothing/take/").status_code == 404
    assert decide(reporter, story, "burn").status_code == 404


def test_a_reason_of_a_megabyte_is_cut_and_never_run(reporter: Client, story: StoryRow) -> None:
    decide(reporter, story, "reject", why="other", words="<script>x</script>\x00" + "ы" * 500_000)
    kept = StoryRow.objects.get().reason
    assert len(kept) < 600
    assert "<script>x" not in reporter.get("/inbox/", {"state": "rejected"}).text


def test_on_its_own_page_a_story_that_was_decided_is_told_anew(
    reporter: Client, story: StoryRow
) -> None:
    page = f"/inbox/{story.key}/"
    here = SCRIPT | {"HX-Current-URL": f"http://testserver{page}?do=reject"}
    answer = reporter.post(f"{page}reject/", {"why": "abroad"}, headers=here)
    key = DecisionRow.objects.get().pk
    assert answer.headers["HX-Redirect"] == f"{page}?told={key}"
    shown = reporter.get(answer.headers["HX-Redirect"]).text
    assert '<p class="soft">не наше</p>' in shown
    assert "никто не принял решения" not in shown
    back = reporter.post(f"/inbox/undo/{key}/", headers=here)
    assert back.headers["HX-Redirect"] == page
    assert '<p class="soft">ждёт решения</p>' in reporter.get(page).text
