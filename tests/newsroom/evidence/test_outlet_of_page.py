"""Is a page its own outlet's, whoever named it first?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.newsroom.evidence.models import ArticleRow, FindingRow
from dalel.pack import Pack
from small_press import HILL, LAKE, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


def test_a_page_belongs_to_its_outlet_whoever_named_it_first(press: SmallPress) -> None:
    press.pages[f"{HILL}/two"] = page("Новость холма")
    press.pages[f"{LAKE}/rss"] = feed(f"http://{HILL}/two")
    press.run()
    assert ArticleRow.objects.filter(canonical__endswith="/two", source__key="hill").exists()


def test_who_names_a_page_before_it_is_there_keeps_it_from_nobody(press: SmallPress) -> None:
    press.pages[f"{LAKE}/rss"] = feed(f"http://{HILL}/two")
    press.run()
    assert FindingRow.objects.get(canonical__endswith="/two").state == "skipped"
    press.pages[f"{HILL}/two"] = page("Новость холма")
    press.pages[f"{HILL}/rss"] = feed(f"http://{HILL}/one", f"http://{HILL}/two")
    press.now += timedelta(hours=13)
    press.run()
    assert ArticleRow.objects.filter(canonical__endswith="/two", source__key="hill").exists()
    press.now += timedelta(hours=13)
    press.pages[f"{HILL}/two"] = 404
    press.run()
    assert FindingRow.objects.get(canonical__endswith="/two").state == "fetched"
