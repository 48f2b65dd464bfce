"""Can people have texts drafted, watch, cancel, and take sentence by sentence?"""

import re
from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from dalel.domain.states import DraftState, VersionState
from dalel.newsroom.incidents.actions import draft_queue
from dalel.newsroom.incidents.models import DraftRow, PersonRow, TextVersionRow
from dalel.newsroom.stories.models import MembershipRow
from dalel.pack import default_folder
from newsroom.work_room import Room, room, texts
from story_rows import kept_article

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 4, 9, tzinfo=UTC)
NAMED = (
    "2 июня прокуратура Алматы возбудила дело о распространении ложной информации. "
    "3 июня суд оштрафовал журналиста Асель Тимурову. "
    "4 июня адвокат Ерлан Беков обжаловал решение суда. "
)


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


def revised(at_work: Room, **wanted: object) -> str:
    """What stands in the fragment after a button was pressed."""
    return at_work.reporter.post(
        f"/incidents/{at_work.number}/drafts/{draft().pk}/revise/",
        {"language": "ru"} | wanted,
        headers={"HX-Request": "true"},
    ).text


def sentences() -> list[str]:
    return [each["text"] for each in draft().texts["ru"]["sentences"]]


def test_each_sentence_leads_to_where_it_stands_in_the_article(at_work: Room) -> None:
    page = ask(at_work)
    first = draft().texts["ru"]["sentences"][0]
    place = f"{first['version']}:text:{first['start']}:{first['end']}"
    assert f'href="#kept-{first["version"]}" data-passage="{place}"' in page
    assert f'id="kept-{first["version"]}"' in page


def test_a_draft_is_made_shorter_and_longer_and_changes_no_text(at_work: Room) -> None:
    ask(at_work)
    before = sentences()
    revised(at_work, wish="shorter")
    assert sentences() == before[:-1]
    revised(at_work, wish="longer")
    assert sentences() == before
    assert "nothing more to tell" in revised(at_work, wish="longer")
    assert TextVersionRow.objects.count() == 0


def test_another_sentence_comes_and_after_the_last_one_the_first(at_work: Room) -> None:
    ask(at_work)
    revised(at_work, wish="shorter")
    first, *rest = sentences()
    seen = [first]
    for _ in range(9):
        assert "no other sentence" not in revised(at_work, other=1, sentence=1)
        assert sentences()[1:] == rest
        seen.append(sentences()[0])
    (length,) = {at for at, each in enumerate(seen[1:4], start=1) if each == first}
    assert length > 1
    assert seen == [seen[at % length] for at in range(10)]
    # Places alone are kept of what was refused: nothing has to be taken back of them.
    refused = draft().texts["ru"]["refused"]
    assert refused
    assert all(isinstance(number, int) for place in refused for number in place)


def test_a_sentence_is_ticked_after_a_press_as_its_place_was(at_work: Room) -> None:
    ask(at_work)
    revised(at_work, wish="shorter", sentence=[1])
    tick = 'name="sentence" value="1" checked'
    assert tick in revised(at_work, other=1, sentence=1)
    assert tick not in revised(at_work, other=1)
    assert tick not in revised(at_work, wish="longer", sentence=2)


def test_what_a_press_did_not_bring_is_said_beside_its_button(at_work: Room) -> None:
    ask(at_work)
    page = revised(at_work, wish="longer")
    assert re.search(r'name="wish" value="longer"[^>]*>Longer</button> <span[^>]*aria-live', page)
    assert page.count("nothing more to tell") == 1


def test_without_javascript_the_buttons_lead_back_to_the_drafts(at_work: Room) -> None:
    ask(at_work)
    count = len(sentences())
    page = post(at_work, f"{draft().pk}/revise/", {"language": "ru", "wish": "shorter"})
    assert len(sentences()) == count - 1
    assert "<!doctype html>" in page
    for _ in range(count):
        page = post(at_work, f"{draft().pk}/revise/", {"language": "ru", "wish": "shorter"})
    assert "It cannot be shorter." in page


def test_what_was_taken_is_not_revised(at_work: Room) -> None:
    ask(at_work)
    row, before = draft(), sentences()
    row.answered = ["ru"]
    row.save()
    revised(at_work, wish="shorter")
    assert sentences() == before


@pytest.mark.parametrize("wish", [{"wish": "longer"}, {"other": 1, "sentence": 1}])
def test_a_revised_draft_names_nobody_whom_the_draft_may_not_name(
    at_work: Room, wish: dict[str, object]
) -> None:
    MembershipRow.objects.create(
        article=kept_article("names", NOW, title="Суд", text=NAMED),
        story=MembershipRow.objects.get().story,
        time=NOW,
    )
    PersonRow.objects.create(names={"kk": "Асель Тимурова", "ru": "Асель Тимурова"}, role="victim")
    ask(at_work)
    assert "Тимуров" not in str(draft().texts["kk"]["sentences"])
    for _ in range(4):
        revised(at_work, language="kk", **wish)
        assert draft().texts["kk"]["by"] == "claims"
        assert "Тимуров" not in str(draft().texts["kk"]["sentences"])


def test_two_who_press_at_once_do_not_undo_each_other(
    at_work: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(at_work)
    before = sentences()
    stale = draft()
    revised(at_work, wish="shorter")
    assert not draft_queue.revise(stale, {}, {}, {})
    assert sentences() == before[:-1]


def review(at_work: Room, **form: object) -> str:
    path = f"/incidents/{at_work.number}/edit/"
    return at_work.reporter.post(path, {"then": "review", **form}, follow=True).text


def ticked(*languages: str, sentence: int = 1) -> list[str]:
    return [f"{draft().pk}:{language}:{sentence}" for language in languages]


def kept() -> dict[str, list[tuple[str, str]]]:
    rows = TextVersionRow.objects.order_by("language", "number")
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row.language, []).append((row.title or "", " ".join(row.paragraphs)))
    return found


def test_what_is_ticked_goes_to_review_with_what_is_typed(at_work: Room) -> None:
    ask(at_work)
    typed = {"kk-seen": "0", "kk-title": "Айыппұл", "ru-seen": "0", "ru-title": "Штраф"}
    page = review(at_work, **typed, ticked=[*ticked("kk", "ru"), *ticked("kk", sentence=0)])
    assert "Sent to review" in page
    texts_kept = kept()
    assert {language: found[-1][0] for language, found in texts_kept.items()} == {
        "kk": "Айыппұл",
        "ru": "Штраф",
    }
    assert all(found[-1][1] for found in texts_kept.values())
    assert {row.state for row in TextVersionRow.objects.exclude(state="superseded")} == {
        VersionState.IN_REVIEW
    }
    # Both came in one act: nobody need say that they agree.
    assert 'data-key="v"' not in page


def test_what_is_ticked_is_not_added_to_a_text_that_stands(at_work: Room) -> None:
    ask(at_work)
    review(at_work, **texts(), ticked=ticked("kk", "ru"))
    assert all(len(found) == 1 for found in kept().values())


def test_nothing_of_a_draft_is_sent_that_is_not_ticked(at_work: Room) -> None:
    ask(at_work)
    page = review(at_work, ticked=ticked("ru"))
    assert "there is no text in: Қазақша" in page
    assert set(kept()) == {"ru"}
    assert TextVersionRow.objects.get().state == VersionState.DRAFT
    assert (
        at_work.reporter.post(
            f"/incidents/{at_work.number}/edit/", {"ticked": ticked("kk")}
        ).status_code
        == 302
    )
    assert set(kept()) == {"ru"}
