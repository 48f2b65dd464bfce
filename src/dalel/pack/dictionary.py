"""The dictionary of news words: what Russian words are in Kazakh, and which hold the other way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from dalel.domain.deeds import DeedTable, Tellings
from dalel.domain.dictionary import (
    DeedWording,
    Dictionary,
    DictionaryVerb,
    DictionaryWord,
    EntryKind,
    fold_word,
)
from dalel.domain.errors import PackError
from dalel.pack.files import content, read, structure
from dalel.pack.glossary import GlossaryTerm

_FILE: Final = "dictionary.toml"
_VERBS: Final = "verbs.toml"
_DEEDS: Final = "wordings.toml"
_PHRASES: Final = "phrases"
#: The cases that a verbal noun can want its object in: сайтты бұғаттау, заңға қол қою.
_CASES: Final = ("acc", "dat", "gen", "abl")


@dataclass(frozen=True, kw_only=True)
class _Entry:
    kk: str
    kind: str = ""
    plural: bool = False
    possessive: bool = False
    with_object: str = ""
    governs: str = ""
    one_way: bool = False


_Entries = Mapping[str, _Entry]


@dataclass(frozen=True, kw_only=True)
class _Tables:
    persons: _Entries = field(default_factory=dict)
    bodies: _Entries = field(default_factory=dict)
    things: _Entries = field(default_factory=dict)
    abstract: _Entries = field(default_factory=dict)
    actions: _Entries = field(default_factory=dict)
    adjectives: _Entries = field(default_factory=dict)
    relational: _Entries = field(default_factory=dict)
    adverbs: _Entries = field(default_factory=dict)
    phrases: _Entries = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _VerbTable:
    verbs: Mapping[str, DictionaryVerb]


def read_dictionary(folder: Path) -> Dictionary:
    """The dictionary of a pack's folder; empty where the pack has no such file.

    :raises PackError: when a word stands twice, has no Kazakh, or is of no kind that there is.
    """
    if not (folder / _FILE).exists():
        return Dictionary()
    tables = structure(_spelt_out(content(folder, _FILE)), _Tables, _FILE)
    words: dict[str, DictionaryWord] = {}
    for table in (part.name for part in fields(tables)):
        entries: _Entries = getattr(tables, table)
        for ru, entry in entries.items():
            key = f"{table}.{ru}"
            word = _word(key, table, ru, entry)
            other = words.setdefault(fold_word(ru), word)
            if other is not word:
                raise PackError(_FILE, key, f"{other.ru!r} stands among {other.kind} already")
    return Dictionary(words=words, verbs=_verbs(folder), deeds=_deeds(folder))


def _verbs(folder: Path) -> Mapping[str, DictionaryVerb]:
    if not (folder / _VERBS).exists():
        return {}
    spelt_out = {
        "verbs": {
            ru: {"kk": told} if isinstance(told, str) else told
            for ru, told in content(folder, _VERBS)["verbs"].items()
        }
    }
    tables = structure(spelt_out, _VerbTable, _VERBS)
    return {fold_word(ru): verb for ru, verb in tables.verbs.items()}


def _deeds(folder: Path) -> Mapping[str, tuple[DeedWording, ...]]:
    if not (folder / _DEEDS).exists():
        return {}
    return read(folder, _DEEDS, dict[str, tuple[DeedWording, ...]])


def problems(dictionary: Dictionary, glossary: Sequence[GlossaryTerm]) -> Iterator[tuple[str, str]]:
    """Words that contradict the glossary, or cannot be said back, as (key, problem)."""
    right = _terms(glossary)
    for key, word in dictionary.words.items():
        if key in right and word.kk not in right[key]:
            yield word.ru, f"the glossary has {' or '.join(sorted(right[key]))}"
    for kk, words in dictionary.russian().items():
        parts = ["noun" if word.is_noun else word.kind for word in words]
        if len(set(parts)) < len(parts):
            names = ", ".join(word.ru for word in words)
            yield words[-1].ru, f"{kk!r} is said by {names}: all but one are one_way"


def _spelt_out(written: Mapping[str, Any]) -> dict[str, Any]:
    # "сайт" is short for {kk = "сайт"}.
    return {
        table: {ru: {"kk": kk} if isinstance(kk, str) else kk for ru, kk in entries.items()}
        if isinstance(entries, dict)
        else entries
        for table, entries in written.items()
    }


def _word(key: str, table: str, ru: str, entry: _Entry) -> DictionaryWord:
    if not entry.kk.strip():
        raise PackError(_FILE, key, "no Kazakh word")
    if (table == _PHRASES) != bool(entry.kind):
        raise PackError(_FILE, f"{key}.kind", f"wanted for {_PHRASES}, and only for them")
    if entry.kind and entry.kind not in list(EntryKind):
        raise PackError(_FILE, f"{key}.kind", f"there is no table {entry.kind!r}")
    kind = EntryKind(entry.kind or table)
    with_object = entry.with_object or (entry.kk if kind is EntryKind.ACTION else "")
    if entry.governs and not (with_object and entry.governs in _CASES):
        raise PackError(
            _FILE, f"{key}.governs", f"wanted of what has an object, one of {', '.join(_CASES)}"
        )
    return DictionaryWord(
        ru=ru,
        kk=entry.kk,
        kind=kind,
        plural=entry.plural,
        possessive=entry.possessive,
        with_object=with_object,
        governs=entry.governs or ("acc" if with_object else ""),
        one_way=entry.one_way,
    )


def wording_problems(dictionary: Dictionary, table: DeedTable) -> Iterator[tuple[str, str]]:
    """Wordings of deeds that nothing leads to, as (key, problem)."""
    for deed, wordings in dictionary.deeds.items():
        if deed not in table.deeds:
            yield deed, "no such deed"
            continue
        told = table.tellings.get("ru", {}).get(deed, Tellings())
        known = {" ".join(one.words) for one in (*told.verbs, *told.nouns)}
        for words in (words for wording in wordings for words in wording.words):
            if words not in known:
                yield deed, f"{words!r} does not tell it"


def _terms(glossary: Sequence[GlossaryTerm]) -> dict[str, set[str]]:
    """The Kazakh forms of each Russian label."""
    right: dict[str, set[str]] = {}
    for term in glossary:
        if "ru" in term.labels and "kk" in term.labels:
            forms = right.setdefault(fold_word(term.labels["ru"]), set())
            forms |= {term.labels["kk"], *term.variants.get("kk", ())}
    return right
