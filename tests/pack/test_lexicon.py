"""Do a pack's files make the words by which texts are read?"""

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from dalel.domain.errors import PackError
from dalel.language.facts import extract_facts
from dalel.language.facts.happenings import OutcomeFinder
from dalel.pack import Pack, default_folder, load
from dalel.pack.lexicon import lexicon


def test_a_pack_without_words_of_its_own_reads_what_its_other_files_give(tiny: Path) -> None:
    words = lexicon(tiny, load(tiny))
    found = extract_facts("17 ноября за 20 БЕ", "ru", words, date(2031, 11, 20))
    assert [(fact.kind.value, fact.value) for fact in found] == [
        ("date", "2031-11-17"), ("money", "240"),
    ]  # fmt: skip
    assert extract_facts("17 қарашада", "kk", words, date(2031, 11, 20)) == ()


def test_a_broken_lexicon_names_its_file(tiny: Path) -> None:
    (tiny / "lexicon.toml").write_text("[acts.CC]\nkk = 1\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"lexicon\.toml"):
        lexicon(tiny, load(tiny))


def test_a_mark_inside_a_phrase_is_refused_with_its_place(tiny: Path) -> None:
    table = '[outcomes.blocked]\nru = ["!не открыва*", "сайт !лёг"]\n'
    (tiny / "lexicon.toml").write_text(table, encoding="utf-8")
    with pytest.raises(PackError, match=r"outcomes\.blocked\.ru: .*сайт !лёг"):
        lexicon(tiny, load(tiny))


def test_names_in_three_languages_lead_to_one_code(kz_pack: Pack) -> None:
    codes = lexicon(default_folder(), kz_pack).alias_by_name
    assert codes["ҰҚК"] == codes["КНБ"] == codes["KNB"] == "knb"
    assert codes["Орал"] == codes["Уральск"] == codes["Uralsk"]
    assert codes["Германия"] == codes["Germany"] == "DE"


def test_every_act_is_one_that_the_statutes_cite_or_a_code(kz_pack: Pack) -> None:
    words = lexicon(default_folder(), kz_pack)
    codes = {"CPC", "CIVIL", "CONST"}
    known = {statute.act for statute in kz_pack.codebook.statutes} | codes
    assert {act.code for act in words.acts} <= known


def test_every_body_and_outcome_is_named_in_every_language(kz_pack: Pack) -> None:
    words = lexicon(default_folder(), kz_pack)
    bare = [b.code for b in words.organisations for names in b.names.values() if not names]
    bare += [c for phrases in words.outcomes.values() for c, p in phrases.items() if not p]
    assert bare == []
    for language in words.outcomes:
        assert OutcomeFinder(language, words)


#: What a text may tell as not done with a phrase of its own: a case that is not there.
NOT_DONE = {"opened", "searched", "charged", "adopted", "breached", "admitted"}


def forms_of(phrase: str) -> list[str]:
    """A phrase in each of its own words; a Kazakh denial needs an ending."""
    words = [word.split("|") for word in phrase.removeprefix("!").split() if word != "..."]
    return [" ".join(map(_whole, each)) for each in product(*words)]


def _whole(word: str) -> str:
    bare = word.rstrip("*~").replace("#", "3")
    if word == bare or bare[-2:] not in {"ма", "ме", "ба", "бе", "па", "пе"}:
        return bare
    return bare + ("ды" if bare.endswith("а") else "ді")


@pytest.mark.parametrize("group", ["outcomes", "measures", "tellings"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_phrase_of_an_outcome_is_found_and_tells_it(
    kz_pack: Pack, language: str, group: str
) -> None:
    words = lexicon(default_folder(), kz_pack)
    wrong = []
    for code, phrases in getattr(words, group)[language].items():
        for phrase in phrases:
            finder = OutcomeFinder(language, replace(words, outcomes={language: {code: (phrase,)}}))
            found = [finder.find(form) for form in forms_of(phrase)]
            denied = all(fact.negated for facts in found for fact in facts)
            if not all(found) or (denied and code not in NOT_DONE):
                wrong.append((code, phrase))
    assert wrong == []
