"""Videos behind links of an entry: asked for by a member, kept by a worker as captures."""

import asyncio
import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.dispatch import receiver

from dalel.domain.errors import NotFoundError, UnreadableError
from dalel.domain.exchange import Answer, FailureKind, FetchFailure, Outcome
from dalel.domain.media import CaptionTrack, MediaFound, MediaLimits, MediaProblem
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.evidence.actions.added_links import is_withheld
from dalel.newsroom.evidence.actions.archive import Keeping, put_down
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.evidence.actions.withhold_rows import texts_withheld
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import LinkRow, VideoRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in_text, withdrawn_words
from dalel.outside.http import Fetcher
from dalel.outside.media import MediaError, find_media
from dalel.pack import Pack
from dalel.steps.check.privacy.masking import mask_text
from dalel.steps.extract.captions import read_captions

#: A video is fetched for so long, in seconds, however slowly it drips.
_PATIENCE: Final = 300.0
#: So many are kept in one go.
_MOST: Final = 3
#: By what the file of a video begins (ISO 14496-12 after its length; Matroska; Ogg; MPEG-TS; MP3).
_BEGINNINGS: Final = (b"\x1aE\xdf\xa3", b"OggS", b"G@", b"ID3", b"FLV", b"RIFF")


@dataclass(frozen=True, kw_only=True)
class _Brought:
    """What a search and two requests brought."""

    found: MediaFound
    file: Answer
    captions: Outcome | None


def ask_for_video(number: str, url: str, act: Act) -> None:
    """Have the video at a link of an entry kept; one that failed is tried again.

    :raises NotFoundError: when the entry does not cite the address.
    """
    with writing():
        incident = incident_row(number)
        if not incident.links.filter(url=url).exists():
            raise NotFoundError("The entry does not cite this address.")
        row, is_new = VideoRow.objects.get_or_create(
            incident=incident,
            url=url,
            defaults={"member": act.member, "time": act.time, "next_at": act.time},
        )
        if not is_new and (row.kept is not None or row.next_at is not None):
            return
        if not is_new:
            VideoRow.objects.filter(pk=row.pk).update(problem="", error="")
            row.refresh_from_db()
            row_claims.try_again([row], act.time)
        act.note("asked to keep a video", incident.number)


def limits() -> MediaLimits:
    """How large and how long a video may be, by the settings."""
    return MediaLimits(
        most_bytes=settings.DALEL.media_megabytes * 2**20,
        most_seconds=settings.DALEL.media_minutes * 60,
    )


def keep_videos(
    keeping: Keeping, reach: Reach, pack: Pack, stopped: Callable[[], bool] = lambda: False
) -> int:
    """Keep videos that were asked for, one at a time; tells how many were kept."""
    count = 0
    for _ in range(_MOST):
        now = reach.clock.now()
        waiting = VideoRow.objects.filter(kept=None)
        rows = [] if stopped() else row_claims.claim(waiting, keeping.worker, now, 1)
        if not rows:
            break
        row = rows[0]
        with ItemWork(f"Keeping the video of {row.url}") as item:
            count += _keep(row, keeping, reach, pack)
        if item.failed:
            put_down(row, item.flaw, reach.clock.now())
    return count


def _keep(row: VideoRow, keeping: Keeping, reach: Reach, pack: Pack) -> bool:
    try:
        brought = _bring(row, reach)
    except MediaError as error:
        _refuse(row, error, reach.clock.now())
        return False
    answers = [brought.file, brought.captions]
    exchanges = [one for answer in answers if answer is not None for one in answer.exchanges]
    kept = keeping.keep(exchanges)
    text = _said(brought, pack)
    with writing():
        kept.write_rows()
        capture = kept.last_row(brought.file.exchanges)
        if not row_claims.is_mine(row):
            return False
        if capture is None:
            _refuse(
                row, MediaError(MediaProblem.BROKEN, "it cannot be archived"), reach.clock.now()
            )
            return False
        _write(row, brought, capture, text, reach.clock.now())
    return True


