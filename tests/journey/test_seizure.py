"""What does whoever takes the disk read, and does the document say exactly that?"""

import base64
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from seized_home import KINDS, planted

_TESTS = Path(__file__).parents[1]
_ROOT = _TESTS.parent
_TINY = _TESTS / "packs" / "tiny"
_ROW = re.compile(r"^\| (.+?) \| (sealed|reads) \|$", re.MULTILINE)


def test_the_document_tells_of_each_kind_what_a_seizer_does() -> None:
    told = dict(_ROW.findall((_ROOT / "docs" / "seizure.md").read_text("utf-8")))
    assert told == {kind: "reads" if reads else "sealed" for kind, reads in KINDS.items()}


@pytest.mark.slow
def test_a_copy_of_the_home_without_the_key_tells_what_the_document_says(tmp_path: Path) -> None:
    home, key = tmp_path / "home", tmp_path / "elsewhere" / "key"
    key.parent.mkdir()
    _plant(home, key, "older")
    # In clear, as it was: each word is found by the very look that must not find it later.
    assert _found(home, "older") == set(KINDS)
    _move_key(home, key)
    _plant(home, key, "today")
    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    readable = {kind for kind, reads in KINDS.items() if reads}
    assert _found(copy, "today") == readable
    assert _found(copy, "older") == readable
    assert not list(copy.glob("newsroom-key*"))
    # With the key again, nothing was lost.
    told = json.loads(_run(home, key, "-c", _TELL).stdout)
    words = [planted(when) for when in ("older", "today")]
    assert sorted(told["remarks"]) == sorted(one for all_ in words for one in all_["remarks"])
    assert sorted(told["demands"]) == sorted(all_["demands"][0] for all_ in words)
    readers = [one for all_ in words for one in all_["readers' addresses"]]
    assert sorted(told["readers"]) == sorted(f"{one}@readers.test" for one in readers)
    pictures = [all_["saved files: pictures, words, names"][1] for all_ in words]
    assert sorted(told["pictures"]) == sorted(f"PNG {one}" for one in pictures)


_BEGUN = "from dalel.cli.command_context import command_context; command_context(); "
#: What is written by older rules, or today's, by a process that dies then.
_PLANT = _BEGUN + "import sys; from seized_rows import plant; plant(sys.argv[1])"
#: What can be read with the key, told by another process.
_TELL = _BEGUN + "import json; from seized_rows import told; print(json.dumps(told()))"


def _run(home: Path, key: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    named = {"DALEL_KEY_FILE": str(key)} if key.exists() else {}
    return subprocess.run(  # noqa: S603 - our own words.
        [sys.executable, *words],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([*filter(None, sys.path), str(_TESTS)]),
            "DALEL_HOME": str(home),
            "DALEL_PACK": str(_TINY),
            **named,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def _plant(home: Path, key: Path, when: str) -> None:
    done = _run(home, key, "-c", _PLANT, when)
    assert done.stdout.endswith("planted"), done.stderr
    assert done.returncode == -signal.SIGKILL


def _move_key(home: Path, key: Path) -> None:
    main = "from dalel.cli.main import main; main()"
    done = _run(home, key, "-c", main, "key", "move", str(key))
    assert done.returncode == 0, done.stderr


def _found(home: Path, when: str) -> set[str]:
    """The kinds of which a word stands somewhere, in any of the ways in which bytes hold words."""
    sought = {
        form: kind
        for kind, words in planted(when).items()
        for word in words
        for form in _forms(word)
    }
    anything = re.compile(b"|".join(map(re.escape, sorted(sought, key=len, reverse=True))))
    return {
        sought[hit[0]]
        for file in home.rglob("*")
        if file.is_file()
        for part in _unpacked(file.read_bytes())
        for hit in anything.finditer(part)
    }


def _forms(word: str) -> Iterator[bytes]:
    for said in (word, word.title()):
        raw = said.encode()
        yield from (raw, said.encode("utf-16-le"), said.encode("utf-16-be"))
        yield json.dumps(said)[1:-1].encode()
        # Wherever it begins in a text in base64, some letters of it are the same.
        for before in range(3):
            told = base64.b64encode(b"\0" * before + raw)[4 : len(raw) // 3 * 4]
            yield told
            yield told.replace(b"+", b"-").replace(b"/", b"_")


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content[:2] == b"\x1f\x8b":
        # A WARC is one member after the other; a torn tail ends it.
        try:
            yield from _unpacked(gzip.decompress(content))
        except (OSError, EOFError):
            return
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from _unpacked(packed.read(name))
