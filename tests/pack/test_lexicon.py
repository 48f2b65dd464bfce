"""Do a pack's files make the words by which texts are read?"""

from datetime import date
from pathlib import Path

import pytest

from dalel.domain.errors import PackError
from dalel.language.facts import extract_facts
from dalel.language.phrases import compile_phrases
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
    for phrases in words.outcomes.values():
        assert all(compile_phrases(patterns) for patterns in phrases.values())