def _bring(row: VideoRow, reach: Reach) -> _Brought:
    canonicals = LinkRow.objects.filter(incident=row.incident_id, url=row.url)
    if any(is_withheld(one) for one in canonicals.values_list("canonical", flat=True)):
        raise MediaError(MediaProblem.REFUSED, "the address is withheld")
    most = limits()
    found = find_media(row.url, reach.policy, most, resolve=reach.resolve)
    row_claims.extend(row, reach.clock.now())
    return asyncio.run(_fetched(found, reach, most))


async def _fetched(found: MediaFound, reach: Reach, most: MediaLimits) -> _Brought:
    policy = replace(
        reach.policy,
        max_body=most.most_bytes,
        max_content=most.most_bytes,
        exchange_seconds=_PATIENCE,
    )
    async with Fetcher(policy, clock=reach.clock, resolve=reach.resolve) as fetcher:
        file = await fetcher.fetch(found.address)
        if isinstance(file, FetchFailure):
            raise _unfetched(file)
        if not _is_media(file):
            raise MediaError(MediaProblem.NONE_FOUND, "a page stands where the video should")
        captions = await fetcher.fetch(found.captions.address) if found.captions else None
    return _Brought(found=found, file=file, captions=captions)


def _unfetched(failure: FetchFailure) -> MediaError:
    problem = {
        FailureKind.TOO_LARGE: MediaProblem.TOO_LARGE,
        FailureKind.TIMEOUT: MediaProblem.TOO_SLOW,
        FailureKind.DENIED: MediaProblem.REFUSED,
        FailureKind.PRIVATE_NETWORK: MediaProblem.REFUSED,
        FailureKind.ROBOTS: MediaProblem.REFUSED,
    }.get(failure.kind, MediaProblem.NOT_FETCHED)
    return MediaError(problem, failure.reason)


def _is_media(answer: Answer) -> bool:
    """Whether the bytes are those of a picture or sound that moves, whatever the host calls it."""
    content = answer.last.content
    return content[4:8] == b"ftyp" or content.startswith(_BEGINNINGS)


def _refuse(row: VideoRow, error: MediaError, now: datetime) -> None:
    """Say why it was not kept; what may be another way later is tried again by itself."""
    with writing():
        if not row_claims.is_mine(row):
            return
        VideoRow.objects.filter(pk=row.pk).update(problem=error.problem)
        if error.is_lasting:
            row_claims.finish(row, None, str(error)[:300])
        else:
            row_claims.fail(row, str(error)[:300], now)


def _said(brought: _Brought, pack: Pack) -> str:
    """The captions as text: without numbers of persons, empty where withdrawn words stand."""
    if not isinstance(brought.captions, Answer):
        return ""
    try:
        text = pool().call(read_captions, brought.captions.last.content)
    except UnreadableError:
        return ""
    kept = mask_text(text, pack.languages, pack.privacy)
    return "" if stand_in_text(kept, withdrawn_words()) else kept


def _write(row: VideoRow, brought: _Brought, capture: CaptureRow, text: str, now: datetime) -> None:
    found = brought.found
    track = found.captions or CaptionTrack(language="", address="", is_automatic=False)
    content = brought.file.last.content
    title = "" if stand_in_text(found.title, withdrawn_words()) else found.title
    VideoRow.objects.filter(pk=row.pk).update(
        problem="",
        kept=now,
        capture=capture.link,
        sha256=hashlib.sha256(content).hexdigest(),
        title=title,
        size=len(content),
        seconds=found.seconds,
        text=text,
        language=track.language if text else "",
        is_automatic=track.is_automatic and bool(text),
    )
    row_claims.finish(row, None)


def forget(words: Collection[str]) -> None:
    """Empty titles and captions of videos in which one of these words stands."""
    for row in VideoRow.objects.exclude(text="", title=""):
        if stand_in_text(row.text, words) or stand_in_text(row.title, words):
            VideoRow.objects.filter(pk=row.pk).update(text="", title="")


@receiver(texts_withheld)
def forget_withheld(**_: Any) -> None:
    """Empty titles and captions of videos whose bytes, or whose page, are withheld."""
    gone = CaptureRow.objects.exclude(withheld="").values("link")
    barred = ArticleRow.objects.exclude(withheld="").values("canonical")
    pages = LinkRow.objects.filter(canonical__in=barred).values("url")
    rows = VideoRow.objects.exclude(text="", title="")
    rows.filter(Q(capture__in=gone) | Q(url__in=pages)).update(text="", title="")
