import json
import re
from pathlib import Path
from typing import Any

import pytest

from dalel.domain.codebook import Labels
from dalel.pack import Pack, default_folder, load
from dalel.pack.wording import wordings

LANGUAGES = {"kk", "ru", "en"}


@pytest.fixture(scope="module")
def kz() -> Pack:
    return load(default_folder())


def test_every_wording_of_kazakhstans_pack_is_there_in_every_language(kz: Pack) -> None:
    found = list(wordings(kz))
    assert len(found) > 700
    gaps = [
        f"{key}.{language}"
        for key, labels in found
        for language in LANGUAGES
        if not labels.get(language, "").strip()
    ]
    assert gaps == []


def rules_of(pack: Pack) -> list[Labels]:
    book = pack.codebook
    return [
        *(event.rule for event in book.event_types),
        *(direction.rule for direction in book.directions),
        *(level.rule for level in book.severity),
        *(level.rule for level in book.verification),
        *book.section_rules,
        *book.case_status_rules,
        *(rule.reason for rule in pack.naming.rules),
    ]


def test_every_coding_rule_is_worded_anew_in_each_language(kz: Pack) -> None:
    rules = rules_of(kz)
    assert len(rules) == 40 + 4 + 5 + 6 + 6 + 4 + 15
    copied = [rule for rule in rules if len({rule[language] for language in LANGUAGES}) < 3]
    assert copied == []


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_no_rule_repeats_a_phrase_of_the_bulletin(kz: Pack) -> None:
    [(folder, edition)] = kz.bulletins.items()
    bulletin = f" {' '.join(words_of((folder / edition.files['kk']).read_text()))} "
    repeated = [
        phrase
        for words in (words_of(rule["kk"]) for rule in rules_of(kz))
        for start in range(len(words) - 3)
        if (phrase := f" {' '.join(words[start : start + 4])} ") in bulletin
    ]
    assert repeated == []


def labelled(content: Any) -> int:
    """How many objects with exactly the three languages a file holds."""
    if isinstance(content, list):
        return sum(map(labelled, content))
    if not isinstance(content, dict):
        return 0
    whole = set(content) == LANGUAGES and all(isinstance(v, str) for v in content.values())
    return int(whole) + sum(map(labelled, content.values()))


@pytest.mark.parametrize("file", ["codebook.json", "statutes.json", "glossary.json"])
def test_no_wording_of_a_file_is_overlooked(kz: Pack, file: str) -> None:
    part = {
        "codebook.json": kz.codebook,
        "statutes.json": kz.codebook.statutes,
        "glossary.json": kz.glossary,
    }[file]
    expected = labelled(json.loads((default_folder() / file).read_text()))
    if file == "codebook.json":
        expected += labelled(json.loads((default_folder() / "statutes.json").read_text()))
    assert len(list(wordings(part))) == expected


def test_kazakh_letters_are_never_latin_look_alikes(kz: Pack) -> None:
    # Latin letters stand in names such as DDoS; one mixed into a Cyrillic word is a slip.
    mixed = [
        (key, word)
        for key, labels in wordings(kz)
        for language in ("kk", "ru")
        for word in labels[language].replace("-", " ").replace("/", " ").split()
        if any("a" <= letter.lower() <= "z" for letter in word)
        and any("а" <= letter.lower() <= "я" or letter in "әғқңөұүһіӘҒҚҢӨҰҮҺІ" for letter in word)
    ]
    assert mixed == []


def test_no_word_of_the_pack_tells_of_how_it_was_gathered() -> None:
    folder: Path = default_folder()
    texts = {
        path.name: path.read_text().casefold()
        for path in folder.rglob("*")
        if path.suffix in {".json", ".toml", ".md"}
        and path.parent.name != "training"
        # Names the commands by which our steps were measured, their seeds too.
        and path.name != "scores.json"
    }
    assert len(texts) >= 12
    assert [name for name, text in texts.items() if "seed" in text or "(қате)" in text] == []
