"""Does what is pasted from Word keep its paragraphs, and are its links offered as sources?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import TextVersionRow
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import Room, room

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
#: As Word 2016 hands it over: wrapped lines, conditional comments, empty o:p, lists as paragraphs.
FROM_WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15"><title>черновик</title>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings>
</xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=RU link="#0563C1" style='tab-interval:35.4pt'>
<!--StartFragment-->
<p class=MsoNormal><b><span style='font-size:12.0pt'>Суд оштрафовал
редакцию</span></b> на 78&nbsp;640 тенге, <a
href="https://lake.test/court?a=1&amp;b=2"><span lang=KK>сообщает
«Толқын»</span></a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Решение вынесено <del cite="mailto:x">11 мая</del><ins>12 мая</ins><br>
2026 года.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>первый
довод<o:p></o:p></p>
<ul><li>второй <a href="https://lake.test/appeal">довод</a></li><li>третий</li></ul>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Год</p></td><td><p
class=MsoNormal>2026</p></td></tr></table>
<p class=MsoNormal><a href="#_Toc1">оглавление</a> <a href="file:///C:/tmp/a.docx">файл</a></p>
<!--EndFragment-->
</body></html>"""
PARAGRAPHS = [
    "Суд оштрафовал редакцию на 78 640 тенге, сообщает «Толқын».",
    "Решение вынесено 12 мая\n2026 года.",
    "первый довод",
    "второй довод",
    "третий",
    "Год",
    "2026",
    "оглавление файл",
]
PASTE = """(field, html) => {
  field.focus();
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", field.ownerDocument.title);
  field.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})
    return room()


def paste(field: Locator, html: str) -> None:
    field.evaluate(PASTE, html)


def test_word_keeps_its_paragraphs_and_its_links_are_offered(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    page.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    offered = page.locator("#pasted-links")
    expect(offered).to_be_hidden()
    field = page.locator("#ru-more")
    paste(field, FROM_WORD)
    assert field.input_value().replace("\u00a0", " ").split("\n\n") == PARAGRAPHS
    expect(offered.locator("li")).to_have_text(
        ["https://lake.test/court?a=1&b=2", "https://lake.test/appeal"]
    )
    assert faults(page, "pasted-links") == []
    # A press of undo takes it out again, as after any typing.
    field.focus()
    page.keyboard.press("Control+z")
    expect(field).to_have_value("")
    page.keyboard.press("Control+Shift+z")
    title = page.locator("#ru-title")
    paste(title, "<p class=MsoNormal>Суд<o:p></o:p></p><p class=MsoNormal>оштрафовал</p>")
    expect(title).to_have_value("Суд оштрафовал")
    with page.context.expect_page() as opened:
        offered.locator("button").click()
    beside = opened.value
    beside.wait_for_load_state()
    expect(beside.locator("main")).to_contain_text("https://lake.test/appeal")
    beside.close()
    expect(offered).to_be_hidden()
    page.bring_to_front()
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    row = TextVersionRow.objects.get(language="ru")
    assert [" ".join(one.split()) for one in row.paragraphs] == [
        " ".join(one.split()) for one in PARAGRAPHS
    ]


def test_plain_text_and_pictures_are_left_to_the_browser(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    page.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    field = page.locator("#kk-more")
    for html in ("", "<img src='https://lake.test/a.png'>"):
        paste(field, html)
        expect(field).to_have_value("")
    expect(page.locator("#pasted-links")).to_be_hidden()
