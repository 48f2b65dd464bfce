"""A walk through the sample press, with a clock that is set by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dalel.cli.sample.press import ARTICLES, open_press, press_pack, press_reach
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.worker.actions.passes import Orders, PassReport, run_once
from dalel.outside.http import Clock
from dalel.pack import Pack, default_folder
from dalel.steps.archive.vault import Vault

START = datetime(2026, 3, 31, 6, tzinfo=UTC)


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def move(self, by: timedelta) -> None:
        self.time += by


async def no_pause(_seconds: float) -> None:
    """Wait for nothing."""


@dataclass(kw_only=True)
class Walk:
    pack: Pack
    reach: Reach
    vault: Vault
    clock: HandClock

    def run(self, orders: Orders | None = None) -> PassReport:
        chosen = orders or Orders(back=None, cites=False)
        return run_once(self.pack, self.reach, self.vault, software="test", orders=chosen)


@contextmanager
def walk_in(folder: Path) -> Iterator[Walk]:
    clock = HandClock()
    pack = pack_at(default_folder())
    with open_press(default_folder() / ARTICLES, clock=clock, pause=no_pause) as port:
        reach = press_reach(port, clock=replace(Clock(), now=clock))
        yield Walk(
            pack=press_pack(pack), reach=reach, vault=Vault(folder=folder / "evidence"), clock=clock
        )
