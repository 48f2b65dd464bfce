"""archive.today as its form is told to work, on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

from dalel.cli.sample.press import serving

_FRONT = '<form action="/submit/"><input type="hidden" name="submitid" value="w0rd+/="></form>'


@dataclass(kw_only=True)
class TodaySite:
    """``asked`` is what it was told, in order. Words in an address make it answer otherwise."""

    service: str = ""
    asked: list[str] = field(default_factory=list)
    front: str = _FRONT
    is_slow: bool = False

    async def home(self, _request: web.Request) -> web.Response:
        return web.Response(text=self.front, content_type="text/html")

    async def submit(self, request: web.Request) -> web.Response:
        link = request.query["url"]
        self.asked.append(f"{request.query['submitid']} {link}")
        if "captcha" in link:
            page = "<title>One more step</title> Please complete the security check"
            return web.Response(status=429, text=page)
        if "busy" in link:
            return web.Response(status=429)
        if "nothing" in link:
            return web.Response(text="<html>no")
        if "elsewhere" in link:
            return web.Response(status=302, headers={"Location": "https://bad.test/AbCdE"})
        if "known" in link:
            return web.Response(status=302, headers={"Location": f"{self.service}/Kn0wN"})
        return web.Response(headers={"Refresh": f"0;url={self.service}/wip/AbCdE"})

    async def copy(self, request: web.Request) -> web.Response:
        code = request.match_info["code"]
        if code == "g0ne1":
            return web.Response(status=410)
        if code == "bar1":
            return web.Response(text='<div class="g-recaptcha">')
        if self.is_slow:
            return web.Response(status=302, headers={"Location": f"/wip/{code}"})
        return web.Response(status=404 if code == "sl0w" else 200)


@contextmanager
def archive_today_site() -> Iterator[TodaySite]:
    """One that answers on this machine alone."""
    site = TodaySite()
    application = web.Application()
    application.router.add_get("/", site.home)
    application.router.add_get("/submit/", site.submit)
    application.router.add_get("/{code}", site.copy)
    with serving(application) as port:
        site.service = f"http://127.0.0.1:{port}"
        yield site
