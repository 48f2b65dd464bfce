"""One pass over a few outlets of the sample press, judged too, in a process that others may kill.

``python -m journey.whole_run PORT [WORK ADDRESS]``, in a home that is prepared. With WORK the
process dies when it comes to ADDRESS: ``reading`` its page, or ``judging`` its article.
"""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

#: Two outlets that tell of the same happenings: enough for stories, and soon done.
WATCHED = {"belesmedia", "orbita"}


def main() -> None:
    port = int(sys.argv[1])
    deadly = dict([sys.argv[2:4]]) if len(sys.argv) > 2 else {}
    os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.cli.django_settings"
    import django  # noqa: PLC0415 - settings are read from the environment just set

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from dalel.cli.sample.press import press_pack, press_reach  # noqa: PLC0415
    from dalel.newsroom.evidence.actions import fetch  # noqa: PLC0415
    from dalel.newsroom.stories.actions.embeddings import NONE, EmbeddingChoice  # noqa: PLC0415
    from dalel.newsroom.stories.actions.judge import judges_of  # noqa: PLC0415
    from dalel.newsroom.worker.actions.passes import Orders, run_once  # noqa: PLC0415
    from dalel.outside.http import Clock  # noqa: PLC0415
    from dalel.pack import default_folder, load  # noqa: PLC0415
    from dalel.steps.archive.vault import Vault  # noqa: PLC0415
    from journey.press_walk import HandClock  # noqa: PLC0415

    read = vars(fetch)["read_answer"]

    def read_answer(answer: Any, url: str, *rest: Any, **named: Any) -> Any:
        die_of([url], deadly.get("reading"))
        return read(answer, url, *rest, **named)

    setattr(fetch, "read_answer", read_answer)  # noqa: B010 - it is of another module
    whole = press_pack(load(default_folder()))
    # By words alone: vectors would take most of the time, and tell nothing of deaths.
    judges = judges_of(default_folder(), choice=EmbeddingChoice(model=NONE))
    mortal: Any = Mortal(judges.classifier, deadly.get("judging"))
    run_once(
        replace(whole, sources=tuple(one for one in whole.sources if one.id in WATCHED)),
        press_reach(port, clock=replace(Clock(), now=HandClock())),
        Vault(folder=settings.DALEL.evidence_folder),
        software="test",
        orders=Orders(back=None, cites=False),
        judges=replace(judges, classifier=mortal),
    )


class Mortal:
    """A classifier of which the process dies when it comes to one article."""

    def __init__(self, classifier: Any, address: str | None) -> None:
        self.model = classifier.model
        self._classifier = classifier
        self._address = address

    def sift(self, articles: Sequence[Any]) -> Any:
        die_of([article.id for article in articles], self._address)
        return self._classifier.sift(articles)

    def classify(self, *arguments: Any) -> Any:
        return self._classifier.classify(*arguments)


def die_of(addresses: Sequence[str], deadly: str | None) -> None:
    if deadly in addresses:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
