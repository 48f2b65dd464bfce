"""How fast are the pages of daily work when much is kept and many people are at work?

    python tools/desk_load.py [--articles 100000] [--incidents 10000] [--people 50] [--seconds 60]
                                [--home FOLDER]

A home of its own is filled with invented rows: three of ten articles are ours, and every story
waits in the inbox, which is the worst case; each common word stands in nearly every text, which is
so for search. All entries but the last thousand are published. ``--home`` keeps what was filled for
another time. Then first each page is asked for alone, and after that by people who look at a page
every ten seconds on average. Measured is the time that the desk takes to answer, from the request
to the last byte of the page, in this process: no network. Beside the time on the clock stands that
of the processor, which other work on the machine changes less.
"""

# Rows can only be imported after the settings, which read the environment that main sets; what is
# invented here may be guessed.
# ruff: noqa: PLC0415, S311, SIM905

import argparse
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

_BATCH = 1000
#: Stories of ours have so many articles on average.
_PER_STORY = 3
#: A person looks at a page every so many seconds.
_PAUSE = 10.0
_ALONE = 60
#: So many entries are in work.
_IN_WORK = 1000
_WORDS = {
    "ru": (
        "суд журналист оштрафовал редакция сайт заблокирован министерство решение адвокат блогер "
        "утечка данных гражданин полиция допрос законопроект парламент платформа доступ запрос "
        "издание материал публикация заявил сообщил проверка сервер атака область город"
    ).split(),
    "kk": (
        "сот журналист айыппұл салды редакция сайты бұғатталды министрлік шешімі адвокат блогер "
        "деректері таралып кетті азамат полиция тергеуі заң жобасы парламент платформа сұрау "
        "басылым материалы жарияланым мәлімдеді хабарлады тексеру серверге шабуыл облыс қала"
    ).split(),
}
_ALL_NEW = "autosave, all new"
_TYPING = (_ALL_NEW, "autosave, a sentence")
#: Each in nearly every text; a beginning of numbers, in about 1 %; a number, in one or two.
_QUERIES = {
    "search, words in all": ("журналист суд", "бұғатталған сайт", "айыппұл"),
    "search, in 1 %": ("Оңғарсын 771", "Оңғарсын 305", "Оңғарсын 418"),
    "search, in few": ("Оңғарсын 77120", "Оңғарсын 30511", "Оңғарсын 41809"),
}


