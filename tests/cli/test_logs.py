"""Is an event one line, without secrets, in a file that does not grow for ever?"""

import json
import logging
import logging.config
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLResolver, get_resolver

from configured import configured
from dalel.cli import logs
from dalel.cli.configuration import SECRETS, ConfigurationError
from dalel.cli.logs import EventFormatter, HomeFile, JsonFormatter, log_folder, logging_of
from dalel.cli.secrecy import Redaction, redaction

#: Each secret setting with a value, and what of it nobody may read.
VALUES = {
    "database_url": ("postgres://dalel:Geheim-Eins%21@db.test:5432/dalel", "Geheim-Eins!"),
    "archive_options": (
        "key=zugang endpoint_url=http://store.test secret=Geheim-Zwei",
        "Geheim-Zwei",
    ),
    "mirror_options": ("secret=Geheim-Drei", "Geheim-Drei"),
    "wayback_secret": ("Geheim-Vier", "Geheim-Vier"),
    "embeddings": ("model=e5 url=http://model.test key=Geheim-Sechs", "Geheim-Sechs"),
    "judge_key": ("Geheim-Sieben", "Geheim-Sieben"),
    "model_key": ("Geheim-Acht", "Geheim-Acht"),
    "telegram_token": ("123456:AAEgeheim-neun-geheim-neun", "AAEgeheim-neun-geheim-neun"),
    "members_bot": ("654321:AAEgeheim-elf-geheim-elf-x", "AAEgeheim-elf-geheim-elf-x"),
    "radar_token": ("Geheim-Zwoelf", "Geheim-Zwoelf"),
    "mail_url": ("smtp://post:Geheim-Zehn@mail.test", "Geheim-Zehn"),
}
BESIDE = {
    "model_key": {"DALEL_MODEL_ADDRESS": "http://model.test", "DALEL_MODEL_NAME": "m"},
}


def record(message: str, *values: object, error: BaseException | None = None) -> logging.LogRecord:
    told = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("dalel.flow", logging.ERROR, "x.py", 1, message, values, told)


def raised(message: str) -> ValueError:
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


def test_an_event_is_one_line_with_time_level_place_and_words() -> None:
    line = EventFormatter(Redaction(), with_story=True).format(record("Edition %s: %s", 3, "a\nb"))
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ERROR dalel\.flow \[\d+\] Edition 3: a\\nb", line
    )


def test_the_story_of_an_error_stays_with_its_event() -> None:
    event = record("It failed", error=raised("first\nsecond"))
    text = EventFormatter(Redaction(), with_story=True).format(event)
    first, *rest = text.splitlines()
    assert first.endswith("It failed")
    assert rest
    assert all(line.startswith("    ") for line in rest)
    told = json.loads(JsonFormatter(Redaction(), with_story=True).format(event))
    assert told["level"] == "ERROR"
    assert told["module"] == "dalel.flow"
    assert told["message"] == "It failed"
    assert "Traceback" in told["traceback"]
    assert "second" in told["traceback"]


def test_on_a_terminal_an_error_is_one_line() -> None:
    line = EventFormatter(Redaction(), with_story=False).format(
        record("It failed", error=raised("why"))
    )
    assert line.endswith("It failed: ValueError: why")
    assert "\n" not in line


def test_every_secret_setting_has_a_value_here() -> None:
    assert set(VALUES) == SECRETS


@pytest.mark.parametrize("key", sorted(VALUES))
def test_no_value_of_a_secret_setting_is_written_down(key: str, tmp_path: Path) -> None:
    value, secret = VALUES[key]
    found = configured(tmp_path, **{f"DALEL_{key.upper()}": value, **BESIDE.get(key, {})})
    assert secret not in repr(found)
    clean = redaction(found)
    for kind in (EventFormatter, JsonFormatter):
        written = kind(clean, with_story=True).format(
            record("asked with %s", secret, error=raised(f"refused: {secret} at {value}"))
        )
        assert secret not in written
        assert "…" in written


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        ("GET https://aliya:hunter22@x.test/", "hunter22"),
        ("Authorization: Bearer abc.def-ghi", "abc.def-ghi"),
        ("{'Cookie': 'sessionid=q1w2e3; csrftoken=z'}", "q1w2e3"),
        ("Set-Cookie: sessionid=q1w2e3r4", "q1w2e3r4"),
        ("https://x.test/?a=1&access_token=zzz999&b=2", "zzz999"),
        ('{"password": "long words"}', "long"),
        ("api_key=zzz999", "zzz999"),
        ("https://api.telegram.org/bot99887766:AAE-abcdefghijklmnopqrstu/sendMessage", "AAE-abc"),
        ("AGE-SECRET-KEY-1QQQQQQQQ", "1QQQQQQQQ"),
        ("-----BEGIN PRIVATE " + "KEY-----\nMIIabc\n-----END PRIVATE KEY-----", "MIIabc"),
    ],
)
def test_what_looks_like_a_secret_goes_too(said: str, secret: str) -> None:
    clean = Redaction()(said)
    assert secret not in clean
    assert "…" in clean


