"""A story of the sample press that nobody has taken yet."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from dalel.cli.sample.articles import carried
from dalel.cli.sample.press import ARTICLES
from dalel.newsroom.incidents.actions.rank import follow_up
from dalel.newsroom.stories.actions.embeddings import NONE, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import judge, judges_of
from dalel.newsroom.worker.actions.passes import Orders
from journey.press_walk import START, walk_in

#: What its headline says: a fine of an invented person.
HEADLINE: Final = "55 048 тенге"


def collect(pack: Path, folder: Path) -> None:
    """Watch the outlet that tells it for one pass, and judge what came."""
    press = carried(pack / ARTICLES)
    outlet = next(
        name for name, listed in press.items() if any(HEADLINE in one.title for one in listed)
    )
    with walk_in(folder) as walk:
        chosen = tuple(source for source in walk.pack.sources if source.id == outlet)
        walk.pack = replace(walk.pack, sources=chosen)
        walk.run(Orders(back=None, cites=False))
    judges = judges_of(pack, choice=EmbeddingChoice(model=NONE))
    # What it remembers is of another test's rows.
    judges.memory.lose()
    judge(judges, "the sample press", lambda: START, follow_up=follow_up)
