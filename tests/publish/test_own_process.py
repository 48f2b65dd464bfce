"""Drawing and typesetting happen in a fresh process, which may die or take too long."""

import os
import subprocess
import sys
import time

import pytest

from dalel.publish import own_process
from dalel.publish.figures.chart_figures import ChartFigures, ChartMark, ChartShape
from dalel.publish.figures.charts import svg, svg_apart
from dalel.publish.own_process import NotMadeError, apart
from dalel.publish.views.dates import wording

FIGURES = ChartFigures(
    title="Entries",
    label_name="Month",
    value_name="Entries",
    marks=(ChartMark(label="May", value=3, series=""), ChartMark(label="June", value=5, series="")),
    shape=ChartShape.LINE,
    limits="of 8",
)


def test_what_is_made_apart_is_made_by_another_process() -> None:
    assert apart(os.getpid) != os.getpid()


def test_a_chart_is_the_same_wherever_it_is_drawn() -> None:
    assert svg_apart(FIGURES, "en") == svg(FIGURES, wording("en"))


#: A process draws, forks, and its child needs a chart: as a server that forks its workers.
FORKED = """
import os
from dalel.publish.figures.charts import svg, svg_apart
from dalel.publish.views.dates import wording
from publish.test_own_process import FIGURES
svg(FIGURES, wording("en"))
child = os.fork()
if not child:
    assert "<svg" in svg_apart(FIGURES, "ru")
    os._exit(0)
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_process_that_was_forked_from_one_that_drew_has_its_charts_drawn_apart() -> None:
    """Drawn by itself it would hang for ever: the drawer's threads do not survive a fork."""
    subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", FORKED],
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=300,
    )


def test_a_process_that_dies_is_an_error_of_ours() -> None:
    with pytest.raises(NotMadeError):
        apart(os._exit, 3)


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "LIMIT", 0.2)
    with pytest.raises(NotMadeError):
        apart(time.sleep, 600)
