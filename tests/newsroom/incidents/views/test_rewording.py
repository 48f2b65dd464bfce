"""Are sentences of a model or a translator revised at the desk, with and without a model?"""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from dalel.domain.evidence import EvidenceClass
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions import sent_texts
from dalel.newsroom.incidents.models import DraftRow, ModelUseRow, SentTextRow
from dalel.pack import default_folder
from newsroom.work_room import Room, room
from outside.language_models.chat_servers import Handler, puppet

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    drafted = room(language="en")
    drafted.reporter.post(f"/incidents/{drafted.number}/drafts/ask/", {"job": "draft"})
    return drafted


def written_by(maker: str) -> DraftRow:
    row = DraftRow.objects.get()
    row.texts["ru"] |= {"by": maker, "model": "small"}
    row.save()
    return row


def press(at_work: Room, **wanted: object) -> str:
    return at_work.reporter.post(
        f"/incidents/{at_work.number}/drafts/{DraftRow.objects.get().pk}/revise/",
        {"language": "ru"} | wanted,
        headers={"HX-Request": "true"},
    ).text


def sentences() -> list[str]:
    return [one["text"] for one in DraftRow.objects.get().texts["ru"]["sentences"]]


def use(settings: Settings, address: str, *, is_own: bool = True) -> None:
    model = {
        "model_address": address,
        "model_name": "large",
        "model_own": is_own,
        "model_may_see": (EvidenceClass.PUBLIC,),
    }
    settings.DALEL = settings.DALEL.model_copy(update=model)


def saying(say: Callable[[str], str]) -> Callable[[Handler, dict[str, Any]], None]:
    """A server that says this for each sentence that it is given."""

    def behave(handler: Handler, asked: dict[str, Any]) -> None:
        told = json.loads(asked["messages"][-1]["content"])
        answer = {"title": "", "sentences": [say(one) for one in told["sentences"].values()]}
        handler.begin()
        handler.piece(json.dumps(answer, ensure_ascii=False))
        handler.piece(finish="stop")
        handler.end()

    return behave


def turned(text: str) -> str:
    """The first sentence of the room's article in other words; others as they are."""
    match = re.fullmatch(r"Суд города оштрафовал (.+) на (.+) тенге\.", text)
    return f"На {match[2]} тенге суд города оштрафовал {match[1]}." if match else text


@pytest.mark.parametrize("maker", ["model", "translation"])
def test_without_a_model_it_is_shortened_and_has_no_button_for_other_words(
    at_work: Room, maker: str
) -> None:
    written_by(maker)
    before = sentences()
    page = press(at_work, wish="shorter")
    assert sentences() == before[:-1]
    assert DraftRow.objects.get().texts["ru"]["by"] == maker
    card = page[page.index('id="drafts-ru"') :]
    assert 'value="shorter"' in card
    assert 'value="longer"' in card
    assert "Another wording" not in card
    press(at_work, wish="longer")
    assert len(sentences()) == len(before)
    for _ in before:
        page = press(at_work, wish="shorter")
    assert "It cannot be shorter." in page


def test_a_model_says_a_sentence_in_other_words(settings: Settings, at_work: Room) -> None:
    written_by("model")
    first, *rest = sentences()
    with puppet(saying(turned)) as server:
        use(settings, server.address)
        page = press(at_work, other=1, sentence=1)
    assert sentences() == [turned(first), *rest]
    assert sentences()[0] != first
    assert "Another wording" in page
    assert DraftRow.objects.get().texts["ru"]["model"].startswith("small; large · kz ")
    assert ModelUseRow.objects.count() == 1
    assert SentTextRow.objects.count() == 0


def test_what_is_not_public_is_not_shown_to_a_hosted_model(
    settings: Settings, at_work: Room
) -> None:
    written_by("model")
    ArticleRow.objects.update(evidence_class=EvidenceClass.NEWSROOM)
    before = sentences()
    with puppet(saying(turned)) as server:
        use(settings, server.address, is_own=False)
        press(at_work, other=1)
    assert sentences() == before
    assert SentTextRow.objects.count() == ModelUseRow.objects.count() == 0


def test_what_a_hosted_model_is_shown_is_written_down(settings: Settings, at_work: Room) -> None:
    written_by("model")
    ArticleRow.objects.update(evidence_class=EvidenceClass.PUBLIC)
    (first, *_) = sentences()
    with puppet(saying(turned)) as server:
        use(settings, server.address, is_own=False)
        press(at_work, other=1)
    sent = SentTextRow.objects.get()
    assert json.dumps(first, ensure_ascii=False)[1:-1] in sent.text


def test_a_model_that_changes_a_sum_changes_nothing(settings: Settings, at_work: Room) -> None:
    written_by("model")
    before = sentences()
    with puppet(saying(lambda text: turned(text).replace("78", "87"))) as server:
        use(settings, server.address)
        page = press(at_work, other=1)
    assert sentences() == before
    assert "No other wording came" in page


def test_a_model_that_does_not_answer_is_done_without(settings: Settings, at_work: Room) -> None:
    written_by("model")
    before = sentences()
    use(settings, "http://127.0.0.1:9/v1")
    settings.DALEL = settings.DALEL.model_copy(update={"model_seconds": 1})
    press(at_work, wish="shorter")
    assert sentences() == before[:-1]


def test_a_new_wording_goes_with_the_words_that_are_withdrawn(
    settings: Settings, at_work: Room
) -> None:
    written_by("model")
    with puppet(saying(turned)) as server:
        use(settings, server.address)
        press(at_work, other=1)
    assert "Толқын" in sentences()[0]
    sent_texts.forget(["Толқын"])
    assert "Толқын" not in json.dumps(DraftRow.objects.get().texts, ensure_ascii=False)
