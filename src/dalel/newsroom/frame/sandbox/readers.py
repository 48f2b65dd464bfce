"""The functions that a child may be asked for, and what each may cost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dalel.domain.channel_history import ChannelExportError
from dalel.domain.errors import BulletinError, DalelError, SelectorError
from dalel.language.tmx import TmxError, read_tmx
from dalel.steps.archive.page_scrubbing import scrub_page
from dalel.steps.bulletins import channel_export, line_reader, sheet_reader
from dalel.steps.collect import feed, ioda, listing, ooni, places, preview, radar, rows
from dalel.steps.collect.discover import read as read_front_page
from dalel.steps.extract import article, shut_pages
from dalel.steps.extract.captions import read_captions

MEGABYTE: Final = 2**20


@dataclass(frozen=True, kw_only=True)
class Cost:
    """How much of the processor and of memory one call may take, in seconds and megabytes."""

    seconds: int = 5
    megabytes: int = 512


@dataclass(frozen=True, kw_only=True)
class SandboxedReader:
    """A function that a child may be asked for, and the errors of ours that it raises."""

    function: Callable[..., object]
    cost: Cost = Cost()
    errors: tuple[type[DalelError], ...] = ()


#: By name; a new reader is a new line here.
READERS: Final[Mapping[str, SandboxedReader]] = {
    "page": SandboxedReader(function=article.read, errors=(SelectorError,)),
    "wall": SandboxedReader(function=shut_pages.wall_of),
    "feed": SandboxedReader(function=feed.read),
    "sitemap": SandboxedReader(function=places.read),
    "listing": SandboxedReader(function=listing.read),
    "rows": SandboxedReader(function=rows.read),
    "channel": SandboxedReader(function=preview.read),
    "post": SandboxedReader(function=preview.find_post),
    "posts": SandboxedReader(function=preview.has_posts),
    "front page": SandboxedReader(function=read_front_page),
    "measurements": SandboxedReader(function=ooni.read),
    "outage events": SandboxedReader(function=ioda.read),
    "traffic anomalies": SandboxedReader(function=radar.read),
    # A file that somebody of the newsroom opens, of ten thousand entries at most.
    "bulletin": SandboxedReader(
        function=line_reader.read, cost=Cost(seconds=120, megabytes=2048), errors=(BulletinError,)
    ),
    # A file that is sent to the desk while others wait for it.
    "sent bulletin": SandboxedReader(
        function=line_reader.read_sent,
        cost=Cost(seconds=20, megabytes=1024),
        errors=(BulletinError,),
    ),
    # Its text stands in it twice, and each message has twenty fields.
    "channel export": SandboxedReader(
        function=channel_export.read_export,
        cost=Cost(seconds=30, megabytes=1024),
        errors=(ChannelExportError,),
    ),
    # A page with all its pictures in it, that somebody saved.
    "saved page": SandboxedReader(function=scrub_page, cost=Cost(seconds=30, megabytes=1024)),
    "captions": SandboxedReader(function=read_captions),
    "sheet": SandboxedReader(
        function=sheet_reader.read_sheet,
        cost=Cost(seconds=20, megabytes=1024),
        errors=(BulletinError,),
    ),
    "sentences": SandboxedReader(
        function=read_tmx, cost=Cost(seconds=60, megabytes=2048), errors=(TmxError,)
    ),
}
#: The name of each function.
NAMES: Final[Mapping[Callable[..., object], str]] = {
    listed.function: name for name, listed in READERS.items()
}
