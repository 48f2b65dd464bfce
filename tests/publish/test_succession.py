"""Can readers who know only an old key follow to the present one, and never to a thief's?"""

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.publish.build import build
from dalel.publish.tree.atomic_writes import SIGNATURE
from dalel.publish.tree.mirror_archive import MIRROR
from dalel.publish.tree.signing import (
    Signer,
    SigningKeyError,
    from_paper,
    key_line,
    new_signer,
    on_paper,
)
from dalel.publish.tree.site_copies import UnprovenSiteError
from dalel.publish.tree.site_proof import prove_site
from dalel.publish.tree.strict_succession import read_strictly
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
    # The archive, unpacked somewhere else with itself beside it, is a copy, too.
    unpacked = tmp_path / "unpacked"
    shutil.unpack_archive(site / MIRROR, unpacked)
    shutil.copy(site / MIRROR, unpacked)
    assert prove_site(unpacked, kept).files == proof.files - 1
    assert prove_site(site / MIRROR, kept) == prove_site(unpacked, kept)
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
    # Who kept the key alone, without what was announced, cannot tell, and follows nobody.
    with pytest.raises(BrokenSuccessionError, match="no key was announced in what you know"):
        followed(forged, key_line(old), "")


def test_the_owner_of_the_paper_takes_over_without_the_machine(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, paper, _thief = keys
    announced = digest_of(key_line(paper))
    known = over(begun(old, paper), None, paper, KeyReason.STOLEN, following="ab" * 32)
    assert followed(known, key_line(old), announced) == key_line(paper)
    assert read_strictly(known.written()) == known
    with pytest.raises(BrokenSuccessionError, match="no key was announced in what you know"):
        followed(known, key_line(old), "")


def test_a_chain_of_several_keys_is_followed_from_each(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    first, second, third = keys
    announced = digest_of(key_line(third))
    known = over(begun(first, second), first, second, following=announced)
    known = over(known, second, third)
    assert read_strictly(known.written()) == known
    second_told = digest_of(key_line(second))
    for start, told in ((first, second_told), (second, announced), (third, "")):
        assert followed(known, key_line(start), told) == key_line(third)
    assert [one.reason for one in known.periods] == [*[KeyReason.ROTATION] * 2, None]


def test_a_key_that_takes_itself_back_is_followed_by_none(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, _paper, new = keys
    known = over(begun(old), old, new, KeyReason.STOLEN, follows=False)
    with pytest.raises(BrokenSuccessionError, match="by another way"):
        followed(known, key_line(old), "")
    assert known.present == key_line(new)


def test_another_announcement_than_the_known_one_is_refused(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, paper, thief = keys
    announced = digest_of(key_line(paper))
    for other in (begun(old, thief), begun(old)):
        with pytest.raises(BrokenSuccessionError, match="another key is announced"):
            followed(other, key_line(old), announced)
    with pytest.raises(BrokenSuccessionError, match="not among"):
        followed(begun(old), key_line(thief), "")


def changed(known: Succession, **words: object) -> bytes:
    """A list of keys with other words than those that were written."""
    return (json.dumps(json.loads(known.written()) | words, indent=1) + "\n").encode()


def said(known: Succession, **words: object) -> Succession:
    """The first statement with other words, signed by nobody anew."""
    one = known.statements[0]
    text = json.dumps(json.loads(one.text) | words) + "\n"
    return replace(known, statements=(replace(one, text=text), *known.statements[1:]))


@pytest.mark.parametrize(
    "words",
    [
        {"since": ""},
        {"since": "2031-05-01T12:00:00"},
        {"since": "soon"},
        {"first": "", "keys": []},
        {"first_next": "abc"},
        {"form": "dalel release key 2"},
        {"more": 1},
        {"keys": []},
        {"next": "ab" * 32},
        {"statements": []},
        {"statements": [{"text": [], "by_old": "", "by_new": ""}]},
        {"statements": {}},
    ],
)
def test_a_list_with_a_word_amiss_is_refused(
    keys: tuple[Signer, Signer, Signer], words: dict[str, object]
) -> None:
    old, paper, _thief = keys
    known = over(begun(old, paper), old, paper, following="ab" * 32)
    known = over(known, paper, new_signer())
    with pytest.raises(BrokenSuccessionError):
        read_strictly(changed(known, **words))


@pytest.mark.parametrize(
    "words",
    [
        {"form": "another"},
        {"new": "Ab" * 28},
        {"follows": "perhaps"},
        {"follows": "no"},
        {"next": "abc"},
        {"next": 1},
        {"time": "2031-05-01T12:00:00"},
        {"reason": "lost"},
        {"more": "1"},
    ],
)
def test_a_statement_with_a_word_amiss_is_refused(
    keys: tuple[Signer, Signer, Signer], words: dict[str, object]
) -> None:
    old, paper, _thief = keys
    known = over(begun(old, paper), old, paper)
    assert read_strictly(known.written()) == known
    with pytest.raises(BrokenSuccessionError):
        read_strictly(said(known, **words).written())


def test_a_statement_that_names_no_key_at_all_is_refused(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, paper, _thief = keys
    known = over(begun(old, paper), old, paper)
    told = json.loads(known.statements[0].text) | {"new": "abc"}
    amiss = {"text": json.dumps(told) + "\n", "by_old": "", "by_new": ""}
    with pytest.raises(BrokenSuccessionError):
        read_strictly(changed(known, statements=[amiss]))


def test_statements_that_are_unsigned_or_no_chain_are_refused(
    keys: tuple[Signer, Signer, Signer],
) -> None:
    old, paper, thief = keys
    known = over(begun(old, paper), old, paper)
    [one] = known.statements
    for by in ({"by_new": ""}, {"by_old": one.by_new}, {"by_old": "\ud800"}):
        with pytest.raises(BrokenSuccessionError, match="is not signed by"):
            read_strictly(replace(known, statements=(replace(one, **by),)).written())
    with pytest.raises(BrokenSuccessionError, match="is not signed by"):
        read_strictly(over(begun(old), None, thief).written())
    for chain in ((one, one), over(known, paper, old).statements):
        with pytest.raises(BrokenSuccessionError, match="no chain"):
            read_strictly(replace(known, statements=chain).written())


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
