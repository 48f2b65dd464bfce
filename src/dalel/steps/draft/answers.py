"""Schemas of a language model's answers, and their validation."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import cattrs

from dalel.domain.errors import DalelError

Record = TypeVar("Record")

#: What a converter raises for an answer of another shape.
_MISSHAPEN: Final = (
    ValueError, TypeError, AttributeError, RecursionError, cattrs.BaseValidationError,
)  # fmt: skip
#: No sentence and no title of an entry is longer, in characters.
SENTENCE: Final = 700
TITLE: Final = 200


class UnusableAnswerError(DalelError):
    """The model's answer cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Rest:
    """The sentences of an article that something rests on, by the numbers that they were given."""

    article: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class WrittenSentence:
    """A sentence as a model wrote it."""

    text: str
    rests: tuple[Rest, ...]


@dataclass(frozen=True, kw_only=True)
class WrittenDraft:
    """One language's draft as a model wrote it."""

    language: str
    title: str
    sentences: tuple[WrittenSentence, ...]


@dataclass(frozen=True, kw_only=True)
class DraftAnswer:
    """What a model answers to a story."""

    drafts: tuple[WrittenDraft, ...]


@dataclass(frozen=True, kw_only=True)
class TranslationAnswer:
    """What a model answers to a text: its title, and a sentence for each."""

    title: str
    sentences: tuple[str, ...]


def draft_schema(languages: Sequence[str], articles: Sequence[str]) -> dict[str, Any]:
    """The JSON Schema of a ``DraftAnswer`` in these languages, of these articles."""
    rest = _object(
        article={"type": "string", "enum": list(articles)},
        sentences={"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 9},
    )
    sentence = _object(
        text={"type": "string", "minLength": 1, "maxLength": SENTENCE},
        rests={"type": "array", "items": rest, "minItems": 1, "maxItems": 6},
    )
    draft = _object(
        language={"type": "string", "enum": list(languages)},
        title={"type": "string", "minLength": 1, "maxLength": TITLE},
        sentences={"type": "array", "items": sentence, "minItems": 1, "maxItems": 5},
    )
    many = len(languages)
    return _object(drafts={"type": "array", "items": draft, "minItems": many, "maxItems": many})


def translation_schema(sentences: int) -> dict[str, Any]:
    """The JSON Schema of a ``TranslationAnswer`` to a text of so many sentences."""
    sentence = {"type": "string", "minLength": 1, "maxLength": 2 * SENTENCE}
    return _object(
        title={"type": "string", "maxLength": TITLE},
        sentences={
            "type": "array", "items": sentence, "minItems": sentences, "maxItems": sentences,
        },
    )  # fmt: skip


def read_answer(text: str, shape: type[Record]) -> Record:
    """An answer as a record.

    :raises UnusableAnswerError: when it is no JSON, or of another shape.
    """
    try:
        return _CONVERTER.structure(json.loads(_bare(text)), shape)
    except _MISSHAPEN as error:
        raise UnusableAnswerError(f"{_bare(text)[:80]!r}: not as it was asked for") from error


def _bare(text: str) -> str:
    """Without the fence that some models put around JSON."""
    bare = text.strip()
    return bare.removeprefix("```json").removeprefix("```").removesuffix("```").strip()


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _text(value: Any, _: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value


def _number(value: Any, _: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"no number: {value!r}")
    return value


_CONVERTER: Final = cattrs.Converter(forbid_extra_keys=True)
_CONVERTER.register_structure_hook(str, _text)
_CONVERTER.register_structure_hook(int, _number)
