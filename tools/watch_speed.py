"""How fast is a pass over many sources, and does memory grow with the number of pages?

    python tools/watch_speed.py [--sources 40] [--pages 50 200] [--repeat 3]

Invented pages of the sample press's texts are served by a process of its own on this machine, so
both cores share client and server. Each run is a process of its own on a home of its own: collect,
fetch, archive with fsync, extract, rows. Printed are pages a second and the peak memory.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

_SELF = Path(__file__)


def main() -> None:
    """Serve, run, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=40)
    parser.add_argument("--pages", type=int, nargs="+", default=[50, 200])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--serve", type=int)
    parser.add_argument("--run", type=int)
    asked = parser.parse_args()
    if asked.serve is not None:
        _serve(asked.sources, asked.serve)
    elif asked.run is not None:
        _run(asked.sources, asked.run)
    else:
        for pages in asked.pages:
            _measure(asked.sources, pages, asked.repeat)


def _measure(sources: int, pages: int, repeat: int) -> None:
    command = [sys.executable, str(_SELF), "--sources", str(sources)]
    with subprocess.Popen(  # noqa: S603 - ourselves
        [*command, "--serve", str(pages)], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None  # noqa: S101 - it is a pipe
        port = server.stdout.readline().strip()
        try:
            runs = [_one_run(command, port) for _ in range(repeat)]
        finally:
            server.terminate()
    speed = statistics.median(run["articles"] / run["seconds"] for run in runs)
    memory = max(run["peak_mb"] for run in runs)
    print(
        f"{sources} sources x {pages} pages: {runs[0]['articles']} articles, "
        f"{speed:.0f} pages/s (median of {repeat}), peak {memory:.0f} MB"
    )


def _one_run(command: list[str], port: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(  # noqa: S603 - ourselves
            [*command, "--run", port],
            env=os.environ | {"DALEL_HOME": home},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _serve(sources: int, pages: int) -> None:
    from aiohttp import web  # noqa: PLC0415 - the parent needs none of it

    from dalel.cli.sample.articles import carried  # noqa: PLC0415
    from dalel.cli.sample.pages import article_page  # noqa: PLC0415
    from dalel.cli.sample.press import ARTICLES, serving  # noqa: PLC0415
    from dalel.pack import default_folder  # noqa: PLC0415

    shelf = [one for row in carried(default_folder() / ARTICLES).values() for one in row]
    shown = [article_page(one, edited=False) for one in shelf if one.outlet.look != "channel"]

    async def answer(request: web.Request) -> web.Response:
        host = request.host.partition(":")[0]
        if request.path == "/rss":
            entries = "".join(
                f"<item><title>{page}</title><link>http://{host}/{page}</link></item>"
                for page in range(pages)
            )
            text = f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'
            return web.Response(text=text, content_type="application/rss+xml")
        if not request.path[1:].isdecimal():
            return web.Response(status=404)
        number = int(request.path[1:])
        text = shown[number % len(shown)].replace("</h1>", f" {host} {number}</h1>")
        return web.Response(text=text, content_type="text/html")

    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    with serving(application) as port:
        print(port, flush=True)
        while True:
            time.sleep(60)


def _run(sources: int, port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.cli.django_settings"
    import django  # noqa: PLC0415 - settings are read from the environment just set

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from dalel.cli.sample.press import press_pack, press_reach  # noqa: PLC0415
    from dalel.domain.source import Address, AddressKind, Grade  # noqa: PLC0415
    from dalel.newsroom.worker.actions.passes import Orders, run_once  # noqa: PLC0415
    from dalel.pack import default_folder, load  # noqa: PLC0415
    from dalel.steps.archive.vault import Vault  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    press = press_pack(load(default_folder()))
    model = press.sources[0]
    hosts = [f"outlet{place}.test" for place in range(sources)]
    chosen = tuple(
        replace(
            model,
            id=host.removesuffix(".test"),
            host=host,
            addresses=(
                Address(url=f"http://{host}/rss", kind=AddressKind.FEED, grade=Grade.PROBED_OK),
            ),
        )
        for host in hosts
    )
    begin = time.perf_counter()
    report = run_once(
        replace(press, sources=chosen),
        press_reach(port),
        Vault(folder=settings.DALEL.evidence_folder),
        software="bench",
        orders=Orders(back=None, cites=False),
    )
    told = {
        "articles": sum(tally.articles for tally in report.sources.values()),
        "seconds": time.perf_counter() - begin,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
