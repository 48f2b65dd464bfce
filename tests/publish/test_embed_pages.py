"""Do pages for the frames of others stand by themselves, and say whose they are?"""

import csv
import re
from dataclasses import replace
from html import unescape
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.build import build
from dalel.publish.figures.shared_charts import shared_charts
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from publish.measured import measured
from publish.probing import ask


@pytest.fixture(scope="module")
def snapshot(kz_pack: Pack) -> Snapshot:
    return measured(kz_pack)


@pytest.fixture(scope="module")
def figures(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose record was measured."""
    site = tmp_path_factory.mktemp("framed") / "site"
    build(snapshot, site)
    return site


def frames(site: Path) -> list[Path]:
    return sorted(site.glob("*/embed/**/index.html"))


def loaded(page: Path) -> list[str]:
    """What a browser fetches for a page without being asked."""
    tree = html.fromstring(page.read_bytes())
    return [str(one) for one in ask(tree, "//link/@href | //@src | //@srcset | //object/@data")]


def test_a_frame_loads_nothing_but_files_of_the_site(whole_site: Path) -> None:
    assert len(frames(whole_site)) == 2 * 46
    for page in frames(whole_site):
        for address in loaded(page):
            assert not urlsplit(address).netloc, page
            assert (page.parent / address).resolve().is_relative_to(whole_site.resolve())
            assert (page.parent / address).resolve().is_file(), (page, address)
        assert "<form" not in page.read_text("utf-8")


def test_the_style_of_frames_has_its_typefaces_beside_it(whole_site: Path) -> None:
    style = whole_site / "static/embed.css"
    fonts = re.findall(r"url\(([^)]+)\)", style.read_text("utf-8"))
    assert fonts
    assert all((style.parent / font).is_file() for font in fonts)
    assert "http" not in style.read_text("utf-8")


def test_a_frame_leads_to_its_page_says_whose_it_is_and_is_not_for_robots(
    whole_site: Path, release: Snapshot
) -> None:
    for page in frames(whole_site):
        tree = html.fromstring(page.read_bytes())
        assert ask(tree, "//meta[@name='robots']/@content") == ["noindex"]
        (way,) = ask(tree, "//footer//a/@href")
        assert (page.parent / way).resolve().is_file()
        language = page.relative_to(whole_site).parts[0]
        assert release.profile.title[language] in ask(tree, "string(//footer)")
        # What is pressed opens beside the page of others, not within their frame.
        assert ask(tree, "//base/@target") == ["_blank"]
    assert "/embed/" not in (whole_site / "sitemap.xml").read_text("utf-8")


def test_an_entry_that_was_taken_back_says_only_that(whole_site: Path, release: Snapshot) -> None:
    for place in (2, 3):
        gone = release.incidents[place]
        for language in ("kk", "ru"):
            page = whole_site / language / "embed/i" / gone.number / "index.html"
            told = page.read_text("utf-8")
            text = gone.texts[language]
            assert gone.number in told
            assert text.title
            assert text.title not in told
            assert not any(paragraph in told for paragraph in text.paragraphs)
            assert not ask(html.fromstring(told), "//a[starts-with(@href, 'http')]")


def test_a_frame_of_a_preview_carries_its_banner(preview: Snapshot, tmp_path: Path) -> None:
    build(preview, tmp_path / "site")
    assert frames(tmp_path / "site")
    for page in frames(tmp_path / "site"):
        assert ask(html.fromstring(page.read_bytes()), "//p[@class='preview']"), page
        assert "canonical" not in page.read_text("utf-8")


def test_the_code_shows_the_frame_of_the_same_entry(whole_site: Path, release: Snapshot) -> None:
    number = release.incidents[0].number
    tree = html.fromstring((whole_site / f"kk/i/{number}/index.html").read_bytes())
    (code,) = ask(tree, "//textarea/text()")
    frame = html.fromstring(unescape(code))
    address = f"https://monitor.test/kk/embed/i/{number}/"
    assert frame.get("src") == address
    assert frame.get("title")
    assert (whole_site / f"kk/embed/i/{number}/index.html").is_file()


@pytest.mark.slow
def test_every_chart_has_a_frame_pictures_and_figures_in_every_language(
    figures: Path, snapshot: Snapshot
) -> None:
    assert snapshot.measures
    for language in ("kk", "ru"):
        words = MeasureWords(IndexedSnapshot(snapshot, ""), wording(language))
        charts = shared_charts(snapshot.measures, words)
        for chart in charts:
            told = chart.figures
            page = figures / language / chart.embed / "index.html"
            tree = html.fromstring(page.read_bytes())
            assert ask(tree, "string(//h1)") == told.finding
            assert chart.source in ask(tree, "string(//figure)")
            label = ask(tree, "string(//*[name()='svg']/@aria-label)")
            # Whoever does not see it hears the finding, not that there is a chart.
            assert told.finding in label
            assert all(not urlsplit(one).netloc for one in loaded(page))
            files = figures / language / f"{chart.files}.svg"
            picture = etree.fromstring(files.read_bytes())
            said = str(ask(picture, "string()"))
            assert told.marks[0].label.split()[0] in said
            assert not re.search(rb'(?:href|src)="', files.read_bytes())
            assert files.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
            rows = [*csv.reader(StringIO(files.with_suffix(".csv").read_text("utf-8-sig")))]
            assert rows[0][0] == told.label_name
            assert [row[0] for row in rows[1:]] == list(told.labels)


@pytest.mark.slow
def test_the_files_of_charts_have_the_same_bytes_twice(
    figures: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    build(snapshot, tmp_path / "again")
    made = sorted(figures.glob("*/m/charts/*"))
    # Three files of each chart, and who made them.
    assert len(made) == 2 * (3 * 7 + 1)
    for file in made:
        assert (tmp_path / "again" / file.relative_to(figures)).read_bytes() == file.read_bytes()


@pytest.mark.slow
def test_under_each_chart_stand_its_files_and_the_code_of_its_frame(figures: Path) -> None:
    for path in ("m", "m/threats", "m/change", "m/reliability"):
        page = figures / "kk" / path / "index.html"
        for chart in ask(html.fromstring(page.read_bytes()), "//figure[@class='chart']"):
            endings = [Path(one).suffix for one in ask(chart, ".//a[@download]/@href")]
            assert endings == [".png", ".svg", ".csv"]
            for href in ask(chart, ".//a[@download]/@href"):
                assert (page.parent / href).resolve().is_file()
            (code,) = ask(chart, ".//textarea/text()")
            source = str(html.fromstring(unescape(code)).get("src"))
            place = source.removeprefix("https://monitor.test/")
            assert (figures / place / "index.html").is_file()


@pytest.mark.slow
def test_a_page_that_has_nothing_to_say_is_not_linked(
    snapshot: Snapshot, tmp_path: Path, figures: Path
) -> None:
    assert snapshot.measures
    quiet = replace(snapshot.measures, attention=())
    build(replace(snapshot, measures=quiet), tmp_path / "site")
    links = ask(html.fromstring((tmp_path / "site/kk/m/index.html").read_bytes()), "//nav//a/@href")
    assert not any("m/attention/" in one for one in links)
    assert (tmp_path / "site/kk/m/attention/index.html").is_file()
    links = ask(html.fromstring((figures / "kk/m/index.html").read_bytes()), "//nav//a/@href")
    assert any("m/attention/" in one for one in links)


@pytest.mark.slow
def test_rights_and_sections_never_share_a_table(figures: Path, snapshot: Snapshot) -> None:
    sections = [one.labels["kk"] for one in snapshot.codebook.sections]
    rights = [one.labels["kk"] for one in snapshot.codebook.rights]
    tree = html.fromstring((figures / "kk/m/index.html").read_bytes())
    tables = ask(tree, "//table | //ul[@class='years']")
    assert tables
    for table in tables:
        heads = " ".join(ask(table, ".//th/text() | ./li/text()"))
        assert not (
            any(name in heads for name in sections) and any(name in heads for name in rights)
        )


def test_the_latest_are_offered_to_other_sites(figures: Path) -> None:
    for language in ("kk", "ru"):
        tree = html.parse(str(figures / language / "updated" / "index.html"))
        (field,) = ask(tree, "//section[@aria-labelledby='embed']//textarea")
        assert f"/{language}/embed/latest/" in field.text
        assert (figures / language / "embed/latest/index.html").is_file()
