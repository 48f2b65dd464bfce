import pytest

from dalel.steps.extract.names import own_addresses

BASE = "https://lake.test/kk/1"


@pytest.mark.parametrize(
    ("head", "addresses"),
    [
        (b'<link rel=canonical href="/kk/2?a=1&amp;b=2">', ["https://lake.test/kk/2?a=1&b=2"]),
        (b"<meta name='og:url' content='https://hill.test/'>", ["https://hill.test/"]),
        (b'<link rel=canonical href=""><link rel=icon href="/x"><meta name=a content=b>', []),
        (b'<link rel=canonical href="http://[broken">', []),
        (b"\xff\xfe<link", []),
        (b"<p>" * 100_000 + b"<link rel=canonical href=/late>", []),
    ],
)
def test_a_page_names_itself_in_its_head(head: bytes, addresses: list[str]) -> None:
    assert list(own_addresses(head, BASE)) == addresses
