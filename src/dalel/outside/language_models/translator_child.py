"""The program of the process in which a CTranslate2 model translates, within limits of memory.

It is started as ``python -m dalel.outside.language_models.translator_child``, reads one JSON object
a line and answers each with one. It may write no file; what it prints is an answer.
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from dalel.outside.language_models.translator_folder import words_of

_BEAM: Final = 4
#: A source of more pieces is no sentence.
_LONGEST: Final = 384
_MORE: Final = 32
_MEGABYTE: Final = 2**20


class _Model:
    """A model, opened."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        # Heavy libraries, for this process alone; the limit holds while they load the weights.
        import ctranslate2  # noqa: PLC0415
        import sentencepiece  # noqa: PLC0415

        folder = Path(told["folder"])
        settings = json.loads((folder / "config.json").read_text("utf-8"))
        self._end = str(settings.get("eos_token") or "</s>")
        self._ends_itself = bool(settings.get("add_source_eos"))
        self._unknown = str(settings.get("unk_token") or "<unk>")
        self._known = words_of(folder / told["vocabulary"])
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / told["pieces"]))
        self._translator = ctranslate2.Translator(
            str(folder), device="cpu", intra_threads=int(told["threads"]), inter_threads=1
        )
        self._both = told["tag"] == "both"

    def survive(self, told: Mapping[str, Any]) -> list[bool]:
        """Whether each text comes out of the tokenizer as it went in, of pieces that are known."""
        return [self._survives(text) for text in told["texts"]]

    def translate(self, told: Mapping[str, Any]) -> list[str | None]:
        """Each text in the other language; None for one that the model cannot read or say."""
        cut = [self._cut(text) for text in told["texts"]]
        read = [at for at, pieces in enumerate(cut) if pieces is not None]
        answer: list[str | None] = [None] * len(cut)
        if not read:
            return answer
        first = told["source"] if self._both else told["target"]
        after = [] if self._ends_itself else [self._end]
        sources = [[first, *(cut[at] or ()), *after] for at in read]
        begun = [[told["target"]]] * len(read) if self._both else None
        found = self._translator.translate_batch(
            sources,
            target_prefix=begun,
            beam_size=_BEAM,
            max_batch_size=8,
            max_decoding_length=2 * max(map(len, sources)) + _MORE,
        )
        for at, one in zip(read, found, strict=True):
            answer[at] = self._said(one.hypotheses[0], begun[0] if begun else [])
        return answer

    def _cut(self, text: str) -> Sequence[str] | None:
        pieces: list[str] = self._pieces.encode(text, out_type=str)
        whole = 0 < len(pieces) <= _LONGEST and all(one in self._known for one in pieces)
        return pieces if whole else None

    def _said(self, pieces: Sequence[str], begun: Sequence[str]) -> str | None:
        said = [one for one in pieces[len(begun) :] if one != self._end]
        if not said or self._unknown in said:
            return None
        return str(self._pieces.decode_pieces(said))

    def _survives(self, text: str) -> bool:
        pieces = self._cut(text)
        return pieces is not None and self._pieces.decode_pieces(list(pieces)) == text


def main() -> None:
    """Open the model that the first line names, then answer until the input ends."""
    told = json.loads(sys.stdin.readline())
    most = int(told["megabytes"]) * _MEGABYTE
    for kind, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_DATA, most),
    ):
        resource.setrlimit(kind, (limit, limit))
    model: list[_Model] = []
    _answer(lambda: model.append(_Model(told)))
    for line in sys.stdin if model else ():
        asked = json.loads(line)
        work = model[0].translate if asked["do"] == "translate" else model[0].survive
        _answer(partial(work, asked))


def _answer(work: Callable[[], object]) -> None:
    """Say what came of it, or what went wrong."""
    try:
        said: dict[str, object] = {"value": work()}
    except MemoryError:
        said = {"error": "memory"}
    except Exception as error:  # noqa: BLE001 - the libraries raise whatever they like.
        is_memory = "alloc" in str(error) or "memory" in str(error).lower()
        said = {"error": "memory" if is_memory else str(error)[:500] or type(error).__name__}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
