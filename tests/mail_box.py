"""A real local mail server that keeps what comes, and answers as it is told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Box:
    """Keeps what comes; answers as it is told to."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], bytes]] = []
        self.answer = "250 OK"
        self.to = "250 OK"
        self.drops = False

    async def handle_RCPT(  # noqa: N802 - as the library calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _o: list[str]
    ) -> str:
        if self.to.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to

    async def handle_DATA(  # noqa: N802 - as above
        self, server: Any, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        if self.answer.startswith("250"):
            self.letters.append(
                (str(envelope.mail_from), list(envelope.rcpt_tos), envelope.content)
            )
        if self.drops:
            server.transport.close()
        return self.answer


@contextmanager
def receiving(box: Box) -> Iterator[str]:
    """The address of a server that puts letters into the box."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp+plain://127.0.0.1:{port}"
    finally:
        controller.stop()
