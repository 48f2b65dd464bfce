"""Has Tesseract read the words of a picture, where the machine has it.

It is a program of its own (Debian: ``tesseract-ocr``, ``tesseract-ocr-kaz``, ``tesseract-ocr-rus``)
and reads pictures that were drawn here; the picture goes in and the words come out through pipes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from dalel.domain.errors import UnreadableError

_PROGRAM: Final = "tesseract"
#: How Tesseract calls the languages that we know; Latin words stand in any text.
_CALLED: Final[Mapping[str, str]] = {"kk": "kaz", "ru": "rus", "en": "eng"}
#: What a page may take, by the clock, of the processor, and of memory in bytes.
_PATIENCE: Final = 240
_SECONDS: Final = 90
_BYTES: Final = 2 << 30
_LIMITED: Final = (
    "import os, resource, sys\n"
    "for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0),\n"
    f"    (resource.RLIMIT_CPU, {_SECONDS}), (resource.RLIMIT_DATA, {_BYTES})):\n"
    "    resource.setrlimit(kind, (most, most))\n"
    "os.execvp(sys.argv[1], sys.argv[1:])\n"
)


def reads(languages: Sequence[str]) -> bool:
    """Whether text in any of these languages can be read by machine here."""
    return bool(_known(tuple(languages)))


def read_picture(picture: bytes, languages: Sequence[str]) -> str:
    """The words of a picture as the program's table (TSV).

    :raises UnreadableError: when there is no program, or it takes too long or breaks.
    """
    known = _known(tuple(languages))
    if not known:
        raise UnreadableError("there is no program that reads pictures")
    command = (_PROGRAM, "stdin", "stdout", "-l", "+".join(known), "--psm", "3", "tsv")
    try:
        read = subprocess.run(  # noqa: S603 - our own words.
            [sys.executable, "-c", _LIMITED, *command],
            input=picture,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"took longer than {_PATIENCE} s to read") from error
    if read.returncode:
        raise UnreadableError(f"the program that reads pictures ended with {read.returncode}")
    return read.stdout.decode("utf-8", "replace")


@cache
def _known(languages: tuple[str, ...]) -> tuple[str, ...]:
    """What Tesseract calls those of the languages that it has words of."""
    found = shutil.which(_PROGRAM)
    if found is None:
        return ()
    listed = subprocess.run(  # noqa: S603 - found where programs lie.
        [found, "--list-langs"], capture_output=True, timeout=20, check=False
    )
    has = set(listed.stdout.decode("utf-8", "replace").split())
    of_ours = [_CALLED[one] for one in languages if _CALLED.get(one) in has]
    return (*of_ours, *({"eng"} & has - set(of_ours))) if of_ours else ()
