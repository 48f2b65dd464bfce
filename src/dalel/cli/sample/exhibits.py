"""Pages of the sample press for links added by hand: one empty without a script, one a video."""

from typing import Final

from aiohttp import web

HOST: Final = "korinis.test"
#: It says nothing until its script has asked for the text.
SCRIPTED: Final = "/live/"
VIDEO: Final = "/video/"
_TEXT: Final = (
    "Редакция вымышленного издания «Көрініс» сообщает: страница её сайта с утра открывается "
    "у одних читателей и не открывается у других. Причину провайдер не назвал, редакция "
    "обратилась к нему письменно и ждёт ответа."
)
_CAPTIONS: Final = (
    "WEBVTT\n\n00:00.000 --> 00:04.000\n"
    "Сайт вымышленного издания «Көрініс» не открывается с утра.\n"
)


def answer(path: str) -> web.Response | None:
    """What stands at a path; None where nothing does."""
    match path:
        case "/live/":
            return _page(
                "<div id=text></div><script>fetch('/live/text').then(r => r.text()).then(t => {"
                "document.title = 'Көрініс'; const p = document.createElement('p');"
                "p.textContent = t; const a = document.createElement('article');"
                "a.append(p); document.getElementById('text').append(a);});</script>"
            )
        case "/live/text":
            return web.Response(text=_TEXT, content_type="text/plain", charset="utf-8")
        case "/video/":
            return _page(
                "<article><h1>Көрініс: видео</h1><video src='/video/one.mp4'>"
                "<track kind=captions srclang=ru src='/video/one.vtt'></video></article>"
            )
        case "/video/one.mp4":
            return web.Response(body=_moving_picture(), content_type="video/mp4")
        case "/video/one.vtt":
            return web.Response(text=_CAPTIONS, content_type="text/vtt", charset="utf-8")
        case _:
            return None


def _page(body: str) -> web.Response:
    text = f"<!doctype html><html lang=ru><head><title></title></head><body>{body}</body></html>"
    return web.Response(text=text, content_type="text/html", charset="utf-8")


def _moving_picture() -> bytes:
    """The boxes of an MP4 file (ISO/IEC 14496-12) with nothing to be seen in them."""
    kind = b"isom\x00\x00\x02\x00isomiso2mp41"
    boxes = ((b"ftyp", kind), (b"free", b""), (b"mdat", bytes(64)))
    return b"".join((8 + len(body)).to_bytes(4, "big") + name + body for name, body in boxes)
