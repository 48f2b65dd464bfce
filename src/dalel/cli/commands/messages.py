"""The command that sends what waits."""

from datetime import UTC, datetime
from time import sleep

import typer

from dalel.cli.command_context import command_context, tell
from dalel.cli.terminal import echo


def send() -> None:
    """Send what waits in channels and by letter, and stop. Exit 1 when something needs a person."""
    context = command_context()
    from dalel.newsroom.releases.actions.send import PACE, Sender
    from dalel.newsroom.releases.queries.messages import count_undecided

    sender = Sender(context.pack, context.configuration.channels)
    while done := sender.send(lambda: datetime.now(UTC)):
        tell(", ".join(f"{count} {state}" for state, count in sorted(done.items())))
        sleep(PACE.total_seconds())
    undecided = count_undecided()
    echo(f"{undecided} messages wait for a person's decision at the desk.")
    if undecided:
        raise typer.Exit(1)
