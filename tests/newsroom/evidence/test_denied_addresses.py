"""Is what we must not or cannot use left out, with its reason?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.domain.states import FindingState
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow, FindingRow
from dalel.newsroom.sources.models import AddressRow
from dalel.pack import Pack
from small_press import LAKE, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
_DAY = timedelta(days=1)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


@pytest.fixture
def denying(press: SmallPress) -> SmallPress:
    """The press, with a host that is never asked."""
    press.denied = frozenset({"dump.test"})
    press.pages["dump.test/secret"] = page("Тайное")
    return press


def nothing_of_the_denied(press: SmallPress) -> bool:
    return not any(place.startswith("dump.test") for place in press.asked) and not (
        CaptureRow.objects.filter(url__contains="dump.test").exists()
    )


def test_what_the_pack_denies_is_not_even_noted(denying: SmallPress) -> None:
    denying.pages[f"{LAKE}/rss"] = feed("http://dump.test/secret", f"http://{LAKE}/one")
    denying.run()
    assert FindingRow.objects.get(source__key="lake").url == f"http://{LAKE}/one"
    assert AddressRow.objects.get(source__key="lake").skips == {"denied": 1}
    assert nothing_of_the_denied(denying)


def test_a_redirect_to_what_is_denied_is_not_followed(denying: SmallPress) -> None:
    denying.leads = {f"{LAKE}/one": "http://dump.test/secret"}
    denying.run()
    row = FindingRow.objects.get(source__key="lake")
    assert (row.state, row.reason.partition(":")[0]) == (FindingState.SKIPPED, "denied")
    assert nothing_of_the_denied(denying)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.dump.test/secret">',
        "<LINK HREF=//dump.test/secret REL='nofollow Canonical'>",
        '<meta content="https://dump.test/secret" property="og:url">',
    ],
)
def test_a_copy_of_what_is_denied_is_not_kept(denying: SmallPress, head: str) -> None:
    denying.pages[f"{LAKE}/one"] = page("Копия").replace("<head>", f"<head>{head}")
    denying.run()
    row = FindingRow.objects.get(source__key="lake")
    assert row.state == FindingState.SKIPPED
    assert "dump.test is on the deny-list" in row.reason
    assert not CaptureRow.objects.filter(url=f"http://{LAKE}/one").exists()
    assert ArticleRow.objects.count() == 1


def test_what_is_no_article_is_skipped_with_its_reason(press: SmallPress) -> None:
    press.pages[f"{LAKE}/one"] = "<html><body></body></html>"
    press.run()
    row = FindingRow.objects.get(source__key="lake")
    assert row.state == FindingState.SKIPPED
    assert row.reason.startswith("no article")
