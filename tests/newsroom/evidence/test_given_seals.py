"""Are seals taken out of whatever a person gives, and is wrong typing told before a difference?"""

from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from dalel.domain.mailed_seals import Misread
from dalel.domain.public_seal import PublicSeal, written_seals
from dalel.newsroom.evidence.actions.given_seals import (
    MistypedSealError,
    SealsOfOthers,
    given_seals,
    refuse_mistyped,
)
from dalel.newsroom.evidence.actions.outside_seals import NoWitnessError
from dalel.steps.archive.seals import seal, seals_of
from dalel.steps.archive.vault import Vault
from evidence_room import START, keep

LINK = "ab12cd34ef56789001122334455667788990aabbccddeeff0123456789abcdef"
ONE = PublicSeal(day=date(2031, 6, 12), link=LINK)
SENTENCE = f"Seal of 12 June 2031: {LINK[:32].upper()}\n> {LINK[32:]}."


def test_a_seal_is_given_by_words_or_by_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for content in (
        SENTENCE.encode(),
        SENTENCE.encode("utf-16"),
        b"\xef\xbb\xbf" + SENTENCE.encode(),
        f"<p>{ONE}</p>".encode(),
    ):
        kept.write_bytes(content)
        assert given_seals(str(kept)) == SealsOfOthers(seals=(ONE,))
    assert given_seals(SENTENCE) == SealsOfOthers(seals=(ONE,))
    kept.write_bytes(written_seals([ONE]))
    assert given_seals(str(kept)) == SealsOfOthers(seals=(ONE,), is_list=True)


def test_a_saved_mail_is_read_whatever_its_text_is_wrapped_in(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Date"] = "saule@lake.test", "Thu, 12 Jun 2031 09:30:00 +0000"
    mail["Subject"] = f"commit {'ab' * 32}"
    mail.set_content(f"Печать от 12 июня 2031 г.:\n\n{LINK[:40]}\n{LINK[40:]}\n", cte="base64")
    mail.add_alternative(f"<p>{ONE}</p>", subtype="html", cte="quoted-printable")
    (tmp_path / "saved.eml").write_bytes(bytes(mail))
    assert given_seals(str(tmp_path / "saved.eml")).seals == (ONE,)
    broken = bytes(mail).replace(b'charset="utf-8"', b'charset="\xff"')
    (tmp_path / "saved.eml").write_bytes(broken)
    assert LINK in {seal.link for seal in given_seals(str(tmp_path / "saved.eml")).seals}


def test_what_is_nothing_like_a_seal_is_told_to_be_none(tmp_path: Path) -> None:
    for what in ("abcdef", "x" * 5000, "a\0b", str(tmp_path)):
        with pytest.raises(NoWitnessError, match=r"is no seal, nor a file .* 64 digits") as told:
            given_seals(what)
        assert not isinstance(told.value, MistypedSealError)
        assert len(str(told.value)) < 600
    (tmp_path / "kept").write_text("nothing")
    with pytest.raises(NoWitnessError, match="no seal stands in it"):
        given_seals(str(tmp_path / "kept"))


def test_a_seal_of_the_wrong_length_is_called_wrong_typing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text(LINK[:-1])
    for what in (LINK[:-1], str(tmp_path / "kept")):
        with pytest.raises(MistypedSealError, match=r"Check your typing: .* 63 digits"):
            given_seals(what)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    kept = Vault(folder=tmp_path / "evidence")
    for day in range(3):
        keep(kept, day)
        seal(kept, START + timedelta(days=day))
    return kept


def test_few_wrong_signs_are_called_wrong_typing_and_where_they_are_is_shown(vault: Vault) -> None:
    true = seals_of(vault)[1]
    wrong = "0" if true.link[5] != "0" else "1"
    typed = f"{true.link[:5]}{wrong}{true.link[6:]}"
    with pytest.raises(MistypedSealError, match="Check your typing") as told:
        refuse_mistyped(vault, given_seals(typed))
    assert f"{typed[:4]} [{typed[4:8]}] {typed[8:12]}" in str(told.value)
    assert f"nearly the seal of {true.day}" in str(told.value)
    assert true.link[4:8] not in str(told.value).replace(typed, "")
    shorter = Misread(digits=true.link[:-1], why="")
    with pytest.raises(MistypedSealError, match="63 digits, a seal has 64"):
        refuse_mistyped(vault, SealsOfOthers(seals=(), misread=(shorter,)))


def test_a_real_difference_and_a_list_are_no_wrong_typing(vault: Vault) -> None:
    true = seals_of(vault)[1]
    refuse_mistyped(vault, SealsOfOthers(seals=(true, ONE)))
    near = PublicSeal(day=None, link="00" + true.link[2:])
    refuse_mistyped(vault, SealsOfOthers(seals=(near,), is_list=True))
