"""A time-stamping authority made with OpenSSL, and a way to ask it over HTTP."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiohttp import web
from cryptography.x509 import Certificate, load_pem_x509_certificate

from dalel.cli.sample.press import serving

CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical, CA:false
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
[tsa]
default_tsa = authority
[authority]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """A time-stamping authority in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "serial").write_text("01")
        self.write_config("Invented root")
        self.openssl(
            "req -x509 -newkey rsa:2048 -noenc -keyout root.key -out root.pem -days 2 "
            "-config config -extensions root"
        )
        self.write_config("Invented authority")
        self.openssl("req -new -newkey rsa:2048 -noenc -keyout tsa.key -out tsa.csr -config config")
        self.openssl(
            "x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -out tsa.pem "
            "-days 2 -extfile config -extensions stamper"
        )

    @property
    def root(self) -> Certificate:
        return load_pem_x509_certificate((self.folder / "root.pem").read_bytes())

    def answer(self, query: bytes, more: str = "") -> bytes:
        (self.folder / "query").write_bytes(query)
        self.openssl(
            "ts -reply -config config -section authority -queryfile query -signer tsa.pem "
            f"-inkey tsa.key -out answer {more}"
        )
        return (self.folder / "answer").read_bytes()

    def write_config(self, name: str) -> None:
        (self.folder / "config").write_text(CONFIG.format(name=name))

    def openssl(self, arguments: str) -> None:
        program = shutil.which("openssl")
        assert program is not None
        subprocess.run(  # noqa: S603 - the system's OpenSSL, our own arguments
            [program, *arguments.split()], cwd=self.folder, check=True, capture_output=True
        )


@contextmanager
def answering(authority: Authority, *, status: int = 200) -> Iterator[str]:
    """The address at which an authority answers (RFC 3161, section 3.4)."""

    async def stamp(request: web.Request) -> web.Response:
        assert request.content_type == "application/timestamp-query"
        query = await request.read()
        kind = "application/timestamp-reply"
        return web.Response(body=authority.answer(query), status=status, content_type=kind)

    application = web.Application()
    application.router.add_post("/tsa", stamp)
    with serving(application) as port:
        yield f"http://127.0.0.1:{port}/tsa"
