from pathlib import Path

import pytest

import dalel
from dalel.domain.addresses import make_link
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.errors import PackError
from dalel.domain.source import Grade
from dalel.pack import Pack, default_folder, load
from dalel.pack.lint import LintWords


@pytest.fixture(scope="module")
def kz() -> Pack:
    return load(default_folder())


def test_a_pack_of_another_country_loads(tiny: Path) -> None:
    pack = load(tiny)
    assert (pack.id, pack.number_prefix, pack.zone) == ("tiny", "XT", "Asia/Kathmandu")
    assert pack.languages == ("ru", "en")
    assert [section.number for section in pack.codebook.sections] == [1, 2, 3]
    assert pack.formats.currency.code == "XTS"
    assert pack.lint == LintWords()
    assert pack.profile.address == "https://rights.ozernia.test/"
    assert pack.profile.imprint.missing(pack.languages) == ()
    assert pack.codebook.label("statute", "SPEECH-7", "en") == "False rumours"


def test_a_key_rule_holds_for_all_hosts_of_a_source_that_names_it(tiny: Path) -> None:
    keys = load(tiny).addresses.keys
    assert set(keys) == {"shore.test", "old-shore.test"}
    assert keys["shore.test"].key("/12-slug") == "/12"


def test_a_past_edition_stands_beside_its_bulletin(tiny: Path) -> None:
    [(folder, edition)] = load(tiny).bulletins.items()
    assert folder.name == "2031-05"
    assert (folder / edition.files["ru"]).is_file()
    assert list(edition.entries) == ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"]
    assert edition.entries["2.1"].date == PartialDate(
        iso="2031-05-10/2031-05-11", precision=Precision.INTERVAL
    )
    assert edition.entries["1.2"].date is None
    assert edition.entries["1.1"].texts["en"].title is not None


def test_an_address_that_is_not_known_yet_is_none(tiny: Path) -> None:
    file = tiny / "pack.toml"
    file.write_text(file.read_text().replace("https://rights.ozernia.test/", ""))
    assert load(tiny).profile.address is None


def test_word_lists_are_read_where_a_pack_has_some(tiny: Path) -> None:
    (tiny / "lint.toml").write_text('platform_hosts = ["t.me"]\n')
    assert load(tiny).lint.platform_hosts == ("t.me",)


def test_the_default_pack_lies_in_the_wheel_where_there_is_no_checkout(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "dalel"
    monkeypatch.setattr(dalel, "__file__", str(package / "__init__.py"))
    with pytest.raises(PackError, match="beside the code or in it"):
        default_folder()
    (package / "packs").mkdir(parents=True)
    tiny.rename(package / "packs" / "kz")
    assert default_folder() == package / "packs" / "kz"


def test_the_default_pack_is_that_of_kazakhstan(kz: Pack) -> None:
    assert (kz.id, kz.number_prefix, kz.zone) == ("kz", "KZ", "Asia/Almaty")
    assert kz.languages == ("kk", "ru")
    assert kz.own_sources == ("lmc", "lmc_telegram")


def test_kazakhstans_codebook_is_whole(kz: Pack) -> None:
    sizes = {variable: len(terms) for variable, terms in kz.codebook.terms.items()}
    assert len(kz.codebook.sections) == 5
    assert (
        sizes
        | {
            "event_type": 40,
            "right": 13,
            "actor": 24,
            "target": 16,
            "means": 24,
            "platform": 22,
            "statute": 58,
            "verification": 6,
            "tracker": 7,
        }
        == sizes
    )
    assert len(kz.sources) == 154


def test_kazakhstans_publisher_is_named_and_nothing_about_it_is_made_up(kz: Pack) -> None:
    imprint = kz.profile.imprint
    assert imprint.fields["publisher"]["kk"] == "Құқықтық медиа-орталық"
    assert set(imprint.missing(kz.languages)) == set(imprint.required) - {"publisher"}


def test_no_dead_or_guessed_address_is_read_by_default(kz: Pack) -> None:
    doubtful = {Grade.PROBED_DEAD, Grade.UNVERIFIED_GUESS, Grade.INFERRED_CMS_DEFAULT}
    addresses = [address for source in kz.sources for address in source.addresses]
    assert doubtful <= {address.grade for address in addresses}
    assert not any(address.is_default for address in addresses if address.grade in doubtful)


def test_each_entry_of_kazakhstans_bulletin_has_draft_codes_and_a_russian_text(kz: Pack) -> None:
    [edition] = kz.bulletins.values()
    sections = [key.partition(".")[0] for key in edition.entries]
    assert [sections.count(str(number)) for number in range(1, 6)] == [8, 7, 5, 8, 10]
    assert all(entry.texts["ru"].paragraphs for entry in edition.entries.values())
    untitled = [key for key, entry in edition.entries.items() if not entry.texts["ru"].title]
    assert untitled == ["5.10"]


def test_nothing_in_kazakhstans_glossary_is_marked_inside_a_word(kz: Pack) -> None:
    forms = [
        form
        for term in kz.glossary
        for forms in (term.variants, term.wrong)
        for named in forms.values()
        for form in named
    ]
    assert forms
    assert not any("(" in form for form in forms)


@pytest.mark.parametrize(
    ("printed", "canonical", "owner"),
    [
        ("https://www.zakon.kz/pravo/6498326-a.html", "https://zakon.kz/6498326", "zakon"),
        (
            "https://rus.azathabar.com/a/slug/33600119.html",
            "https://azattyqasia.org/a/33600119.html",
            "rferl_ru",
        ),
        ("https://ulysmidia.kz/news/57537-slug/", "https://ulysmedia.kz/57537", "ulysmedia"),
        ("https://profit.kz/news/72263/Slug/", "https://profit.kz/news/72263", "profit"),
        ("https://www.inform.kz/ru/a-slug-df15ec", "https://inform.kz/df15ec", "inform"),
        ("https://www.dw.com/ru/slug/a-75343438", "https://dw.com/a-75343438", "dw"),
        ("https://t.me/s/lmc_kz/4982", "https://t.me/lmc_kz/4982", "lmc_telegram"),
    ],
)
def test_kazakhstans_rules_know_the_page_behind_a_link(
    kz: Pack, printed: str, canonical: str, owner: str
) -> None:
    link = make_link(printed, kz.addresses, kz.sources)
    assert (link.canonical, link.source) == (canonical, owner)
