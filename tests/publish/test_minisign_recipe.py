"""Does the recipe for minisign alone lead from a kept key to the one in force, over two changes?"""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, write_manifest
from dalel.publish.tree.signing import Signer, key_line, new_signer
from dalel.publish.tree.succession import (
    KeyReason,
    Succession,
    digest_of,
    handed_over,
    public_file,
)

MANUAL: Final = Path(__file__).parents[2] / "docs" / "keys.md"
MINISIGN: Final = shutil.which("minisign") or ""
NOON: Final = datetime(2031, 5, 1, 12, tzinfo=UTC)
FIRST, SECOND, THIRD, FOURTH = (new_signer() for _ in range(4))


def recipe() -> list[str]:
    """The commands of the manual, without what it says beside them."""
    told = MANUAL.read_text("utf-8").partition("The same with minisign alone")[2]
    lines = [line.partition(" # ")[0].strip() for line in told.splitlines() if line[:4] == "    "]
    assert all(line.startswith(("minisign ", "printf ")) for line in lines)
    return lines


def follow(keys: Succession, by: Signer, following: Signer) -> Succession:
    return handed_over(
        keys,
        by_old=by,
        by_new=following,
        reason=KeyReason.ROTATION,
        next_digest=digest_of(key_line({SECOND: THIRD, THIRD: FOURTH}[following])),
        now=NOON,
    )


def test_the_recipe_names_no_statement_by_its_number() -> None:
    assert not [line for line in recipe() if "release-keys/1.json" in line]
    assert [line for line in recipe() if "-P NEW" in line and MANIFEST in line]


@pytest.mark.skipif(not MINISIGN, reason="minisign is not installed")
def test_the_recipe_goes_from_the_key_that_was_kept_to_the_newest(tmp_path: Path) -> None:
    begun = Succession(first=key_line(FIRST), since=NOON, first_next=digest_of(key_line(SECOND)))
    keys = follow(follow(begun, FIRST, SECOND), SECOND, THIRD)
    for path, content in keys.files().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    manifest = write_manifest({}, preview=False)
    (tmp_path / MANIFEST).write_bytes(manifest)
    (tmp_path / SIGNATURE).write_bytes(THIRD.sign(manifest, MANIFEST, NOON))
    (tmp_path / "minisign.pub").write_bytes(public_file(FIRST, begun.next_digest))
    _direct, by_new, digest, by_old, by_last = recipe()
    due = begun.next_digest
    for number in (1, 2):
        told = json.loads((tmp_path / f"release-keys/{number}.json").read_text())
        words = {"N.json": f"{number}.json", "NEW": told["new"], "OLD": told["old"]}
        for line in (by_new, by_old):
            run(line, words, tmp_path)
        assert digest == "printf %s NEW | sha256sum"
        assert (sha256(told["new"].encode()).hexdigest(), told["follows"]) == (due, "yes")
        due = told["next"]
    run(by_last, {"NEW": keys.present}, tmp_path)


def run(line: str, words: dict[str, str], folder: Path) -> None:
    for word, meant in words.items():
        line = line.replace(word, meant)
    command = [MINISIGN, *line.split()[1:]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - the manual's own
    assert done.returncode == 0, f"{line}: {done.stderr}"
