"""Is nothing said twice, and nothing lost in secret, whenever a sender dies?"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot_api import BotApi
from dalel.cli.sample.press import serving
from dalel.domain.states import MessageState
from journey.newsroom_home import Home
from released import TITLES

pytestmark = pytest.mark.slow

MOMENTS = 30
_LANGUAGES = ("ru", "en")


def test_a_sender_that_dies_says_nothing_twice_and_hides_nothing(tmp_path: Path) -> None:
    chats = [f"@{lang}_{moment:04}" for moment in range(MOMENTS + 1) for lang in _LANGUAGES]
    api = BotApi(channels=tuple(chats))
    environment = Home(folder=tmp_path).environment()
    # Its copies of the record are files.
    environment.pop("DATABASE_URL", None)
    with serving(api.application()) as port:
        done = subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-m", "journey.doomed_sender", str(port), "2026", str(MOMENTS)],
            env=environment | {"PATH": os.environ["PATH"]},
            check=False,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stderr
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(outcomes) == MOMENTS
    expected = {
        *(f"telegram:{lang}:incident:{number}" for lang in _LANGUAGES for number in TITLES),
        *(f"telegram:{lang}:digest:1" for lang in _LANGUAGES),
    }
    ends: Counter[str] = Counter()
    for outcome in outcomes:
        states = outcome["states"]
        assert set(states) == expected
        for key, state in states.items():
            _, language, kind, subject = key.split(":")
            said = [
                one
                for one in api.standing(f"@{language}_{outcome['moment']:04}")
                if one.text.startswith(subject) or (kind == "digest" and not one.is_picture)
            ]
            told = f"{key} is {state}, died at step {outcome['step']}"
            if state == MessageState.SENT:
                assert len(said) == 1, told
            else:
                # A person decides; it may be there or not, but never more than once.
                assert state == MessageState.UNCERTAIN, told
                assert len(said) <= 1, told
                ends["there" if said else "not there"] += 1
        assert sum(state != MessageState.SENT for state in states.values()) <= 1
    # The moments tell something: some died before the call, and some after it was taken.
    assert ends["there"] > 0
    assert ends["not there"] > 0
