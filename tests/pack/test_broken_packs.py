import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dalel.domain.errors import PackError
from dalel.pack import load

#: In place of a value: take the key away.
GONE = object()


@dataclass(frozen=True)
class Break:
    """One value of a file changed, and what must be said about it.

    In JSON ``at`` is the way to the value; in TOML ``at`` is one piece of text and ``value``
    what stands there instead.
    """

    file: str
    at: tuple[str | int, ...] | str
    value: Any
    key: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.key}:{self.problem}"

    def apply(self, folder: Path) -> None:
        path = folder / self.file
        text = path.read_text()
        if isinstance(self.at, str):
            assert self.at in text
            path.write_text(text.replace(self.at, self.value, 1))
        else:
            path.write_text(json.dumps(self._changed(json.loads(text)), ensure_ascii=False))

    def _changed(self, content: Any) -> Any:
        *way, last = tuple(self.at)
        place = content
        for step in way:
            place = place[step]
        if self.value is GONE:
            del place[last]
        else:
            place[last] = self.value
        return content


BOOK = "codebook.json"
SOURCES = "sources.json"
EDITION = "bulletins/2031-05/edition.json"
#: A bool where a number is wanted.
YES = True
CODES = ("entries", "1.1", "codes")

SHAPES = [
    Break(BOOK, ("version",), 1, "version", "wanted str, found int: 1"),
    Break(BOOK, ("version",), GONE, "version", "this field is missing"),
    Break(BOOK, ("verzion",), "2", "-", "unknown keys: verzion"),
    Break(BOOK, ("sections", 0, "number"), "1", "sections[0].number", "wanted int, found str"),
    Break(BOOK, ("sections", 0, "number"), YES, "sections[0].number", "wanted int, found bool"),
    Break(BOOK, ("sections", 0, "labels", "ru"), None, "sections[0].labels['ru']", "wanted str"),
    Break(BOOK, ("section_rules",), "one", "section_rules", "wanted a list, found str"),
    Break(BOOK, ("sections", 1, "labels"), ["a"], "sections[1].labels", "wanted a table"),
    Break(SOURCES, (0, "addresses", 0, "grade"), "good", "[0].addresses[0].grade", "'good'"),
    Break(
        SOURCES, (0, "addresses", 0, "kind"), 1, "[0].addresses[0].kind", "wanted str, found int"
    ),
    Break(SOURCES, (0, "languages"), "ru", "[0].languages", "wanted a list, found str"),
    Break(EDITION, ("period_end",), "soon", "period_end", "Invalid isoformat string"),
    Break(EDITION, ("period_end",), 20310531, "period_end", "wanted str, found int"),
    Break(EDITION, (*CODES, "severity"), 4.0, "entries['1.1'].codes.severity", "found float"),
    Break("pack.toml", "legal_profile = 2031-01-01", 'legal_profile = ""', "legal_profile", "isof"),
    Break("pack.toml", "[site]", 'owner = "x"\n[site]', "-", "unknown keys: owner"),
    Break("naming.toml", "indexed = false", 'indexed = "no"', "rules[0].indexed", "wanted bool"),
    Break("naming.toml", '"initials"', '"half"', "rules[2].form", "'half' is not a valid NameForm"),
]

