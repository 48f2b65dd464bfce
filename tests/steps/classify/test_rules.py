import pytest

from dalel.steps.classify.rules import RULES, touched
from dalel.steps.classify.wording import WORDING


def marks(*sentences: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(sentence.split()) for sentence in sentences)


@pytest.mark.parametrize(
    ("sentences", "rule"),
    [
        (("journalist =fined", ""), "speaker_prosecuted"),
        (("", "post =detained"), "speech_punished"),
        (("ddos outlet",), "speaker_attacked"),
        (("ddos", "company"), "others_attacked"),
        (("leak", "", "", "personal_data"), "data_leaked"),
        (("bill biometrics",), "law_on_data"),
        (("law utilities",), "law_elsewhere"),
        (("abroad journalist court",), "abroad_only"),
        (("abroad", "", "home"), "abroad_first"),
        (("crime case",), "ordinary_crime"),
        (("weather",), "everyday"),
        (("weather",), "neither_digital_nor_speech"),
    ],
)
def test_a_rule_is_touched(sentences: tuple[str, ...], rule: str) -> None:
    assert rule in touched(marks(*sentences))


@pytest.mark.parametrize(
    ("sentences", "rule"),
    [
        (("journalist", "=fined"), "speaker_prosecuted"),  # in different sentences
        (("ddos", "outlet"), "others_attacked"),  # the target is an outlet
        (("abroad", "", "home"), "abroad_only"),
        (("abroad home",), "abroad_first"),
        (("crime case post",), "ordinary_crime"),
        (("law platform",), "law_elsewhere"),
        (("weather journalist",), "everyday"),
    ],
)
def test_a_rule_is_left_alone(sentences: tuple[str, ...], rule: str) -> None:
    assert rule not in touched(marks(*sentences))


def test_every_rule_has_a_name_of_its_own_and_a_wording() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert set(names) <= set(WORDING)
