"""Are the files about privacy and conduct looked at before anything is checked by them?"""

from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.errors import PackError
from dalel.pack import Pack, load
from dalel.pack.conduct import Conduct
from dalel.pack.denial import Denied, DeniedKind
from dalel.pack.privacy import Privacy

IDENTITY = """
[[identity]]
code = "id"
lengths = [10]
pattern = '%s'
weights = [[1, 2]]
modulus = %s
labels = { ru = "номер", en = "number" }
marks = { ru = ["номер*"] }
"""


@pytest.mark.parametrize(
    ("file", "text", "key", "problem"),
    [
        ("privacy.toml", IDENTITY % ("(", 11), "identity.id", "'('"),
        ("privacy.toml", IDENTITY % (r"\d+", 0), "identity.id", "without a modulus"),
        ("privacy.toml", "[plates]\npatterns = ['[']", "plates.patterns", "'['"),
        ("privacy.toml", "[phones]\nbare = '*'", "phones.bare", "'*'"),
        ("privacy.toml", "[minors.school]\nru = ['(']", "minors.school.ru", "'('"),
        (
            "privacy.toml",
            IDENTITY.replace('en = "number"', 'en = ""') % (r"\d+", 11),
            "en",
            "empty",
        ),
        ("privacy.toml", "[unknown]", "-", "unknown keys"),
        ("conduct.toml", 'leak_events = ["no_such"]', "leak_events", "not known"),
        ("conduct.toml", 'guilt_established = ["no_such"]', "guilt_established", "not known"),
        ("conduct.toml", '[freshness]\nstages = ["no_such"]', "freshness.stages", "not known"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_key(
    file: str, text: str, key: str, problem: str, tiny: Path
) -> None:
    (tiny / file).write_text(text, "utf-8")
    with pytest.raises(PackError) as refused:
        load(tiny)
    assert refused.value.file == file
    assert key in refused.value.key
    assert problem in refused.value.problem


def test_a_country_without_these_files_has_empty_lists(tiny_pack: Pack) -> None:
    assert tiny_pack.privacy.identity == Privacy().identity == ()
    assert tiny_pack.conduct.guilt == Conduct().guilt == {}


def test_an_unknown_role_in_the_printed_words_is_named(tiny: Path) -> None:
    naming = tiny / "naming.toml"
    more = '[printed.nobody.ru]\nnominative = "никто"\n\n'
    naming.write_text(
        naming.read_text("utf-8").replace("[[rules]]", more + "[[rules]]", 1), "utf-8"
    )
    with pytest.raises(PackError, match=r"printed.*nobody"):
        load(tiny)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://dump.test/a", "dumps"),
        ("https://www.DUMP.test/a", "dumps"),
        ("https://a.dump.test/", "dumps"),
        ("https://notdump.test/", None),
        ("https://t.me/sell_base", "channels"),
        ("https://t.me/other", None),
        ("no address", None),
    ],
)
def test_a_denied_address_is_told_by_its_kind(address: str, kind: str | None) -> None:
    denied = Denied(
        kinds=(
            DeniedKind(kind="dumps", why="-", hosts=("dump.test",)),
            DeniedKind(kind="channels", why="-", patterns=("//t[.]me/sell",)),
        )
    )
    assert denied.kind_of(address) == kind


def test_the_packs_wrong_words_of_a_language_are_its_own(kz_pack: Pack) -> None:
    russian = kz_pack.term_rules("ru")
    assert russian
    assert all(rule.language == "ru" for rule in russian)
    judged = replace(kz_pack, lint=replace(kz_pack.lint, terms=()))
    assert len(judged.term_rules("kk")) < len(kz_pack.term_rules("kk"))
