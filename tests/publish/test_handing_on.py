"""Is an edition for other sites clean HTML, whatever its texts hold?"""

from lxml import html

from dalel.domain.snapshot import Snapshot
from dalel.publish.site import edition_pages
from dalel.publish.site.pages import SitePages
from dalel.publish.views.record import IndexedSnapshot
from publish.probing import with_text

EVIL = "<script>alert(1)</script> <b class=x onclick=y>жирный</b> & \u202e <a href='javascript:z'>"


def test_it_has_headings_paragraphs_and_links_alone(release: Snapshot) -> None:
    release = with_text(release, 0, "ru", title=EVIL, paragraphs=(EVIL,), by_model=True)
    count = 0
    site = SitePages(IndexedSnapshot(release, "/"))
    for work in edition_pages.works(site.record, site.shells, site.view):
        made = dict(work.render())
        for path, content in made.items():
            if path.endswith("bulletin.html.txt"):
                nodes = html.fragment_fromstring(content.decode(), create_parent="div")
                inside = [node for node in nodes.iter() if node is not nodes]
                assert {node.tag for node in inside} <= {"h2", "h3", "p", "a"}
                links = [node for node in inside if node.tag == "a"]
                assert {name for node in inside for name in node.attrib} == {"href", "rel"}
                assert all(link.get("href", "").startswith("http") for link in links)
                # The whole file holds the same body.
                assert content in made[path.removesuffix(".txt")]
                count += EVIL.partition(" <b")[0] in nodes.text_content()
    assert count == 1
