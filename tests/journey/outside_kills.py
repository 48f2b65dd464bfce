"""Kills from outside: whole runs are killed by others at moments of their processor time.

``python -m journey.outside_kills COUNT [A_HOME]`` spreads COUNT kills evenly over the processor
time of whole runs, A_HOME of them in one home after another, and tells what the next clean run has
not made good.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from journey.newsroom_home import Home, prepared

#: What the record says, row keys, times and tries left aside.
_STATE = {
    "captures": "SELECT DISTINCT url, status, sha256 FROM evidence_capturerow",
    "findings": "SELECT canonical, state, reason FROM evidence_findingrow",
    "articles": "SELECT canonical, url, state, language, published_iso FROM evidence_articlerow",
    "versions": "SELECT a.canonical, v.number, v.title, v.text FROM evidence_articleversionrow v "
    "JOIN evidence_articlerow a ON a.id = v.article_id",
    "classifications": "SELECT a.canonical, c.is_relevant, c.section, c.event_type "
    "FROM stories_classificationrow c JOIN evidence_articleversionrow v ON v.id = c.version_id "
    "JOIN evidence_articlerow a ON a.id = v.article_id",
    "reprints": "SELECT a.canonical FROM stories_reprintrow r "
    "JOIN evidence_articlerow a ON a.id = r.article_id",
    "states of stories": "SELECT state, COUNT(*) FROM stories_storyrow GROUP BY state",
}
_MEMBERS = (
    "SELECT m.story_id, a.canonical FROM stories_membershiprow m "
    "JOIN evidence_articlerow a ON a.id = m.article_id"
)
#: What rests, or is still claimed.
_HELD = (
    "SELECT '{0}', id, error FROM {0} WHERE lease_by <> '' OR (next_at IS NULL "
    "AND (attempts >= 5 OR deaths >= 5))"
)
_KINDS = (
    "sources_addressrow", "evidence_findingrow", "evidence_articlerow", "evidence_outsidecopyrow",
    "incidents_draftrow", "stories_judgingrow", "stories_joblock",
)  # fmt: skip

State = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, kw_only=True)
class Outside:
    """A prepared home to copy, the press's port, the processor time of a clean run and its end."""

    home: Home
    port: int
    seconds: float
    state: State


@contextmanager
def outside(folder: Path) -> Iterator[Outside]:
    """Prepare a home in a folder, open the press, and run once to the end in a copy."""
    from dalel.cli.sample.press import ARTICLES, open_press  # noqa: PLC0415
    from dalel.pack import default_folder  # noqa: PLC0415 - as a command: settings come first
    from journey.press_walk import HandClock, no_pause  # noqa: PLC0415

    with (
        prepared(folder / "home") as home,
        open_press(default_folder() / ARTICLES, clock=HandClock(), pause=no_pause) as port,
    ):
        with home.copied(folder / "clean") as clean:
            before = sum(os.times()[2:4])
            run(clean, port)
            seconds = sum(os.times()[2:4]) - before
            state = state_of(clean)
        yield Outside(home=home, port=port, seconds=seconds, state=state)


def run(home: Home, port: int, *deadly: str, after: float | None = None) -> bool:
    """A run, killed once it has used so many seconds of processor time; whether it was."""
    running = home.start("-m", "journey.whole_run", str(port), *deadly)
    try:
        while after is not None and running.poll() is None:
            if processor_time(running.pid) >= after:
                running.kill()
                break
            time.sleep(0.001)
        _, errors = running.communicate()
    finally:
        running.kill()
    was_killed = running.returncode == -signal.SIGKILL
    assert running.returncode == 0 or (was_killed and (deadly or after is not None)), errors
    return was_killed


def processor_time(pid: int) -> float:
    """The seconds of processor time that another process has used so far."""
    # clock_getcpuclockid(3), as Linux defines it: CPUCLOCK_SCHED of the whole process.
    return time.clock_gettime((~pid << 3) | 2)


def state_of(home: Home) -> State:
    """What the record says, and what of it still waits, rests or is held."""
    stories: dict[int, set[str]] = {}
    for story, article in home.rows(_MEMBERS):
        stories.setdefault(story, set()).add(article)
    return {
        **{name: sorted(home.rows(query)) for name, query in _STATE.items()},
        "stories": sorted(tuple(sorted(articles)) for articles in stories.values()),
        "held or at rest": [row for kind in _KINDS for row in home.rows(_HELD.format(kind))],
    }


def differing(one: State, other: State) -> list[str]:
    """In what two records differ."""
    return [name for name in one if one[name] != other[name]]


def faults(home: Home, clean: State) -> list[str]:
    """In what a home differs from a clean run's, and what is wrong with its evidence."""
    from dalel.steps.archive.vault import Vault  # noqa: PLC0415
    from dalel.steps.archive.verification import verify  # noqa: PLC0415

    report = verify(Vault(folder=home.folder / "evidence"))
    rows = int(home.rows("SELECT COUNT(*) FROM evidence_capturerow")[0][0])
    return [
        *differing(clean, state_of(home)),
        *(["evidence"] if not report.sound or report.captures != rows else []),
    ]


def moments(seconds: float, count: int) -> list[float]:
    """Moments evenly spread over so many seconds."""
    return [seconds * (place + 0.5) / count for place in range(count)]


def kill_and_finish(
    this: Outside, folder: Path, killed_at: Sequence[float]
) -> tuple[int, list[str]]:
    """Kill runs in one home at these moments, then let one end: how many died, what is wrong."""
    with this.home.copied(folder) as home:
        killed = sum(run(home, this.port, after=moment) for moment in killed_at)
        run(home, this.port)
        return killed, faults(home, this.state)


def main() -> None:
    count = int(sys.argv[1])
    a_home = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with TemporaryDirectory() as folder, outside(Path(folder)) as this:
        every = moments(this.seconds, count)
        sys.stdout.write(f"a whole run: {this.seconds:.1f} s of processor time\n")
        killed = wrong = 0
        homes = count // a_home
        for place in range(homes):
            died, found = kill_and_finish(this, Path(folder) / f"{place}", every[place::homes])
            killed += died
            wrong += bool(found)
            said = ", ".join(found) or "as a clean run"
            sys.stdout.write(f"home {place + 1} of {homes}: {killed} kills so far, {said}\n")
            sys.stdout.flush()
        sys.stdout.write(f"{killed} kills in {homes} homes: {wrong} homes not as a clean run's\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dalel.cli.django_settings")
    import django

    django.setup()
    main()
