"""Is the table of deeds read, made whole, and refused where it contradicts itself?"""

from pathlib import Path

import pytest

from dalel.domain.errors import PackError
from dalel.pack import Pack, load

STAGES = """
[search]
labels = { kk = "тінту", ru = "обыск", en = "search" }
tracks = ["court"]
[verdict]
labels = { kk = "үкім", ru = "приговор", en = "verdict" }
tracks = ["court"]
[adoption]
labels = { kk = "қабылдау", ru = "принятие", en = "adoption" }
tracks = ["legislative"]
"""
TABLE = """
[sentence]
labels = { kk = "жазаға кесу", ru = "приговор", en = "sentence" }
event_types = ["leak"]
stage = "verdict"
implies = ["convict"]
near = ["bar"]
[convict]
labels = { kk = "кінәлі деп тану", ru = "признание виновным", en = "conviction" }
implies = ["rule"]
excludes = ["acquit"]
[rule]
labels = { kk = "шешім шығару", ru = "решение", en = "ruling" }
[acquit]
labels = { kk = "ақтау", ru = "оправдание", en = "acquittal" }
[bar]
labels = { kk = "тыйым", ru = "запрет", en = "ban" }
undoes = ["rule"]
"""
WORDS = """
[convict]
verbs = ["признать виновным : patient=acc|для+gen", "осудить"]
nouns = ["осуждение"]
"""


@pytest.fixture
def written(tiny: Path) -> Path:
    """The tiny pack with a table of deeds."""
    folder = tiny / "deeds"
    folder.mkdir()
    (folder / "stages.toml").write_text(STAGES, "utf-8")
    (folder / "table.toml").write_text(TABLE, "utf-8")
    (folder / "ru.toml").write_text(WORDS, "utf-8")
    return tiny


def test_what_follows_from_a_relation_need_not_be_written_down(written: Path) -> None:
    table = load(written).deeds
    assert table.deeds["sentence"].implies == {"convict", "rule"}
    assert table.deeds["acquit"].excludes == {"convict", "sentence"}
    assert table.deeds["sentence"].excludes == {"acquit"}
    assert table.deeds["bar"].near == {"sentence"}
    assert table.deeds["bar"].undoes == {"rule"}
    assert table.deeds["rule"].undoes == frozenset()


def test_two_deeds_and_two_stages_are_compared(written: Path) -> None:
    table = load(written).deeds
    assert table.are_near("bar", "sentence")
    assert table.are_near("bar", "bar")
    assert not table.are_near("convict", "rule")
    assert table.bears_out("sentence", "rule")
    assert not table.bears_out("rule", "sentence")
    assert table.exclude("acquit", "sentence")
    assert not table.exclude("other", "sentence")
    assert table.comes_before("search", "verdict") is True
    assert table.comes_before("verdict", "search") is False
    assert table.comes_before("search", "adoption") is None
    assert table.comes_before("search", "") is None


def test_words_are_read_with_the_places_of_roles(written: Path) -> None:
    table = load(written).deeds
    first, second = table.tellings["ru"]["convict"].verbs
    assert first.words == ("признать", "виновным")
    assert first.roles == {"patient": ("acc", "для+gen")}
    assert second.roles == {}
    assert table.wordless("ru") == ("sentence", "rule", "acquit", "bar")
    assert table.wordless("kk") == ("sentence", "convict", "rule", "acquit", "bar")


