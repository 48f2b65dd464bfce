"""The code by which other sites show a page of ours in a frame."""

from html import escape

from dalel.publish.views.record import IndexedSnapshot


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