def main() -> None:
    """Fill, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--home", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dalel-load-") as home:
        os.environ["DALEL_HOME"] = str(asked.home or home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.cli.django_settings"
        begun = time.perf_counter()
        if asked.home is None or not (asked.home / "dalel.sqlite3").exists():
            fill(asked.articles, asked.incidents)
            _say(f"filled in {time.perf_counter() - begun:.0f} s")
        else:
            _begin()
        paths = _paths()
        _tell("one person", {path: [_ask(path) for _ in range(_ALONE)] for path in paths})
        _tell(f"{asked.people} people", _at_work(paths, asked.people, asked.seconds))


def _begin() -> None:
    import django

    from dalel.cli.catalogue import compile_catalogues

    compile_catalogues()
    django.setup()


def fill(articles: int, incidents: int) -> None:
    """Fill the home with invented rows, and a member who may sign in."""
    _begin()
    from dalel.newsroom.accounts.models import Member
    from dalel.newsroom.worker.actions.prepare import prepare
    from dalel.pack import default_folder, load

    pack = load(default_folder())
    prepare(pack, now=datetime.now(UTC))
    member = Member.objects.create_user("aigul", reads=["kk", "ru"], language="kk")
    chance = random.Random(1)
    _fill_incidents(incidents, chance, member)
    _fill_articles(articles, chance, [source.id for source in pack.sources][:60])


def _fill_incidents(count: int, chance: random.Random, member: object) -> None:
    from dalel.domain.decided_codes import DECIDABLE
    from dalel.newsroom.frame.search_index import index
    from dalel.newsroom.incidents.models import CodesRow, IncidentRow, LinkRow, TextVersionRow
    from dalel.newsroom.incidents.queries.findable import text_of_incident

    now = datetime.now(UTC)
    for numbers in _batches(count):
        rows = IncidentRow.objects.bulk_create(
            IncidentRow(
                number=f"KZ-2030-{number:04}",
                section=1 + number % 5,
                updated=now,
                state="unpublished" if count - number <= _IN_WORK else "published",
            )
            for number in numbers
        )
        texts = TextVersionRow.objects.bulk_create(
            TextVersionRow(
                incident=row,
                language=language,
                number=1,
                title=_words(chance, language, 9),
                paragraphs=[_words(chance, language, 70)],
                author=member,  # type: ignore[misc]
                time=now,
                state=_state(row),
            )
            for row in rows
            for language in _WORDS
        )
        index(text_of_incident(text) for text in texts)
        LinkRow.objects.bulk_create(
            LinkRow(incident=row, order=1, canonical=f"https://outlet.test/{row.pk}")
            for row in rows
        )
        CodesRow.objects.bulk_create(
            CodesRow(
                incident=row,
                number=1,
                time=now,
                codebook_version="1",
                event_type="site_block",
                direction="negative",
                severity=3,
                case_status="not_applicable",
                verification="V1",
                decided=list(DECIDABLE),
            )
            for row in rows
        )


def _state(row: Any) -> str:
    if row.state == "published":
        return "approved"
    return "in review" if row.pk % 50 == 0 else "draft"


def _fill_articles(count: int, chance: random.Random, sources: Sequence[str]) -> None:
    from dalel.newsroom.evidence.models import CaptureRow
    from dalel.newsroom.sources.models import SourceRow

    now = datetime.now(UTC)
    SourceRow.objects.bulk_create(
        SourceRow(key=key, name=key, first_look=now - timedelta(days=400)) for key in sources
    )
    capture = CaptureRow.objects.create(
        link="0" * 64,
        chain="load",
        number=1,
        url="https://outlet.test/",
        time=now,
        status=200,
        sha256="0" * 64,
        warc_file="none",
        warc_offset=0,
        warc_length=0,
        record_id="none",
        vantage="direct",
    )
    keys = list(SourceRow.objects.values_list("pk", flat=True))
    for numbers in _batches(count):
        _add_articles(numbers, count, chance, keys, capture)


def _add_articles(
    numbers: range, count: int, chance: random.Random, sources: Sequence[int], capture: object
) -> None:
    from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, FindingRow
    from dalel.newsroom.frame.models.search import Searched
    from dalel.newsroom.frame.search_index import Text, index

    now = datetime.now(UTC)
    # A year of news, the newest last.
    times = {number: now - timedelta(days=365) * (1 - number / count) for number in numbers}
    rows = ArticleRow.objects.bulk_create(
        ArticleRow(
            canonical=f"https://outlet.test/a/{number}",
            url=f"https://outlet.test/a/{number}",
            source_id=chance.choice(sources),
            language="ru" if number % 2 else "kk",
            first_kept=times[number],
            published=times[number],
            last_looked=now,
        )
        for number in numbers
    )
    FindingRow.objects.bulk_create(
        FindingRow(
            canonical=row.canonical, url=row.url, source_id=row.source_id, seen=row.first_kept
        )
        for row in rows
    )
    versions = ArticleVersionRow.objects.bulk_create(
        ArticleVersionRow(
            article=row,
            number=1,
            time=row.first_kept,
            capture=capture,  # type: ignore[misc]
            title=_words(chance, row.language, 9),
            text="\n\n".join(_words(chance, row.language, 60) for _ in range(4)),
        )
        for row in rows
    )
    index(
        Text(
            kind=Searched.ARTICLE,
            owner=version.article_id,
            language=version.article.language,
            time=version.time,
            text=f"{version.title}\n{version.text}",
        )
        for version in versions
    )
    _judge(versions, chance)


def _judge(versions: Sequence[object], chance: random.Random) -> None:
    from dalel.domain.classification import Classification, SuggestedCode
    from dalel.domain.reason import Reason
    from dalel.newsroom.evidence.models import ArticleVersionRow
    from dalel.newsroom.incidents.actions.story_ranking import weigh_again
    from dalel.newsroom.stories.actions.judging_queue import write_classifications
    from dalel.newsroom.stories.actions.open_story import open_story
    from dalel.newsroom.stories.models import MembershipRow
    from dalel.newsroom.stories.models.kept_reasons import reasons_out

    now = datetime.now(UTC)
    ours: list[ArticleVersionRow] = []
    pairs = []
    for version in versions:
        assert isinstance(version, ArticleVersionRow)  # noqa: S101 - made just above
        is_ours = version.article_id % 10 < 3
        types = (SuggestedCode(code="site_block", score=0.8),) if is_ours else ()
        found = Classification(
            relevant=is_ours,
            score=chance.uniform(0.5, 1) if is_ours else chance.uniform(0, 0.5),
            section=1 + version.article_id % 5 if is_ours else None,
            event_types=types,
            reasons=(Reason(code="media_blocked", weight=0.5),),
            model="load",
        )
        pairs.append((version, found))
        if is_ours:
            ours.append(version)
    write_classifications(pairs)
    stories = []
    shared = reasons_out([Reason(code="same_names", values={"names": "Оңғарсын"}, weight=0.5)])
    for start in range(0, len(ours), _PER_STORY):
        articles = [version.article for version in ours[start : start + _PER_STORY]]
        story = open_story(articles, taken=now, is_touched=False)
        stories.append(story.pk)
        MembershipRow.objects.bulk_create(
            MembershipRow(article=article, story=story, reasons=shared, time=now)
            for article in articles
        )
    weigh_again(stories)


def _words(chance: random.Random, language: str, count: int) -> str:
    words = chance.choices(_WORDS[language], k=count)
    # Names and numbers are what makes texts differ.
    words.insert(count // 2, f"Оңғарсын {chance.randrange(100_000)}")
    return " ".join(words).capitalize() + "."


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, _BATCH):
        yield range(start, min(count, start + _BATCH))


def _paths() -> dict[str, Sequence[str]]:
    from dalel.newsroom.stories.models import StoryRow

    one = _incident()
    key = StoryRow.objects.filter(is_relevant=True).order_by("-rank")[0].key
    return {
        "today": ["/"],
        "inbox": ["/inbox/", "/inbox/?page=40", "/inbox/?section=3&language=kk&days=30"],
        "story": [f"/inbox/{key}/", f"/inbox/{key}/?do=merge", f"/inbox/{key}/?do=attach"],
        "left out": ["/inbox/aside/"],
        "incidents": ["/incidents/", "/incidents/?page=100", "/incidents/?section=3"],
        "incident": [one, f"{one}record/"],
        "editor": [f"{one}edit/"],
        "codes": [f"{one}codes/"],
        **{name: [f"{one}autosave/"] for name in _TYPING},
        **{name: [f"/search/?q={query}" for query in asked] for name, asked in _QUERIES.items()},
    }


def _incident() -> str:
    """The page of an incident that two articles stand behind, with figures to check."""
    from dalel.newsroom.evidence.models import ArticleRow
    from dalel.newsroom.incidents.models import IncidentRow, LinkRow

    row = IncidentRow.objects.order_by("-number")[0]
    for order, article in enumerate(ArticleRow.objects.order_by("pk")[:4:2], start=2):
        LinkRow.objects.get_or_create(
            incident=row, order=order, defaults={"canonical": article.canonical}
        )
    return f"/incidents/{row.number}/"


def _typed(room: str) -> dict[str, str]:
    """What somebody has typed so far: all of it new, or one of ten sentences of both languages."""
    if room == _ALL_NEW or not hasattr(_here, "typed"):
        _here.typed = {language: [_sentence(language) for _ in range(5)] for language in _WORDS}
    else:
        language = random.choice(list(_WORDS))
        _here.typed[language][random.randrange(5)] = _sentence(language)
    form = {}
    for language, sentences in _here.typed.items():
        form[f"{language}-seen"] = "1"
        form[f"{language}-title"] = " ".join(_WORDS[language][:9])
        form[f"{language}-paragraph"] = " ".join(sentences)
    return form


def _sentence(language: str) -> str:
    """Fourteen words and a sum that no other sentence has."""
    words = random.choices(_WORDS[language], k=14)
    return f"{' '.join(words).capitalize()} {random.randrange(10_000, 99_999)} теңге."


_here = threading.local()
_asked: dict[str, Sequence[str]] = {}


def _ask(room: str) -> tuple[float, float]:
    """Seconds that one page of a room takes: on the clock, and of the processor."""
    from django.test import Client

    from dalel.newsroom.accounts.models import Member

    if not _asked:
        _asked.update(_paths())
    if not hasattr(_here, "client"):
        _here.client = Client(HTTP_HOST="127.0.0.1")
        _here.client.force_login(Member.objects.get(username="aigul"))
    path = random.choice(_asked[room])
    form = _typed(room) if room in _TYPING else None
    begun = time.perf_counter(), time.thread_time()
    answer = _here.client.get(path) if form is None else _here.client.post(path, form)
    taken = time.perf_counter() - begun[0], time.thread_time() - begun[1]
    if answer.status_code != 200:
        sys.exit(f"{path}: {answer.status_code}")
    return taken


def _at_work(
    paths: Mapping[str, Sequence[str]], people: int, seconds: int
) -> dict[str, list[tuple[float, float]]]:
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    until = time.monotonic() + seconds

    def work() -> None:
        from django.db import connection

        time.sleep(random.uniform(0, _PAUSE))
        while time.monotonic() < until:
            room = random.choice(list(paths))
            times[room].append(_ask(room))
            time.sleep(random.expovariate(1 / _PAUSE))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(times)


def _tell(title: str, times: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    _say(title)
    for room, taken in times.items():
        clock, processor = (sorted(one) for one in zip(*taken, strict=True))
        _say(f"  {room:<22}{len(taken):>4}   clock {_two(clock)}   processor {_two(processor)}")


def _two(ordered: Sequence[float]) -> str:
    high = ordered[int(0.95 * (len(ordered) - 1))]
    return f"median {statistics.median(ordered) * 1000:4.0f} ms, p95 {high * 1000:4.0f} ms"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
