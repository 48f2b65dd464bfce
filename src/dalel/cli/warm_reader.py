"""Warms the reader of the desk: loads dictionaries and models before the first check needs them.

A first reading takes seconds, any later one hundredths of one.
"""

import gc
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dalel.domain.lexicon import Lexicon

#: After how many more records the newest, newer and all are looked through for garbage
#: (``gc.set_threshold``): 700, 10 and 10 by default.
_RECORDS: Final = (2_000, 10, 100)
#: Seconds in which the desk may answer first.
_PAUSE: Final = 2.0
#: A short text in each language, with a name, a day, a number and penalties that have one.
_TEXTS: Final = {
    "kk": "3 наурызда Алматы қалалық соты Айдос Серіковке 20 АЕК айыппұл салды, деді адвокат. "
    "Редактор 15 тәулікке қамалды, блогер 5 жылға бас бостандығынан айырылды.",
    "ru": "3 марта городской суд Алматы оштрафовал Айдоса Серикова на 20 МРП, сообщил адвокат. "
    "Редактора арестовали на 15 суток, блогера приговорили к 5 годам лишения свободы.",
    "en": "On 3 March the Almaty City Court fined Aidos Serikov 20 MCI, his lawyer said. "
    "An editor was jailed for 15 days, a blogger was sentenced to 5 years in prison.",
}


def begin(pause: float = _PAUSE) -> Thread:
    """Warm the reader beside whatever this process does; it may end at any time."""
    thread = Thread(target=_warm_here, args=(pause,), name="warm reader", daemon=True)
    thread.start()
    return thread


def _warm_here(pause: float) -> None:
    sleep(pause)
    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.item_failure import ItemWork
    from dalel.newsroom.frame.pack_in_force import lexicon_at

    with ItemWork("Warming the reader"):
        warm(lexicon_at(configuration().pack))


def warm(lexicon: "Lexicon") -> None:
    """Read and check a text in each language as those of the newsroom are."""
    from dalel.domain.article import Article
    from dalel.language.claims.reader_digest import reader_digest
    from dalel.steps.check.facts import PreparedEvidence, check_facts, prepare

    reader_digest(lexicon)
    articles = tuple(
        prepare(Article(id=language, language=language, title="", text=text), lexicon)
        for language, text in _TEXTS.items()
    )
    evidence = PreparedEvidence(articles=articles)
    for language, text in _TEXTS.items():
        check_facts(text, language, evidence, lexicon)
    # What is loaded now stays: looking through all of it again and again for garbage would stop
    # whoever writes for a tenth of a second each time.
    # https://docs.python.org/3/library/gc.html#gc.freeze
    gc.collect()
    gc.freeze()
    # A check makes thousands of records, and hardly any that counting references does not free.
    gc.set_threshold(*_RECORDS)
