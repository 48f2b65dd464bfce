import pytest

from dalel.language.phrases import compile_phrases
from dalel.pack import default_folder
from dalel.pack.cues import Cues, cues
from dalel.steps.classify.cues import CueFinder

CUES: Cues = {
    "leak": {"ru": ("утечк*", "в открытом доступе"), "en": ("leak",)},
    "outlet": {"ru": ("СМИ", "газет*")},
    "court": {"ru": ("суд|суда|судом",)},
    "id": {"ru": ("жыл~",)},
}


def found(text: str, language: str = "ru") -> list[tuple[str, str]]:
    return sorted((cue, words) for cue, _, words in CueFinder(language, CUES).find(text))


def test_words_with_an_open_end_are_found_in_any_form() -> None:
    assert found("Утечку нашли, об утечках молчат") == [("leak", "Утечку"), ("leak", "утечках")]


def test_whole_words_are_found_only_whole() -> None:
    assert found("суд, а не судно") == [("court", "суд")]


def test_phrases_of_several_words_are_found_with_their_place() -> None:
    text = "Базы лежат в открытом доступе"
    assert list(CueFinder("ru", CUES).find(text)) == [("leak", 11, "в открытом доступе")]


def test_a_word_with_capitals_stands_only_for_itself() -> None:
    assert found("СМИ пишут, сми нет") == [("outlet", "СМИ")]


def test_a_noun_with_case_endings_is_found() -> None:
    assert found("жылында") == [("id", "жылында")]


def test_another_language_has_its_own_phrases() -> None:
    assert found("leak and утечка", "en") == [("leak", "leak")]
    assert found("утечка", "kk") == []


def test_the_cues_of_kazakhstan_can_be_read_and_speak_all_languages() -> None:
    shipped = cues(default_folder())
    assert len(shipped) > 80
    for name, by_language in shipped.items():
        assert set(by_language) == {"kk", "ru", "en"}, name
        for phrases in by_language.values():
            assert compile_phrases(phrases) is not None, name


@pytest.mark.parametrize("phrases", [(), ("",)])
def test_no_phrase_is_no_cue(phrases: tuple[str, ...]) -> None:
    if phrases:
        with pytest.raises(ValueError, match="no phrase"):
            CueFinder("ru", {"x": {"ru": ("...",)}})
    else:
        assert list(CueFinder("ru", {"x": {"ru": phrases}}).find("что-нибудь")) == []
