"""Upload handlers that bound what one request may leave, and keep all of it off the disk."""

from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

#: A file of the largest size that a page takes, and a little more: views tell by its size that a
#: file is too large.
MOST: Final = 66 * 2**20


class BoundedUpload(FileUploadHandler):
    """Drops the rest of a request's files once they are larger than any page takes."""

    taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece, for the handler after this one; nothing beyond the limit."""
        self.taken += len(raw_data)
        return raw_data if self.taken <= MOST else None

    def file_complete(self, file_size: int) -> None:
        """The file is made by the handler after this one."""


class MemoryUpload(FileUploadHandler):
    """Keeps whole in memory whatever is sent: plain bytes of evidence and drafts touch no disk."""

    def new_file(self, *args: Any, **named: Any) -> None:
        """Begin to hold a file."""
        super().new_file(*args, **named)
        self._held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold the piece."""
        self._held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, held in memory."""
        self._held.seek(0)
        return InMemoryUploadedFile(
            file=self._held,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self._held.getbuffer().nbytes,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
