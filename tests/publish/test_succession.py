"""Can readers who know only an old key follow to the present one, and never to a thief's?"""

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.publish import build
from dalel.publish.tree.atomic_writes import SIGNATURE
from dalel.publish.tree.signing import (
    Signer,
    SigningKeyError,
    from_paper,
    key_line,
    new_signer,
    on_paper,
)
from dalel.publish.tree.site_proof import UnprovenSiteError, prove_site
from dalel.publish.tree.succession import (
    BrokenSuccessionError,
    KeyReason,
    Succession,
    digest_of,
    followed,
    handed_over,
    known_key,
    public_file,
    read,
    refuse_late,
)

NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def keys() -> tuple[Signer, Signer, Signer]:
    """The key of the machine, the one on paper, and a thief's."""
    return new_signer(), new_signer(), new_signer()


def begun(old: Signer, paper: Signer | None = None) -> Succession:
    announced = digest_of(key_line(paper)) if paper else ""
    return Succession(first=key_line(old), since=NOON, first_next=announced)


def over(
    known: Succession,
    old: Signer | None,
    new: Signer,
    reason: KeyReason = KeyReason.ROTATION,
    *,
    following: str = "",
    follows: bool = True,
) -> Succession:
    return handed_over(
        known,
        by_old=old,
        by_new=new,
        reason=reason,
        next_digest=following,
        now=NOON + timedelta(days=1),
        follows=follows,
    )


def minisign(file: Path, signature: Path, key: str) -> int:
    """What the program itself says."""
    asked = ["minisign", "-Vm", str(file), "-x", str(signature), "-P", key]
    return subprocess.run(asked, capture_output=True, check=False).returncode  # noqa: S603


def test_minisign_itself_follows_from_the_old_key_to_the_new_one(
    release: Snapshot, tmp_path: Path, keys: tuple[Signer, Signer, Signer]
) -> None:
    old, paper, _thief = keys
    known = over(begun(old, paper), old, paper)
    site = tmp_path / "site"
    build(release, site, signer=paper, keys=known)
    statement = site / "release-keys/1.json"
    told = json.loads(statement.read_text())
    assert (told["old"], told["new"]) == (key_line(old), key_line(paper))
    by = statement.with_name
    assert minisign(statement, by("1.json.old.minisig"), key_line(old)) == 0
    assert minisign(statement, by("1.json.new.minisig"), key_line(paper)) == 0
    assert minisign(statement, by("1.json.new.minisig"), key_line(old)) != 0
    assert minisign(site / "manifest.json", site / SIGNATURE, told["new"]) == 0
    # The statement is covered by the manifest, and listed for programs.
    assert "release-keys/1.json" in json.loads((site / "manifest.json").read_text())["files"]
    assert read((site / "release-keys.json").read_bytes()) == known
    assert old.name in (site / "ru/data/index.html").read_text("utf-8")
    assert "Ключ, которым подписан сайт, сменился" in (site / "ru/feed.xml").read_text("utf-8")
    [first, *_] = json.loads((site / "kk/feed.json").read_text("utf-8"))["items"]
    assert paper.name in first["content_text"]


def test_a_copy_is_proved_by_the_old_key_whole_and_unchanged(
    release: Snapshot, tmp_path: Path, keys: tuple[Signer, Signer, Signer]
) -> None:
    old, paper, thief = keys
    known = over(begun(old, paper), None, paper, KeyReason.STOLEN)
    site, kept = tmp_path / "site", public_file(old, digest_of(key_line(paper))).decode()
    build(release, site, signer=paper, keys=known)
    proof = prove_site(site, kept)
    assert (proof.key, proof.is_followed) == (paper.name, True)
    assert not prove_site(site, (site / "minisign.pub").read_text()).is_followed
    site = shutil.copytree(site, tmp_path / "copy")
    page = site / "ru/index.html"
    page.write_text(page.read_text("utf-8") + " ", "utf-8")
    (site / "more.html").write_text("")
    (site / "robots.txt").unlink()
    with pytest.raises(UnprovenSiteError) as wrong:
        prove_site(site, kept)
    assert "robots.txt is missing; more.html was added; ru/index.html was changed" in str(
        wrong.value
    )
    (site / SIGNATURE).unlink()
    with pytest.raises(UnprovenSiteError, match="holds no signed site"):
        prove_site(site, kept)
    site = tmp_path / "site"
    build(release, site, signer=thief, keys=known)
    with pytest.raises(UnprovenSiteError, match=f"but by {thief.name}"):
        prove_site(site, kept)
    (site / SIGNATURE).unlink()
    (site / SIGNATURE).write_text("nothing")
    with pytest.raises(UnprovenSiteError, match="but by nobody"):
        prove_site(site, kept)


