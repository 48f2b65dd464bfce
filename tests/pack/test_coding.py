from pathlib import Path

import pytest

from dalel.domain.errors import PackError
from dalel.pack import Pack, default_folder
from dalel.pack.coding import coding
from dalel.pack.cues import cues


def test_every_event_type_of_kazakhstan_brings_hints(kz_pack: Pack) -> None:
    found = coding(default_folder(), kz_pack.codebook)
    assert set(found.by_event_type) == {kind.code for kind in kz_pack.codebook.event_types}


def test_every_mark_of_a_hint_is_a_cue_an_outcome_or_a_body(kz_pack: Pack) -> None:
    folder = default_folder()
    found = coding(folder, kz_pack.codebook)
    known = set(cues(folder))
    for hints in (found.rights, found.actors, found.targets, found.means, found.severity):
        for marks in hints.values():
            assert {mark for mark in marks if mark[0] != "=" and ":" not in mark} <= known


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
