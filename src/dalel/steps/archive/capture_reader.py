"""Reading captures back byte for byte, with proof of their digests."""

from dataclasses import dataclass
from typing import Final

from dalel.domain.errors import ArchiveError, WithheldError
from dalel.domain.evidence import Capture
from dalel.steps.archive.records import WarcRecord, read_member
from dalel.steps.archive.vault import Vault

_END: Final = b"\r\n\r\n"


@dataclass(frozen=True, kw_only=True)
class Response:
    """``head`` ends with the empty line; ``body`` is as it was transferred, content coding on."""

    head: bytes
    body: bytes


def read_response(vault: Vault, capture: Capture, holder: Capture | None = None) -> Response:
    """Read a capture back, and prove that it is what was kept.

    A revisit's body lies in ``holder``, the capture that its ``body_of`` names. What was made of a
    page never went over a wire: its head tells of its type alone.

    :raises WithheldError: when the body is withheld.
    :raises ArchiveError: when it is not there, is not what was kept, or the holder is another.
    """
    if capture.body_of != (holder.link if holder is not None else None):
        raise ArchiveError(f"capture {capture.link} has its body in {capture.body_of}")
    found = read_record(vault, capture)
    if found.fields["warc-type"] == "resource":
        kind = found.fields.get("content-type", "")
        return Response(
            head=f"HTTP/1.1 200 OK\r\nContent-Type: {kind}".encode() + _END, body=found.block
        )
    head, _, body = found.block.partition(_END)
    if holder is not None:
        body = read_record(vault, holder).block.partition(_END)[2]
    return Response(head=head + _END, body=body)


def read_record(vault: Vault, capture: Capture) -> WarcRecord:
    """Read the response's record of a capture, or its revisit.

    :raises WithheldError: when it is withheld.
    :raises ArchiveError: when it is not there or is not what was kept.
    """
    found = read_member(read_raw(vault, capture))
    if found.fields["warc-type"] == "metadata":
        reason = found.block.decode().partition("\r\n")[0]
        raise WithheldError(f"capture {capture.link}: {reason}")
    digest = found.fields.get("warc-payload-digest")
    if (found.record_id, digest) != (capture.record_id, f"sha256:{capture.sha256}"):
        raise ArchiveError(f"{capture.warc_file} at {capture.warc_offset}: another record")
    return found


def read_raw(vault: Vault, capture: Capture) -> bytes:
    """The compressed bytes of the response's record.

    :raises ArchiveError: when the file is not there, or cannot be read.
    """
    try:
        with vault.open_warc(capture.warc_file) as stream:
            stream.seek(capture.warc_offset)
            return stream.read(capture.warc_length)
    except FileNotFoundError as error:
        raise ArchiveError(f"{capture.warc_file}: no such file") from error
    except OSError as error:
        raise ArchiveError(f"{capture.warc_file}: {error.strerror}") from error
