"""Is the exam bulletin what its answer sheet says it is?"""

import json
import re
import tomllib
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

BULLETINS = Path(__file__).parent / "bulletins"
LINES = (BULLETINS / "second-kk.txt").read_text(encoding="utf-8").splitlines()
HOSTS = tomllib.loads((BULLETINS / "second-hosts.toml").read_text(encoding="utf-8"))

SECTION = re.compile(r"(?P<number>[1-5])\. \w")
LINK = re.compile(r"<?(?P<link>https?://[^\s>]+)>?")
DOMAIN = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b", re.IGNORECASE)


class Place(NamedTuple):
    """One planted defect or look-alike; line is 1-based, entry is section.order."""

    id: str
    rule: str
    entry: str | None
    line: int
    excerpt: str
    note: str


def answer_sheet() -> tuple[list[Place], list[Place]]:
    sheet = json.loads((BULLETINS / "second-defects.json").read_text(encoding="utf-8"))
    defects = [Place(**row) for row in sheet["defects"]]
    return defects, [Place(**row) for row in sheet["look_alikes"]]


def entries() -> dict[str, range]:
    """Line numbers of every entry, from its first line to its link, keyed section.order."""
    found: dict[str, range] = {}
    section, order, first = "", 0, 0
    for number, line in enumerate(LINES, start=1):
        if heading := SECTION.match(line):
            section, order, first = heading["number"], 0, 0
        elif section and line:
            first = first or number
            if LINK.fullmatch(line):
                order += 1
                found[f"{section}.{order}"] = range(first, number + 1)
                first = 0
    return found


DEFECTS, LOOK_ALIKES = answer_sheet()
PLACES = [*DEFECTS, *LOOK_ALIKES]
ENTRIES = entries()


def test_the_bulletin_has_thirty_entries_in_five_sections() -> None:
    assert len(LINK.findall("\n".join(LINES))) == 30
    assert [sum(key.startswith(f"{n}.") for key in ENTRIES) for n in range(1, 6)] == [7, 6, 5, 6, 6]


def test_sixty_defects_and_thirty_look_alikes_are_planted() -> None:
    assert (len(DEFECTS), len(LOOK_ALIKES)) == (60, 30)


def test_every_id_is_unique() -> None:
    assert len({place.id for place in PLACES}) == len(PLACES)


def test_every_excerpt_stands_on_its_line() -> None:
    assert [p.id for p in PLACES if p.excerpt not in LINES[p.line - 1]] == []


def test_every_place_lies_in_the_entry_it_names() -> None:
    named = [(p.id, p.line, p.entry) for p in PLACES if p.entry is not None]
    assert [id_ for id_, line, entry in named if line not in ENTRIES[entry]] == []


def test_only_whole_file_defects_name_no_entry() -> None:
    assert {p.rule for p in DEFECTS if p.entry is None} == {"single_source", "issue_period"}


def test_every_place_has_a_note_and_look_alikes_show_what_they_mean() -> None:
    assert [p.id for p in PLACES if not p.note] == []
    assert [p.id for p in LOOK_ALIKES if not p.excerpt] == []


def test_no_rule_is_broken_twice_on_one_line() -> None:
    assert len({(p.rule, p.line) for p in DEFECTS}) == len(DEFECTS)


def test_no_look_alike_overlaps_a_defect_of_its_rule() -> None:
    broken = {(p.rule, p.line): p.excerpt for p in DEFECTS}
    near = [(p, broken[p.rule, p.line]) for p in LOOK_ALIKES if (p.rule, p.line) in broken]
    assert [p.id for p, wrong in near if p.excerpt in wrong or wrong in p.excerpt] == []


def test_every_host_is_invented() -> None:
    domains = set(DOMAIN.findall("\n".join(LINES)))
    assert domains
    assert {name for name in domains if name != "t.me" and not name.endswith(".test")} == set()


def test_every_link_is_of_a_listed_host_or_a_planted_unknown_one() -> None:
    listed = {*HOSTS["known"], *HOSTS["aliases"]}
    planted = {p.excerpt for p in DEFECTS if p.rule == "host_unknown"}
    links = [urlsplit(link) for link in LINK.findall("\n".join(LINES))]
    keys = {
        f"t.me/{link.path.split('/')[1]}" if link.netloc == "t.me" else link.netloc
        for link in links
    }
    assert keys - listed == planted
    assert set(HOSTS["misspelt"]) < planted


def test_the_host_list_points_at_hosts_it_knows() -> None:
    targets = {*HOSTS["aliases"].values(), *HOSTS["misspelt"].values(), *HOSTS["own_sources"]}
    assert targets <= set(HOSTS["known"])
