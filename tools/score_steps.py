"""Score the steps on gold and write the figures down for the public page on how figures are made.

    python tools/score_steps.py [STEP ...] [--pages FOLDER] [--sentences FOLDER]

Runs the commands below one after the other and reads their figures off what they print; each is
written into the pack's ``scores.json`` with its command and today's date. Steps that are not named,
or whose data are not at hand, keep what stood there. FOLDERs are sets of others that are not part
of this work: the pages of Zyte's article extraction benchmark, the sentences of SIB-200.
"""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from dalel.domain.scores import Score, Scores
from dalel.pack import default_folder
from dalel.pack.files import read

ROOT = Path(__file__).parents[1]
FILE = default_folder() / "scores.json"
CHECKS = "tests/exam/checks"
WRITTEN = "packs/kz/training/written.jsonl"
ARTICLES = "packs/kz/training/articles.jsonl"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A command, and where its figures stand in what it prints.

    Each figure has a pattern with a group for its value, and the number of cases or such a pattern.
    """

    step: str
    command: str
    data: str
    figures: Mapping[str, tuple[str, int | str]]
    studied: bool = True


def _json(name: str) -> str:
    return rf'"{name}": ([\d.]+)'


def _checked(step: str, name: str, options: str = "") -> Run:
    return Run(
        step=step,
        command=f"dalel score {step} {CHECKS}/{name}{options} --json",
        data=name,
        figures={
            "found": (_json("recall"), _json("planted")),
            "false_alarms": (_json("false_alarm_rate"), _json("faithful_texts")),
        },
    )


RUNS = (
    Run(
        step="extract",
        command="dalel score extract PAGES/html PAGES/ground-truth.json --json",
        data="Zyte",
        figures={"f1": (_json("f1"), _json("pages"))},
    ),
    Run(
        step="language",
        command="python tools/measure_language.py SENTENCES",
        data="SIB-200",
        figures={
            name: (rf"{folder} sentences +([\d.]+)", rf"{folder} sentences +[\d.]+ of (\d+)")
            for name, folder in (("kk", "kaz_Cyrl"), ("ru", "rus_Cyrl"), ("en", "eng_Latn"))
        },
    ),
    Run(
        step="relevance",
        command="python tools/measure_relevance.py --seeds 2",
        data="articles.jsonl",
        figures={
            "f1": (r"^f1 +([\d.]+)", 326),
            "section": (r"^section +([\d.]+)", 215),
            "top_three": (r"^top_three +([\d.]+)", 215),
        },
        studied=False,
    ),
    Run(
        step="duplicates",
        command="python tools/measure_reprints.py packs/kz/training/written.jsonl",
        data="written.jsonl",
        figures={
            name: (rf"all ways: .*{name} ([\d.]+)", r"all ways: (\d+) articles")
            for name in ("precision", "recall")
        },
    ),
    Run(
        step="stories",
        command="python tools/train_stories.py --measure --only words --seeds 1",
        data="articles.jsonl",
        figures={
            "b_cubed": (r"without vectors, articles of stories\n(?:.*\n)*?  F1 ([\d.]+)", 215)
        },
        studied=False,
    ),
    _checked("facts", "unseen-eight.jsonl", f" --articles {WRITTEN}"),
    _checked("facts", "unseen-nine.jsonl", f" --articles {WRITTEN}"),
    _checked("facts", "checks.jsonl", f" --articles {ARTICLES}"),
    _checked("parity", "unseen-eight-parity.jsonl"),
    _checked("parity", "unseen-nine-parity.jsonl"),
    _checked("parity", "parity.jsonl"),
    Run(
        step="draft",
        command=f"dalel score draft {ARTICLES} --json",
        data="articles.jsonl",
        figures={"coverage": (_json("coverage"), _json("key_facts"))},
    ),
)


def printed(command: str, folders: Mapping[str, Path]) -> str:
    """What a command prints, run in the project's folder by this very Python."""
    for name, folder in folders.items():
        command = command.replace(name, str(folder.resolve()))
    name, *words = shlex.split(command)
    done = subprocess.run(  # noqa: S603 - the commands above
        [Path(sys.executable).with_name(name), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "tests"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def scored(run: Run, text: str, day: datetime) -> Iterator[Score]:
    """The figures of a run."""
    for figure, (pattern, of) in run.figures.items():
        yield Score(
            step=run.step,
            figure=figure,
            value=round(float(_read(pattern, text)), 4),
            of=of if isinstance(of, int) else int(_read(of, text)),
            data=run.data,
            studied=run.studied,
            command=run.command,
            day=day.date(),
        )


def _read(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        raise SystemExit(f"{pattern} stands nowhere in:\n{text}")
    return found[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP")
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--sentences", type=Path)
    arguments = parser.parse_args()
    places = {"PAGES": arguments.pages, "SENTENCES": arguments.sentences}
    folders = {name: folder for name, folder in places.items() if folder}
    missing = [name for name, folder in places.items() if not folder]
    kept = read(FILE.parent, FILE.name, Scores).scores if FILE.exists() else ()
    made: dict[tuple[str, str], list[Score]] = {}
    for score in kept:
        made.setdefault((score.step, score.data), []).append(score)
    for run in RUNS:
        if arguments.steps and run.step not in arguments.steps:
            continue
        if any(name in run.command for name in missing):
            print(f"left out, its data are not at hand: {run.command}")
            continue
        made[run.step, run.data] = list(
            scored(run, printed(run.command, folders), datetime.now(UTC))
        )
        for score in made[run.step, run.data]:
            print(f"{score.step} {score.figure}: {score.value} of {score.of}, {score.data}")
    rows = [
        {**asdict(score), "day": score.day.isoformat()}
        for run in RUNS
        for score in made.get((run.step, run.data), ())
    ]
    FILE.write_text(json.dumps({"scores": rows}, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
