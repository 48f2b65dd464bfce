"""Does what a register shows anew reach the inbox in the pass after it was put up?"""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.domain.register import RowFormat, RowReading
from dalel.domain.source import Address, AddressKind, Grade, Source
from dalel.newsroom.incidents.actions.rank import follow_up
from dalel.newsroom.stories.actions.embeddings import BUNDLED, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import judge, judges_of
from dalel.newsroom.stories.models import MembershipRow, StoryRow
from dalel.pack import Pack, default_folder
from small_press import SmallPress, small_press

pytestmark = pytest.mark.django_db
PLACE = "bank.test/api"
BILLS = {
    1: "Об утверждении Правил выдачи охотничьих билетов",
    2: "О внесении изменений в Закон «О персональных данных и их защите»",
}
NEW = (
    "О внесении изменений в некоторые законодательные акты по вопросам интернет-платформ и "
    "блокировки сайтов"
)


def stands(press: SmallPress, bills: dict[int, tuple[str, str]]) -> None:
    rows = [{"id": key, "title": title, "state": state} for key, (title, state) in bills.items()]
    press.pages[PLACE] = json.dumps(rows)
    press.now += timedelta(hours=2)
    press.run()
    judges = judges_of(default_folder(), choice=EmbeddingChoice(model=BUNDLED))
    judges.memory.lose()
    judge(judges, "a", lambda: press.now, follow_up=follow_up)


def inbox() -> set[str]:
    stories = StoryRow.objects.filter(is_relevant=True)
    members = MembershipRow.objects.filter(story__in=stories)
    return {row.article.url.rpartition("/")[2] for row in members.select_related("article")}


def test_a_bill_on_the_internet_is_in_the_inbox_the_pass_after(
    tiny_pack: Pack, tmp_path: Path
) -> None:
    reading = RowReading(
        format=RowFormat.JSON,
        key="{id}",
        link="http://bank.test/doc/{id}",
        title="{title}",
        fields={"id": "id", "title": "title", "state": "state"},
        says={"state": "Статус"},
    )
    address = Address(
        url=f"http://{PLACE}", kind=AddressKind.TABLE, grade=Grade.PROBED_OK, reading=reading
    )
    source = Source(
        id="bank",
        host="bank.test",
        kind="state_legal",
        languages=("ru",),
        country="XT",
        names={"ru": "Банк"},
        addresses=(address,),
        priority=1,
    )
    with small_press(tiny_pack, tmp_path) as press:
        press.pack = replace(press.pack, sources=(source,))
        stood = {key: (title, "на обсуждении") for key, title in BILLS.items()}
        stands(press, stood)
        assert inbox() == set()
        dull = "Об утверждении Правил содержания общежитий"
        stands(press, {**stood, 3: (NEW, "на обсуждении"), 4: (dull, "на обсуждении")})
        assert inbox() == {"3"}
        stands(press, {**stood, 2: (BILLS[2], "направлен в Парламент"), 3: (NEW, "на обсуждении")})
        assert inbox() == {"2", "3"}
