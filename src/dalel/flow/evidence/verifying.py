"""Is the evidence what it was, and do the rows and the chains say the same?"""

from collections.abc import Collection

from cryptography.x509 import Certificate

from dalel.steps.archive.findings import Report
from dalel.steps.archive.ledger import Head
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verifying import verify
from dalel.store.watch import captures


def verify_all(vault: Vault, *, roots: Collection[Certificate] = ()) -> Report:
    """Read all evidence; the rows are witnesses of how far each chain has come."""
    heads = [
        Head(chain=capture.chain, number=capture.number, link=capture.link)
        for capture in captures.last_links()
    ]
    return verify(vault, witnesses=heads, roots=roots)
