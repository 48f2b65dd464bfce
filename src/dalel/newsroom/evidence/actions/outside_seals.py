"""Seals that a site shows: its list in a folder, a mirror.zip, or at an address.

An address is asked as it was given, like those in the settings: it may lie in one's own network.
"""

import asyncio
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import urljoin
from zipfile import BadZipFile, ZipFile, is_zipfile

from dalel.domain.errors import DalelError
from dalel.domain.public_seal import SEAL_LIST, PublicSeal, seals_in
from dalel.outside.services import ask_with_headers
from dalel.publish.tree.atomic_writes import (
    MANIFEST,
    SIGNATURE,
    Digests,
    is_preview,
    read_manifest,
)
from dalel.publish.tree.signing import ForgedError, verify
from dalel.publish.tree.succession import PUBLIC_KEY

#: A list of ten years takes a third of a megabyte; a saved page or feed may be longer.
LARGEST: Final = 16 << 20
#: So often an address may lead elsewhere.
_STEPS: Final = 5


class NoWitnessError(DalelError):
    """There is no seal to hold the evidence against."""


def site_seals(place: str) -> tuple[PublicSeal, ...]:
    """The seals in the list of a site: in its folder, its archive (mirror.zip), or at its address.

    :raises NoWitnessError: when there is no list, or it is not what the site's own manifest names,
        or the manifest is not what the site's own key signed.
    :raises ServiceError: when the address does not answer.
    """
    if "://" in place:
        return _found(_fetched(place), place)
    folder = Path(place)
    if folder.is_dir():
        return _found(_listed(place, lambda name: _of_folder(folder / name)), place)
    if not folder.exists():
        raise NoWitnessError(
            f"{place}: there is no such folder or file. Give the address of the site (https://...),"
            " the folder of a copy, or its mirror.zip."
        )
    if not is_zipfile(place):
        raise NoWitnessError(
            f"{place} is neither a folder nor a mirror.zip. A file with seals in it (a saved "
            "seals.txt, feed, page or mail) is held by --seal."
        )
    try:
        with ZipFile(place) as packed:
            listed = _listed(place, lambda name: _of_archive(packed, name))
    except (OSError, BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
        raise NoWitnessError(
            f"{place}: the archive is damaged ({error}). Fetch mirror.zip again."
        ) from error
    return _found(listed, place)


def _listed(place: str, read: Callable[[str], bytes | None]) -> bytes:
    """The list in a copy of a site, if nothing in the copy speaks against it."""
    manifest, listed = read(MANIFEST), read(SEAL_LIST)
    told = _told(place, manifest) if manifest is not None else {}
    if listed is None:
        raise NoWitnessError(f"{place}: {_lacking(manifest)}")
    if manifest is None:
        return listed
    _refuse_other_signature(place, manifest, read(SIGNATURE), read(PUBLIC_KEY))
    if told.get(SEAL_LIST, ("", 0))[0] != sha256(listed).hexdigest():
        raise NoWitnessError(
            f"{place}: {SEAL_LIST} is not the one that its manifest names: the copy was changed, "
            "or was made while the site was written. Get another copy; what this one says of "
            "seals was not believed. dalel verify-site tells what else differs."
        )
    return listed


def _told(place: str, manifest: bytes) -> Digests:
    try:
        return read_manifest(manifest)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoWitnessError(
            f"{place}: its {MANIFEST} is none of this program, so this is no copy of a newsroom's "
            f"site, or a damaged one. Give the folder in which {SEAL_LIST} and {MANIFEST} lie."
        ) from error


def _lacking(manifest: bytes | None) -> str:
    """Why there is no list, as far as the manifest tells, and what to do."""
    if manifest is None:
        return (
            f"this is no copy of a site: neither {MANIFEST} nor {SEAL_LIST} lies in it. Give the "
            "folder in which they lie, or the address of the site."
        )
    if is_preview(manifest):
        return (
            f"this is a preview, which was never released: there is no {SEAL_LIST} in it, since no "
            "seal was shown to anybody. Seals go out with the first release (dalel publish); until "
            "then mail or print the line that dalel evidence stamp gives, and hold it by --seal."
        )
    return (
        f"this is a released site, but there is no {SEAL_LIST} in it: it was made before the first "
        "seal. Get a newer copy; in the newsroom dalel evidence stamp sets a seal and shows it."
    )


def _refuse_other_signature(
    place: str, manifest: bytes, signature: bytes | None, public: bytes | None
) -> None:
    if signature is None or public is None:
        return
    try:
        verify(manifest, signature, public)
    except ForgedError as error:
        raise NoWitnessError(
            f"{place}: {MANIFEST} is not signed by the key that lies beside it ({PUBLIC_KEY}): "
            f"{error}. The copy was changed or is mixed of two, so its seals were not believed. "
            "Get another copy, and prove it: dalel verify-site FOLDER --key minisign.pub."
        ) from error


def _of_folder(file: Path) -> bytes | None:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NoWitnessError(f"{file} cannot be read: {error.strerror}") from error


def _of_archive(packed: ZipFile, name: str) -> bytes | None:
    try:
        if packed.getinfo(name).file_size > LARGEST:
            raise NoWitnessError(f"{packed.filename}: its {name} is too large")
    except KeyError:
        return None
    return packed.read(name)


def _fetched(address: str) -> bytes:
    """The list at a site's address, going on where that leads.

    :raises NoWitnessError: when there is none.
    """
    url = address if address.endswith(SEAL_LIST) else f"{address.rstrip('/')}/{SEAL_LIST}"
    for _ in range(_STEPS):
        answer = asyncio.run(ask_with_headers(url, headers={}, body=None))
        if answer.status == 200:
            return answer.body
        if not 300 <= answer.status < 400 or "location" not in answer.headers:
            raise NoWitnessError(
                f"{url} answers {answer.status}: there is no list of seals. Give the address at "
                "which the site begins; before its first release a newsroom shows none."
            )
        url = urljoin(url, answer.headers["location"])
    raise NoWitnessError(f"{address} leads on and on")


def _found(content: bytes, what: str) -> tuple[PublicSeal, ...]:
    seals = seals_in(content.decode("utf-8", "replace"))
    if not seals:
        raise NoWitnessError(
            f"{what}: no seal stands in its {SEAL_LIST}. It is empty, cut off or another page; "
            "open it in a browser and see."
        )
    return seals
