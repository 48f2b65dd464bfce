"""How much of the processor does it take to judge an article, and how much memory?

python tools/judging_speed.py [FILE] [--limit N] [--only KIND ...]: articles of a file of JSON Lines
with ``lang``, ``title`` and ``text`` (the pack's training articles), each kind in a process and a
home of its own: those that the sift rejects, those that pass, and the passed ones once more as
reprints of another day, behind an outlet's line; with vectors, and by words alone. A pass of the
worker is measured from what came in to its stories, claims of title and lead included, ranking of
stories left out; models are loaded before. Figures for docs/measurements.md.
"""

# ruff: noqa: PLC0415, S603

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any

PACK = Path(__file__).parents[1] / "packs" / "kz"
TRAINING = PACK / "training" / "articles.jsonl"
KINDS = ("rejected", "passed", "reprints")
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
#: So many articles are judged before time is taken, so that all models are loaded.
WARM = 6
MEMORY = Path("/dev/shm")  # noqa: S108
ELSE = "Reported by the Steppe Courier. "
LINES = {"kk": "Бұл туралы «Дала хабаршысы» хабарлайды. ", "ru": "Передаёт «Степной вестник». "}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=TRAINING)
    parser.add_argument("--limit", type=int, default=60, help="articles of each kind, 60")
    parser.add_argument("--only", nargs="*", default=KINDS, choices=KINDS)
    parser.add_argument("--kind", help=argparse.SUPPRESS)
    parser.add_argument("--words", action="store_true", help="by words alone only")
    given = parser.parse_args()
    if given.kind:
        with tempfile.TemporaryDirectory() as home:
            os.environ |= {
                "DALEL_HOME": home,
                "DJANGO_SETTINGS_MODULE": "dalel.cli.django_settings",
            }
            measure(given)
        return
    for words in (True,) if given.words else (False, True):
        for kind in given.only:
            command = [sys.executable, __file__, str(given.file), "--limit", str(given.limit)]
            subprocess.run([*command, "--kind", kind, *(["--words"] if words else [])], check=True)


def measure(given: argparse.Namespace) -> None:
    import django

    django.setup()

    from dalel.newsroom.frame import first_tables
    from dalel.newsroom.stories.actions.embeddings import BUNDLED, NONE, EmbeddingChoice
    from dalel.newsroom.stories.actions.judge import judges_of

    first_tables.lay()
    choice = EmbeddingChoice(model=NONE if given.words else BUNDLED)
    judges = judges_of(PACK, choice=choice)
    records = [json.loads(line) for line in given.file.read_text("utf-8").splitlines()]
    worth = judges.classifier.sift([article_of(one) for one in records])
    passed = [one for one, is_in in zip(records, worth, strict=True) if is_in]
    chosen = [one for one in records if one not in passed] if given.kind == "rejected" else passed
    warm, rest = chosen[:WARM], chosen[WARM : WARM + given.limit]
    spent(judges, warm, "warm", 0)
    took = spent(judges, rest, "first", 2)
    if given.kind == "reprints":
        again = [
            {**one, "text": LINES.get(one["lang"], "Reported: ") + one["text"]} for one in rest
        ]
        took = spent(judges, again, "again", 26)
    how = "words alone" if given.words else "with vectors"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{given.kind:9} {how:12} {len(rest):4} articles {1000 * took / max(1, len(rest)):7.1f} ms "
        f"of the processor each, {peak:4.0f} MB at the peak, load {os.getloadavg()[0]:.1f}, "
        f"{verdicts()}",
        flush=True,
    )


def spent(judges: Any, records: Sequence[dict[str, Any]], name: str, hours: int) -> float:
    """Let articles come in and judge them; seconds of the processor, with all its threads."""
    from dalel.newsroom.stories.actions.judge import judge

    time = NOW + timedelta(hours=hours)
    for place, record in enumerate(records):
        keep(record, f"{name}-{place}", time)
    started = process_time()
    report = judge(judges, "speed", lambda: time + timedelta(hours=1))
    took = process_time() - started
    if report.judged != len(records):
        raise SystemExit(f"only {report.judged} of {len(records)} judged: {report.waits}")
    return took


def verdicts() -> str:
    """A sign of what was thought: equal signs, equal verdicts."""
    import hashlib

    from dalel.newsroom.stories.models import ClassificationRow, MembershipRow, ReprintRow

    found = ClassificationRow.objects.order_by("version__article__canonical", "pk").values_list(
        "version__article__canonical", "is_relevant", "section", "event_type"
    )
    sign = hashlib.sha256(repr(list(found)).encode()).hexdigest()[:8]
    ours = sum(1 for one in found if one[1])
    stories = MembershipRow.objects.values("story").distinct().count()
    return f"{ours} ours, {ReprintRow.objects.count()} reprints, {stories} stories, verdicts {sign}"


def keep(record: dict[str, Any], name: str, time: datetime) -> None:
    from dalel.domain.article_status import ArticleWords, Judgement
    from dalel.domain.states import ArticleState
    from dalel.newsroom.evidence.actions import articles
    from dalel.newsroom.evidence.actions.articles import ArticleReading
    from dalel.newsroom.evidence.models import CaptureRow

    url, number = f"https://lake.test/{name}", CaptureRow.objects.count() + 1
    capture = CaptureRow.objects.create(
        url=url,
        time=time,
        status=200,
        sha256="0" * 64,
        warc_file="a.warc.gz",
        warc_offset=0,
        warc_length=1,
        record_id=f"<urn:{name}>",
        chain="a",
        number=number,
        link=f"{number:064x}",
        vantage="direct",
    )
    reading = ArticleReading(
        canonical=url,
        url=url,
        words=ArticleWords(title=record["title"], text=record["text"]),
        time=time,
        language=record["lang"],
        published=time,
        published_iso=time.isoformat(),
    )
    articles.write(reading, None, capture, Judgement(state=ArticleState.LIVE, reason="first kept"))


def article_of(record: dict[str, Any]) -> Any:
    from dalel.domain.article import Article

    return Article(id="", language=record["lang"], title=record["title"], text=record["text"])


if __name__ == "__main__":
    main()
