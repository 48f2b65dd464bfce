"""Verification of all evidence against its hash chains and the rows."""

from collections.abc import Collection

from cryptography.x509 import Certificate

from dalel.domain.public_seal import PublicSeal
from dalel.newsroom.evidence.queries import captures
from dalel.steps.archive.findings import Report
from dalel.steps.archive.ledger import ChainHead
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify


def verify_all(
    vault: Vault,
    *,
    witnesses: Collection[PublicSeal] = (),
    lists: Collection[Collection[PublicSeal]] = (),
    roots: Collection[Certificate] = (),
) -> Report:
    """Read all evidence; the rows know how far each chain has come, ``witnesses`` what it was.

    ``lists`` are those of the witnesses that are whole.
    """
    heads = [
        ChainHead(chain=capture.chain, number=capture.number, link=capture.link)
        for capture in captures.last_links()
    ]
    return verify(vault, heads=heads, witnesses=witnesses, lists=lists, roots=roots)
