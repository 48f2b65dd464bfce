"""How fast does the desk answer while a site is built, as ``dalel up`` runs both?

    python tools/desk_while_building.py [--incidents 2000]

A home of its own is filled with invented entries, and ``dalel up`` is started on it: a desk, a
builder, and a first site to be built. From the moment at which the desk answers until the site is
there somebody reads pages and writes notes, one after the other without a pause, over HTTP. The
same is done once more when nothing is built. Told is the time on the clock, from the request to the
last byte.
"""

# Rows can only be imported after the settings, which read the environment that main sets.
# ruff: noqa: PLC0415, S603

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from http.cookiejar import CookieJar
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import desk_load

_DALEL = (sys.executable, "-c", "from dalel.cli.main import main; main()")
_NAME, _PASSWORD = "the-reader", "бала-бақша ашыл 2026"
_PATHS = ("/", "/incidents/", "/editions/", "/editions/1/", "/builds/", "/sources/", "/inbox/")
_NOTE = "/handover/"
_ROUNDS_AFTER = 8


def main() -> None:
    """Fill, start, ask while the site is built and after it, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=2_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dalel-building-") as home:
        os.environ["DALEL_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.cli.django_settings"
        desk_load.fill(0, asked.incidents)
        from dalel.newsroom.accounts.models import Member
        from dalel.newsroom.frame.roles import Role
        from dalel.newsroom.releases.models import BuildRow

        Member.objects.create_user(_NAME, _PASSWORD, role=Role.EDITOR, reads=["kk", "ru"])
        program = subprocess.Popen([*_DALEL, "up"], stdout=subprocess.PIPE, text=True)
        try:
            desk = _address(program)
            session = _sign_in(desk)
            begun = time.perf_counter()
            while BuildRow.objects.filter(state__in=("wanted", "running")).exists():
                _round(session, desk, _WHILE)
            took = time.perf_counter() - begun
            [build] = BuildRow.objects.all()
            print(f"{asked.incidents} entries: {build.state} {build.error}, {build.pages} pages,")
            print(f"built in {took:.0f} s after the first answer of the desk")
            for _ in range(_ROUNDS_AFTER):
                _round(session, desk, _AFTER)
        finally:
            program.send_signal(signal.SIGINT)
            program.wait()
    _tell("while it was built", _WHILE)
    _tell("after it", _AFTER)


_WHILE: dict[str, list[float]] = defaultdict(list)
_AFTER: dict[str, list[float]] = defaultdict(list)


def _address(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None  # noqa: S101
    for line in program.stdout:
        if line.startswith("Desk: "):
            return line.split()[1].rstrip("/")
    raise SystemExit("dalel up did not start")


def _sign_in(desk: str) -> OpenerDirector:
    session = build_opener(HTTPCookieProcessor(CookieJar()))
    for _ in range(600):
        try:
            page = session.open(f"{desk}/sign-in/").read().decode()
            break
        except URLError:
            time.sleep(0.1)
    else:
        raise SystemExit("the desk did not answer")
    form = {"login": _NAME, "password": _PASSWORD, **_token(page)}
    session.open(f"{desk}/sign-in/", urlencode(form).encode()).read()
    return session


def _token(page: str) -> dict[str, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    return {"csrfmiddlewaretoken": found[1]} if found else {}


def _round(session: OpenerDirector, desk: str, times: dict[str, list[float]]) -> None:
    for path in _PATHS:
        _timed(session, f"{desk}{path}", times[path])
    page = _timed(session, f"{desk}{_NOTE}", times[_NOTE])
    seen = re.search(r'name="seen" value="(\d*)"', page)
    note = {"text": f"{time.time()}", "seen": seen[1] if seen else "0", **_token(page)}
    _timed(session, f"{desk}{_NOTE}", times["a note written"], urlencode(note).encode())


def _timed(
    session: OpenerDirector, address: str, times: list[float], form: bytes | None = None
) -> str:
    begun = time.perf_counter()
    with session.open(address, form) as answer:
        page: str = answer.read().decode()
    times.append(time.perf_counter() - begun)
    return page


def _tell(name: str, times: dict[str, list[float]]) -> None:
    everything = sorted(one for found in times.values() for one in found)
    print(f"\n{name}: {len(everything)} answers, {_percentiles(everything)}")
    for path, found in times.items():
        print(f"  {path:<18} {_percentiles(sorted(found))}")


def _percentiles(times: list[float]) -> str:
    if len(times) < 2:
        return "too few"
    cut = statistics.quantiles(times, n=100, method="inclusive")
    return f"p50 {cut[49]:.3f} s, p95 {cut[94]:.3f} s, max {times[-1]:.3f} s"


if __name__ == "__main__":
    main()
