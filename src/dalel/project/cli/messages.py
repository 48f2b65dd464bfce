"""The command that sends what waits."""

from datetime import UTC, datetime
from time import sleep

import typer

from dalel.project.cli.ground import stand, tell


def send() -> None:
    """Send what waits in channels and by letter, and stop. Exit 1 when something needs a person."""
    ground = stand()
    from dalel.flow.public.sending import PACE, Sender
    from dalel.store.public.messages import count_undecided

    sender = Sender(ground.pack, ground.configuration.channels)
    while done := sender.send(lambda: datetime.now(UTC)):
        tell(", ".join(f"{count} {state}" for state, count in sorted(done.items())))
        sleep(PACE.total_seconds())
    undecided = count_undecided()
    typer.echo(f"{undecided} messages wait for a person's decision at the desk.")
    if undecided:
        raise typer.Exit(1)
