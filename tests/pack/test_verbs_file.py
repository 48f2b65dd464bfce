"""Is every verb by which a clause is said in Kazakh written as the pack writes its verbs?"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from dalel.language.kk.verbs import Tense, VerbForms
from dalel.language.ru.trained_models import dictionary
from dalel.language.wordlist import words
from dalel.pack import Pack, default_folder

_RUSSIAN = re.compile(r"inf|nom|(?:[а-я_-]+\+)?(?:acc|gen|dat|ins|loc)")
_KAZAKH = re.compile(r"-|(?:nom|acc|gen|dat|loc|abl|ins)(?:\+[а-яәіңғүұқөһ]+)?")
_STEM = re.compile(r"[а-яәіңғүұқөһ-]+")
_WORDS = re.compile(r"[А-Яа-яӘәІіҢңҒғҮүҰұҚқӨөҺһ -]+")
#: Forms that are written down by mistake for the stem.
_FORMS = {Tense.NOUN, Tense.PAST, Tense.PERFECT, Tense.CONVERB, Tense.HABITUAL, Tense.PRESENT}


@pytest.fixture(scope="module")
def verbs() -> dict[str, dict[str, Any]]:
    """The verbs, each with its stem, its passive and its ways."""
    text = (default_folder() / "verbs.toml").read_text("utf-8")
    found = tomllib.loads(text)["verbs"]
    return {key: {"kk": one} if isinstance(one, str) else one for key, one in found.items()}


def test_every_key_is_a_russian_infinitive_with_the_words_of_its_phrase(
    verbs: dict[str, dict[str, Any]],
) -> None:
    morphology = dictionary()
    prepositions = set(words("в на за из под с к от о при перед против без до по для у"))
    for key in verbs:
        assert any(one.tag.POS == "INFN" for one in morphology.parse(key.split()[0])), key
        assert key == " ".join(key.split()), key
        assert "ё" not in key, key
        # A preposition without its noun says nothing: the key would be the bare verb once more.
        assert key.split()[-1] not in prepositions, key
    assert list(verbs) == sorted(verbs)
    assert len(verbs) >= 1200


def test_every_value_ends_in_a_kazakh_stem(verbs: dict[str, dict[str, Any]], kz_pack: Pack) -> None:
    told = kz_pack.deeds.tellings["kk"].values()
    known = {one.words[-1] for each in told for one in each.verbs}
    stems = {phrase.split()[-1] for phrase in _kazakh(verbs)}
    forms = VerbForms(known | stems)
    for phrase in _kazakh(verbs):
        last = phrase.split()[-1]
        assert _WORDS.fullmatch(phrase), phrase
        assert phrase == " ".join(phrase.split()), phrase
        assert _STEM.fullmatch(last), phrase
        assert not [one for one in forms.known(last) if one.tense in _FORMS], phrase


def test_ways_are_in_the_notation_of_deeds(verbs: dict[str, dict[str, Any]]) -> None:
    for key, verb in verbs.items():
        assert verb.keys() <= {"kk", "passive", "ways"}, key
        assert verb.get("ways") != {}, key
        for russian, kazakh in verb.get("ways", {}).items():
            assert _RUSSIAN.fullmatch(russian), key
            assert _KAZAKH.fullmatch(kazakh), key


def test_a_passive_is_written_where_its_words_are_others(
    verbs: dict[str, dict[str, Any]],
) -> None:
    assert verbs["отменить"]["passive"] == "күші жойыл"
    assert verbs["отменить"]["ways"] == {"acc": "gen"}


@pytest.mark.parametrize(
    ("russian", "kazakh"),
    [
        ("задержать", "ұста"), ("арестовать", "қамауға ал"), ("взять под стражу", "қамауға ал"),
        ("признать подозреваемым", "күдікті деп таны"), ("подозревать", "күдікті сана"),
        ("предъявить обвинение", "айып тақ"), ("признать виновным", "кінәлі деп таны"),
        ("привлечь к ответственности", "жауапқа тарт"), ("конфисковать", "тәркіле"),
        ("изъять", "алып қой"), ("приостановить", "уақытша тоқтат"), ("прекратить", "тоқтат"),
        ("судить", "ісін сотта қара"), ("осудить", "сотта"),
    ],
)  # fmt: skip
def test_a_step_of_law_is_said_neither_stronger_nor_weaker(
    verbs: dict[str, dict[str, Any]], russian: str, kazakh: str
) -> None:
    assert verbs[russian]["kk"] == kazakh


def _kazakh(verbs: dict[str, dict[str, Any]]) -> Iterator[str]:
    for verb in verbs.values():
        yield verb["kk"]
        if "passive" in verb:
            yield verb["passive"]
