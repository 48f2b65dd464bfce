"""The key that signs releases: made, handed over to the one on paper, taken back."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError
from dalel.publish.tree.signing import (
    Signer,
    from_paper,
    key_line,
    new_signer,
    on_paper,
    signer,
    write_key,
)
from dalel.publish.tree.succession import (
    KeyReason,
    Succession,
    digest_of,
    handed_over,
    name_of,
    read,
)
from dalel.steps.archive.durable_files import atomic

#: Beside the key: all that is public of it and of those before.
SUCCESSION: Final = "succession.json"
#: Under this name a restored home has the same, since a backup holds it without the key.
BROUGHT: Final = "release-keys.json"
#: A key that is about to take the place of the present one.
_COMING: Final = "release.key.coming"


class ReleaseKeyError(DalelError):
    """The key cannot be changed so."""


class KeyAbsentError(DalelError):
    """The key that signed releases until now is not here, so that none is made in its place."""


@dataclass(frozen=True, kw_only=True)
class PresentKey:
    """The key that signs now, and what is public of all keys."""

    signer: Signer
    succession: Succession


def succession_of(file: Path) -> Succession:
    """What is known of the keys; nothing before the first release.

    :raises BrokenSuccessionError: when the file is damaged.
    """
    places = (file.with_name(SUCCESSION), file.parent.with_name(BROUGHT))
    found = next((place for place in places if place.is_file()), None)
    return read(found.read_bytes()) if found else Succession()


def present(file: Path) -> PresentKey:
    """The key that signs releases, made where there never was one.

    :raises KeyAbsentError: when there was one, and it is not here: releases go on being signed by
        the key that readers know, or a person says that another one follows.
    :raises SigningKeyError: when the file holds something else.
    """
    keys = succession_of(file)
    _settle(file, keys)
    if keys.present and not file.exists():
        raise KeyAbsentError(
            f"the key {name_of(keys.present)}, which signed releases until now, is not in {file}. "
            "Bring it back from where you keep a copy; or, with the key on paper: "
            "dalel release-key revoke --reason lost"
        )
    key = signer(file)
    if keys.present != key_line(key):
        if keys.present:
            raise KeyAbsentError(
                f"{file} holds {key.name}, and {name_of(keys.present)} is in force: bring that back"
            )
        keys = Succession(first=key_line(key), since=datetime.now(UTC).replace(microsecond=0))
        _keep(file, keys)
    return PresentKey(signer=key, succession=keys)


def make_paper_key(file: Path) -> str:
    """Make the key that is to follow; what is written on paper is told only now.

    :raises ReleaseKeyError: when there is one already.
    """
    here = present(file)
    keys = here.succession
    if keys.next_digest:
        raise ReleaseKeyError(
            "A key on paper was made already. Where the paper is lost: dalel release-key rotate "
            "--paper-lost."
        )
    following = new_signer()
    digest = digest_of(key_line(following))
    _keep(file, replace(keys, first_next=digest))
    return on_paper(following)


def hand_over(file: Path, paper: str, reason: KeyReason, now: datetime) -> str:
    """Let the key on paper follow the present one; gives the next key for paper.

    The machine's own key signs as well where it is here. Whoever has only the machine cannot do it.

    :raises ReleaseKeyError: when it is not the key that was announced, or none was.
    :raises SigningKeyError: when it is no key at all.
    """
    keys = succession_of(file)
    _settle(file, keys)
    if not keys.next_digest:
        raise ReleaseKeyError(
            "No key on paper was ever announced here: dalel release-key paper. On a new machine, "
            f"first put {BROUGHT} of any copy of the site into the home."
        )
    following = from_paper(paper)
    if digest_of(key_line(following)) != keys.next_digest:
        raise ReleaseKeyError(_why_not(key_line(following), keys))
    return _follow(file, keys, following, reason, now)


def _why_not(key: str, keys: Succession) -> str:
    """Why a key from paper does not follow the present one."""
    if key == keys.present:
        return (
            f"{name_of(key)} is the key in force already: type the one of the newest paper, which "
            "was written down when this one came into force."
        )
    if any(one.key == key for one in keys.periods):
        return (
            f"{name_of(key)} was in force before and never is again: type that of the newest paper."
        )
    return (
        f"{name_of(key)} is not the key on paper that follows {name_of(keys.present)}: check your "
        "typing, or whether an older paper was taken."
    )


def replace_alone(file: Path, now: datetime) -> str:
    """Let a new key follow without one from paper, signed by the present key; gives that for paper.

    Readers who know of a key on paper do not follow by themselves: they have to be told.

    :raises KeyAbsentError: when the present key is not here.
    """
    here = present(file)
    return _follow(file, here.succession, new_signer(), KeyReason.ROTATION, now)


def revoke_alone(file: Path, reason: KeyReason, now: datetime) -> str:
    """Take the present key back by its own signature; gives the next key for paper.

    A new key is made, and follows by nobody's word: readers have to be told of it by another way.

    :raises KeyAbsentError: when the present key is not here.
    """
    here = present(file)
    return _follow(file, here.succession, new_signer(), reason, now, follows=False)


def _follow(
    file: Path,
    keys: Succession,
    following: Signer,
    reason: KeyReason,
    now: datetime,
    *,
    follows: bool = True,
) -> str:
    paper = new_signer()
    old = signer(file) if file.exists() else None
    done = handed_over(
        keys,
        by_old=old if old and key_line(old) == keys.present else None,
        by_new=following,
        reason=reason,
        next_digest=digest_of(key_line(paper)),
        now=now,
        follows=follows,
    )
    write_key(file.with_name(_COMING), following)
    _keep(file, done)
    _settle(file, done)
    return on_paper(paper)


def _settle(file: Path, keys: Succession) -> None:
    """Finish what a run began that was killed: the coming key takes its place once it is told."""
    coming = file.with_name(_COMING)
    if not coming.exists():
        return
    if key_line(signer(coming)) == keys.present:
        coming.replace(file)
    else:
        coming.unlink()


def _keep(file: Path, keys: Succession) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with atomic(file.with_name(SUCCESSION)) as stream:
        stream.write(keys.written())