def test_many_wrong_files_are_counted(
    release: Snapshot, tmp_path: Path, keys: tuple[Signer, Signer, Signer]
) -> None:
    old, *_ = keys
    build(release, tmp_path / "site", signer=old)
    for number in range(9):
        (tmp_path / f"site/{number}.html").write_text("")
    with pytest.raises(UnprovenSiteError, match="and 4 more"):
        prove_site(tmp_path / "site", key_line(old))


def test_a_thief_of_the_machine_names_no_successor(keys: tuple[Signer, Signer, Signer]) -> None:
    old, paper, thief = keys
    announced = digest_of(key_line(paper))
    forged = over(begun(old, thief), old, thief)
    with pytest.raises(BrokenSuccessionError, match="not the key that was announced"):
        followed(forged, key_line(old), announced)
    # Who kept the key alone, without what was announced, cannot tell.
    assert followed(forged, key_line(old), "")[0] == key_line(thief)


def test_the_owner_of_the_paper_takes_over_without_the_machine(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, paper, _thief = keys
    announced = digest_of(key_line(paper))
    known = over(begun(old, paper), None, paper, KeyReason.STOLEN, following="abc")
    assert followed(known, key_line(old), announced) == (key_line(paper), "abc")
    with pytest.raises(BrokenSuccessionError, match="is not signed by"):
        followed(known, key_line(old), "")
    with pytest.raises(BrokenSuccessionError, match="was stolen"):
        refuse_late(known, key_line(old), NOON)
    refuse_late(known, key_line(paper), NOON + timedelta(days=9))


def test_what_the_old_key_signed_in_its_time_still_counts_after_a_rotation(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, paper, _thief = keys
    known = over(begun(old, paper), old, paper)
    refuse_late(known, key_line(old), NOON)
    with pytest.raises(BrokenSuccessionError, match="was used until"):
        refuse_late(known, key_line(old), NOON + timedelta(days=2))


def test_a_chain_of_several_keys_is_followed_from_each(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    first, second, third = keys
    announced = digest_of(key_line(third))
    known = over(begun(first, second), first, second, following=announced)
    known = over(known, second, third)
    for start in (first, second, third):
        assert followed(known, key_line(start), "")[0] == key_line(third)
    assert [one.reason for one in known.periods] == [*[KeyReason.ROTATION] * 2, None]


def test_a_key_that_takes_itself_back_is_followed_by_none(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, _paper, new = keys
    known = over(begun(old), old, new, KeyReason.STOLEN, follows=False)
    with pytest.raises(BrokenSuccessionError, match="by another way"):
        followed(known, key_line(old), "")
    assert known.present == key_line(new)


def test_a_statement_that_was_changed_or_is_of_another_key_is_refused(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, paper, thief = keys
    known = over(begun(old, paper), old, paper)
    [one] = known.statements
    changed = replace(one, text=one.text.replace("rotation", "lost"))
    with pytest.raises(BrokenSuccessionError, match="is not signed by"):
        followed(replace(known, statements=(changed,)), key_line(old), "")
    with pytest.raises(BrokenSuccessionError, match="not among"):
        followed(known, key_line(thief), "")


def test_what_readers_keep_tells_the_key_and_what_was_announced(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, *_ = keys
    assert known_key(public_file(old, "abc").decode()) == (key_line(old), "abc")
    assert known_key(public_file(old, "").decode()) == (key_line(old), "")
    assert known_key(f" {key_line(old)}\n") == (key_line(old), "")
    for wrong in ("", "abc", "Ab" * 28, "ключ"):
        with pytest.raises(BrokenSuccessionError):
            known_key(wrong)


def test_a_key_on_paper_is_read_however_it_is_typed(keys: tuple[Signer, Signer, Signer]) -> None:
    _old, paper, _thief = keys
    words = on_paper(paper)
    assert len(words.split("-")) == 13
    for typed in (words, words.lower(), words.replace("-", " ")):
        assert key_line(from_paper(typed)) == key_line(paper)
    with pytest.raises(SigningKeyError, match="wrong sign"):
        from_paper(words[:-1])


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"first": 1}'])
def test_a_list_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenSuccessionError):
        read(content)


def test_before_the_first_release_there_is_no_key() -> None:
    assert Succession().periods == ()
    assert (Succession().present, Succession().next_digest) == ("", "")
    assert read(Succession().written()) == Succession()
