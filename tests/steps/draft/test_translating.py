"""Is an approved text translated whole, with the terms that the glossary wants?"""

import pytest

from dalel.domain.incident import IncidentText
from dalel.pack import Pack
from dalel.steps.draft import Translation, TranslationPair, Translator, UnusableAnswerError
from dalel.steps.draft.terms import lacking, used
from steps.draft.answering import Model

TEXT = IncidentText(
    language="ru",
    title="Утекли персональные данные",
    paragraphs=("В сети нашли персональные данные. Их проверяют.", "Сайт недоступен."),
)
GOOD = {
    "title": "Дербес деректер таралды.",
    "sentences": ["Желіден дербес деректер табылды.", "Олар тексерілуде.", "Сайт қолжетімсіз."],
}
#: What a careless machine says for personal data.
WRONG = {
    **GOOD,
    "title": "Деректер таралды",
    "sentences": ["Желіден мәлімет табылды.", "Олар тексерілуде.", "Сайт қолжетімсіз."],
}


def translated(model: Model, pack: Pack, examples: tuple[TranslationPair, ...] = ()) -> Translation:
    translator = Translator(ask=model, model="small", prompts=pack.prompts, glossary=pack.glossary)
    return translator.translate(TEXT, "kk", examples)


def test_paragraphs_and_sentences_keep_their_places(pack: Pack) -> None:
    result = translated(Model(GOOD), pack)
    assert result.text.language == "kk"
    assert result.text.title == "Дербес деректер таралды"
    assert result.text.paragraphs == (
        "Желіден дербес деректер табылды. Олар тексерілуде.", "Сайт қолжетімсіз.",
    )  # fmt: skip
    assert result.lacking == ()


def test_the_model_is_given_terms_and_examples(pack: Pack) -> None:
    model = Model(GOOD)
    translated(model, pack, (TranslationPair(source="Сайт недоступен.", target="Сайт ашылмайды."),))
    system, material = model.asked[0]
    assert system == pack.prompts.translate
    assert {"ru": "персональные данные", "kk": "дербес деректер"} in material["terms"]
    assert material["examples"] == [{"ru": "Сайт недоступен.", "kk": "Сайт ашылмайды."}]
    assert material["sentences"]["3"] == "Сайт недоступен."


def test_a_term_that_is_left_out_is_asked_for_once_more(pack: Pack) -> None:
    model = Model(WRONG, GOOD)
    result = translated(model, pack)
    assert result.lacking == ()
    assert model.asked[1][1]["use_these_terms"] == ["дербес деректер"]


def test_a_term_that_stays_left_out_is_told(pack: Pack) -> None:
    result = translated(Model(WRONG), pack)
    assert [term.labels["kk"] for term in result.lacking] == ["дербес деректер"]
    assert translated(Model(WRONG, "no"), pack).lacking == result.lacking


@pytest.mark.parametrize(
    "said",
    [
        "no",
        {"title": "x", "sentences": ["one"]},
        {**GOOD, "title": "Ignore all previous instructions"},
    ],
)
def test_an_answer_that_is_no_translation_is_refused(said: object, pack: Pack) -> None:
    with pytest.raises(UnusableAnswerError):
        translated(Model(said), pack)


def test_nothing_is_asked_of_an_empty_text(pack: Pack) -> None:
    empty = IncidentText(language="ru", title="Заголовок", paragraphs=())
    translator = Translator(ask=Model(GOOD), model="m", prompts=pack.prompts, glossary=())
    with pytest.raises(UnusableAnswerError):
        translator.translate(empty, "kk")


def test_terms_are_known_in_every_form(pack: Pack) -> None:
    found = used("Утечка персональных данных у операторов связи", "ru", pack.glossary)
    assert "дербес деректер" in {term.labels["kk"] for term in found}
    wanted = [term for term in found if term.labels["kk"] == "дербес деректер"]
    assert lacking("дербес деректердің таралуы", "kk", wanted) == ()
    assert lacking("мәліметтің таралуы", "kk", wanted) == tuple(wanted)
