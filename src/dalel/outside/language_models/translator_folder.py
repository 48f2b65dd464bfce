"""Folders with CTranslate2 models: checking them, taking them into the home, and their digests.

Such a folder holds ``model.bin``, ``config.json``, a vocabulary that both sides share, and the
SentencePiece model by which the texts were cut. What was taken in is described beside it, so that a
file that was changed or cut since is found.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from dalel.domain.errors import DalelError

#: What a folder of the home says about the model in it.
CARD: Final = "translator.json"
_WEIGHTS: Final = "model.bin"
_SETTINGS: Final = "config.json"
_VOCABULARIES: Final = ("shared_vocabulary.json", "shared_vocabulary.txt")
#: How SentencePiece models are called by those who hand them out; else any that ends so.
_PIECES: Final[tuple[str, ...]] = ("sentencepiece.bpe.model", "spiece.model", "sentencepiece.model")
_ENDINGS: Final = (".model", ".spm")
_NAME: Final = re.compile(r"[A-Za-z0-9][\w.-]{0,63}")
_RESERVED: Final = frozenset({"none", "auto", "endpoint"})
#: The weights of any model that translates are larger.
_SMALLEST: Final = 1024
_BLOCK: Final = 2**20


class TranslatorFolderError(DalelError):
    """A folder holds no translation model that can be used."""


@dataclass(frozen=True, kw_only=True)
class TranslatorCard:
    """A translation model of the newsroom's.

    ``family`` is one of the pack's, ``digests`` are SHA-256 by file, ``bytes`` all of them
    together. ``marks`` are the forms of placeholders that its tokenizer gives back unharmed.
    """

    name: str
    family: str
    weights: str
    pieces: str
    vocabulary: str
    digests: Mapping[str, str]
    bytes: int
    marks: tuple[str, ...] = ()


def examined(
    folder: Path, families: Mapping[str, frozenset[str]], name: str = ""
) -> TranslatorCard:
    """What model is in a folder; ``families`` are the codes of each, the first that fits is taken.

    :raises TranslatorFolderError: naming the file that is missing or damaged, and the next step.
    """
    named = name or folder.resolve().name
    if not _NAME.fullmatch(named) or named in _RESERVED:
        raise TranslatorFolderError(
            f"{named!r} cannot be the name of a model: give another one with --name, of Latin "
            "letters, digits, dots and hyphens"
        )
    if not folder.is_dir():
        raise TranslatorFolderError(f"there is no folder {folder}")
    weights, vocabulary, pieces = _files(folder)
    if (size := weights.stat().st_size) < _SMALLEST:
        raise TranslatorFolderError(
            f"{weights} has only {size} bytes: fetch the model again; a file of a few bytes is "
            "often a pointer to the real one (Git LFS)"
        )
    _settings(folder / _SETTINGS)
    words = words_of(vocabulary)
    family = next((one for one, codes in families.items() if codes <= words), None)
    if family is None:
        raise TranslatorFolderError(
            f"{vocabulary} has the codes of no family of models that the pack knows "
            f"({', '.join(families) or 'none'}): the model is of another kind"
        )
    used = (weights, folder / _SETTINGS, vocabulary, pieces)
    return TranslatorCard(
        name=named,
        family=family,
        weights=weights.name,
        pieces=pieces.name,
        vocabulary=vocabulary.name,
        digests={file.name: _digest(file) for file in used},
        bytes=sum(file.stat().st_size for file in used),
    )


def take_in(folder: Path, room: Path, card: TranslatorCard, *, linked: bool) -> Path:
    """Copy a model into the room of the home, or link its files; gives its folder there.

    :raises TranslatorFolderError: when there is one of this name, or the copy is not the original.
    """
    place = room / card.name
    if place.exists():
        raise TranslatorFolderError(
            f"there is a model {card.name} already: remove it first (dalel models remove "
            f"{card.name}), or give this one another --name"
        )
    room.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = room / f".{card.name}.half"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    try:
        for name in card.digests:
            if linked:
                (half / name).symlink_to((folder / name).resolve())
            else:
                shutil.copyfile(folder / name, half / name)
        (half / CARD).write_text(json.dumps(asdict(card), indent=1), "utf-8")
        if changed := changed_in(half, card):
            raise TranslatorFolderError(f"{folder / changed} changed while it was copied")
        half.rename(place)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return place


def cards(room: Path) -> tuple[TranslatorCard, ...]:
    """The models in the room of the home, by name; a folder without a card is none."""
    found = (_card(file) for file in sorted(room.glob(f"*/{CARD}")) if file.parent.name[0] != ".")
    return tuple(one for one in found if one is not None)


def remove(room: Path, name: str) -> None:
    """Take a model out of the home; files that it was linked to stay where they are.

    :raises TranslatorFolderError: when there is none of this name.
    """
    if name not in {card.name for card in cards(room)}:
        raise TranslatorFolderError(f"there is no model {name}; dalel models list shows them")
    shutil.rmtree(room / name)


def note_marks(room: Path, card: TranslatorCard, marks: tuple[str, ...]) -> TranslatorCard:
    """Write down which placeholders a model's tokenizer gives back."""
    told = replace(card, marks=marks)
    (room / card.name / CARD).write_text(json.dumps(asdict(told), indent=1), "utf-8")
    return told


