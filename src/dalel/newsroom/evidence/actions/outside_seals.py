"""Seals as others keep them: a link, a file, or the list of a site in a folder, archive or address.

An address is asked as it was given, like those in the settings: it may lie in one's own network.
"""

import asyncio
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import urljoin
from zipfile import BadZipFile, ZipFile, is_zipfile

from dalel.domain.errors import DalelError
from dalel.domain.public_seal import SEAL_LIST, PublicSeal, is_seal_list, seals_in
from dalel.outside.services import ask_with_headers
from dalel.publish.tree.atomic_writes import MANIFEST, read_manifest

#: A list of ten years takes a third of a megabyte; a saved page or feed may be longer.
_LARGEST: Final = 16 << 20
#: So often an address may lead elsewhere.
_STEPS: Final = 5


class NoWitnessError(DalelError):
    """There is no seal to hold the evidence against."""


def given_seals(what: str) -> tuple[PublicSeal, ...]:
    """The seals in a link as it was printed, or in a file: a list, a saved feed or page.

    :raises NoWitnessError: when there is none.
    """
    if seals := seals_in(what):
        return seals
    try:
        return _found(_read(Path(what)), what)
    except OSError as error:
        raise NoWitnessError(
            f"{what!r} is no seal (64 digits and letters a to f), nor a file that can be read: "
            f"{error.strerror}"
        ) from error


def is_whole_list(what: str) -> bool:
    """Whether what was given is a file that holds the list of a site."""
    try:
        return not seals_in(what) and is_seal_list(_read(Path(what)))
    except OSError:
        return False


def site_seals(place: str) -> tuple[PublicSeal, ...]:
    """The seals in the list of a site: in its folder, its archive (mirror.zip), or at its address.

    :raises NoWitnessError: when there is no list, or it is not what the site's own manifest names.
    :raises ServiceError: when the address does not answer.
    """
    if "://" in place:
        return _found(_fetched(place), place)
    try:
        listed, manifest = _of_archive(place) if is_zipfile(place) else _of_folder(Path(place))
    except (OSError, KeyError, BadZipFile) as error:
        raise NoWitnessError(f"{place}: there is no {SEAL_LIST}") from error
    if manifest:
        named = read_manifest(manifest).get(SEAL_LIST, ("", 0))
        if named[0] != sha256(listed).hexdigest():
            raise NoWitnessError(f"{place}: {SEAL_LIST} is not the one that its manifest names")
    return _found(listed, place)


def _of_folder(folder: Path) -> tuple[bytes, bytes]:
    manifest = folder / MANIFEST
    return _read(folder / SEAL_LIST), manifest.read_bytes() if manifest.exists() else b""


def _of_archive(file: str) -> tuple[bytes, bytes]:
    with ZipFile(file) as packed:
        if packed.getinfo(SEAL_LIST).file_size > _LARGEST:
            raise NoWitnessError(f"{file}: its {SEAL_LIST} is too large")
        manifest = packed.read(MANIFEST) if MANIFEST in packed.namelist() else b""
        return packed.read(SEAL_LIST), manifest


def _read(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_LARGEST)


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
            raise NoWitnessError(f"{url} answers {answer.status}: there is no list of seals")
        url = urljoin(url, answer.headers["location"])
    raise NoWitnessError(f"{address} leads on and on")


def _found(content: bytes, what: str) -> tuple[PublicSeal, ...]:
    seals = seals_in(content.decode("utf-8", "replace"))
    if not seals:
        raise NoWitnessError(f"{what}: no seal stands in it")
    return seals
