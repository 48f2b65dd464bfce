"""Can people have texts drafted, watch, cancel, and take sentence by sentence?"""

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from dalel.domain.states import DraftState, VersionState
from dalel.newsroom.incidents.models import DraftRow, TextVersionRow
from dalel.pack import default_folder
from newsroom.work_room import Room, room, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    return room(language="en")


@pytest.fixture
def with_model(settings: Settings, at_work: Room) -> Room:
    model = {"model_address": "http://127.0.0.1:9/v1", "model_name": "small", "model_own": True}
    settings.DALEL = settings.DALEL.model_copy(update=model)
    return at_work


def post(at_work: Room, path: str, form: dict[str, object] | None = None) -> str:
    address = f"/incidents/{at_work.number}/drafts/{path}"
    return at_work.reporter.post(address, form or {}, follow=True).text


def ask(at_work: Room) -> str:
    return post(at_work, "ask/", {"job": "draft"})


def draft() -> DraftRow:
    row = DraftRow.objects.order_by("-pk").first()
    assert row is not None
    return row


def test_a_draft_without_a_model_is_there_at_once_in_every_language(at_work: Room) -> None:
    page = ask(at_work)
    assert draft().state == DraftState.READY
    assert "оштрафовал" in page
    assert "said by the machine from the articles of another language" in page
    assert set(draft().texts) == {"kk", "ru"}
    assert TextVersionRow.objects.count() == 0


def test_ticked_sentences_become_a_version_and_the_rest_stays_away(at_work: Room) -> None:
    ask(at_work)
    sentence = draft().texts["kk"]["sentences"][0]["text"]
    page = post(at_work, f"{draft().pk}/take/", {"language": "kk", "sentence": "1", "title": "on"})
    assert "Added to the text" in page
    version = TextVersionRow.objects.get()
    assert version.paragraphs == [sentence]
    assert version.title == draft().texts["kk"]["title"]
    assert version.state == VersionState.DRAFT
    assert version.author is not None
    assert version.note == "draft: claims"
    assert version.model == ""
    assert draft().state == DraftState.READY
    post(at_work, f"{draft().pk}/drop/", {"language": "ru"})
    assert draft().state == DraftState.DONE


def test_a_text_that_stands_is_added_to_and_keeps_its_title(at_work: Room) -> None:
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts())
    before = TextVersionRow.objects.get(language="ru")
    ask(at_work)
    post(at_work, f"{draft().pk}/take/", {"language": "ru", "sentence": "1"})
    version = TextVersionRow.objects.filter(language="ru").latest("number")
    assert version.title == before.title
    assert version.paragraphs[:-1] == before.paragraphs
    assert version.number == before.number + 1


def test_nothing_ticked_adds_nothing(at_work: Room) -> None:
    ask(at_work)
    assert "No sentence was chosen" in post(at_work, f"{draft().pk}/take/", {"language": "kk"})
    assert TextVersionRow.objects.count() == 0


def test_what_a_model_is_asked_waits_is_watched_and_can_be_cancelled(with_model: Room) -> None:
    page = post(with_model, "ask/", {"job": "draft", "model": "on"})
    assert draft().state == DraftState.WAITING
    assert "Waiting for the language model." in page
    assert 'hx-trigger="every 2s"' in page
    post(with_model, "ask/", {"job": "draft", "model": "on"})
    assert DraftRow.objects.count() == 1
    DraftRow.objects.update(letters=321)
    shown = with_model.reporter.get(f"/incidents/{with_model.number}/drafts/").text
    assert "321 characters so far" in shown
    page = post(with_model, f"{draft().pk}/cancel/")
    assert draft().state == DraftState.CANCELLED
    assert "every 2s" not in page


def test_a_failure_is_said_in_words_and_put_away(with_model: Room) -> None:
    post(with_model, "ask/", {"job": "draft", "model": "on"})
    DraftRow.objects.update(state=DraftState.FAILED, message="limit|tokens")
    page = with_model.page(with_model.reporter, "edit/")
    assert "The language model has reached today&#39;s limit." in page
    page = post(with_model, f"{draft().pk}/drop/")
    assert "today&#39;s limit" not in page


def test_only_an_approved_text_can_be_translated(with_model: Room) -> None:
    page = with_model.page(with_model.reporter, "edit/")
    assert "Translate:" not in page
    with_model.reporter.post(f"/incidents/{with_model.number}/edit/", texts())
    TextVersionRow.objects.filter(language="kk").update(state=VersionState.APPROVED)
    page = with_model.page(with_model.reporter, "edit/")
    assert "Translate: Қазақша → Русский" in page
    post(with_model, "ask/", {"job": "translate", "source": "kk", "language": "ru"})
    assert (draft().source, draft().language, draft().with_model) == ("kk", "ru", True)


def test_a_language_is_not_translated_into_itself(with_model: Room) -> None:
    answer = with_model.reporter.post(
        f"/incidents/{with_model.number}/drafts/ask/",
        {"job": "translate", "source": "kk", "language": "kk"},
    )
    assert answer.status_code == 400


def test_without_a_model_a_translation_says_what_is_missing(at_work: Room) -> None:
    page = post(at_work, "ask/", {"job": "translate", "source": "kk", "language": "ru"})
    assert "No language model is set up" in page


def test_a_draft_of_another_incident_is_nobodys(at_work: Room) -> None:
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/drafts/99/cancel/")
    assert answer.status_code == 404


def test_the_page_asks_few_questions(
    at_work: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ask(at_work)
    with django_assert_max_num_queries(30):
        at_work.page(at_work.reporter, "edit/")
