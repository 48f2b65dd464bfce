"""Reads a pack's JSON and TOML files into typed records, with strict validation.

JSON and TOML become frozen records. Nothing is guessed: a string is no number, an unknown key is
an error, and every error names the file and the key.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import GenericAlias
from typing import Any, TypeVar, get_args, get_origin

import cattrs

from dalel.domain.errors import PackError

Record = TypeVar("Record")

#: What an error of the converter says, in words for the person who wrote the file.
_WORDS = {"required field missing": "this field is missing"}


def read(folder: Path, name: str, shape: type[Record]) -> Record:
    """The content of a pack's ``.json`` or ``.toml`` file as a record of this shape.

    :raises PackError: when the file is missing, cannot be read, or is of another shape.
    """
    return structure(content(folder, name), shape, name)


def content(folder: Path, name: str) -> Any:
    """The plain content of a pack's ``.json`` or ``.toml`` file.

    :raises PackError: when the file is missing or cannot be read.
    """
    try:
        text = (folder / name).read_bytes().decode("utf-8")
        return tomllib.loads(text) if name.endswith(".toml") else _json(text)
    except FileNotFoundError:
        raise PackError(name, "-", "the file is missing") from None
    except UnicodeDecodeError as error:
        raise PackError(name, f"byte {error.start}", "the file is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise PackError(name, f"line {error.lineno}", error.msg) from None
    except ValueError as error:
        # TOML errors and repeated keys of JSON carry their place in their message.
        raise PackError(name, "-", str(error)) from None


def structure(plain: Any, shape: type[Record], file: str) -> Record:
    """Plain content as a record of this shape.

    :raises PackError: with the path of the first key that is wrong.
    """
    try:
        return _CONVERTER.structure(plain, shape)
    except (cattrs.BaseValidationError, TypeError, ValueError) as error:
        first, *others = cattrs.transform_error(error, path="", format_exception=_explain)
        problem, _, key = first.rpartition(" @ ")
        more = f" (and {len(others)} more)" if others else ""
        words = _WORDS.get(problem, problem)
        raise PackError(file, key.lstrip(".") or "-", words + more) from None


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_unrepeated, parse_constant=_no_constant)


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {repeated!r} stands twice in one object")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _explain(error: BaseException, _shape: type | None) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return f"unknown keys: {', '.join(sorted(error.extra_fields))}"
    if isinstance(error, KeyError):
        return "required field missing"
    return str(error)


def _strict(value: Any, shape: type) -> Any:
    # The hook of str also takes every StrEnum.
    if issubclass(shape, StrEnum):
        return shape(_strict(value, str))
    # bool is an int for Python, but not for the person who wrote the file.
    if type(value) is not shape:
        raise TypeError(f"wanted {shape.__name__}, found {type(value).__name__}: {value!r}")
    return value


def _date(value: Any, _shape: type) -> date:
    # TOML has dates, JSON has strings.
    return value if type(value) is date else date.fromisoformat(_strict(value, str))


def _tuple(value: Any, shape: Any) -> tuple[Any, ...]:
    # A string would pass for a list of its letters.
    if not isinstance(value, list):
        raise TypeError(f"wanted a list, found {type(value).__name__}: {value!r}")
    plain: Any = GenericAlias(list, get_args(shape)[:1])
    return tuple(_CONVERTER.structure(value, plain))


def _mapping(value: Any, shape: Any) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"wanted a table, found {type(value).__name__}: {value!r}")
    plain: Any = GenericAlias(dict, get_args(shape))
    found: dict[Any, Any] = _CONVERTER.structure(value, plain)
    return found


def _generic(origin: type) -> Callable[[Any], bool]:
    return lambda shape: get_origin(shape) is origin


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for primitive in (str, int, float, bool):
        converter.register_structure_hook(primitive, _strict)
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook_func(_generic(tuple), _tuple)
    converter.register_structure_hook_func(_generic(Mapping), _mapping)
    return converter


_CONVERTER = _converter()
