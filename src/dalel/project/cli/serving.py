"""The command that shows everything on this machine."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Thread
from typing import Annotated

import typer

from dalel.domain.errors import DalelError
from dalel.project.cli.ground import Ground, press_of, stage, stand, tell
from dalel.project.static_site import SiteServer

_HOST = "127.0.0.1"
_TRIES = 50


class NoPortError(DalelError):
    """Nothing can listen on this machine."""


def up(
    *,
    once: Annotated[
        bool, typer.Option("--once", help="Prepare and build everything, then stop.")
    ] = False,
    sample: Annotated[
        bool,
        typer.Option("--sample", help="Watch the sample press once, in a home of its own."),
    ] = False,
) -> None:
    """Prepare everything, build the site, show desk and site on this machine, and work on."""
    if not sample:
        _show(stand(), once=once)
        return
    from dalel.project.cli.sample import sample_ground, watch_press

    with sample_ground() as press:
        watch_press(press)
        _show(press.ground, once=once, watches=False)


def _show(ground: Ground, *, once: bool, watches: bool = True) -> None:
    _build(ground)
    _first_account(ground)
    if once:
        typer.echo("Ready. dalel up shows desk and site.")
        return
    _serve(ground, watches=watches)


def _build(ground: Ground) -> None:
    from dalel.flow.public.releasing import publish

    with stage("Building the site"):
        report = publish(ground.pack, press_of(ground.configuration), now=ground.now)
    typer.echo(f"Site: {report.pages} pages in {ground.configuration.site_folder}")


def _first_account(ground: Ground) -> None:
    from dalel.flow.upkeep.accounts import first_account

    account = first_account(ground.pack.languages)
    if account is not None:
        typer.echo(
            f"First account: {account.username}, password {account.password}\n"
            "The password is shown only now; change it after signing in."
        )


def _serve(ground: Ground, *, watches: bool) -> None:
    """Serve the site from this process, desk and worker from others, until Ctrl-C."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    desk_port = free_port(ground.configuration.desk_port)
    site_port = free_port(ground.configuration.site_port, but=desk_port)
    site = SiteServer(ground.configuration.site_folder, site_port)
    desk = Granian(
        "dalel.project.wsgi:application",
        address=_HOST,
        port=desk_port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
    )
    typer.echo(
        f"Desk: http://{_HOST}:{desk_port}/\nSite: http://{_HOST}:{site_port}/\nCtrl-C ends both."
    )
    Thread(target=site.serve_forever, daemon=True).start()
    try:
        with _worker(ground) if watches else nullcontext():
            desk.serve()
    finally:
        site.shutdown()
        site.server_close()


@contextmanager
def _worker(ground: Ground) -> Iterator[None]:
    """A worker beside desk and site, as ``dalel work`` is one; it ends with them."""
    if not ground.configuration.contact:
        tell("The sources are not watched: set contact in dalel.toml to your e-mail.")
        yield
        return
    worker = subprocess.Popen(
        [sys.executable, "-c", "from dalel.project.cli import main; main()", "work"]
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def free_port(wanted: int, *, but: int | None = None) -> int:
    """The wanted port, or the next one that nobody listens on and that is not ``but``.

    :raises NoPortError: when none of the next fifty is free.
    """
    for port in range(wanted, min(wanted + _TRIES, 65536)):
        if port != but and _is_free(port):
            return port
    raise NoPortError(
        f"No port from {wanted} on is free on {_HOST}; set another one in dalel.toml."
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            return False
    return True
