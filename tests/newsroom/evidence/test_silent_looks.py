"""An address whose every further answer fails is not held for one that answers."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.domain.source import Address, AddressKind, Grade
from dalel.newsroom.evidence.models import CaptureRow, FindingRow
from dalel.newsroom.sources.models import AddressRow
from dalel.pack import Pack
from small_press import LAKE, outlet, small_press

pytestmark = pytest.mark.django_db
_INDEX = f"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://{LAKE}/new.xml</loc></sitemap></sitemapindex>"""
_PAGES = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>http://{LAKE}/one</loc></url></urlset>"""


def test_an_index_of_sitemaps_that_are_gone_tells_so(tiny_pack: Pack, tmp_path: Path) -> None:
    index = Address(url=f"http://{LAKE}/all.xml", kind=AddressKind.SITEMAP, grade=Grade.PROBED_OK)
    lake = replace(outlet(LAKE), addresses=(index,))
    with small_press(tiny_pack, tmp_path) as press:
        press.pack = replace(press.pack, sources=(lake,))
        press.pages[f"{LAKE}/all.xml"] = _INDEX
        press.run()
        row = AddressRow.objects.get()
        assert row.error == f"status: answered 404 (http://{LAKE}/new.xml)"
        assert (row.looks, row.attempts) == (0, 1)
        # The refusal is kept all the same.
        assert CaptureRow.objects.filter(url=f"http://{LAKE}/new.xml").count() == 1

        press.pages[f"{LAKE}/new.xml"] = _PAGES
        press.now += timedelta(hours=2)
        press.run()
        row.refresh_from_db()
        assert (row.error, row.looks) == ("", 1)
        assert FindingRow.objects.filter(url=f"http://{LAKE}/one").exists()
