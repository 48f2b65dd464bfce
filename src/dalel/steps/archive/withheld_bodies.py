"""Withholding: destroying a captured response without breaking the chain.

The reason is written to a chain first, then the response's record is overwritten in its place by a
tombstone of the same length: no other record moves, and a crash in between is made good by
``finish``. The chain is over digests, so it holds; ``verify`` says "withheld".
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import Capture
from dalel.steps.archive.chains import DESK, Chain
from dalel.steps.archive.decisions import decisions
from dalel.steps.archive.ledger import Extent, Withheld
from dalel.steps.archive.records import tombstone
from dalel.steps.archive.vault import Vault


def withhold(vault: Vault, capture: Capture, *, reason: str, by: str, time: datetime) -> Withheld:
    """Destroy a capture's response, head and body, and keep its digest, the reason, who and when.

    Copies that left the vault - exports, backups, versions that an object store keeps - and what
    was extracted from the body are the caller's to remove. Asked twice, it does nothing more.

    :raises ArchiveError: when the capture holds no body of its own (withhold that which does), the
        reason does not fit, or the record is not there.
    """
    if capture.body_of is not None:
        raise ArchiveError(f"the body lies in capture {capture.body_of}: withhold that one")
    sizes = vault.warc_files()
    for earlier in withheld(vault):
        if earlier.capture == capture.link:
            _bury(vault, earlier, sizes)
            return earlier
    raw = tombstone(capture.record_id, capture.sha256, reason, time, capture.warc_length)
    end = capture.warc_offset + capture.warc_length
    if sizes.get(capture.warc_file, 0) < end:
        raise ArchiveError(f"{capture.warc_file}: no record at {capture.warc_offset}")
    event = Withheld(
        capture=capture.link,
        file=capture.warc_file,
        record_id=capture.record_id,
        sha256=capture.sha256,
        tombstone=Extent(
            offset=capture.warc_offset,
            length=capture.warc_length,
            sha256=hashlib.sha256(raw).hexdigest(),
        ),
        reason=reason,
        by=by,
        time=time,
    )
    with Chain.claim(vault, DESK) as chain:
        chain.append([event])
    vault.overwrite(event.file, event.tombstone.offset, raw)
    return event


def withheld(vault: Vault) -> Iterator[Withheld]:
    """All that was ever withheld."""
    return (event for event in decisions(vault) if isinstance(event, Withheld))


def finish(vault: Vault) -> tuple[Withheld, ...]:
    """Bury what is withheld and still there: after a crash, or a restored older backup."""
    sizes = vault.warc_files()
    return tuple(event for event in withheld(vault) if _bury(vault, event, sizes))


def _bury(vault: Vault, event: Withheld, sizes: Mapping[str, int]) -> bool:
    """Whether something was there to be buried; what is not here at all is not."""
    place = event.tombstone
    if sizes.get(event.file, 0) < place.end:
        return False
    with vault.open_warc(event.file) as stream:
        stream.seek(place.offset)
        if hashlib.sha256(stream.read(place.length)).hexdigest() == place.sha256:
            return False
    raw = tombstone(event.record_id, event.sha256, event.reason, event.time, place.length)
    vault.overwrite(event.file, place.offset, raw)
    return True
