"""The list of keys in a copy of the site, believed only where every part of it fits the others."""

import json
from datetime import datetime
from typing import Final

from dalel.publish.tree.signing import ForgedError, verify
from dalel.publish.tree.succession import (
    FORM,
    KEYS_FILE,
    BrokenSuccessionError,
    KeyStatement,
    Succession,
    digest_of,
    known_key,
    name_of,
    read,
)

_SAID: Final = ("form", "old", "new", "follows", "reason", "time", "next")
_SIGNS: Final = frozenset("0123456789abcdef")


def read_strictly(content: bytes) -> Succession:
    """The keys as the newsroom's own program writes them, to the last sign, each word proved.

    :raises BrokenSuccessionError: when anything is missing, malformed, too much, or not signed.
    """
    keys = read(content)
    if not _is_written_so(keys, content):
        raise BrokenSuccessionError(f"{KEYS_FILE} is not as it is written")
    if keys.since is None or keys.since.tzinfo is None or not _is_key(keys.first):
        raise BrokenSuccessionError(f"{KEYS_FILE} does not say which key was the first, since when")
    if not _is_digest(keys.first_next):
        raise BrokenSuccessionError(f"{KEYS_FILE} announces something that is no digest")
    chain, announced = [keys.first], keys.first_next
    for one in keys.statements:
        _refuse_malformed(one)
        if one.old != chain[-1] or one.new in chain:
            raise BrokenSuccessionError(f"the statements in {KEYS_FILE} are no chain")
        _refuse_unsigned(one, announced)
        chain.append(one.new)
        announced = one.next_digest
    return keys


def _is_written_so(keys: Succession, content: bytes) -> bool:
    try:
        return keys.written() == content
    except (ValueError, TypeError, AttributeError):
        return False


def _refuse_malformed(one: KeyStatement) -> None:
    told = json.loads(one.text)
    fits = (
        list(told) == list(_SAID)
        and all(isinstance(word, str) for word in (*told.values(), one.by_old, one.by_new))
        and f"{json.dumps(told)}\n" == one.text
        and told["form"] == FORM
        and told["follows"] in {"yes", "no"}
        and _is_key(told["new"])
        and _is_digest(told["next"])
        and datetime.fromisoformat(told["time"]).tzinfo is not None
    )
    if not fits:
        raise BrokenSuccessionError(f"a statement in {KEYS_FILE} is not as it is written")


def _refuse_unsigned(one: KeyStatement, announced: str) -> None:
    """The new key signs always; the old one too, unless it announced the new one in advance."""
    _prove(one, one.new, one.by_new)
    was_announced = one.is_handed_over and digest_of(one.new) == announced
    if one.by_old or not was_announced:
        _prove(one, one.old, one.by_old)


def _prove(statement: KeyStatement, key: str, signature: str) -> None:
    try:
        verify(statement.text.encode(), signature.encode(), f"\n{key}".encode())
    except (ForgedError, ValueError) as error:
        raise BrokenSuccessionError(
            f"the statement about {name_of(statement.old)} is not signed by {name_of(key)}"
        ) from error


def _is_key(line: object) -> bool:
    try:
        return isinstance(line, str) and known_key(line) == (line, "")
    except BrokenSuccessionError:
        return False


def _is_digest(word: object) -> bool:
    """Whether it is a digest, or empty: none was announced."""
    return isinstance(word, str) and (not word or (len(word) == 64 and set(word) <= _SIGNS))
