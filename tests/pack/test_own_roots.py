"""Is a certificate that a newsroom gives for one host read, and a wrong one told and left?"""

import ssl
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from dalel.pack import Pack, load
from dalel.pack.own_roots import OwnRoot, read_roots

HOST = "bank.test"


@pytest.fixture
def pack(tiny_pack: Pack) -> Pack:
    source = replace(tiny_pack.sources[0], host=HOST, has_own_root=True)
    return replace(tiny_pack, sources=(source, *tiny_pack.sources[1:]))


def given(folder: Path, pack: Pack, content: bytes, ending: str = ".pem") -> OwnRoot:
    (folder / f"{HOST}{ending}").write_bytes(content)
    (one,) = read_roots(folder, pack.sources)
    return one


def test_an_authority_is_read_as_pem_and_as_der(pack: Pack, tmp_path: Path) -> None:
    pem = trustme.CA().cert_pem.bytes()
    found = given(tmp_path, pack, pem)
    assert (found.host, found.problem) == (HOST, "")
    assert len(found.fingerprint) == 64
    assert found.expires > "2026"
    (tmp_path / f"{HOST}.pem").unlink()
    der = given(tmp_path, pack, ssl.PEM_cert_to_DER_cert(pem.decode()), ".cer")
    assert (der.pem, der.fingerprint) == (found.pem, found.fingerprint)
    assert ssl.create_default_context(cadata=der.pem).get_ca_certs()


@pytest.mark.parametrize(
    "content",
    [b"hello", b"", b"\x30\x82\xff", b"-----BEGIN CERTIFICATE-----\nAA\n"],
    ids=["words", "empty", "cut off", "cut off as PEM"],
)
def test_what_is_no_certificate_is_told_and_not_believed(
    pack: Pack, tmp_path: Path, content: bytes
) -> None:
    found = given(tmp_path, pack, content)
    assert found.problem.startswith("it is no certificate")
    assert found.pem == ""


def test_a_hosts_own_certificate_is_no_authority(pack: Pack, tmp_path: Path) -> None:
    leaf = trustme.CA().issue_cert(HOST).cert_chain_pems[0].bytes()
    assert "CA:TRUE" in given(tmp_path, pack, leaf).problem


def test_files_for_other_hosts_are_left_alone(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "lake.test.pem").write_bytes(trustme.CA().cert_pem.bytes())
    assert read_roots(tmp_path, pack.sources) == ()


def test_a_wrong_file_costs_its_host_alone(tmp_path: Path, kz_pack: Pack) -> None:
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "zan.gov.kz.pem").write_text("hello")
    pack = load(kz_pack.folder, tmp_path / "sources.json")
    assert len(pack.sources) == len(kz_pack.sources)
    assert pack.roots == {}
    assert pack.own_roots[0].problem
