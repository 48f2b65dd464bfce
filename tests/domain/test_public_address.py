"""Which addresses may be printed, and what becomes of the others."""

from datetime import UTC, datetime

import pytest

from dalel.domain.addresses import AddressRules, make_link
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.evidence_disclosure import PublicEvidence
from dalel.domain.incident import Development, Incident, Link
from dalel.domain.public_address import printable, public_address
from dalel.domain.states import ArticleState

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "url",
    [
        "https://lake.test/news/1?a=b&c=d#part",
        "http://lake.test",
        "HTTPS://Lake.Test/News",
        "https://lake.test:8443/news",
        "https://lake.test/жаңалық/бір",
        "https://қала.test/бет",
        "https://xn--80aaxitdbjk.test/",
        "https://www.lake.test./a",
        "https://8.8.8.8/a",
        "https://[2606:4700::1111]/a",
        "https://t.me/lake/12?single",
        "https://lake.test/~user/a@b,(c);d='e'",
        "https://1.lake.test/%D2%9B",
    ],
)
def test_what_a_reader_can_follow_is_printed_as_it_is(url: str) -> None:
    assert public_address(url) == url


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://desk:secret@lake.test/a", "https://lake.test/a"),
        ("https://token@lake.test/a?b#c", "https://lake.test/a?b#c"),
        ("http://lake.test@hill.test/", "http://hill.test/"),
        ("https://a@b:c@hill.test:81/x@y", "https://hill.test:81/x@y"),
        ("https://:@lake.test", "https://lake.test"),
    ],
)
def test_a_user_name_and_password_are_not_printed(url: str, shown: str) -> None:
    assert public_address(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/admin",
        "http://localhost:8000/",
        "http://LOCALHOST./",
        "http://desk.localhost/",
        "http://router.lan/",
        "http://printer/",
        "http://files.internal/",
        "http://db.local/",
        "http://1.0.0.127.in-addr.arpa/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://１２７.0.0.1/",
        "http://127.0.0.1./",
        "http://10.0.0.7/",
        "http://192.168.1.1:8080/x",
        "http://169.254.169.254/latest/meta-data",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://999.8.8.8/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1%25eth0]/",
        "http://[fd00::1]/",
        "http://[x/",
        "http://user:pass@127.0.0.1/",
        "https://evil.test\\@lake.test/",
        "https:\\\\lake.test/",
        "https://lake.test/\\..\\x",
        "https:/lake.test/a",
        "https:///lake.test/a",
        "https:lake.test/a",
        "//lake.test/a",
        "lake.test/a",
        "https://lake.test:99999/",
        "https://lake.test:port/",
        "https://%6c%6fcalhost/",
        "https://-lake.test/",
        "https://lake..test/",
        "https://la ke.test/",
        "https://lake.test/a b",
        "https://lake.test/\na",
        "https://lake.test/\x00",
        "https://lake.test/\u202egnp.exe",
        "https://lake\u200b.test/",
        "https://lake.test/\ue000",
        "javascript:alert(1)",
        "JaVaScRiPt://lake.test/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://lake.test/a",
        "mailto:desk@lake.test",
        "ssh://lake.test",
        "https://",
        "",
    ],
)
def test_what_leads_elsewhere_than_it_says_or_nowhere_is_not_printed(url: str) -> None:
    assert public_address(url) is None


def link(url: str, printed: str = "") -> Link:
    return Link(printed=printed or url, url=url, canonical=url, host="lake.test")


def proof(url: str) -> PublicEvidence:
    return PublicEvidence(
        outlet="lake", link=url, title=None, time=NOW, sha256="0" * 64, life=ArticleState.LIVE,
        excerpt=None, outside_copy=None,
    )  # fmt: skip


def incident(*urls: str) -> Incident:
    step = Development(
        date=PartialDate(iso="2031", precision=Precision.YEAR),
        texts={},
        links=tuple(map(link, urls)),
    )
    return Incident(
        number="XX-2031-0001", section=1, date=None, texts={}, links=tuple(map(link, urls)),
        updated=NOW, developments=(step,), proofs=tuple(map(proof, urls)),
    )  # fmt: skip


def test_an_incident_keeps_of_its_links_what_may_be_printed() -> None:
    seen = printable(incident("https://lake.test/1", "http://10.0.0.1/", "https://u:p@lake.test/2"))
    wanted = ["https://lake.test/1", "https://lake.test/2"]
    assert [one.url for one in seen.links] == wanted
    assert [one.printed for one in seen.links] == wanted
    assert [one.url for one in seen.developments[0].links] == wanted
    assert [one.link for one in seen.proofs] == wanted


def test_an_incident_with_nothing_to_hide_is_itself() -> None:
    given = incident("https://lake.test/1")
    assert printable(given) is given


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("lake.test/1?utm_source=x", "lake.test/1?utm_source=x"),
        ("https://lake.test/1#a", "https://lake.test/1#a"),
        ("u:p@lake.test/1", "https://lake.test/1"),
        ("http://localhost/", "https://lake.test/1"),
    ],
)
def test_the_form_that_was_printed_is_shown_only_where_it_may_be(printed: str, shown: str) -> None:
    of = Incident(
        number="XX-2031-0001", section=1, date=None, texts={}, updated=NOW,
        links=(link("https://lake.test/1", printed),),
    )  # fmt: skip
    assert printable(of).links[0].printed == shown


def test_a_password_is_not_kept_when_a_link_is_brought_in() -> None:
    made = make_link("https://desk:secret@lake.test/1", AddressRules(), ())
    assert (made.url, made.printed) == ("https://lake.test/1", "https://lake.test/1")
    assert "secret" not in repr(made)
    other = make_link("lake.test/1", AddressRules(), ())
    assert (other.url, other.printed) == ("https://lake.test/1", "lake.test/1")
