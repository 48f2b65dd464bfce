"""Does a letter get to the server once, and is it known when it may not have?"""

from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from dalel.domain.message import NotSentError, UnknownFateError
from dalel.outside.mail import MailServer, hand_in, mail_server
from mail_box import Box, receiving


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[MailServer]:
    with receiving(box) as url:
        yield mail_server(url)


def letter() -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "Сәлем"
    made.set_content("Қазақша мәтін: ₸")
    return made


def send(server: MailServer) -> None:
    hand_in(server, letter(), "from@monitor.test", "reader@reader.test")


def test_a_letter_arrives_with_every_letter(box: Box, server: MailServer) -> None:
    send(server)
    [(sender, recipients, content)] = box.letters
    assert (sender, recipients) == ("from@monitor.test", ["reader@reader.test"])
    assert b"=?utf-8?" in content


@pytest.mark.parametrize("code", ["451 later", "550 never"])
@pytest.mark.parametrize("step", ["to", "answer"])
def test_a_refusal_is_told_with_whether_it_may_pass(
    box: Box, server: MailServer, step: str, code: str
) -> None:
    setattr(box, step, code)
    with pytest.raises(NotSentError) as refused:
        send(server)
    assert refused.value.passing is code.startswith("4")
    assert box.letters == []


def test_where_the_answer_is_lost_nobody_knows(box: Box, server: MailServer) -> None:
    box.drops = True
    with pytest.raises(UnknownFateError):
        send(server)
    assert len(box.letters) == 1


def test_a_server_that_is_not_there_took_nothing() -> None:
    with pytest.raises(NotSentError) as failed:
        send(mail_server("smtp+plain://127.0.0.1:1"))
    assert failed.value.passing


def test_nothing_is_said_to_a_server_that_offers_no_cipher(box: Box, server: MailServer) -> None:
    open_server = mail_server(f"smtp://{server.host}:{server.port}")
    with pytest.raises(NotSentError):
        send(open_server)
    assert box.letters == []


def test_an_address_tells_server_way_and_account() -> None:
    found = mail_server("smtps://me%40x.test:p%3Aw@mail.test")
    assert (found.host, found.port, found.way) == ("mail.test", 465, "smtps")
    assert (found.user, found.password) == ("me@x.test", "p:w")
    assert "p:w" not in repr(found)
    for wrong in ("mail.test", "http://mail.test", "smtp://"):
        with pytest.raises(ValueError, match="must be like"):
            mail_server(wrong)
