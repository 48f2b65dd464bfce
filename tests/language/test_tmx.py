"""Is a TMX file read whoever wrote it, refused when it is a trap, and written as the DTD says?"""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from dalel.language import tmx
from dalel.language.tmx import TmxError, TmxReading, TmxUnit, read_tmx, write_tmx

DTD = Path(__file__).parents[1] / "data" / "tmx14.dtd"
BOTH = ("kk", "ru")
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
HEAD = (
    '<header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="a" adminlang="en" '
    'srclang="*all*" datatype="plaintext"/>'
)


def file(*units: str, before: str = "") -> bytes:
    body = "".join(units)
    return f'{before}<tmx version="1.4">{HEAD}<body>{body}</body></tmx>'.encode()


def unit(**texts: str) -> str:
    variants = "".join(
        f'<tuv xml:lang="{language.replace("_", "-")}"><seg>{text}</seg></tuv>'
        for language, text in texts.items()
    )
    return f"<tu>{variants}</tu>"


def pairs(reading: TmxReading) -> list[dict[str, str]]:
    return [dict(one.texts) for one in reading.units]


def test_what_is_written_is_valid_and_read_back_the_same() -> None:
    units = [
        (TmxUnit(texts={"ru": "Суд < «Толқын» & сайт", "kk": "Сот шешті"}, created=NOW), "KZ-1"),
        (TmxUnit(texts={"kk": "Сайт ашылмады", "ru": "Сайт не открылся"}), ""),
    ]
    written = b"".join(write_tmx(units, source="kk", tool=("Dalel", "1.0"), now=NOW))
    root = etree.fromstring(written)
    dtd = etree.DTD(io.BytesIO(DTD.read_bytes()))
    assert dtd.validate(root), dtd.error_log
    header = root.find("header")
    assert header is not None
    assert header.get("srclang") == "kk"
    assert header.get("segtype") == "sentence"
    assert header.get("creationdate") == "20310602T093000Z"
    assert read_tmx(written, BOTH).units == tuple(one for one, _ in units)


def test_an_empty_memory_is_a_valid_file() -> None:
    written = b"".join(write_tmx([], source="kk", tool=("Dalel", "1.0"), now=NOW))
    assert etree.DTD(io.BytesIO(DTD.read_bytes())).validate(etree.fromstring(written))
    assert read_tmx(written, BOTH) == TmxReading()


def test_codes_are_left_out_and_marked_words_kept() -> None:
    seg = (
        'Суд <bpt i="1">&lt;b></bpt>оштрафовал<ept i="1">&lt;/b></ept> <ph>{0}<sub>tip</sub></ph>'
        "<hi>редакцию</hi>\n  на 20 МРП"
    )
    reading = read_tmx(file(unit(kk="Сот айыппұл салды", ru=seg)), BOTH)
    assert pairs(reading)[0]["ru"] == "Суд оштрафовал редакцию на 20 МРП"


def test_codes_of_countries_and_three_letters_are_the_languages() -> None:
    old = '<tu><tuv lang="KAZ"><seg>Сайт</seg></tuv><tuv lang="ru_RU"><seg>Сайты</seg></tuv></tu>'
    reading = read_tmx(file(unit(kk_KZ="Сот", ru_RU="Суд", en_US="Court"), old), BOTH)
    assert pairs(reading) == [{"kk": "Сот", "ru": "Суд"}, {"kk": "Сайт", "ru": "Сайты"}]


def test_what_is_left_out_is_counted() -> None:
    reading = read_tmx(
        file(
            unit(en="Court", de="Gericht"),
            unit(ru="Суд", en="Court"),
            unit(kk="", ru="Суд"),
            unit(kk="Aitu", ru="Aitu"),
            unit(kk="12 345", ru="12,345"),
            unit(kk="о" * (tmx.LONGEST + 1), ru="Суд"),
            unit(kk="Сот", ru="Суд"),
        ),
        BOTH,
    )
    assert (reading.other, reading.empty, reading.long) == (2, 3, 1)
    assert pairs(reading) == [{"kk": "Сот", "ru": "Суд"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_that_programs_write_is_read(encoding: str) -> None:
    declared = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>' + file(unit(kk="Сөз", ru="Слово")).decode()
    )
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    assert pairs(read_tmx((mark + text).encode(encoding), BOTH)) == [{"kk": "Сөз", "ru": "Слово"}]


def test_a_file_that_names_the_dtd_fetches_nothing() -> None:
    named = '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'
    assert len(read_tmx(file(unit(kk="Сот", ru="Суд"), before=named), BOTH).units) == 1


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!DOCTYPE tmx [<!ENTITY l0 "ха">{LAUGHS}]>',
        '<!DOCTYPE tmx [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>',
    ],
    ids=["laughs", "file", "parameter"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_that_declares_entities_is_refused(declared: str, encoding: str) -> None:
    content = file(unit(kk="&l9;", ru="Суд"), before=declared).decode().encode(encoding)
    with pytest.raises(TmxError) as refused:
        read_tmx(content, BOTH)
    assert refused.value.reason == tmx.ENTITIES


def test_a_broken_file_says_where() -> None:
    whole = file("\n" + unit(kk="Сот", ru="Суд") + "\n", unit(kk="Сайт", ru="Сайты"))
    with pytest.raises(TmxError) as refused:
        read_tmx(whole[:-30], BOTH)
    assert refused.value.reason == tmx.NOT_XML
    assert refused.value.place == 3


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + b"\0" * 64, b"\xff\xfe\x00", b"plain"])
def test_what_is_no_xml_is_told(content: bytes) -> None:
    with pytest.raises(TmxError) as refused:
        read_tmx(content, BOTH)
    assert refused.value.reason == tmx.NOT_XML


def test_another_kind_of_xml_is_told() -> None:
    with pytest.raises(TmxError) as refused:
        read_tmx(b"<xliff version='1.2'><body/></xliff>", BOTH)
    assert refused.value.reason == tmx.NOT_TMX


def test_more_than_anybody_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tmx, "MOST_UNITS", 3)
    monkeypatch.setattr(tmx, "LARGEST", 2000)
    with pytest.raises(TmxError) as refused:
        read_tmx(file(*[unit(kk="Сот", ru="Суд")] * 4), BOTH)
    assert refused.value.reason == tmx.TOO_MANY
    with pytest.raises(TmxError) as refused:
        read_tmx(b" " * 2001, BOTH)
    assert refused.value.reason == tmx.TOO_LARGE


def test_nesting_without_end_is_a_broken_file() -> None:
    with pytest.raises(TmxError) as refused:
        read_tmx(file(unit(kk="<hi>" * 5000, ru="Суд")), BOTH)
    assert refused.value.reason == tmx.NOT_XML


def test_control_characters_and_wrong_dates_pass() -> None:
    dated = unit(kk="Сот&#x85;шешті", ru="Суд").replace("<tu>", '<tu creationdate="yesterday">')
    assert read_tmx(file(dated), BOTH).units[0].created is None
