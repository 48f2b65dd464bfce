"""Does a whole run that others kill, again and again, end as a clean one?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dalel.domain.retry_policy import MOST_DEATHS
from journey.outside_kills import (
    Outside,
    faults,
    kill_and_finish,
    moments,
    outside,
    run,
    state_of,
)

#: Enough to let everything rest, if deaths counted as tries.
_OFTEN = 23
#: So much of a clean run's time every run takes, with whatever was done before.
_SOON = 0.15
_FREE = """
import django
django.setup()
from datetime import UTC, datetime
from dalel.newsroom.frame.resting import try_all_again
print(try_all_again(datetime(2026, 3, 31, 6, tzinfo=UTC)))
"""


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside(tmp_path_factory.mktemp("outside")) as this:
        assert this.state["stories"]
        assert this.state["held or at rest"] == []
        yield this


@pytest.mark.slow
@pytest.mark.parametrize("place", [0, pytest.param(1, marks=pytest.mark.long)])
def test_runs_killed_from_outside_at_any_time_end_as_a_clean_one(
    clean: Outside, tmp_path: Path, place: int
) -> None:
    at = moments(clean.seconds, 10)[place::2]
    killed, found = kill_and_finish(clean, tmp_path / "home", at)
    assert killed >= 2
    assert found == [], f"killed after {at} seconds of processor time"


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("part", [pytest.param(0.35, marks=pytest.mark.long), 0.7])
def test_one_run_killed_many_times_early_or_late_ends_as_a_clean_one(
    clean: Outside, tmp_path: Path, part: float
) -> None:
    # Ever sooner: what is left to be done after late deaths takes less and less time.
    last = min(part, _SOON)
    shares = [part - (part - last) * place / (_OFTEN - 1) for place in range(_OFTEN)]
    at = [share * clean.seconds for share in shares]
    killed, found = kill_and_finish(clean, tmp_path / "home", at)
    assert killed > MOST_DEATHS
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("work", "kind"),
    [
        pytest.param("reading", "evidence_findingrow", marks=pytest.mark.long),
        ("judging", "stories_judgingrow"),
    ],
)
def test_the_page_or_article_that_kills_rests_alone_and_all_else_is_done(
    clean: Outside, tmp_path: Path, work: str, kind: str
) -> None:
    # One that no story waits for: what else is placed meanwhile is not touched by it.
    told = {name for story in clean.state["stories"] for name in story}
    told |= {row[0] for row in clean.state["reprints"]}
    article = next(row for row in clean.state["articles"] if row[0] not in told)
    address, deadly = article[0], article[1] if work == "reading" else article[0]
    with clean.home.copied(tmp_path / "home") as home:
        deaths = 0
        while run(home, clean.port, work, str(deadly)):
            deaths += 1
            assert deaths <= MOST_DEATHS, "it kills for ever"
        assert deaths == MOST_DEATHS
        state = state_of(home)
        ((resting, _, error),) = state["held or at rest"]
        assert (resting, error) == (kind, f"was in work at {MOST_DEATHS} deaths in a row")
        judged = {row[0] for row in state["classifications"]}
        assert judged == {row[0] for row in clean.state["classifications"]} - {address}
        freed = home.start("-c", _FREE)
        assert freed.communicate()[0] == "1\n"
        run(home, clean.port)
        assert faults(home, clean.state) == []
