"""The table of Russian deeds says only deeds that the pack's Kazakh words tell."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dalel.language.from_kazakh.deeds import russian_deed
from dalel.language.ru.noun_phrases import Gender, past, phrase_of
from dalel.pack import default_folder

_TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (files("dalel.language.from_kazakh") / "deeds.toml").read_text("utf-8")
)
_ENTRIES = [(deed, entry) for deed, entries in _TABLE.items() for entry in entries]


@pytest.fixture(scope="module")
def told() -> dict[str, set[str]]:
    """The verbs of each deed as the pack has them."""
    table = tomllib.loads((Path(default_folder()) / "deeds" / "kk.toml").read_text("utf-8"))
    return {
        deed: {verb.partition(" : ")[0] for verb in entry.get("verbs", ())}
        for deed, entry in table.items()
    }


def test_each_verb_tells_its_deed_and_no_other_entry_has_it(told: dict[str, set[str]]) -> None:
    seen = [(deed, verb) for deed, entry in _ENTRIES for verb in entry["kk"]]
    assert [one for one in seen if one[1] not in told.get(one[0], set())] == []
    assert len(seen) == len(set(seen))


def test_each_verb_can_be_said_of_a_woman_and_of_many() -> None:
    verbs = {entry["ru"].partition(" ")[0] for _, entry in _ENTRIES}
    for gender in (Gender.FEMININE, Gender.PLURAL):
        assert [verb for verb in verbs if past(verb, gender) is None] == []
    agreeing = {entry["agrees"] for _, entry in _ENTRIES if "agrees" in entry}
    assert [word for word in agreeing if phrase_of(word, plural=True) is None] == []


def test_a_deed_is_found_by_its_words_alone() -> None:
    arrested = russian_deed("arrest", "қамауға ал")
    assert arrested is not None
    assert (arrested.verb, arrested.rest, arrested.amounts["day"]) == ("арестовать", "", "на")
    assert russian_deed("arrest", "ұста") is None
