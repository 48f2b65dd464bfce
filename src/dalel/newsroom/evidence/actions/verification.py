"""Verification of all evidence against its hash chains, and of the rows against the evidence."""

from collections.abc import Callable, Collection
from dataclasses import replace

from cryptography.x509 import Certificate

from dalel.domain.public_seal import PublicSeal
from dalel.newsroom.evidence.actions.text_proof import hold_texts
from dalel.newsroom.evidence.queries import captures
from dalel.newsroom.evidence.queries.row_proof import (
    DecisionsOfRows,
    Found,
    hold_articles,
    hold_captures,
    hold_times,
)
from dalel.newsroom.evidence.queries.version_proof import hold_versions
from dalel.newsroom.frame.unread_cells import unread_cells
from dalel.pack import Pack
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
    pack: Pack | None = None,
    noting: Callable[[str], None] = lambda _kind: None,
) -> Report:
    """Read all evidence; the rows know how far each chain has come, ``witnesses`` what it was.

    ``lists`` are those of the witnesses that are whole. With a ``pack``, which knows how pages are
    read, texts are held against the bodies, too. ``noting`` gets the kind of each row that is held.
    """
    with unread_cells():
        return _held(vault, witnesses, lists, roots, pack, noting)


def _held(
    vault: Vault,
    witnesses: Collection[PublicSeal],
    lists: Collection[Collection[PublicSeal]],
    roots: Collection[Certificate],
    pack: Pack | None,
    noting: Callable[[str], None],
) -> Report:
    until = captures.last_numbers()
    heads = [
        ChainHead(chain=chain, number=number, link=link)
        for chain, number, link in captures.last_links()
    ]
    report = verify(vault, heads=heads, witnesses=witnesses, lists=lists, roots=roots)
    names = ("captures", "articles", "times of versions", "versions", "texts")
    kinds = [Found(name) for name in names]
    rows, articles, times, versions, texts = kinds
    decided = DecisionsOfRows(vault)
    faults = [
        *hold_captures(vault, until, decided, rows, lambda: noting(rows.kind)),
        *hold_articles(decided, articles, lambda: noting(articles.kind)),
        *hold_times(times, lambda: noting(times.kind)),
    ]
    if pack is not None:
        faults += hold_versions(pack, versions, lambda: noting(versions.kind))
        faults += hold_texts(vault, pack, texts, lambda: noting(texts.kind))
    else:
        kinds = kinds[:3]
    return replace(
        report,
        findings=(*report.findings, *faults),
        rows=tuple(found.told() for found in kinds),
    )