AGREEMENTS = [
    Break(BOOK, ("sections", 2, "number"), 4, "sections", "do not run 1, 2, 3"),
    Break(BOOK, ("sections", 2, "code"), "DATA", "sections", "'DATA' stands 2 times"),
    Break(BOOK, ("severity", 4, "level"), 6, "severity", "do not run from 1 to 5"),
    Break(BOOK, ("event_types", 2, "code"), "leak", "event_type", "'leak' stands 2 times"),
    Break(BOOK, ("event_types", 0, "section"), 9, "event_types.block.section", "no section 9"),
    Break(BOOK, ("event_types", 0, "maps"), {"sea": []}, "event_types.block.maps", "'sea'"),
    Break(BOOK, ("rights", 0, "articles"), {"law": ["1"]}, "rights.expression.articles", "'law'"),
    Break(BOOK, ("case_status", 0, "track"), "road", "case_status.charge.track", "'road'"),
    Break(BOOK, ("actors", 0, "labels", "en"), " ", "actors[0].labels.en", "missing or empty"),
    Break(BOOK, ("section_rules", 0, "ru"), GONE, "section_rules[0].ru", "missing or empty"),
    Break(BOOK, ("directions", 0, "rule"), {}, "directions[0].rule.ru", "missing or empty"),
    Break("statutes.json", (0, "citation", "en"), "", "[0].citation.en", "missing or empty"),
    Break(SOURCES, (1, "id"), "shore", "id", "'shore' stands 2 times"),
    Break(SOURCES, (0, "telegram"), "LakeWatch", "telegram", "'lakewatch' stands 2 times"),
    Break(SOURCES, (1, "host"), "shore.test", "[1].host", "also belongs to 'shore'"),
    Break(SOURCES, (1, "aliases"), ["old-shore.test"], "[1].host", "also belongs to 'shore'"),
    Break(SOURCES, (1, "host"), "www.watch.test", "[1].host", "no host in lower case"),
    Break(SOURCES, (0, "kind"), "radio", "[0].kind", "'radio' is not known"),
    Break(SOURCES, (0, "priority"), 4, "[0].priority", "wanted 1, 2 or 3, found 4"),
    Break(SOURCES, (0, "article_pattern"), "(", "[0].article_pattern", "no regular expression"),
    Break(SOURCES, (0, "canonical_rule"), "x", "[0].canonical_rule", "has no rule 'x'"),
    Break("places.json", (1, "code"), "XT", "code", "'XT' stands 2 times"),
    Break("places.json", (1, "within"), "XX", "[1].within", "'XX' is not known"),
    Break("places.json", (1, "labels", "ru"), "", "[1].labels.ru", "missing or empty"),
    Break("glossary.json", (0, "labels", "en"), "", "[0].labels.en", "missing or empty"),
    Break("glossary.json", (0, "wrong"), {"xx": []}, "[0].wrong", "'xx' is not known"),
    Break("glossary.json", (0, "variants"), {"xx": []}, "[0].variants", "'xx' is not known"),
    Break("glossary.json", (0, "wrong"), {"ru": ["утечка"]}, "[0].wrong.ru", "also a right form"),
    Break("formats.json", ("months", 0, "number"), 2, "months", "do not run from 1 to 12"),
    Break("formats.json", ("months", 4, "forms", "en"), GONE, "months.5.forms", "'en'"),
    Break("formats.json", ("weekdays", "en"), ["Monday"], "weekdays.en", "wanted 7 names, found 1"),
    Break("formats.json", ("weekdays", "en"), GONE, "weekdays", "'en' is not known"),
    Break("formats.json", ("currency", "labels"), {}, "currency.labels.ru", "missing or empty"),
    Break("pack.toml", "Asia/Kathmandu", "Asia/Lake", "zone", "no time zone: 'Asia/Lake'"),
    Break("pack.toml", "Asia/Kathmandu", "/etc/passwd", "zone", "no time zone"),
    Break("pack.toml", '"XT"', '"xt"', "number_prefix", "2 to 8 capital letters, found 'xt'"),
    Break("pack.toml", 'languages = ["ru", "en"]', "languages = []", "languages", "no language"),
    Break("pack.toml", '["ru", "en"]', '["ru", "de"]', "languages", "'de' is not known"),
    Break("pack.toml", '["watch"]', '["radio"]', "own_sources", "'radio' is not known"),
    Break("pack.toml", '["publisher"]', '["owner"]', "imprint.required", "'owner' is not known"),
    Break("pack.toml", 'en = "Lake Watch"', "", "imprint.fields.publisher", "languages ru, en"),
    Break("pack.toml", 'en = "Ozernia"', "", "site.country.en", "missing or empty"),
    Break("addresses.toml", "(?P<id>", "(?P<id", "rules.number.pattern", "no regular expression"),
    Break("addresses.toml", "/{id}", "/{key}", "rules.number.path", "no group 'key'"),
    Break("addresses.toml", "/{id}", "/{id", "rules.number.path", "no template"),
    Break("addresses.toml", "(?P<year>", "(?P<year", "dated[0]", "no regular expression"),
    Break("addresses.toml", "(?P<day>", "(?P<week>", "dated[0]", "no group 'day'"),
    Break("addresses.toml", '"shoer.test"', '"Shoer.test"', "misspelt", "'Shoer.test'"),
    Break("addresses.toml", '["gone.test"]', '[""]', "dead", "no host in lower case"),
    Break("naming.toml", 'charge = "open"', "", "stage_of.charge", "has no stage"),
    Break("naming.toml", 'charge = "open"', 'charge = "shut"', "stage_of", "'shut' is not known"),
    Break("naming.toml", 'final = "', 'last = "closed"\nfinal = "', "stage_of", "'last'"),
    Break("naming.toml", '["minor"]', '["child"]', "rules.minor.roles", "'child' is not known"),
    Break("naming.toml", "consent = true", 'stages = ["x"]', "rules.agreed.stages", "'x'"),
    Break("naming.toml", "consent = true", "", "rules.everybody_else", "always decides first"),
    Break("naming.toml", 'name = "agreed"', 'name = "minor"', "rules", "'minor' stands 2 times"),
    Break(
        "naming.toml", 'en = "Private life."', 'en = ""', "rules[3].reason.en", "missing or empty"
    ),
    Break("naming.toml", 'en = "closed"', 'en = ""', "stages['closed'].en", "missing or empty"),
    Break(EDITION, ("period_end",), "2030-01-01", "period_end", "before it starts"),
    Break(EDITION, ("files",), {"xx": "ru.txt"}, "files", "'xx' is not known"),
    Break(EDITION, ("files",), {"en": "en.txt"}, "files.en", "no file 'en.txt'"),
    Break(EDITION, ("entries", "1.1", "related"), ["7.7"], "entries['1.1'].related", "'7.7'"),
    Break(EDITION, ("entries", "1.1", "related"), ["1.1"], "entries['1.1'].related", "'1.1'"),
    Break(EDITION, ("entries", "1.1", "source_language"), "xx", "['1.1'].texts", "'xx'"),
    Break(EDITION, ("entries", "1.1", "date", "iso"), "2031-05", "['1.1'].date", "is no day"),
    Break(EDITION, ("entries", "1.1", "date", "iso"), "2031-02-30", "['1.1'].date", "is no day"),
    Break(EDITION, (*CODES, "severity"), 6, "['1.1'].codes.severity", "6 is not known"),
    Break(EDITION, (*CODES, "event_type"), "x", "['1.1'].codes.event_type", "'x' is not known"),
    Break(EDITION, (*CODES, "places"), ["XX"], "['1.1'].codes.places", "'XX' is not known"),
    Break(EDITION, (*CODES, "statutes"), ["X"], "['1.1'].codes.statutes", "'X' is not known"),
]


