"""Do seals and timestamps prove what they say? Against a real authority made with OpenSSL."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate
from rfc3161_client import decode_timestamp_response

from dalel.domain.errors import TimestampError
from dalel.steps.archive import timestamps
from dalel.steps.archive.chains import SEAL, Chain
from dalel.steps.archive.ledger import Sealed, Stamped
from dalel.steps.archive.seals import seal, stamp
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from evidence_room import START, full_vault, keep
from time_authority import Authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return full_vault(tmp_path / "archive")[0]


def test_a_seal_names_the_end_of_every_chain(vault: Vault) -> None:
    first = seal(vault, START)
    assert isinstance(first.event, Sealed)
    assert [head.chain for head in first.event.heads] == ["worker-001", "worker-002"]
    second = seal(vault, START)
    assert isinstance(second.event, Sealed)
    assert second.event.heads[0] == first.head
    assert second.previous == first.link
    assert verify(vault).seals == 2


def test_a_seal_passes_over_a_line_that_is_still_being_written(vault: Vault) -> None:
    path = vault.chains / "worker-001.jsonl"
    lines = path.read_bytes().splitlines()
    path.write_bytes(path.read_bytes()[:-5])
    event = seal(vault, START).event
    assert isinstance(event, Sealed)
    assert event.heads[0].number == len(lines) - 1


def test_an_empty_chain_has_no_head(tmp_path: Path) -> None:
    event = seal(Vault(folder=tmp_path), START).event
    assert isinstance(event, Sealed)
    assert event.heads == ()


def test_an_authority_confirms_a_seal_and_verify_tells_when(
    vault: Vault, authority: Authority
) -> None:
    sealed = seal(vault, START)
    answer = authority.answer(timestamps.request(sealed.link))
    stamp(vault, sealed, answer, authority="https://tsa.test")
    report = verify(vault, roots=[authority.root])
    assert report.findings == ()
    (confirmed,) = report.stamps
    assert confirmed.seal == sealed.link
    assert confirmed.proved
    assert confirmed.time == decode_timestamp_response(answer).tst_info.gen_time
    assert [one.proved for one in verify(vault).stamps] == [False]


def test_a_root_that_is_not_the_authoritys_proves_nothing(
    vault: Vault, authority: Authority, tmp_path: Path
) -> None:
    sealed = seal(vault, START)
    answer = authority.answer(timestamps.request(sealed.link))
    stranger = Authority(tmp_path / "stranger").root
    stamp(vault, sealed, answer, authority="x")
    report = verify(vault, roots=[stranger])
    assert report.sound
    assert [one.proved for one in report.stamps] == [False]
    assert report.proof.until is None
    assert verify(vault, roots=[stranger, authority.root]).proof.until is not None


def test_an_answer_about_something_else_is_refused(authority: Authority) -> None:
    answer = authority.answer(timestamps.request("ab" * 32))
    with pytest.raises(TimestampError, match="something else"):
        timestamps.token_of(answer, "cd" * 32)


def test_an_authority_that_refuses_is_understood() -> None:
    refusal = bytes.fromhex("3005 3003 0201 02".replace(" ", ""))
    with pytest.raises(TimestampError, match="did not grant"):
        timestamps.token_of(refusal, "ab" * 32)


def test_certificates_out_of_der_order_are_refused(authority: Authority) -> None:
    answer = authority.answer(timestamps.request("ab" * 32), "-chain root.pem")
    pems = [(authority.folder / name).read_bytes() for name in ("tsa.pem", "root.pem")]
    one, two = sorted(load_pem_x509_certificate(pem).public_bytes(Encoding.DER) for pem in pems)
    assert (one + two in answer) != (two + one in answer)
    in_order, out_of_order = (
        answer.replace(two + one, one + two),
        answer.replace(one + two, two + one),
    )
    assert timestamps.token_of(in_order, "ab" * 32)
    with pytest.raises(TimestampError, match="InvalidSetOrdering"):
        timestamps.token_of(out_of_order, "ab" * 32)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: "no base64!",
        lambda token: token[:40],
        lambda token: base64.b64encode(b"nonsense").decode(),
    ],
)
def test_what_is_no_timestamp_is_refused(authority: Authority, spoil: Callable[[str], str]) -> None:
    answer = authority.answer(timestamps.request("ab" * 32))
    token = base64.b64encode(answer).decode()
    with pytest.raises(TimestampError):
        timestamps.time_of(spoil(token), "ab" * 32)


def test_a_changed_byte_of_an_answer_never_passes_as_another_time(authority: Authority) -> None:
    answer = bytearray(authority.answer(timestamps.request("ab" * 32)))
    time = timestamps.time_of(base64.b64encode(answer).decode(), "ab" * 32)
    for place in range(0, len(answer), 7):
        answer[place] ^= 1
        token = base64.b64encode(answer).decode()
        answer[place] ^= 1
        if timestamps.is_proved(token, "ab" * 32, [authority.root]):
            assert timestamps.time_of(token, "ab" * 32) == time


def test_a_timestamp_of_a_seal_that_is_gone_is_found(tmp_path: Path, authority: Authority) -> None:
    vault = Vault(folder=tmp_path)
    keep(vault, 1)
    answer = authority.answer(timestamps.request("ab" * 32))
    token = timestamps.token_of(answer, "ab" * 32)
    with Chain.claim(vault, SEAL) as chain:
        chain.append([Stamped(seal="ab" * 32, authority="x", token=token)])
    assert [one.what for one in verify(vault).findings] == ["the seal that it confirms is missing"]