@pytest.mark.parametrize(
    ("file", "good", "bad", "key", "problem"),
    [
        ("table", '["convict"]', '["convicted"]', "sentence.implies", "no deed 'convicted'"),
        ("table", '["bar"]', '["barred"]', "sentence.near", "no deed 'barred'"),
        ("table", '["acquit"]', '["convict"]', "convict.excludes", "cannot name itself"),
        ("table", '["acquit"]', '["rule"]', "convict.implies", "also excludes 'rule'"),
        ("table", '["acquit"]', '["bar"]', "bar.near", "also excludes 'sentence'"),
        ("table", '["rule"]', '["sentence"]', "sentence.implies", "it implies itself"),
        ("table", '["leak"]', '["flood"]', "sentence.event_types", "'flood' is not known"),
        ("table", '"verdict"', '"end"', "sentence.stage", "'end' is not known"),
        ("table", '"приговор"', '" "', "sentence'].labels.ru", "missing or empty"),
        ("table", "stage =", "phase =", "sentence", "unknown keys: phase"),
        ("stages", '["court"]', '["road"]', "search.tracks", "'road' is not known"),
        ("stages", 'en = "search"', 'en = ""', "search'].labels.en", "missing or empty"),
        ("ru", "[convict]", "[condemn]", "condemn", "the table has no such deed"),
        ("ru", "patient=acc", "patient", "convict", "no role: 'patient|для+gen'"),
        ("ru", "patient=acc|", "patient=acc||", "convict", "no role: 'patient=acc||для+gen'"),
        ("ru", "patient=acc", "victim=acc", "convict", "'victim' is no role"),
        ("ru", "для+gen", "для+gen patient=dat", "convict", "'patient' stands twice"),
        ("ru", '"осудить"', '": patient=acc"', "convict", "no words"),
        ("ru", '"осудить"', '"осудить", "осудить"', "convict.verbs", "also tells 'convict'"),
        (
            "ru",
            '["осуждение"]',
            '["осуждение"]\n[acquit]\nnouns = ["осуждение"]',
            "acquit.nouns",
            "'осуждение' also tells 'convict'",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_key(
    written: Path, file: str, good: str, bad: str, key: str, problem: str
) -> None:
    path = written / "deeds" / f"{file}.toml"
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        load(written)
    assert caught.value.file == f"deeds/{file}.toml"
    assert key in caught.value.key
    assert problem in caught.value.problem


def test_words_that_stand_otherwise_may_tell_another_deed(written: Path) -> None:
    more = '[acquit]\nverbs = ["осудить : patient=dat"]\n'
    (written / "deeds" / "ru.toml").write_text(WORDS + more, "utf-8")
    assert "acquit" not in load(written).deeds.wordless("ru")


def test_words_of_a_language_that_the_pack_does_not_have_are_refused(written: Path) -> None:
    (written / "deeds" / "ru.toml").rename(written / "deeds" / "de.toml")
    with pytest.raises(PackError, match=r"deeds/table\.toml: words: 'de' is not known"):
        load(written)


def test_a_pack_without_a_table_has_no_deeds(tiny: Path) -> None:
    assert load(tiny).deeds.deeds == {}


def test_kazakhstans_table_holds_what_an_editor_would_be_sued_for(kz_pack: Pack) -> None:
    table = kz_pack.deeds
    assert len(table.deeds) >= 150
    assert table.bears_out("sentence", "convict")
    assert table.bears_out("beat", "attack")
    for one, other in [
        ("acquit", "sentence"), ("acquit", "fine"), ("uphold", "quash"), ("uphold", "remit"),
        ("uphold", "reduce_penalty"), ("confirm", "state_denial"), ("let_in", "not_let_in"),
        ("grant", "reject"), ("fire", "resign"),
    ]:  # fmt: skip
        assert table.exclude(one, other)
        assert table.exclude(other, one)
    for one, other in [("detain", "arrest"), ("detain", "release"), ("block", "unblock")]:
        assert not table.exclude(one, other)
        assert not table.are_near(one, other)
        assert not table.bears_out(one, other)
        assert not table.bears_out(other, one)
    for one, other in [
        ("delete", "hide"), ("hide", "suspend_account"), ("warn", "call_in"), ("attack", "hack"),
        ("open_case", "investigate"), ("ban", "restrict"), ("block", "restrict"),
    ]:  # fmt: skip
        assert table.are_near(one, other)
    assert "detain" in table.deeds["release"].undoes
    assert table.comes_before("detention", "verdict")
    assert table.comes_before("verdict", "appeal_decided")
    assert table.comes_before("adoption", "in_force")
    assert table.comes_before("verdict", "in_force")
