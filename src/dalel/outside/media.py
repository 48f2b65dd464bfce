"""The door to videos: yt-dlp, in a process of its own, says where the file of a video is.

It downloads nothing and writes nothing. All that it asks goes through a proxy of ours, which holds
it to our network policy; the file itself is fetched by ``outside.http`` like any other address.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from typing import Any, Final

from dalel.domain.errors import DalelError
from dalel.domain.media import (
    CAPTION_LANGUAGES,
    CaptionTrack,
    MediaFound,
    MediaLimits,
    MediaProblem,
)
from dalel.outside.http import Policy, Resolve, system_resolve
from dalel.outside.media_proxy import MediaProxy

#: What the search for a video may bring in, and what the child may say of it.
_SEARCHED: Final = 16 * 2**20
_SAID: Final = 2**20
_LONGEST_TITLE: Final = 500
_LONGEST_ADDRESS: Final = 8000
_HUGE: Final = 10**15
_PROBLEMS: Final = frozenset(MediaProblem)


class MediaError(DalelError):
    """No video can be kept of an address; ``problem`` says why."""

    def __init__(self, problem: MediaProblem, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else str(problem))
        self.problem = problem
        #: The same would come of it again.
        self.is_lasting = problem not in {MediaProblem.TOO_SLOW, MediaProblem.NOT_FETCHED}


def is_installed() -> bool:
    """Whether the extra ``media`` is here."""
    return find_spec("yt_dlp") is not None


def find_media(
    url: str, policy: Policy, limits: MediaLimits, *, resolve: Resolve = system_resolve
) -> MediaFound:
    """The video at one address: never a list, never by cookies, never live.

    :raises MediaError: when there is none that may be kept.
    """
    if not is_installed():
        raise MediaError(MediaProblem.NOT_INSTALLED)
    word = secrets.token_hex(16)
    with MediaProxy(policy, word, most_bytes=_SEARCHED, resolve=resolve) as proxy:
        said = _asked(
            {"url": url, "port": proxy.port, "word": word, "agent": policy.user_agent}, limits
        )
        if "problem" in said and proxy.refusals:
            raise MediaError(MediaProblem.REFUSED, proxy.refusals[0])
    return _found(said, limits)


def _asked(job: Mapping[str, object], limits: MediaLimits) -> Mapping[str, Any]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dalel.outside.media_child"],
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        answer, _ = process.communicate(json.dumps(job).encode(), timeout=limits.patience)
    except subprocess.TimeoutExpired as error:
        raise MediaError(MediaProblem.TOO_SLOW) from error
    finally:
        _end(process)
    try:
        said = json.loads(answer[:_SAID]) if len(answer) <= _SAID else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise MediaError(MediaProblem.BROKEN, "the search ended without an answer")
    return said


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End it with all that it may have started: they are one group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _found(said: Mapping[str, Any], limits: MediaLimits) -> MediaFound:
    """What the child says, none of it believed: it read a stranger's page."""
    problem = said.get("problem")
    if problem is not None:
        known = MediaProblem(problem) if problem in _PROBLEMS else MediaProblem.BROKEN
        raise MediaError(known, str(said.get("detail", ""))[:200])
    found = MediaFound(
        address=_address(said.get("address")),
        title=" ".join(str(said.get("title") or "").split())[:_LONGEST_TITLE],
        seconds=_number(said.get("seconds")),
        size=_number(said.get("size")),
        captions=_captions(said.get("captions")),
    )
    if found.seconds > limits.most_seconds:
        raise MediaError(MediaProblem.TOO_LONG)
    if found.size > limits.most_bytes:
        raise MediaError(MediaProblem.TOO_LARGE)
    return found


def _address(told: object) -> str:
    if not isinstance(told, str) or len(told) > _LONGEST_ADDRESS:
        raise MediaError(MediaProblem.NONE_FOUND)
    if not told.startswith(("http://", "https://")):
        raise MediaError(MediaProblem.IN_PIECES)
    return told


def _number(told: object) -> int:
    if not isinstance(told, int | float) or isinstance(told, bool) or not told > 0:
        return 0
    return int(min(told, _HUGE))


def _captions(told: object) -> CaptionTrack | None:
    if not isinstance(told, dict):
        return None
    language, address = told.get("language"), told.get("address")
    if language not in CAPTION_LANGUAGES or not isinstance(address, str):
        return None
    if len(address) > _LONGEST_ADDRESS or not address.startswith(("http://", "https://")):
        return None
    is_automatic = told.get("is_automatic") is not False
    return CaptionTrack(language=str(language), address=address, is_automatic=is_automatic)
