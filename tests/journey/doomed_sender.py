"""Senders that kill themselves, each at another moment, and what the next one makes of it.

``python -m journey.doomed_sender PORT SEED COUNT``: in a home of its own an edition is released
and announced; then, for each moment, a process sends from a copy of that record and dies there,
and another goes on. A step is a statement of SQL, and the time before and after each call to the
service. A line of JSON for each moment tells at which step it died, and every message's state.
"""

import itertools
import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


def main() -> None:
    port, seed, count = (int(argument) for argument in sys.argv[1:])
    os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.cli.django_settings"
    import django  # noqa: PLC0415 - settings are read from the environment just set

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from dalel.domain.message import Voices  # noqa: PLC0415
    from dalel.newsroom.frame.newsroom_key import make_key  # noqa: PLC0415
    from dalel.newsroom.worker.actions.prepare import bring_up_to_date  # noqa: PLC0415
    from dalel.pack import load  # noqa: PLC0415
    from released import announce, release  # noqa: PLC0415

    pack = load(Path(__file__).parents[1] / "packs" / "tiny")
    bring_up_to_date()
    make_key(has_sealed=False)
    release(NOW)
    announce(pack, Voices(channels=frozenset({"ru", "en"})), NOW)
    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    whole = database.with_suffix(".whole")
    shutil.copy(database, whole)

    def send(moment: int, last: int) -> int:
        """Send in a process of its own; gives how it ended."""
        child = os.fork()
        if child == 0:
            _send(pack, port, moment, last)
            os._exit(0)
        return os.waitpid(child, 0)[1]

    def restore() -> None:
        for file in database.parent.glob(f"{database.name}-*"):
            file.unlink()
        shutil.copy(whole, database)

    send(0, 0)
    steps = int((settings.DALEL.home / "steps").read_text())
    moments = random.Random(seed).sample(range(1, steps), count)
    for moment, last in enumerate(moments, 1):
        restore()
        assert send(moment, last) == signal.SIGKILL
        assert send(moment, 0) == 0
        from dalel.newsroom.releases.models import MessageRow  # noqa: PLC0415

        states = dict(MessageRow.objects.values_list("key", "state"))
        connection.close()
        print(json.dumps({"moment": moment, "step": last, "states": states}), flush=True)  # noqa: T201


def _send(pack: Any, port: int, moment: int, last: int) -> None:
    """Rounds until nothing is left; the channels of each moment are its own."""
    from dataclasses import replace  # noqa: PLC0415

    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from dalel.domain.message import LEASE  # noqa: PLC0415
    from dalel.newsroom.releases.actions.send import Sender  # noqa: PLC0415
    from dalel.outside import telegram  # noqa: PLC0415
    from dalel.publish.messages import channel  # noqa: PLC0415
    from released import PICTURE, channels  # noqa: PLC0415

    counter, seen = itertools.count(1), 0

    def step() -> None:
        nonlocal seen
        seen = next(counter)
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def stepped(execute: Callable[..., Any], *arguments: Any) -> Any:
        step()
        return execute(*arguments)

    said = telegram.post

    async def post(*arguments: Any) -> str:
        step()
        place = await said(*arguments)
        step()
        return place

    setattr(telegram, "post", post)  # noqa: B010 - mypy wants the same words
    # No picture is drawn: they are not what is told of here.
    setattr(channel, "card", lambda *_: PICTURE)  # noqa: B010 - for mypy it is not for others
    ways = replace(
        channels(f"http://127.0.0.1:{port}"),
        places={"ru": f"@ru_{moment:04}", "en": f"@en_{moment:04}"},
    )
    time = NOW if last else NOW + 2 * LEASE

    def clock() -> datetime:
        nonlocal time
        time += timedelta(seconds=1)
        return time

    sender = Sender(pack, ways)
    with connection.execute_wrapper(stepped):
        while sender.send(clock).total():
            pass
    (settings.DALEL.home / "steps").write_text(str(seen))


if __name__ == "__main__":
    main()
