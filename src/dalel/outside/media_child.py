"""The program of a child process that asks yt-dlp where the file of one video is.

It may connect to our proxy alone, write no file and start no process: hooks of the interpreter
refuse all else, below whatever yt-dlp does. The job and the answer are each a line of JSON.

It is started as ``python -m dalel.outside.media_child``.
"""

import json
import os
import resource
import sys
from collections.abc import Mapping
from typing import Any, Final

from yt_dlp import YoutubeDL
from yt_dlp.extractor import import_extractors

from dalel.domain.media import CAPTION_LANGUAGES, MediaProblem

_PROTOCOLS: Final = frozenset({"http", "https"})
_CAPTION_FORMS: Final = ("vtt", "srt")
#: What of the interpreter is refused whatever its arguments are.
_REFUSED: Final = (
    *("subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "pty."),
    *("socket.bind", "socket.sendto", "socket.sendmsg", "os.rename", "os.remove", "os.rmdir"),
    *("os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil."),
    *("ftplib.", "smtplib.", "telnetlib.", "webbrowser.", "socket.getaddrinfo"),
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SECONDS: Final = 60
_MEGABYTES: Final = 1024


class _NotAllowedError(OSError):
    """The fence of this process refuses what was tried."""


def main() -> None:
    """Answer one job."""
    job = json.loads(sys.stdin.readline())
    # All that it needs is imported before a stranger is asked.
    import_extractors()
    _shut_in(int(job["port"]))
    try:
        answer = _look(job)
    except BaseException as error:  # noqa: BLE001 - whatever a stranger's page brings about is told.
        answer = {"problem": _problem(error), "detail": type(error).__name__}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def _shut_in(port: int) -> None:
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 128),
        (resource.RLIMIT_DATA, _MEGABYTES * 2**20),
        (resource.RLIMIT_CPU, _SECONDS),
    ):
        resource.setrlimit(limit, (most, most))

    def fence(event: str, args: tuple[Any, ...]) -> None:
        if event == "socket.connect" and args[1][:2] != ("127.0.0.1", port):
            raise _NotAllowedError(event)
        if event == "socket.getaddrinfo" and args[0] in {"127.0.0.1", b"127.0.0.1"}:
            return
        if event == "open" and isinstance(args[2], int) and args[2] & _WRITING:
            raise _NotAllowedError(event)
        if event.startswith(_REFUSED):
            raise _NotAllowedError(event)

    sys.addaudithook(fence)


class _Silent:
    """Nothing that yt-dlp says is shown: its output is our answer."""

    def debug(self, _told: str) -> None: ...

    def warning(self, _told: str) -> None: ...

    def error(self, _told: str) -> None: ...


def _look(job: Mapping[str, Any]) -> dict[str, Any]:
    options = {
        "proxy": f"http://dalel:{job['word']}@127.0.0.1:{job['port']}",
        "http_headers": {"User-Agent": job["agent"]},
        "logger": _Silent(),
        "noplaylist": True,
        "playlist_items": "1",
        "cachedir": False,
        "skip_download": True,
        "socket_timeout": 15,
        "retries": 0,
        "extractor_retries": 0,
        "allow_unplayable_formats": False,
        "ffmpeg_location": "/nonexistent",
        "check_formats": False,
        "ignore_no_formats_error": True,
        "source_address": None,
        "geo_bypass": False,
        "enable_file_urls": False,
        "plugin_dirs": [],
        "usenetrc": False,
    }
    with YoutubeDL(options) as asked:
        told = asked.extract_info(job["url"], download=False)
    for _ in range(2):
        if isinstance(told, dict) and told.get("entries") is not None:
            told = next((one for one in told["entries"] if isinstance(one, dict)), None)
    if not isinstance(told, dict):
        return {"problem": MediaProblem.NONE_FOUND}
    if told.get("is_live") or told.get("live_status") in {"is_live", "is_upcoming"}:
        return {"problem": MediaProblem.LIVE}
    return _told(told)


def _told(told: Mapping[str, Any]) -> dict[str, Any]:
    formats = [one for one in told.get("formats") or [told] if isinstance(one, dict)]
    whole = [one for one in formats if _is_whole(one)]
    if not whole:
        some = MediaProblem.IN_PIECES if formats and formats[0].get("url") else None
        return {"problem": some or MediaProblem.NONE_FOUND}
    # yt-dlp lists the best last.
    best = whole[-1]
    return {
        "address": best["url"],
        "title": told.get("title"),
        "seconds": told.get("duration"),
        "size": best.get("filesize") or best.get("filesize_approx"),
        "captions": _captions(told),
    }


def _is_whole(one: Mapping[str, Any]) -> bool:
    """Whether one file, fetched by one request, holds picture and sound."""
    parts = {one.get("vcodec"), one.get("acodec")}
    return bool(one.get("url")) and one.get("protocol") in _PROTOCOLS and "none" not in parts


def _captions(told: Mapping[str, Any]) -> dict[str, Any] | None:
    for kind, is_automatic in (("subtitles", False), ("automatic_captions", True)):
        tracks = told.get(kind) or {}
        for language in CAPTION_LANGUAGES:
            for form in _CAPTION_FORMS:
                for track in tracks.get(language) or ():
                    if track.get("ext") == form and track.get("url"):
                        return {
                            "language": language,
                            "address": track["url"],
                            "is_automatic": is_automatic,
                        }
    return None


def _problem(error: BaseException) -> MediaProblem:
    is_refused = isinstance(error, _NotAllowedError)
    names = {kind.__name__ for kind in type(error).__mro__}
    if is_refused:
        return MediaProblem.REFUSED
    return MediaProblem.NONE_FOUND if "YoutubeDLError" in names else MediaProblem.BROKEN


if __name__ == "__main__":
    main()
