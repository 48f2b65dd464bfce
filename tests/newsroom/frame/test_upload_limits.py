"""Does nothing of what members send lie on the disk before it is sealed?"""

import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from dalel.newsroom.frame.upload_limits import MOST


@pytest.mark.parametrize("path", ["/incidents/XT-1999-0001/files/seen/", "/word/take/", "/"])
def test_a_large_file_is_held_in_memory_wherever_it_is_sent(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object, **_named: object) -> None:
        raise AssertionError

    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", never)
    words = b"\x00\xff" * 2_000_000
    request = RequestFactory().post(path, {"file": SimpleUploadedFile("a.html", words)})
    held = request.FILES["file"]
    assert isinstance(held, InMemoryUploadedFile)
    assert (held.size, held.read()) == (len(words), words)


def test_what_is_larger_than_any_page_takes_is_dropped_behind_that() -> None:
    sent = SimpleUploadedFile("a.html", bytes(MOST + 2**20))
    held = RequestFactory().post("/", {"file": sent}).FILES["file"]
    assert isinstance(held, InMemoryUploadedFile)
    assert MOST - 2**20 < (held.size or 0) <= MOST