def paths(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Each address of the desk, with its parts in angle brackets."""
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from paths(one, path)
        else:
            yield path


def test_no_address_that_lets_somebody_in_is_written_down() -> None:
    found = 0
    for path in paths(get_resolver()):
        if "secret>" not in path:
            continue
        found += 1
        said = f"Bad Request: {re.sub('<[^>]+>', 'q1w2e3-R4T5', path)}"
        assert Redaction()(said).startswith("Bad Request: /")
        assert "q1w2e3" not in Redaction()(said), path
    assert found >= 4
    for path in ("/diary/write/", "/invitation/", "/diary/7/"):
        assert Redaction()(path) == path


def test_a_form_filled_in_wrongly_is_no_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.config.dictConfig(logging_of(configured(tmp_path)))
    log = logging.getLogger("django.request")
    log.warning("Bad Request: %s", "/a/", extra={"status_code": 400})
    log.warning("Forbidden: /b/", extra={"status_code": 403}, exc_info=raised("no"))
    log.error("Server Error: /c/", extra={"status_code": 500})
    logging.config.dictConfig(logging_of(configured(tmp_path, DALEL_LOG_LEVEL="warning")))
    log.warning("Bad Request: %s", "/d/", extra={"status_code": 400})
    shown = capsys.readouterr().err
    assert "/a/" not in shown
    assert "/b/" in shown
    assert "/c/" in shown
    written = (log_folder(tmp_path) / logs.FILE).read_text("utf-8")
    assert "INFO django.request" in written
    assert "/a/" in written
    assert "/d/" not in written


def test_ordinary_words_stay() -> None:
    said = "2 sources, 14 found, 3 articles in 7 s; http://x.test/a?b=1; secretary of the court"
    assert Redaction()(said) == said


def test_events_go_into_the_home_and_warnings_to_the_terminal_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.config.dictConfig(logging_of(configured(tmp_path, DALEL_LOG_FORMAT="json")))
    log = logging.getLogger("dalel.newsroom.worker.actions.scheduler")
    log.debug("too fine")
    log.info("an event")
    log.warning("a warning")
    log.error("said already", extra={logs.TOLD: True})
    lines = (log_folder(tmp_path) / logs.FILE).read_text("utf-8").splitlines()
    told = [json.loads(line)["message"] for line in lines]
    assert told == ["an event", "a warning", "said already"]
    shown = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["message"] for line in shown] == ["a warning"]


def handler(home: Path) -> HomeFile:
    made = HomeFile(log_folder(home))
    made.setFormatter(EventFormatter(Redaction(), with_story=True))
    return made


def test_a_full_file_is_put_aside_once_whoever_of_the_writers_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_LARGEST", 2000)
    writers = [handler(tmp_path) for _ in range(3)]
    for number in range(300):
        writers[number % 3].emit(record("event number %04d", number))
    for one in writers:
        one.close()
    files = sorted(log_folder(tmp_path).iterdir())
    assert [file.name for file in files] == [logs.FILE, *(f"{logs.FILE}.{n}" for n in range(1, 6))]
    assert all(file.stat().st_size < 2200 for file in files)
    newest_first = [files[0], *files[1:]]
    numbers = [
        int(line[-4:]) for file in reversed(newest_first) for line in file.read_text().splitlines()
    ]
    assert numbers == list(range(numbers[0], 300))


def test_where_nothing_can_be_written_work_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").touch()
    handler(tmp_path).emit(record("lost"))
    handler(tmp_path / "nowhere").emit(record("lost"))
    assert not (tmp_path / "nowhere").exists()
    assert capsys.readouterr().err == ""


def test_a_late_event_is_written_and_leaves_no_file_open(tmp_path: Path) -> None:
    late = handler(tmp_path)
    late.emit(record("in time"))
    late.close()
    late.emit(record("late"))
    assert late.stream is None
    assert (log_folder(tmp_path) / logs.FILE).read_text("utf-8").endswith("late\n")


def test_an_unknown_level_or_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="one of debug, info, warning, error"):
        configured(tmp_path, DALEL_LOG_LEVEL="loud")
    with pytest.raises(ConfigurationError, match="one of text, json"):
        configured(tmp_path, DALEL_LOG_FORMAT="xml")


def test_a_thread_that_ends_by_an_error_is_an_event(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logs.watch_threads()

    def fall(*_arguments: Any) -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=fall, name="sender")
    thread.start()
    thread.join()
    assert [one.getMessage() for one in caplog.records] == ["A thread ended (sender)"]
    assert sys.exc_info()[0] is None
