"""The command that shows everything on this machine."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from http.client import HTTPConnection, HTTPException
from multiprocessing import active_children, set_start_method
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from time import sleep
from typing import Annotated, Final

import typer

from dalel.cli.command_context import CommandContext, command_context, press_of, stage
from dalel.cli.commands.beginning import lasting_context
from dalel.cli.commands.damage import look_at_start
from dalel.cli.commands.first_steps import FirstSteps
from dalel.cli.commands.worker_ends import builder, desk, worker
from dalel.cli.end_signals import asked_to_end, wait_for
from dalel.cli.sd_notify import notify, watchdog_pause
from dalel.cli.terminal import echo
from dalel.domain.errors import DalelError

_HOST: Final = "127.0.0.1"
_TRIES: Final = 50
#: So many seconds the desk has to answer whoever it is answering; then it is ended.
_GRACE: Final = 10
#: Between two looks whether the desk answers, in seconds.
_LOOK: Final = 0.2
#: So many seconds one answer of the desk may take, while it starts.
_PATIENCE: Final = 30.0
#: Who works beside desk and site: gives what asks it to end.
_Beside = AbstractContextManager[Callable[[], None]]


class NoPortError(DalelError):
    """Nothing can listen on this machine."""


class AlreadyUpError(DalelError):
    """Dalel runs for this home already: use the addresses it printed, or end it first."""


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
    """Prepare everything, show desk and site on this machine, build the site, and work on."""
    if not sample:
        context = _context(once=once)
        with _alone(context, once=once):
            _show(context, once=once, beside=worker())
        return
    from dalel.cli.commands.sample import sample_context, watch_press

    with sample_context(lambda: _context(once=once)) as press, _alone(press.context, once=once):
        from dalel.newsroom.evidence.watch_progress import noted

        with noted(press.context.configuration.home) as noting:
            if once:
                watch_press(press, noting)
        # Desk and site open at once; what the press brings comes in behind them.
        _show(press.context, once=once, beside=worker("sample-watch", str(press.port)))


def _context(*, once: bool) -> CommandContext:
    """Locked, all is shown and waits for the passphrase at the desk; one pass needs it at once."""
    with stage("Preparing"):
        return command_context() if once else lasting_context()


def _alone(context: CommandContext, *, once: bool) -> AbstractContextManager[None]:
    """Only one desk for a home at a time; whatever ends by itself may run beside it.

    :raises AlreadyUpError: when another process shows desk and site of this home.
    """
    from dalel.publish.tree.folder_lock import locked

    return nullcontext() if once else locked(context.configuration.home / "up.lock", AlreadyUpError)


def _show(context: CommandContext, *, once: bool, beside: _Beside | None) -> None:
    look_at_start(context.configuration, context.now)
    steps = FirstSteps()
    if once:
        _build(context)
        echo("Ready. dalel up shows desk and site.")
        return
    _serve(context, beside, steps)


def _build(context: CommandContext) -> None:
    """Build the site here: this process neither serves nor forks."""
    from dalel.newsroom.releases.actions.release import publish

    with stage("Building the site"):
        report = publish(context.pack, press_of(context.configuration), now=context.now)
    echo(f"Site: {report.pages} pages in {context.configuration.site_folder}")


def _tell_first_account(context: CommandContext, steps: FirstSteps, desk: str) -> None:
    """Where nobody has an account yet: the link at which its owner chooses a name."""
    from dalel.newsroom.accounts.actions.invitations import first_link
    from dalel.newsroom.accounts.actions.recovery_code import new

    secret = first_link(context.pack.languages, context.now)
    if secret is not None:
        echo(steps.account(f"{desk}invitation/{secret}/", new()))


def _ask_for_the_site(context: CommandContext) -> None:
    """Have the builder build the site: it may have changed since, or was never built."""
    from dalel.newsroom.releases.actions import build_queue
    from dalel.newsroom.releases.actions.builder import place
    from dalel.newsroom.releases.models import BuildKind

    build_queue.want(place(), BuildKind.SITE, context.now)


def _serve(context: CommandContext, beside: _Beside | None, steps: FirstSteps) -> None:
    """Serve the site from this process, desk, builder and worker from others, until Ctrl-C.

    ``beside`` is the worker, or what works in its place, if anything does.
    """
    from dalel.cli.static_site import SiteServer, waiting_page
    from dalel.newsroom.frame.key_socket import holding
    from dalel.newsroom.frame.newsroom_key import is_open

    with (
        holding(context.configuration.home),
        _held_port(context.configuration.desk_port) as desk_port,
    ):
        site_port = free_port(context.configuration.site_port, but=desk_port)
        site = SiteServer(
            context.configuration.site_folder, site_port, waiting_page(context.pack.languages)
        )
        desk_address = f"http://{_HOST}:{desk_port}/"
        named = context.configuration.desk_address
        _tell_first_account(context, steps, f"{named}/" if named else desk_address)
        echo(steps.starting())
        _ask_for_the_site(context)
        Thread(target=site.serve_forever, daemon=True).start()
        ended = Event()
        told = steps.addresses(
            desk_address, f"http://{_HOST}:{site_port}/", is_locked=not is_open()
        )
        Thread(target=_tell_when_open, args=(desk_port, told, ended), daemon=True).start()
        try:
            with (
                # Heeded until all have ended: who asks once more does not leave them behind.
                asked_to_end(ended.set),
                desk(desk_port) as end_desk,
                builder() as end_builder,
                beside or nullcontext(_nothing) as end_beside,
            ):
                wait_for(ended)
                _stop((end_builder, end_beside, end_desk))
        finally:
            ended.set()
            site.shutdown()
            site.server_close()


def serve() -> None:
    """Serve the desk alone, as a unit of systemd or a container; dalel work works beside it."""
    from dalel.newsroom.frame.key_socket import holding

    with stage("Preparing"):
        context = lasting_context()
    home, port = context.configuration.home, context.configuration.desk_port
    with _alone(context, once=False), holding(home), _held_port(port) as held:
        if held != port:
            raise NoPortError(f"Port {port} is not free on {_HOST}: end what listens there.")
        look_at_start(context.configuration, context.now)
        told = _answering(context.configuration.desk_address or f"http://{_HOST}:{port}")
        Thread(target=_tell_supervisor, args=(port, told), daemon=True).start()
        serve_desk(port=port)


def _answering(address: str) -> str:
    """What is told once the desk answers: where it is locked, what it waits for."""
    from dalel.newsroom.frame.newsroom_key import is_open

    if is_open():
        return "The desk answers."
    return f"The desk answers, and is locked: enter the newsroom's passphrase at {address}/"


def _tell_supervisor(port: int, told: str) -> None:
    """Say that the desk is ready when it answers, then as long as it does."""
    _tell_when_open(port, told, Event())
    notify("READY=1")
    while (pause := watchdog_pause()) is not None:
        if _answers(port):
            notify("WATCHDOG=1")
        sleep(pause)


def serve_desk(*, port: Annotated[int, typer.Argument(help="Held by who started this.")]) -> None:
    """Serve the desk until this is ended, or whoever started it has ended."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dalel.cli.django_settings")
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from dalel.cli.parent_watch import PARENT

    # A desk that is forked would have half of this process: locks that nobody opens any more,
    # pools without their threads. It gets an interpreter of its own.
    set_start_method("spawn", force=True)
    os.environ[PARENT] = str(os.getpid())
    server = Granian(
        "dalel.cli.wsgi:application",
        address=_HOST,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        websockets=False,
        workers_kill_timeout=_GRACE,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
    )
    serving: list[BaseProcess] = []
    server.on_startup(lambda: Thread(target=_find_child, args=(serving,), daemon=True).start())
    try:
        server.serve()
    except SystemExit:
        code = serving[0].exitcode if serving else None
        if code is not None and code < 0:
            # Who supervises us says by which signal the desk ended.
            os.kill(os.getpid(), -code)
        raise


