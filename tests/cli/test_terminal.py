"""Does nothing that strangers wrote steer the terminal on which it is printed?"""

import json
import logging
import re
from pathlib import Path

import pytest

from dalel.cli import terminal
from dalel.cli.logs import EventFormatter, JsonFormatter
from dalel.cli.secrecy import Redaction

TITLE = "Суд\x9b31m \u202eолгыт\u2066 \x1b]0;x\x07\r\ud800"
SHOWN = r"Суд\u009b31m \u202eолгыт\u2066 \u001b]0;x\u0007\u000d\ud800"


def test_what_would_steer_a_terminal_is_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.echo(TITLE)
    terminal.echo(TITLE, err=True, nl=False)
    assert capsys.readouterr() == (f"{SHOWN}\n", SHOWN)


def test_ordinary_words_and_lines_stay_as_they_are() -> None:
    words = "Қазақша\tтекст «…»\nзв\u0301он"
    assert terminal.harmless(words) == words


@pytest.mark.parametrize("blank", ["\u2800", "\u3164", "\u200b", "\ufeff", "\u00a0", "\U000e0020"])
def test_what_shows_as_nothing_makes_no_line_of_its_own(blank: str) -> None:
    assert terminal.one_line(f"Сот{blank * 90}Proved") == "Сот Proved"


def test_only_the_first_letters_of_a_long_name_are_shown() -> None:
    assert terminal.shortened("а" * 200) == "а" * 200
    assert terminal.shortened("а" * 201) == "а" * 199 + "…"


def test_data_that_are_printed_stay_the_same_data() -> None:
    printed = terminal.harmless(json.dumps({"title": TITLE}, ensure_ascii=False))
    assert json.loads(printed) == {"title": TITLE}


def test_events_of_the_log_steer_nothing_either() -> None:
    record = logging.LogRecord("dalel", logging.INFO, "", 1, f"{TITLE}\nx", None, None)
    assert EventFormatter(Redaction(), with_story=True).format(record).endswith(f"{SHOWN}\\nx")
    event = JsonFormatter(Redaction(), with_story=True).format(record)
    assert json.loads(event)["message"] == f"{TITLE}\nx"
    assert event.isprintable()


def test_every_command_prints_by_this_one_function() -> None:
    source = Path(terminal.__file__).parent
    calls = re.compile(r"typer\.s?echo|click\.s?echo|(?<!\w)print\(")
    found = {
        file.name
        for file in source.rglob("*.py")
        if calls.search(file.read_text("utf-8")) and file.name != "terminal.py"
    }
    assert found == set()
