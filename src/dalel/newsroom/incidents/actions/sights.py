"""What a member saw and our fetcher cannot see: pages and screenshots of a member's own browser.

A page is scrubbed in a child process before anything of it is kept; the file itself is not.
"""

import hashlib
from zoneinfo import ZoneInfo

from dalel.domain.extraction import LONGEST_TEXT
from dalel.domain.pasted_addresses import without_keys
from dalel.domain.saved_file import MachineReading, Sight
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.incidents.actions.saved_files import (
    KeptFile,
    UnknownKindError,
    enter_file,
    keys_for,
    refuse_second,
    save_file,
)
from dalel.newsroom.incidents.models import SavedPageRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.saved_files import store
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in_text, withdrawn_words
from dalel.pack import Pack
from dalel.steps.archive.account_names import is_named
from dalel.steps.archive.page_scrubbing import scrub_page
from dalel.steps.archive.saved_page import page_kind
from dalel.steps.archive.sealed_files import encrypted_to
from dalel.steps.check.privacy.masking import mask_text
from dalel.steps.extract import article
from dalel.steps.extract.picture_head import kind_of


def save_sight(number: str, name: str, content: bytes, sight: Sight, pack: Pack, act: Act) -> int:
    """Keep what a member saw as evidence of an entry; gives its key.

    Neither the file nor the names of the account are kept, and the address loses what is a key.

    :raises UnknownKindError: when it is neither a page nor a picture nor a PDF.
    :raises UnreadableError: when it cannot be read within its limits, or a name would be left.
    :raises DalelError: as of ``save_file``.
    """
    address = without_keys(sight.address)[0]
    told = Sight(
        address="" if is_named(address, sight.names) else address,
        seen=sight.seen,
        names=sight.names,
    )
    name = "" if is_named(name, sight.names) else name
    if kind_of(content) is not None:
        return save_file(number, name, content, pack, act, told)
    return _save_page(number, name, content, told, pack, act)


def _save_page(number: str, name: str, content: bytes, sight: Sight, pack: Pack, act: Act) -> int:
    incident = incident_row(number)
    keys = keys_for(content)
    kind = page_kind(content)
    if kind is None:
        raise UnknownKindError
    page = pool().call(scrub_page, content, kind, sight.names)
    kept = page.html.encode(errors="replace")
    digest = hashlib.sha256(kept).hexdigest()
    refuse_second(incident, digest)
    read = pool().call(article.read, kept, zone=ZoneInfo(pack.zone), charset="utf-8")
    text = f"{read.title}\n\n{read.text}".strip() if read.text.strip() else page.text
    text = mask_text(text[:LONGEST_TEXT], pack.languages, pack.privacy)
    if stand_in_text(text, withdrawn_words()):
        text = ""
    file = KeptFile(
        name=name,
        kind=kind,
        size=len(kept),
        sha256=digest,
        original=store().put(encrypted_to(kept, keys)),
        recipients=keys,
        reading=MachineReading.READ,
        sight=sight,
        removed=page.removed,
    )
    return enter_file(
        incident, file, [(SavedPageRow(number=1, width=0, height=0, text=text), ())], act
    )
