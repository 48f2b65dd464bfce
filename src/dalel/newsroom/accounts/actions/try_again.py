"""Work that rests, tried again because a person says so."""

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame import resting
from dalel.newsroom.frame.base_models import WorkKind
from dalel.newsroom.frame.transactions import writing


def try_again(work: WorkKind, key: int, act: Act) -> None:
    """Have one piece of work tried again now, and write down by whom.

    :raises NotFoundError: when there is none of this key that fails or rests.
    """
    with writing():
        act.note("had something tried again", resting.try_again(work, key, act.time), str(work))