@pytest.mark.parametrize("broken", [*SHAPES, *AGREEMENTS], ids=str)
def test_what_is_wrong_is_named_with_its_file_and_key(tiny: Path, broken: Break) -> None:
    broken.apply(tiny)
    with pytest.raises(PackError) as caught:
        load(tiny)
    assert caught.value.file == broken.file
    assert broken.key in caught.value.key
    assert broken.problem in caught.value.problem


def test_an_entry_stands_in_a_section_of_the_codebook(tiny: Path) -> None:
    file = tiny / EDITION
    file.write_text(file.read_text().replace('"1.2"', '"9.2"'))
    with pytest.raises(PackError, match=r"wanted section\.order"):
        load(tiny)


def test_two_editions_do_not_share_a_number(tiny: Path) -> None:
    (tiny / "bulletins" / "2031-05").rename(tiny / "bulletins" / "a")
    folder = tiny / "bulletins" / "b"
    folder.mkdir()
    text = (tiny / "bulletins" / "a" / "edition.json").read_text()
    (folder / "edition.json").write_text(text)
    (folder / "ru.txt").write_text("")
    with pytest.raises(PackError, match="another edition has number 1"):
        load(tiny)


def test_a_naming_table_answers_every_combination(tiny: Path) -> None:
    file = tiny / "naming.toml"
    file.write_text(file.read_text().partition('[[rules]]\nname = "everybody_else"')[0])
    with pytest.raises(PackError, match="no naming rule for"):
        load(tiny)


@pytest.mark.parametrize(
    ("file", "content", "key", "problem"),
    [
        ("glossary.json", b"[\n{]", "line 2", "Expecting property name"),
        ("glossary.json", b'[{"id": "a", "id": "b"}]', "-", "the key 'id' stands twice"),
        ("glossary.json", b"[NaN]", "-", "NaN is no number"),
        ("glossary.json", b"\xff", "byte 0", "not UTF-8"),
        ("glossary.json", b"{}", "-", "wanted a list"),
        ("pack.toml", b"id = ", "-", "Invalid value"),
        ("pack.toml", b"", "id", "this field is missing (and"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tiny: Path, file: str, content: bytes, key: str, problem: str
) -> None:
    (tiny / file).write_bytes(content)
    with pytest.raises(PackError) as caught:
        load(tiny)
    assert (caught.value.file, caught.value.key) == (file, key)
    assert problem in caught.value.problem


@pytest.mark.parametrize("file", ["pack.toml", BOOK, "statutes.json", SOURCES, "naming.toml"])
def test_a_missing_file_is_named(tiny: Path, file: str) -> None:
    (tiny / file).unlink()
    with pytest.raises(PackError, match=f"{file}: -: the file is missing"):
        load(tiny)


LINT = """
[[terms]]
language = "ru"
right = "a"
wrong = ["b"]
glossary = "t1"

[sections.groups.ru]
one = ["x"]

[[sections.kinds]]
event_type = "leak"
section = 2
sentence = ["one"]
absent = ["one+one"]
"""


@pytest.mark.parametrize(
    ("good", "bad", "key", "problem"),
    [
        ("t1", "t9", "terms[0].glossary", "'t9' is not known"),
        ('language = "ru"', 'language = "xx"', "terms[0].language", "'xx' is not known"),
        ("leak", "flood", "sections.kinds[0].event_type", "'flood' is not known"),
        ("section = 2", "section = 8", "sections.kinds[0].section", "there is no section 8"),
        ('sentence = ["one"]', 'sentence = ["two"]', "sections.kinds[0].sentence", "'two'"),
        ("one+one", "one+two", "sections.kinds[0].absent", "'two'"),
    ],
)
def test_word_lists_name_only_what_the_pack_has(
    tiny: Path, good: str, bad: str, key: str, problem: str
) -> None:
    assert good in LINT
    (tiny / "lint.toml").write_text(LINT)
    load(tiny)
    (tiny / "lint.toml").write_text(LINT.replace(good, bad))
    with pytest.raises(PackError) as caught:
        load(tiny)
    assert (caught.value.file, caught.value.key) == ("lint.toml", key)
    assert problem in caught.value.problem
