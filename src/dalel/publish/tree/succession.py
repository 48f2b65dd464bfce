"""Keys that followed one another: which key signs releases, which did, and who says so.

The next key is made before it is needed and lies on paper, away from the machine; in public stands
only its digest, beside the present key ("pre-rotation", KERI,
https://trustoverip.github.io/kswg-keri-specification/). So whoever takes the machine can sign with
the present key, and can name no successor of it. The owner of the paper can, also without the
machine, and says in the same breath what to hold of the old key. That an old key signs the new one
in is TUF's way with its root (https://theupdateframework.github.io/specification/latest/, 5.3).

A statement is a line of JSON, signed in minisign's format, so that anybody can prove it with
``minisign`` itself.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from dalel.domain.errors import DalelError
from dalel.publish.tree.signing import Signer, key_line

#: Where the keys stand in the site, for programs.
KEYS_FILE: Final = "release-keys.json"
#: The folder of the statements, one file each, with a signature or two beside it.
STATEMENTS: Final = "release-keys"
#: Its name in the site: what readers keep.
PUBLIC_KEY: Final = "minisign.pub"
#: How the list and each statement say what they are.
FORM: Final = "dalel release key 1"
_NEXT: Final = "next="


class KeyReason(StrEnum):
    """Why a key is no longer used."""

    ROTATION = "rotation"
    LOST = "lost"
    STOLEN = "stolen"


class BrokenSuccessionError(DalelError):
    """A key cannot be followed to the one that signs now."""


@dataclass(frozen=True, kw_only=True)
class KeyStatement:
    """What was said of a key, and by which keys; an empty signature: that key did not sign.

    ``text`` is what was signed. ``by_old`` and ``by_new`` are signature files of minisign.
    """

    text: str
    by_old: str
    by_new: str

    @property
    def old(self) -> str:
        """The key that is no longer used, as minisign writes public keys in a line."""
        return self._said("old")

    @property
    def new(self) -> str:
        """The key that is used from then on."""
        return self._said("new")

    @property
    def is_handed_over(self) -> bool:
        """Whether the new key follows; else the old one is taken back, and readers are told."""
        return self._said("follows") == "yes"

    @property
    def next_digest(self) -> str:
        """Digest of the key on paper that is to follow the new one."""
        return self._said("next")

    @property
    def reason(self) -> KeyReason:
        """Why the old key is no longer used."""
        return KeyReason(self._said("reason"))

    @property
    def time(self) -> datetime:
        """When it was said."""
        return datetime.fromisoformat(self._said("time"))

    def _said(self, name: str) -> str:
        told: dict[str, str] = json.loads(self.text)
        return told[name]


@dataclass(frozen=True, kw_only=True)
class KeyPeriod:
    """A key, from when until when it signed releases, and why no longer."""

    key: str
    since: datetime
    until: datetime | None = None
    reason: KeyReason | None = None

    @property
    def name(self) -> str:
        """Sixteen hex digits by which people tell keys apart."""
        return name_of(self.key)


@dataclass(frozen=True, kw_only=True)
class Succession:
    """All that is known of the newsroom's keys, the first one first.

    ``next_digest`` is that of the key on paper; empty: there is none.
    """

    first: str = ""
    since: datetime | None = None
    first_next: str = ""
    statements: tuple[KeyStatement, ...] = ()

    @property
    def present(self) -> str:
        """The key that signs now, as far as statements tell; empty: none ever did."""
        return self.statements[-1].new if self.statements else self.first

    @property
    def next_digest(self) -> str:
        """Digest of the key on paper that is to follow; empty: there is none."""
        return self.statements[-1].next_digest if self.statements else self.first_next

    @property
    def periods(self) -> tuple[KeyPeriod, ...]:
        """Every key with its period."""
        if not self.first or self.since is None:
            return ()
        found, key, since = [], self.first, self.since
        for one in self.statements:
            found.append(KeyPeriod(key=key, since=since, until=one.time, reason=one.reason))
            key, since = one.new, one.time
        return (*found, KeyPeriod(key=key, since=since))

    def files(self) -> Mapping[str, bytes]:
        """What stands in the site: a list for programs, and each statement with its signatures."""
        files = {KEYS_FILE: self.written()}
        for number, one in enumerate(self.statements, 1):
            path = f"{STATEMENTS}/{number}.json"
            files[path] = one.text.encode()
            if one.by_old:
                files[f"{path}.old.minisig"] = one.by_old.encode()
            files[f"{path}.new.minisig"] = one.by_new.encode()
        return files

    def written(self) -> bytes:
        """The list of keys and statements as it is kept and published."""
        told = {
            "form": FORM,
            "first": self.first,
            "since": self.since.isoformat() if self.since else "",
            "first_next": self.first_next,
            "next": self.next_digest,
            "keys": [
                {
                    "key": one.key,
                    "name": one.name,
                    "since": one.since.isoformat(),
                    "until": one.until.isoformat() if one.until else None,
                    "reason": one.reason,
                }
                for one in self.periods
            ],
            "statements": [asdict(one) for one in self.statements],
        }
        return (json.dumps(told, indent=1) + "\n").encode()


def read(content: bytes) -> Succession:
    """The keys as ``Succession.written`` writes them.

    :raises BrokenSuccessionError: when it is something else.
    """
    try:
        told: dict[str, Any] = json.loads(content)
        found = Succession(
            first=told["first"],
            since=datetime.fromisoformat(told["since"]) if told["since"] else None,
            first_next=told["first_next"],
            statements=tuple(KeyStatement(**one) for one in told["statements"]),
        )
        for one in found.statements:
            _ = (one.old, one.new, one.next_digest, one.is_handed_over)
            _ = (one.reason, one.time)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenSuccessionError(f"{KEYS_FILE} cannot be read") from error
    return found


def digest_of(key: str) -> str:
    """What is told of the next key in advance: ``printf %s KEY | sha256sum``."""
    return sha256(key.encode()).hexdigest()


def name_of(key: str) -> str:
    """How people tell keys apart, as minisign prints it."""
    return base64.b64decode(key)[2:10][::-1].hex().upper()


def public_file(signer: Signer, next_digest: str) -> bytes:
    """The file that readers keep: the key, and the digest of the one that is to follow."""
    comment, key = signer.public.decode().splitlines()
    told = f"{comment} {_NEXT}{next_digest}" if next_digest else comment
    return f"{told}\n{key}\n".encode()


def known_key(content: str) -> tuple[str, str]:
    """The key in a file that a reader kept, or in a line, and the digest of the next, if told.

    :raises BrokenSuccessionError: when it is no public key of minisign.
    """
    lines = [line.strip() for line in content.splitlines() if line.strip()]
    try:
        key = lines[-1]
        is_key = base64.b64decode(key, validate=True)[:2] == b"Ed" and len(key) == 56
    except (ValueError, IndexError) as error:
        raise BrokenSuccessionError("that is no public key of minisign") from error
    if not is_key:
        raise BrokenSuccessionError("that is no public key of minisign")
    _before, _mark, following = lines[0].partition(_NEXT)
    return key, following.split()[0] if following and len(lines) > 1 else ""


def handed_over(
    keys: Succession,
    *,
    by_old: Signer | None,
    by_new: Signer,
    reason: KeyReason,
    next_digest: str,
    now: datetime,
    follows: bool = True,
) -> Succession:
    """The keys with one more statement: the new key follows the present one.

    Not ``follows``: the present one is taken back, and readers have to be told of the new one.
    """
    told = {
        "form": FORM,
        "old": keys.present,
        "new": key_line(by_new),
        "follows": "yes" if follows else "no",
        "reason": str(reason),
        "time": now.astimezone(UTC).isoformat(timespec="seconds"),
        "next": next_digest,
    }
    text = json.dumps(told) + "\n"
    file = f"{len(keys.statements) + 1}.json"
    statement = KeyStatement(
        text=text,
        by_old=by_old.sign(text.encode(), file, now).decode() if by_old else "",
        by_new=by_new.sign(text.encode(), file, now).decode(),
    )
    return Succession(
        first=keys.first,
        since=keys.since,
        first_next=keys.first_next,
        statements=(*keys.statements, statement),
    )


def followed(keys: Succession, known: str, next_digest: str) -> str:
    """From a key that a reader knows to the one that signs now; the list was read strictly.

    Only the key follows whose digest the reader knows, or which one that followed announced: what
    the old key signs proves nothing, since a thief signs it as well.

    :raises BrokenSuccessionError: where a key follows that was not announced, is announced now in
        place of the one that was, or where a key was taken back and none follows.
    """
    present = known
    if not any(period.key == known for period in keys.periods):
        raise BrokenSuccessionError(f"the key {name_of(known)} is not among the newsroom's keys")
    for one in keys.statements:
        if one.old != present:
            continue
        if not one.is_handed_over:
            raise BrokenSuccessionError(
                f"the key {name_of(present)} was taken back ({one.reason}) and none follows it by "
                "itself: ask the newsroom by another way for its new key"
            )
        _refuse_unannounced(one, present, next_digest)
        present, next_digest = one.new, one.next_digest
    if next_digest and next_digest != keys.next_digest:
        raise BrokenSuccessionError(
            f"another key is announced to follow {name_of(present)} than you know of: whoever has "
            "the newsroom's machine may have done it"
        )
    return present


def taken_back(keys: Succession, known: str) -> tuple[KeyPeriod, ...]:
    """The keys, from a known one on, of which the list says that they were stolen or lost."""
    periods = keys.periods
    start = next((place for place, one in enumerate(periods) if one.key == known), len(periods))
    return tuple(one for one in periods[start:] if one.reason in {KeyReason.LOST, KeyReason.STOLEN})


def _refuse_unannounced(one: KeyStatement, present: str, next_digest: str) -> None:
    claim = f"{name_of(one.new)} claims to follow {name_of(present)} ({one.reason}), but "
    if not next_digest:
        raise BrokenSuccessionError(
            f"{claim}no key was announced in what you know, so a thief may have made it: ask the "
            f"newsroom by another way, and keep the whole file minisign.pub, with its {_NEXT}"
        )
    if digest_of(one.new) != next_digest:
        raise BrokenSuccessionError(
            f"{claim}is not the key that was announced in advance: whoever has the newsroom's "
            "machine may have made it"
        )
