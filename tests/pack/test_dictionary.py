"""Is the dictionary read, and does Kazakhstan's say what the glossary says?"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dalel.domain.deeds import Deed, DeedTable, Telling, Tellings
from dalel.domain.dictionary import DeedWording, Dictionary, DictionaryWord, EntryKind
from dalel.domain.errors import PackError
from dalel.language.ru.trained_models import dictionary as morphology
from dalel.pack import Pack, default_folder, load
from dalel.pack.dictionary import problems, read_dictionary, wording_problems
from dalel.pack.glossary import GlossaryTerm

WORDS = """
[persons]
"репортёр" = "репортёр"
"репортёрша" = {kk = "репортёр", one_way = true}
[things]
"деньга" = {kk = "ақша", plural = true}
[abstract]
"нарушение" = {kk = "бұзушылық", with_object = "бұзу"}
[actions]
"блокировка" = "бұғаттау"
"подписание" = {kk = "қол қою", governs = "dat"}
[adjectives]
"незаконный" = "заңсыз"
[adverbs]
"незаконно" = "заңсыз"
[phrases]
"номер телефон" = {kk = "телефон нөмірі", kind = "things", possessive = true}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a dictionary."""
    (tmp_path / "dictionary.toml").write_text(WORDS, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def kz() -> Pack:
    return load(default_folder())


def test_a_word_is_found_by_its_dictionary_form_with_yo_or_without(folder: Path) -> None:
    words = read_dictionary(folder)
    found = words.kazakh(["репортер"])
    assert found == words.kazakh(["репортёр"])
    assert found == DictionaryWord(ru="репортёр", kk="репортёр", kind=EntryKind.PERSON)
    assert words.kazakh(["редактор"]) is None


def test_several_words_are_found_by_the_forms_of_each(folder: Path) -> None:
    assert read_dictionary(folder).kazakh(["номер", "телефон"]) == DictionaryWord(
        ru="номер телефон", kk="телефон нөмірі", kind=EntryKind.THING, possessive=True
    )


def test_a_verbal_noun_has_its_object_in_the_accusative_unless_told_otherwise(folder: Path) -> None:
    words = read_dictionary(folder).words
    objects = {word.kk: (word.with_object, word.governs) for word in words.values()}
    assert objects["бұғаттау"] == ("бұғаттау", "acc")
    assert objects["қол қою"] == ("қол қою", "dat")
    assert objects["бұзушылық"] == ("бұзу", "acc")
    assert objects["ақша"] == ("", "")


def test_a_kazakh_word_is_said_back_by_one_russian_word_of_a_part_of_speech(folder: Path) -> None:
    russian = read_dictionary(folder).russian()
    assert [word.ru for word in russian["репортёр"]] == ["репортёр"]
    assert [(word.ru, word.is_noun) for word in russian["заңсыз"]] == [
        ("незаконный", False),
        ("незаконно", False),
    ]


def test_a_pack_without_a_dictionary_has_no_words(tmp_path: Path) -> None:
    assert not read_dictionary(tmp_path).words


@pytest.mark.parametrize(
    ("line", "key", "problem"),
    [
        ('[bodies]\n"суд" = " "', "bodies.суд", "no Kazakh word"),
        ('[beings]\n"суд" = "сот"', "-", "unknown keys: beings"),
        ('persons = "суд"', "persons", "wanted a table, found str: 'суд'"),
        (
            '[phrases]\n"суд" = {kk = "сот", kind = "beings"}',
            "phrases.суд.kind",
            "there is no table 'beings'",
        ),
        ('[phrases]\n"суд" = "сот"', "phrases.суд.kind", "wanted for phrases, and only for them"),
        (
            '[bodies]\n"суд" = {kk = "сот", kind = "bodies"}',
            "bodies.суд.kind",
            "wanted for phrases, and only for them",
        ),
        (
            '[bodies]\n"суд" = {kk = "сот", governs = "dat"}',
            "bodies.суд.governs",
            "wanted of what has an object, one of acc, dat, gen, abl",
        ),
        (
            '[actions]\n"обыск" = {kk = "тінту", governs = "loc"}',
            "actions.обыск.governs",
            "wanted of what has an object, one of acc, dat, gen, abl",
        ),
        (
            '[persons]\n"учёный" = "ғалым"\n[adjectives]\n"ученый" = "ғылыми"',
            "adjectives.ученый",
            "'учёный' stands among persons already",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, line: str, key: str, problem: str) -> None:
    (tmp_path / "dictionary.toml").write_text(line, "utf-8")
    with pytest.raises(PackError) as caught:
        read_dictionary(tmp_path)
    assert (caught.value.key, caught.value.problem) == (key, problem)


def test_a_glossary_of_other_languages_says_nothing_of_it() -> None:
    term = GlossaryTerm(id="g1", domain="law", labels={"en": "record"})
    assert list(problems(Dictionary(words=dict([noun("протокол", "хаттама")])), [term])) == []


def noun(ru: str, kk: str) -> tuple[str, DictionaryWord]:
    return ru, DictionaryWord(ru=ru, kk=kk, kind=EntryKind.THING)


def test_the_glossary_is_not_contradicted() -> None:
    term = GlossaryTerm(
        id="g1",
        domain="law",
        labels={"kk": "хаттама", "ru": "Протокол", "en": "record"},
        variants={"kk": ("әкімшілік хаттама",)},
    )
    assert list(problems(Dictionary(words=dict([noun("протокол", "хаттама")])), [term])) == []
    assert list(problems(Dictionary(words=dict([noun("протокол", "протокол")])), [term])) == [
        ("протокол", "the glossary has хаттама or әкімшілік хаттама")
    ]


def test_two_russian_words_do_not_both_stand_for_a_kazakh_one() -> None:
    words = dict([noun("пост", "жазба"), noun("запись", "жазба")])
    assert list(problems(Dictionary(words=words), [])) == [
        ("запись", "'жазба' is said by пост, запись: all but one are one_way")
    ]


def is_dictionary_form(word: str) -> bool:
    readings = morphology().parse(word)
    participle = {"PRTF", "masc", "sing", "nomn"}
    return any(reading.normal_form == word or participle in reading.tag for reading in readings)


def test_every_key_of_kazakhstans_dictionary_is_in_dictionary_forms(kz: Pack) -> None:
    keys = [word.ru for word in kz.dictionary.words.values()]
    assert len(keys) > 2500
    assert [key for key in keys if not all(map(is_dictionary_form, key.split(" ")))] == []
    assert [key for key in keys if key != key.lower()] == []


def test_only_phrases_and_adverbs_have_several_words(kz: Pack) -> None:
    for table, entries in tables().items():
        several = [key for key in entries if " " in key]
        assert table in ("phrases", "adverbs") or several == []
        assert table != "phrases" or several == list(entries)


def test_the_file_stays_in_the_order_of_the_alphabet() -> None:
    assert [name for name, entries in tables().items() if list(entries) != sorted(entries)] == []


def test_kazakh_has_words_of_its_own_where_russian_ones_are_tempting(kz: Pack) -> None:
    tempting = (
        "адрес штраф протокол суд закон жалоба пароль обыск арест клевета свидетель истец взятка"
    )
    found = {word: kz.dictionary.words[word].kk for word in tempting.split()}
    assert [
        word for word, kk in found.items() if not set(kk) & set("әғқңөұүһі") and kk == word
    ] == []
    russian = set("щцъьэё")
    assert {kk for kk in found.values() if set(kk) & russian} == set()


def test_every_value_is_one_clean_line(kz: Pack) -> None:
    values = [word.kk for word in kz.dictionary.words.values()]
    values += [word.with_object for word in kz.dictionary.words.values()]
    assert [kk for kk in values if kk != " ".join(kk.split())] == []


def test_the_glossarys_terms_of_several_words_agree_too(kz: Pack) -> None:
    words = kz.dictionary
    terms: dict[tuple[str, ...], set[str]] = {}
    for term in kz.glossary:
        forms = terms.setdefault(forms_of(term.labels["ru"]), set())
        forms |= {term.labels["kk"], *term.variants.get("kk", ())}
    found = {forms: words.kazakh(forms) for forms in terms}
    compared = {forms: word for forms, word in found.items() if word}
    assert len(compared) > 100
    assert {
        word.ru: word.kk
        for forms, word in compared.items()
        if not any(said_alike(word.kk, kk) for kk in terms[forms])
    } == {}


def forms_of(text: str) -> tuple[str, ...]:
    readings = (morphology().parse(word.lower())[0] for word in text.split())
    return tuple(reading.normal_form for reading in readings)


def said_alike(one: str, other: str) -> bool:
    """Whether one is the other, or its plural or possessive."""
    first, second = one.lower().split(), other.lower().split()
    return len(first) == len(second) and all(
        stem(a, b) == stem(b, a) for a, b in zip(first, second, strict=True)
    )


def stem(word: str, other: str) -> str:
    """What endings leave of a word: not the last two letters of the shorter one."""
    return word[: max(min(len(word), len(other)) - 2, 3)]


def tables() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((default_folder() / "dictionary.toml").read_text("utf-8"))


def test_wordings_of_deeds_are_read_and_lead_back_to_the_words_that_tell_them(folder: Path) -> None:
    (folder / "wordings.toml").write_text(
        '[[detain]]\nkk = "ұста"\nwords = ["задержать", "пожарить"]\n[[fry]]\nkk = "қуыр"\n',
        "utf-8",
    )
    read = read_dictionary(folder)
    assert read.wording("detain", "задержать") == DeedWording(
        kk="ұста", words=("задержать", "пожарить")
    )
    assert read.wording("detain", "схватить") is None
    telling = Telling(words=("задержать",))
    table = DeedTable(
        deeds={"detain": Deed(labels={})}, tellings={"ru": {"detain": Tellings(verbs=(telling,))}}
    )
    assert list(wording_problems(read, table)) == [
        ("detain", "'пожарить' does not tell it"),
        ("fry", "no such deed"),
    ]


def test_every_wording_of_kazakhstans_pack_is_led_to() -> None:
    pack = load(default_folder())
    assert list(wording_problems(pack.dictionary, pack.deeds)) == []
