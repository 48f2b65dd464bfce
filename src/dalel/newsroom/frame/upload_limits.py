"""An upload handler that bounds what one request may leave on disk or in memory."""

from typing import Final

from django.core.files.uploadhandler import FileUploadHandler

#: Two files of the largest size that a page takes, and a little more: views tell by its size that
#: a file is too large.
MOST: Final = 40 * 2**20


class BoundedUpload(FileUploadHandler):
    """Drops the rest of a request's files once they are larger than any page takes."""

    taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece, for the handler after this one; nothing beyond the limit."""
        self.taken += len(raw_data)
        return raw_data if self.taken <= MOST else None

    def file_complete(self, file_size: int) -> None:
        """The file is made by the handler after this one."""
