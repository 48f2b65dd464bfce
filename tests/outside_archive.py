"""An outside archive that takes requests as Save Page Now does (SPN2), on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

from dalel.cli.sample.press import serving
from dalel.steps.archive.wayback import Account

#: What it says of jobs with these names.
_TOLD = {
    "waiting": {"status": "pending"},
    "failed": {"status": "error", "message": "not found"},
    "unknown": {},
    "list": [],
}


@dataclass(kw_only=True)
class OutsideArchive:
    """``asked`` is what it was told, in order. Words in an address make it answer otherwise."""

    account: Account
    asked: list[str] = field(default_factory=list)
    jobs: dict[str, str] = field(default_factory=dict)
    is_slow: bool = False

    async def save(self, request: web.Request) -> web.Response:
        form = await request.post()
        link = str(form["url"])
        self.asked.append(f"{request.path} {link} {request.headers['Authorization']}")
        for word, status in (("busy", 429), ("forbidden", 401), ("broken", 400)):
            if word in link:
                return web.json_response({"message": word}, status=status)
        if "refused" in link:
            return web.json_response({"message": "blocked"})
        job = f"spn2-{len(self.jobs) + 1}"
        self.jobs[job] = link
        return web.json_response({"url": link, "job_id": job})

    async def status(self, request: web.Request) -> web.Response:
        job = request.match_info["job"]
        self.asked.append(request.path)
        if job == "html":
            return web.Response(text="<html>")
        if job in _TOLD or job == "down":
            return web.json_response(_TOLD.get(job), status=503 if job == "down" else 200)
        if self.is_slow:
            return web.json_response({"status": "pending"})
        done = {"status": "success", "timestamp": "20260131093015"}
        return web.json_response({**done, "original_url": self.jobs[job]})


@contextmanager
def outside_archive() -> Iterator[OutsideArchive]:
    """One that answers on this machine alone."""
    nobodys = Account(access="key", secret="word")  # noqa: S106 - nobody's
    archive = OutsideArchive(account=nobodys)
    application = web.Application()
    application.router.add_post("/save", archive.save)
    application.router.add_get("/save/status/{job}", archive.status)
    with serving(application) as port:
        archive.account = Account(
            access=nobodys.access, secret=nobodys.secret, service=f"http://127.0.0.1:{port}"
        )
        yield archive
