"""Is the video behind a link kept as the newsroom's evidence, within limits, or told why not?"""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from aiohttp import web

from dalel.cli.sample.press import serving
from dalel.domain.evidence import EvidenceClass
from dalel.domain.incident import Link
from dalel.domain.media import CaptionTrack, MediaFound, MediaLimits, MediaProblem
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.evidence.actions.archive import Keeping
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.evidence.actions.withhold_rows import texts_withheld
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import videos
from dalel.newsroom.incidents.actions.cited_links import cite
from dalel.newsroom.incidents.models import VideoRow
from dalel.newsroom.incidents.queries.videos import captions_as_sources
from dalel.outside import media
from dalel.outside.http import Policy
from dalel.outside.media import MediaError
from dalel.pack import Pack, load
from dalel.steps.archive.vault import Vault
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db
MP4 = b"\0\0\0\x18ftypmp42" + b"\0" * 3000
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nШтраф составил 91 570 тенге, ИИН 850101300123\n"


@pytest.fixture
def base() -> Iterator[str]:
    async def answer(request: web.Request) -> web.Response:
        match request.path:
            case "/robots.txt":
                return web.Response(status=404)
            case "/one.mp4" | "/large.mp4":
                body = MP4 if request.path == "/one.mp4" else MP4 * 1000
                return web.Response(body=body, content_type="video/mp4")
            case "/page.mp4":
                return web.Response(text="<html>words", content_type="video/mp4")
            case "/one.vtt":
                return web.Response(text=VTT)
            case "/broken":
                return web.Response(status=404)
            case _:
                pass
        name = request.path.strip("/")
        page = (
            f'<html><head><title>Кадры {name}</title></head><body><video src="/{name}.mp4">'
            '<track kind="subtitles" srclang="ru" src="/one.vtt"></video>'
        )
        return web.Response(text=page, content_type="text/html")

    application = web.Application()
    application.router.add_get("/{tail:.*}", answer)
    with serving(application) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def pack(pack_folder: Path) -> Pack:
    return load(pack_folder)


def link_to(url: str) -> Link:
    return Link(url=url, canonical=url, host="127.0.0.1", printed=url)


def asked(at_work: Room, url: str) -> None:
    cite(at_work.number, link_to(url), at_work.act())
    at_work.reporter.post(f"/incidents/{at_work.row.number}/videos/", {"url": url})


def work(base: str, pack: Pack, folder: Path) -> int:
    policy = Policy(
        user_agent="Dalel/test (+mailto:a@b.kz)",
        delay=0.0,
        allow_private=frozenset({base.removeprefix("http://")}),
    )
    reach = Reach(policy=policy, controls={})
    with Keeping(Vault(folder=folder / "evidence"), software="test") as keeping:
        return videos.keep_videos(keeping, reach, pack)


def shown(at_work: Room) -> str:
    return unescape(at_work.page(at_work.reporter, "videos/"))


def test_a_video_is_kept_as_a_capture_of_the_newsroom_and_its_captions_are_evidence(
    at_work: Room, base: str, pack: Pack, tmp_path: Path
) -> None:
    asked(at_work, f"{base}/one")
    assert AuditRow.objects.latest("pk").action == "asked to keep a video"
    assert "Ждёт следующего прохода" in shown(at_work)
    assert work(base, pack, tmp_path) == 1
    row = VideoRow.objects.get()
    capture = CaptureRow.objects.get(link=row.capture)
    assert (capture.sha256, capture.evidence_class) == (row.sha256, EvidenceClass.NEWSROOM)
    assert capture.url == f"{base}/one.mp4"
    assert row.size == len(MP4)
    page = shown(at_work)
    assert row.sha256 in page
    assert "Кадры one" in page
    assert work(base, pack, tmp_path) == 0
    if row.text:
        [source] = captions_as_sources(at_work.row.number)
        assert "91 570" in source.text


def test_captions_lose_numbers_of_persons_and_withdrawn_words_take_them_along(
    at_work: Room, base: str, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = MediaFound(
        address=f"{base}/one.mp4",
        title="Кадры",
        seconds=5,
        size=0,
        captions=CaptionTrack(language="ru", address=f"{base}/one.vtt", is_automatic=True),
    )
    monkeypatch.setattr(videos, "find_media", lambda *_args, **_named: found)
    asked(at_work, f"{base}/one")
    assert work(base, pack, tmp_path) == 1
    [source] = captions_as_sources(at_work.row.number)
    assert "91 570 тенге" in source.text
    assert "850101300123" not in source.text
    assert "услышаны машиной" in shown(at_work)
    kept = VideoRow.objects.get()
    CaptureRow.objects.filter(link=kept.capture).update(withheld="court")
    texts_withheld.send(sender=None, versions=set())
    assert captions_as_sources(at_work.row.number) == ()
    VideoRow.objects.update(text=source.text)
    videos.forget({"штраф"})
    assert captions_as_sources(at_work.row.number) == ()


@pytest.mark.parametrize(
    ("name", "problem", "words"),
    [
        ("page", "none found", "видео не найдено"),
        ("broken", "none found", "видео не найдено"),
        ("large", "too large", "больше, чем хранится"),
    ],
)
def test_what_is_not_kept_says_why_and_is_asked_for_again_by_hand(
    at_work: Room,
    base: str,
    pack: Pack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    problem: str,
    words: str,
) -> None:
    monkeypatch.setattr(videos, "limits", lambda: MediaLimits(most_bytes=1_000_000, patience=60))
    asked(at_work, f"{base}/{name}")
    assert work(base, pack, tmp_path) == 0
    row = VideoRow.objects.get()
    assert (row.problem, row.kept, row.next_at) == (problem, None, None)
    assert words in shown(at_work)
    assert not CaptureRow.objects.filter(url__endswith=".mp4").exists()
    at_work.reporter.post(f"/incidents/{at_work.row.number}/videos/", {"url": row.url})
    row.refresh_from_db()
    assert row.next_at is not None
    assert row.problem == ""


def test_a_search_that_is_slow_is_tried_again_by_itself(
    at_work: Room, base: str, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_args: object, **_named: object) -> None:
        raise MediaError(MediaProblem.TOO_SLOW)

    monkeypatch.setattr(videos, "find_media", slow)
    asked(at_work, f"{base}/one")
    before = at_work.act().time
    work(base, pack, tmp_path)
    row = VideoRow.objects.get()
    assert row.next_at is not None
    assert row.next_at > before + timedelta(seconds=1)
    assert "повторяется само" in shown(at_work) or row.problem == "too slow"


def test_only_a_cited_address_is_asked_for_and_only_by_who_writes(at_work: Room, base: str) -> None:
    there = f"/incidents/{at_work.row.number}/videos/"
    at_work.reporter.post(there, {"url": f"{base}/other"})
    assert not VideoRow.objects.exists()
    assert at_work.members[Role.REPORTER].pk


def test_without_the_extra_the_page_says_what_to_install(
    at_work: Room, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cite(at_work.number, link_to(f"{base}/one"), at_work.act())
    monkeypatch.setattr(media, "find_spec", lambda _name: None)
    page = shown(at_work)
    assert "pip install 'dalel[media]'" in page
    assert '<button name="url"' not in page