def changed_in(place: Path, card: TranslatorCard) -> str:
    """The first file that is missing or not as it was taken in; empty: all are."""
    for name, digest in card.digests.items():
        try:
            if _digest(place / name) != digest:
                return name
        except OSError:
            return name
    return ""


def missing_in(place: Path, card: TranslatorCard) -> str:
    """Like ``changed_in``, by presence and size alone: what can be asked before every use."""
    try:
        size = sum((place / name).stat().st_size for name in card.digests)
    except OSError as error:
        return Path(str(error.filename)).name
    return "" if size == card.bytes else card.weights


def words_of(file: Path) -> frozenset[str]:
    """The words of a vocabulary.

    :raises TranslatorFolderError: when it is damaged.
    """
    try:
        text = file.read_text("utf-8")
        told = json.loads(text) if file.suffix == ".json" else text.splitlines()
    except ValueError as error:
        raise TranslatorFolderError(f"{file} is damaged: {error}") from error
    if not isinstance(told, list) or not told:
        raise TranslatorFolderError(f"{file} is damaged: it holds no words")
    return frozenset(map(str, told))


def told_missing(name: str, file: str) -> str:
    """That a file of a model is not there any more as it was, and the next step."""
    return (
        f"{name}: {file} is missing or not as it was taken in: remove the model and add it again "
        "(dalel models)"
    )


def _digest(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _files(folder: Path) -> tuple[Path, Path, Path]:
    """Weights, vocabulary and SentencePiece model."""
    names = {file.name for file in folder.iterdir() if file.is_file()}
    if _WEIGHTS not in names or _SETTINGS not in names:
        missing = _WEIGHTS if _WEIGHTS not in names else _SETTINGS
        raise TranslatorFolderError(
            f"there is no {missing} in {folder}: a model for CTranslate2 is wanted, as its "
            "converters (ct2-transformers-converter) make one"
        )
    vocabulary = next((name for name in _VOCABULARIES if name in names), None)
    if vocabulary is None:
        raise TranslatorFolderError(f"there is no {_VOCABULARIES[0]} in {folder}")
    found = [name for name in _PIECES if name in names] or sorted(
        name for name in names if name.endswith(_ENDINGS)
    )
    if len(found) != 1:
        told = "no" if not found else "more than one"
        raise TranslatorFolderError(
            f"there is {told} SentencePiece model in {folder}: copy the model's own one there "
            f"(as {' or '.join(_PIECES)})"
        )
    return folder / _WEIGHTS, folder / vocabulary, folder / found[0]


def _settings(file: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise TranslatorFolderError(f"{file} is damaged: {error}") from error
    if not isinstance(told, dict):
        raise TranslatorFolderError(f"{file} is damaged: it holds no settings")
    return told


def _card(file: Path) -> TranslatorCard | None:
    try:
        told = json.loads(file.read_text("utf-8"))
        return TranslatorCard(**{**told, "marks": tuple(told["marks"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
