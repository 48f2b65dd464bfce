"""The code by which other sites show a page of ours in a frame."""

from html import escape
from typing import Final

from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell

#: The page of the latest entries below a language's folder, and the room it takes, in pixels.
LATEST: Final = "embed/latest/"
_LATEST_HEIGHT: Final = 640


def embed_code(record: IndexedSnapshot, path: str, title: str, height: int) -> str:
    """An ``iframe`` of a page; ``path`` is its folder below the site's, ``height`` in pixels.

    Empty while the site has no address: what stands on one disk nobody else can show.
    """
    address = record.profile.address
    if not address:
        return ""
    return (
        f'<iframe src="{escape(address + path)}" title="{escape(title)}" width="100%" '
        f'height="{height}" loading="lazy" style="border:0"></iframe>'
    )


def latest_code(shell: Shell) -> str:
    """The same of the latest entries in the language of a shell."""
    wording = shell.wording
    title = wording.words.gettext("Latest incidents")
    path = f"{wording.language}/{LATEST}"
    return embed_code(shell.record, path, title, _LATEST_HEIGHT)
