"""A CTranslate2 model on this machine, asked in a process of its own.

The process has limits of memory and time, no settings and no secret; it is started when something
is to be translated and ends with ``close``, so that its memory is free again.
"""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from dalel.domain.errors import DalelError
from dalel.outside.language_models.translator_folder import TranslatorCard, missing_in, told_missing
from dalel.pack.translators import TranslatorFamily

#: Weights of half precision take twice their size on most processors; then what work takes.
_TIMES: Final = 2.5
_BESIDE: Final = 1024
_MEGABYTE: Final = 2**20
#: So long opening may take, and each sentence.
_OPENING: Final = 180.0
_SENTENCE: Final = 30.0
_THREADS: Final = 2
#: An answer of more bytes is none.
_LARGEST: Final = 4 * _MEGABYTE


class LocalTranslatorError(DalelError):
    """The translation model on this machine does not translate."""


class LocalTranslator:
    """A model of the home; ``megabytes`` and ``opening`` instead of what its size asks for."""

    def __init__(
        self,
        place: Path,
        card: TranslatorCard,
        family: TranslatorFamily,
        *,
        megabytes: int = 0,
        sentence: float = _SENTENCE,
        opening: float = _OPENING,
    ) -> None:
        self.name = card.name
        self.megabytes = megabytes or needed_megabytes(card)
        self._place = place
        self._card = card
        self._family = family
        self._sentence = sentence
        self._opening = opening
        self._process: subprocess.Popen[bytes] | None = None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        """Each text in the other language; None for one that the model cannot read or say.

        :raises LocalTranslatorError: when the model is damaged, too large or too slow.
        """
        codes = self._family.codes
        asked = {"do": "translate", "source": codes[source], "target": codes[target]}
        said = self._done(asked, texts, self._sentence)
        return [one if isinstance(one, str) else None for one in said]

    def surviving(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text comes out of the model's tokenizer as it went in.

        :raises LocalTranslatorError: as ``translate``.
        """
        return [one is True for one in self._done({"do": "survive"}, texts, self._sentence)]

    def close(self) -> None:
        """End the process; another one is started when it is needed."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def _done(self, asked: dict[str, Any], texts: Sequence[str], each: float) -> list[Any]:
        if not texts:
            return []
        self._open()
        answer = self._ask({**asked, "texts": list(texts)}, each * len(texts))
        if not isinstance(answer, list) or len(answer) != len(texts):
            self.close()
            raise LocalTranslatorError(f"{self.name}: the process answers nonsense")
        return answer

    def _open(self) -> None:
        if self._process is not None:
            return
        if file := missing_in(self._place, self._card):
            raise LocalTranslatorError(told_missing(self.name, file))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dalel.outside.language_models.translator_child"],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        told = {
            "folder": str(self._place),
            "vocabulary": self._card.vocabulary,
            "pieces": self._card.pieces,
            "tag": self._family.tag.value,
            "threads": min(_THREADS, os.cpu_count() or 1),
            "megabytes": self.megabytes,
        }
        self._ask(told, self._opening)

    def _ask(self, told: dict[str, Any], seconds: float) -> Any:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise LocalTranslatorError(f"{self.name}: its process has ended")
        try:
            process.stdin.write(json.dumps(told).encode() + b"\n")
            process.stdin.flush()
            answer = json.loads(_line(process.stdout.fileno(), seconds))
        except TimeoutError as error:
            self.close()
            raise LocalTranslatorError(
                f"{self.name}: took longer than {seconds:.0f} s: a smaller model is wanted, or a "
                "faster machine"
            ) from error
        except (OSError, ValueError) as error:
            self.close()
            raise LocalTranslatorError(
                f"{self.name}: its process died: the model is damaged, or needs more than "
                f"{self.megabytes} MB"
            ) from error
        if not isinstance(answer, dict) or "error" in answer:
            self.close()
            raise LocalTranslatorError(f"{self.name}: {self._wrong(answer)}")
        return answer.get("value")

    def _wrong(self, answer: object) -> str:
        told = str(answer.get("error")) if isinstance(answer, dict) else "nonsense"
        if told == "memory":
            return f"needs more than the {self.megabytes} MB that a model of its size may take"
        if told.startswith("No module named"):
            return "what it needs is not installed: pip install 'dalel[translate]'"
        return f"cannot be read: {told}"


def needed_megabytes(card: TranslatorCard) -> int:
    """How much memory a model may take while it translates."""
    return int(_TIMES * card.bytes / _MEGABYTE) + _BESIDE


def _line(file: int, seconds: float) -> bytes:
    """A line of an answer.

    :raises TimeoutError: when it takes too long. :raises ValueError: when there is none.
    """
    deadline = time.monotonic() + seconds
    read = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(file, selectors.EVENT_READ)
        while not read.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not waiting.select(left):
                raise TimeoutError
            piece = os.read(file, 2**16)
            if not piece or len(read) > _LARGEST:
                raise ValueError("no answer")
            read += piece
    return bytes(read)


def _environment() -> dict[str, str]:
    """What the process needs to find the program, and no secret."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"}
