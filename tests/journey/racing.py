"""Two acts at once on a small newsroom, in a process of its own.

``python -m journey.racing SCENE TRIES SEED [ACT ACT]``: every pair of acts of a scene, or that one
pair. An outcome is what both acts reported and what then stands in the record, the log included. A
try is lost when its outcome is neither that of the one act after the other nor of the other after
the one: then something that was reported is not so. Lost tries are printed as JSON, by pair.

Before the tries, in which both begin at random moments, each act stands still once before each of
its first writes, as many as there are tries, until the other is through or waits for it.
"""

import json
import random
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any, Final

import django

django.setup()
from dalel.newsroom.frame.newsroom_key import hold  # noqa: E402

# The rows of a scene are emptied each time, that of the key among them.
hold(bytes(32))

from django.db import connection  # noqa: E402

from dalel.domain.errors import DalelError  # noqa: E402
from dalel.newsroom.accounts.act import Act  # noqa: E402
from dalel.newsroom.incidents.actions import write as texts  # noqa: E402
from dalel.newsroom.releases.actions import notice_publication, release  # noqa: E402
from dalel.pack import load  # noqa: E402
from dalel.publish.build import BuildReport  # noqa: E402
from journey.race_newsroom import TINY, Stage, by  # noqa: E402
from journey.race_record import Kept, acted_when_closed, standing  # noqa: E402
from journey.race_scenes import SCENES, Deed, Scene  # noqa: E402

#: How long, in seconds, one stands still for another who may be waiting for it, and before how many
#: of its writes; and how far apart two may begin.
STILL: Final = 0.06
STANDS: Final = 6
APART: Final = (0.001, 0.005, 0.02, 0.05)


def reported(deed: Deed, stage: Stage, act: Act) -> str:
    """What an act reports: that it is done, or by which name it was refused."""
    try:
        result = deed(stage, act)
    except DalelError as error:
        return f"{type(error).__name__}: {error}"
    return f"done {result}" if isinstance(result, tuple) else "done"


class Still:
    """An act stands still before its write of this number until it may go on."""

    def __init__(self, at: int) -> None:
        self.writes = 0
        self.at = at
        self.stands = threading.Event()
        self.go_on = threading.Event()

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.writes += 1
            if self.writes == self.at:
                self.stands.set()
                self.go_on.wait(STILL)
        return execute(sql, *rest)


def watched(still: Still, deed: Deed, stage: Stage, act: Act) -> str:
    with connection.execute_wrapper(still):
        try:
            return reported(deed, stage, act)
        finally:
            still.stands.set()


def begun_late(wait: float, deed: Deed, stage: Stage, act: Act, together: threading.Barrier) -> str:
    together.wait()
    threading.Event().wait(wait)
    return reported(deed, stage, act)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two acts of a scene, by name."""

    scene: Scene
    names: tuple[str, str]
    kept: Kept

    def made(self) -> tuple[Stage, list[tuple[Deed, Act]]]:
        """A newsroom, and both acts with the members as they were read before either."""
        self.kept.put_back()
        return self.kept.stage, [
            (deed, by(who, minutes))
            for minutes, (who, deed) in enumerate((self.scene.acts[one] for one in self.names), 1)
        ]

    def one_by_one(self, order: Sequence[int]) -> tuple[str, dict[int, int]]:
        """The outcome when no two act at once, and how many writes each act came to."""
        stage, acts = self.made()
        said, writes = ["", ""], {}
        for place in order:
            still = Still(at=0)
            said[place] = watched(still, acts[place][0], stage, acts[place][1])
            writes[place] = still.writes
        if not said[order[0]].startswith("done"):
            raise AssertionError(f"{self.names[order[0]]} is refused alone: {said[order[0]]}")
        return outcome(said), writes

    def with_one_still(self, pool: ThreadPoolExecutor, first: int, at: int) -> str:
        """The outcome when the other act comes while the first stands before this write."""
        stage, acts = self.made()
        still = Still(at=at)
        running = pool.submit(watched, still, acts[first][0], stage, acts[first][1])
        still.stands.wait()
        other = pool.submit(reported, acts[1 - first][0], stage, acts[1 - first][1])
        other.add_done_callback(lambda _: still.go_on.set())
        both = {first: running.result(), 1 - first: other.result()}
        return outcome([both[0], both[1]])

    def at_once(self, pool: ThreadPoolExecutor, dice: random.Random) -> str:
        """The outcome when both act at once."""
        stage, acts = self.made()
        together = threading.Barrier(2)
        waits = [dice.choice(APART) * dice.random(), 0.0]
        dice.shuffle(waits)
        all_of_them = [
            pool.submit(begun_late, wait, deed, stage, act, together)
            for wait, (deed, act) in zip(waits, acts, strict=True)
        ]
        return outcome([one.result() for one in all_of_them])


def outcome(said: Sequence[str]) -> str:
    closed = acted_when_closed()
    return json.dumps([*said, *(f"closed, and {one}" for one in closed), standing()])


def raced(pair: Pair, pool: ThreadPoolExecutor, tries: int, dice: random.Random) -> list[str]:
    """What the tries came to that were lost."""
    right, writes = set[str](), dict[int, int]()
    for order in ((0, 1), (1, 0)):
        found, counted = pair.one_by_one(order)
        right.add(found)
        writes.setdefault(order[0], counted[order[0]])
    came_to = [
        pair.with_one_still(pool, first, at)
        for first, count in writes.items()
        for at in range(1, min(count, STANDS, tries) + 1)
    ]
    came_to += [pair.at_once(pool, dice) for _ in range(tries)]
    return [one for one in came_to if one not in right or "closed, and" in one]


def stubbed() -> None:
    """No site is built, and no text is read for facts: the acts are raced, not their tools."""
    report = BuildReport(pages=0, written=0, unchanged=0, removed=0, bytes=0, shown=0.0, took={})
    for module, name, stub in (
        (release, "measured", lambda _, snapshot: snapshot),
        (release, "press", lambda *_, **__: report),
        (release, "recheck", lambda *_, **__: None),
        (texts, "recheck", lambda *_, **__: None),
        (notice_publication, "_look", lambda *_: None),
    ):
        if not hasattr(module, name):
            raise AttributeError(f"{name} is gone, and would not be stubbed")
        setattr(module, name, stub)


def pairs(scene: Scene, wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
    if wanted:
        yield wanted[0], wanted[1]
    else:
        yield from combinations_with_replacement(scene.acts, 2)


def main() -> None:
    name, tries, seed, *wanted = sys.argv[1:]
    scene, dice, pack = SCENES[name], random.Random(int(seed)), load(TINY)
    stubbed()
    kept = Kept(scene, pack)
    lost, raced_pairs = {}, 0
    with ThreadPoolExecutor(2) as pool:
        for names in pairs(scene, wanted):
            raced_pairs += 1
            if found := raced(Pair(scene=scene, names=names, kept=kept), pool, int(tries), dice):
                lost[" + ".join(names)] = found
    json.dump({"pairs": raced_pairs, "lost": lost}, sys.stdout)


if __name__ == "__main__":
    main()
