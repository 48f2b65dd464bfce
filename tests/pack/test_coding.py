from pathlib import Path

import pytest

from dalel.domain.errors import PackError
from dalel.pack import Pack, default_folder
from dalel.pack.coding import coding
from dalel.pack.cues import cues


def test_every_event_type_of_kazakhstan_brings_hints(kz_pack: Pack) -> None:
    found = coding(default_folder(), kz_pack.codebook)
    assert set(found.by_event_type) == {kind.code for kind in kz_pack.codebook.event_types}


def test_every_mark_of_a_right_or_means_is_a_cue_or_a_deed_of_the_table(kz_pack: Pack) -> None:
    folder = default_folder()
    found = coding(folder, kz_pack.codebook)
    known = {*cues(folder), *(f"d:{deed}" for deed in kz_pack.deeds.deeds)}
    for hints in (found.rights, found.means):
        for marks in hints.values():
            assert {*marks} <= known


def test_every_level_of_severity_rests_on_deeds_of_the_table(kz_pack: Pack) -> None:
    found = coding(default_folder(), kz_pack.codebook)
    known = {*kz_pack.deeds.deeds}
    named = {mark for marks in found.severity.values() for mark in marks}
    assert named
    assert {mark.removeprefix("d:") for mark in named} <= known
    assert {deed for hints in found.by_event_type.values() for deed in hints.deeds} <= known


def test_every_actor_and_target_is_told_by_nouns_that_its_country_uses(kz_pack: Pack) -> None:
    found = coding(default_folder(), kz_pack.codebook)
    for hints in (found.actors, found.targets):
        for code, marks in hints.items():
            assert marks, code
            assert all(mark.strip() and not mark.startswith("d:") for mark in marks), code


def test_a_pack_may_have_neither_cues_nor_hints(tmp_path: Path, tiny_pack: Pack) -> None:
    assert cues(tmp_path) == {}
    assert coding(tmp_path, tiny_pack.codebook).rights == {}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[rights]\nnothing = ["leak"]', "rights"),
        ('[severity]\n9 = ["leak"]', "severity"),
        ("[by_event_type]\nnothing = {}", "by_event_type"),
    ],
)
def test_a_code_that_the_codebook_lacks_is_named(
    text: str, key: str, tmp_path: Path, tiny_pack: Pack
) -> None:
    (tmp_path / "coding.toml").write_text(text)
    with pytest.raises(PackError, match=key):
        coding(tmp_path, tiny_pack.codebook)
