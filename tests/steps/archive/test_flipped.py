"""Does one flipped byte, anywhere, fail verify, and does no mutation break it?"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dalel.steps.archive.seals import seal
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.withheld_bodies import withhold
from evidence_room import START, evidence_files, full_vault


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    vault, captures = full_vault(tmp_path_factory.mktemp("flipped"))
    withhold(vault, captures[1], reason="court order", by="a publisher", time=START)
    seal(vault, START)
    assert verify(vault).sound
    return vault


def flipped(vault: Vault, path: Path, place: int, mask: int) -> bool:
    """Is it found? The file is as before when this returns."""
    with path.open("r+b", buffering=0) as stream:
        stream.seek(place)
        was = stream.read(1)
        stream.seek(place)
        stream.write(bytes([was[0] ^ mask]))
        try:
            return not verify(vault).sound
        finally:
            stream.seek(place)
            stream.write(was)


@settings(max_examples=200, deadline=None)
@given(choice=st.data())
def test_a_flipped_byte_is_found(vault: Vault, choice: st.DataObject) -> None:
    path = choice.draw(st.sampled_from(evidence_files(vault)))
    place = choice.draw(st.integers(0, path.stat().st_size - 1))
    assert flipped(vault, path, place, choice.draw(st.integers(1, 255)))


def mutated(raw: bytes, choice: st.DataObject) -> bytes:
    """Something removed, repeated, overwritten, turned round or swapped."""
    start = choice.draw(st.integers(0, len(raw)))
    end = choice.draw(st.integers(start, len(raw)))
    before, middle, after = raw[:start], raw[start:end], raw[end:]
    junk = choice.draw(st.binary(max_size=40))
    forms = [before + after, raw[:end] + middle + after, before + junk + after]
    return choice.draw(
        st.sampled_from([*forms, before + middle[::-1] + after, after + middle + before])
    )


@settings(max_examples=200, deadline=None)
@given(choice=st.data())
def test_no_mutation_of_a_file_breaks_verify_or_passes_it(
    vault: Vault, choice: st.DataObject
) -> None:
    path = choice.draw(st.sampled_from(evidence_files(vault)))
    raw = path.read_bytes()
    changed = mutated(raw, choice)
    path.write_bytes(changed)
    try:
        report = verify(vault)
    finally:
        path.write_bytes(raw)
    # Nothing stands behind the last seal: without its line there was none.
    unproved = {raw, b""} if path.name.startswith("seal") else {raw}
    assert report.sound == (changed in unproved)


@pytest.mark.slow
def test_every_single_byte_is_found(vault: Vault) -> None:
    missed = [
        (path.name, place)
        for path in evidence_files(vault)
        for place in range(path.stat().st_size)
        if not flipped(vault, path, place, 1 << place % 8)
    ]
    assert missed == []
    assert verify(vault).sound
