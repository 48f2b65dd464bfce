"""One pass in a process of its own that kills itself at a given step.

``python -m journey.doomed_run PORT STEP``: a step is a write or sync of a file, or a statement of
SQL. Step 0 never comes; the number of steps is then printed.
"""

import itertools
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

#: One outlet of each kind, and of each kind of hole.
WATCHED = {"belesmedia", "orbita", "kvartal", "mozaika", "dauir-tv"}


def main() -> None:
    port, last = int(sys.argv[1]), int(sys.argv[2])
    os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.cli.django_settings"
    import django  # noqa: PLC0415 - settings are read from the environment just set

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from dalel.cli.sample.press import press_pack, press_reach  # noqa: PLC0415
    from dalel.newsroom.worker.actions.passes import Orders, run_once  # noqa: PLC0415
    from dalel.outside.http import Clock  # noqa: PLC0415
    from dalel.pack import default_folder, load  # noqa: PLC0415
    from dalel.steps.archive.vault import Vault  # noqa: PLC0415
    from journey.press_walk import HandClock  # noqa: PLC0415

    steps = itertools.count(1)
    seen = 0

    def step() -> None:
        nonlocal seen
        seen = next(steps)
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            step()
            return function(*arguments, **named)

        return call

    os.write, os.fsync = counted(os.write), counted(os.fsync)
    whole = press_pack(load(default_folder()))
    chosen = tuple(source for source in whole.sources if source.id in WATCHED)
    with connection.execute_wrapper(lambda execute, *arguments: counted(execute)(*arguments)):
        run_once(
            replace(whole, sources=chosen),
            press_reach(port, clock=replace(Clock(), now=HandClock())),
            Vault(folder=settings.DALEL.evidence_folder),
            software="test",
            orders=Orders(back=None, cites=False),
        )
    sys.stdout.write(f"{seen}\n")


if __name__ == "__main__":
    main()