def _find_child(found: list[BaseProcess]) -> None:
    """Find the process that the server starts."""
    while not found:
        found.extend(active_children())
        sleep(_LOOK)


def _nothing() -> None:
    """Nobody is there who could be asked to end."""


def _tell_when_open(desk_port: int, told: str, ended: Event) -> None:
    """Say what runs and where, once the desk answers."""
    while not _answers(desk_port):
        if ended.wait(_LOOK):
            return
    echo(told)


def _answers(port: int) -> bool:
    connection = HTTPConnection(_HOST, port, timeout=_PATIENCE)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()


def _stop(all_: Sequence[Callable[[], None]]) -> None:
    """Ask all to end, at one moment."""
    echo(
        "Stopping: waiting for desk and worker to finish what they are at; Ctrl-C again stops "
        "at once.",
        err=True,
    )
    for ask in all_:
        ask()


def free_port(wanted: int, *, but: int | None = None) -> int:
    """The wanted port, or the next one that nobody listens on and that is not ``but``.

    :raises NoPortError: when none of the next fifty is free.
    """
    with _bound(wanted, but=but) as holder:
        return _port_of(holder)


@contextmanager
def _held_port(wanted: int) -> Iterator[int]:
    """A free port that no other program gets as long as this one has it.

    The desk's server shares its port with whoever asks to share (SO_REUSEPORT): of two newsrooms
    that are started at one moment each would get some of the other's requests. A socket that is
    bound, but listens not, refuses all others and lets the server of this user in.
    """
    with _bound(wanted) as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        yield _port_of(holder)


def _bound(wanted: int, *, but: int | None = None) -> socket.socket:
    """A socket that has the wanted port, or the next free one that is not ``but``.

    :raises NoPortError: when none of the next fifty is free.
    """
    for port in range(wanted, min(wanted + _TRIES, 65536)):
        if port == but:
            continue
        holder = socket.socket()
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            holder.bind((_HOST, port))
        except OSError:
            holder.close()
        else:
            return holder
    raise NoPortError(
        f"No port from {wanted} on is free on {_HOST}; set another one in dalel.toml."
    )


def _port_of(holder: socket.socket) -> int:
    return int(holder.getsockname()[1])
