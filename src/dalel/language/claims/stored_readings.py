"""Readings of texts as bytes: what is compared of a text, kept so that it is read only once.

Records are lists of their fields in order. Each keyed claim, each record of keys and each word is
written once and named by its number elsewhere. Such bytes mean something only to the reader of the
same digest (``reader_digest``): whatever changes a record changes that too.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

from dalel.language.claims.aligning import KeyedClaim
from dalel.language.claims.participants import Keys, one_record
from dalel.language.claims.placed_values import PlacedValue
from dalel.language.claims.read_texts import ReadText
from dalel.language.passage import AnnotatedPassage

#: Above this the time to press grows and the bytes hardly shrink.
_LEVEL: Final = 6


def packed(read: ReadText) -> bytes:
    """A reading as bytes, without the text itself; the same reading gives the same bytes."""
    writer = _Writer()
    claims = [writer.plain(each) for each in read.claims]
    values = [writer.fields_of(each) for each in read.values]
    kept = {
        "of": _digest(read.passage),
        "source": read.source,
        "words": list(writer.words),
        "keys": writer.keys,
        "keyed": writer.claims,
        "claims": claims,
        "values": values,
    }
    told = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(told.encode(), _LEVEL)


def unpacked(kept: bytes, passage: AnnotatedPassage) -> ReadText:
    """The reading of a passage that was kept as bytes.

    :raises ValueError: when these are no such bytes, or those of another passage.
    """
    try:
        told = json.loads(zlib.decompress(kept))
        if told["of"] != _digest(passage):
            raise ValueError("this is the reading of another passage")
        tables = _Tables(words=told["words"], keys=[], claims=[])
        tables.keys.extend(one_record(_content(Keys)(each, tables)) for each in told["keys"])
        tables.claims.extend(_content(KeyedClaim)(each, tables) for each in told["keyed"])
        return ReadText(
            source=told["source"],
            passage=passage,
            claims=tuple(tables.claims[number] for number in told["claims"]),
            values=tuple(_content(PlacedValue)(each, tables) for each in told["values"]),
        )
    except (zlib.error, KeyError, IndexError, TypeError, ArithmeticError) as error:
        raise ValueError(f"no kept reading: {error!r}") from error


def _digest(passage: AnnotatedPassage) -> str:
    """The digest of all that a passage is read by but the reader itself."""
    whole = f"{passage.language} {passage.published} {passage.text}"
    return hashlib.sha256(whole.encode()).hexdigest()


class _Writer:
    """Writes records as lists, and notes what they share."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.keys: list[Any] = []
        self.claims: list[Any] = []
        self._numbers: dict[int, int] = {}

    def plain(self, value: Any) -> Any:
        """A value as JSON has it."""
        match value:
            case frozenset():
                return [self.words.setdefault(word, len(self.words)) for word in sorted(value)]
            case tuple():
                return [self.plain(each) for each in value]
            case Decimal() | date():
                return str(value)
            case Keys():
                return self._number(value, self.keys)
            case KeyedClaim():
                return self._number(value, self.claims)
            case _:
                return self.fields_of(value) if is_dataclass(value) else value

    def fields_of(self, record: Any) -> list[Any]:
        """The fields of a record in order."""
        return [self.plain(getattr(record, each.name)) for each in fields(record)]

    def _number(self, record: Keys | KeyedClaim, table: list[Any]) -> int:
        if id(record) not in self._numbers:
            table.append(self.fields_of(record))
            self._numbers[id(record)] = len(table) - 1
        return self._numbers[id(record)]


@dataclass(frozen=True, kw_only=True)
class _Tables:
    """What the records of one reading share, by number."""

    words: Sequence[str]
    keys: list[Keys]
    claims: list[KeyedClaim]


#: Makes a value of what JSON had of it.
_Maker = Callable[[Any, _Tables], Any]


@cache
def _content(record: Any) -> _Maker:
    """What makes a record of the list of its fields."""
    hints = get_type_hints(record)
    makers = [(each.name, _maker(hints[each.name])) for each in fields(record)]

    def make(kept: Any, tables: _Tables) -> Any:
        told = zip(makers, kept, strict=True)
        return record(**{name: maker(value, tables) for (name, maker), value in told})

    return make


def _maker(kind: Any) -> _Maker:
    if get_origin(kind) is UnionType:
        [inner] = [_maker(each) for each in get_args(kind) if each is not NoneType]
        return lambda kept, tables: None if kept is None else inner(kept, tables)
    if get_origin(kind) is tuple:
        each_of = _maker(get_args(kind)[0])
        return lambda kept, tables: tuple(each_of(each, tables) for each in kept)
    if get_origin(kind) is frozenset:
        return lambda kept, tables: frozenset(tables.words[number] for number in kept)
    if kind in _SHARED:
        return _SHARED[kind]
    if is_dataclass(kind):
        return _content(cast(Any, kind))
    if kind is date:
        return lambda kept, _tables: date.fromisoformat(kept)
    if issubclass(kind, StrEnum | Decimal):
        return lambda kept, _tables: kind(kept)
    return lambda kept, _tables: kept


_SHARED: Final[Mapping[type, _Maker]] = {
    Keys: lambda kept, tables: tables.keys[kept],
    KeyedClaim: lambda kept, tables: tables.claims[kept],
}
