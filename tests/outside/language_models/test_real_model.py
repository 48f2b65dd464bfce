"""Do our questions work with a real server? Its weights are tiny: only the protocol counts."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from dalel.domain.draft import DraftMatter, Maker
from dalel.domain.incident import IncidentText
from dalel.newsroom.frame.pack_in_force import lexicon_at, pack_at
from dalel.newsroom.incidents.draft_doubts import doubts_of
from dalel.outside.language_models.chat import (
    AnswerWatch,
    BadAnswerError,
    Chat,
    ChatError,
    RefusedError,
    StoppedError,
)
from dalel.pack import default_folder
from dalel.steps.draft import Prompter, Translator, UnusableAnswerError
from outside.language_models.chat_servers import llama, weights
from steps.draft.stories import article

pytestmark = pytest.mark.slow
WORD = {
    "type": "object",
    "properties": {"word": {"type": "string", "maxLength": 12}},
    "required": ["word"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with llama(2048) as address:
        yield address


def chat(address: str, **options: Any) -> Chat:
    # Weights this small may fill JSON with spaces without end.
    options.setdefault("most_tokens", 300)
    return Chat(address, weights().stem, sleep=lambda _: None, **options)


def test_an_answer_is_streamed_in_the_shape_of_its_schema(server: str) -> None:
    heard: list[int] = []
    answer = chat(server).ask("Answer with JSON.", "A word.", WORD, AnswerWatch(told=heard.append))
    assert set(json.loads(answer.text)) == {"word"}
    assert len(heard) > 2
    assert heard == sorted(heard)
    assert answer.tokens_in > 0
    assert answer.tokens_out > 0


def test_at_temperature_zero_it_says_the_same_again(server: str) -> None:
    first, second = (chat(server).ask("Answer with JSON.", "A word.", WORD).text for _ in range(2))
    assert first == second


def test_an_answer_that_is_too_long_is_cut_and_named(server: str) -> None:
    with pytest.raises(BadAnswerError, match="cut"):
        chat(server, most_tokens=5).ask("Talk.", "Tell a long story.")


def test_it_can_be_stopped_in_mid_answer(server: str) -> None:
    looks: list[int] = []

    def is_stopped() -> bool:
        looks.append(1)
        return len(looks) > 3

    with pytest.raises(StoppedError):
        chat(server, most_tokens=200).ask(
            "Talk.", "A story.", None, AnswerWatch(is_stopped=is_stopped)
        )
    assert json.loads(chat(server).ask("Answer with JSON.", "A word.", WORD).text)


def test_a_question_longer_than_its_memory_is_refused(server: str) -> None:
    with pytest.raises(RefusedError, match="400"):
        chat(server).ask("Talk.", "word " * 3000)


def test_a_second_is_too_short_for_a_long_answer(server: str) -> None:
    with pytest.raises(ChatError):
        chat(server, seconds=0.05).ask("Talk.", "Tell a long story.")


def test_a_draft_goes_through_or_is_refused_by_name(server: str) -> None:
    pack, words = pack_at(default_folder()), lexicon_at(default_folder())
    source = article("ru", "Суд оштрафовал редактора на 20 МРП.", "Штраф")
    asked: list[Mapping[str, Any]] = []

    def ask(system: str, user: str, schema: Mapping[str, Any]) -> str:
        asked.append(schema)
        return chat(server, most_tokens=250).ask(system, user, schema).text

    prompter = Prompter(
        ask=ask, model="small", prompts=pack.prompts, glossary=pack.glossary, lexicon=words
    )
    try:
        result = prompter.draft(
            DraftMatter(story="s", articles=(source,)), ("ru",), doubts_of((source,), words)
        )
    except (UnusableAnswerError, BadAnswerError):
        # Weights this small may end in the middle of a sentence; it is said, and nothing is kept.
        return
    finally:
        assert asked
    assert all(draft.by is Maker.MODEL for draft in result.drafts)
    assert all(each.article == "ru" for draft in result.drafts for each in draft.sentences)


def test_a_translation_goes_through_or_is_refused_by_name(server: str) -> None:
    pack = pack_at(default_folder())
    text = IncidentText(language="ru", title=None, paragraphs=("Сайт недоступен.",))

    def ask(system: str, user: str, schema: Mapping[str, Any]) -> str:
        return chat(server, most_tokens=120).ask(system, user, schema).text

    translator = Translator(ask=ask, model="small", prompts=pack.prompts, glossary=pack.glossary)
    try:
        made = translator.translate(text, "kk")
    except (UnusableAnswerError, BadAnswerError):
        return
    assert made.text.language == "kk"
    assert made.text.paragraphs
