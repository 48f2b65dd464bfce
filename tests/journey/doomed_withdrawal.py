"""Withdrawals that kill themselves, each at another moment, and what is left after a restart.

``python -m journey.doomed_withdrawal SEED COUNT``: in a home of its own an edition is released and
built; then, for each moment, a process withdraws a name in a copy of that home and dies there, and
the work goes on as a worker does it. A line of JSON for each moment tells whether the withdrawal
was recorded, and which files outside the database still hold the name.
"""

import json
import os
import random
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
WORDS = ("оправдал редакцию",)


def main() -> None:
    seed, count = (int(argument) for argument in sys.argv[1:])
    os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.cli.django_settings"
    import django  # noqa: PLC0415 - settings are read from the environment just set

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from dalel.domain.withdrawal import MARKUP, finder  # noqa: PLC0415
    from dalel.newsroom.accounts.act import Act  # noqa: PLC0415
    from dalel.newsroom.accounts.models import Member  # noqa: PLC0415
    from dalel.newsroom.frame.newsroom_key import make_key  # noqa: PLC0415
    from dalel.newsroom.frame.roles import Role  # noqa: PLC0415
    from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_digests  # noqa: PLC0415
    from dalel.newsroom.releases.actions.build_site import SiteBuilder  # noqa: PLC0415
    from dalel.newsroom.releases.actions.release import renew  # noqa: PLC0415
    from dalel.newsroom.releases.actions.withdraw import withdraw_words  # noqa: PLC0415
    from dalel.newsroom.worker.actions.prepare import bring_up_to_date  # noqa: PLC0415
    from dalel.newsroom.worker.actions.scheduler import tend  # noqa: PLC0415
    from dalel.pack import load  # noqa: PLC0415
    from dalel.publish.build import OUTPUTS  # noqa: PLC0415
    from dalel.publish.tree.release_shelf import ReleaseShelf  # noqa: PLC0415
    from dalel.publish.tree.word_survey import holdings  # noqa: PLC0415
    from journey.doom import doomed  # noqa: PLC0415
    from released import release  # noqa: PLC0415

    for late in ("data", "search", "documents", "cards"):
        del OUTPUTS[late]
    home: Path = settings.DALEL.home
    pack = load(Path(__file__).parents[1] / "packs" / "tiny")
    press = SiteBuilder(
        site=settings.DALEL.site_folder,
        shelf=ReleaseShelf(settings.DALEL.releases_folder),
        key=settings.DALEL.signing_key,
        preview=settings.DALEL.preview_folder,
    )
    bring_up_to_date()
    make_key(has_sealed=False)
    release(NOW)
    act = Act(member=Member.objects.create_user("p", role=Role.PUBLISHER), time=NOW)
    renew(pack, press, now=NOW)
    connection.close()
    whole = home.with_name("whole")
    shutil.copytree(home, whole)

    def withdraw() -> None:
        withdraw_words(WORDS, "a person is in danger", pack, press, act=act)

    def left() -> list[str]:
        parts = [path for path in home.iterdir() if not path.name.startswith("dalel.sqlite3")]
        wanted = finder(WORDS, MARKUP)
        folders = [path for path in parts if path.is_dir()]
        files = [
            str(p) for p in parts if p.is_file() and wanted.search(p.read_text("utf-8", "replace"))
        ]
        return files + [str(one.path) for one in holdings(folders, wanted)]

    steps, _ = doomed(withdraw, 0)
    moments = sorted(random.Random(seed).sample(range(1, steps), count))
    for last in moments:
        shutil.rmtree(home)
        shutil.copytree(whole, home)
        _, died = doomed(withdraw, last)
        at_once = len(left())
        _, broke = doomed(lambda: tend(pack, press, now=NOW), 0)
        is_recorded = bool(withdrawn_digests())
        connection.close()
        told = {
            "step": last, "died": died, "broke": broke, "recorded": is_recorded,
            "at_once": at_once, "left": left(),
        }  # fmt: skip
        print(json.dumps(told), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
