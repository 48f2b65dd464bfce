"""Is what the newsroom set read, checked and named?"""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from configured import configured
from dalel.cli.configuration import PUBLIC_AUTHORITIES, ConfigurationError
from dalel.cli.database import database
from dalel.cli.home import _platform_folder, home
from dalel.cli.secret import secret_key
from dalel.cli.setting_forms import one_name
from dalel.pack import default_folder


def test_without_any_setting_everything_has_its_place(tmp_path: Path) -> None:
    found = configured(tmp_path)
    assert found.home == tmp_path
    assert found.pack == default_folder()
    assert (found.desk_port, found.site_port) == (8000, 8001)
    assert (found.database_url, found.desk_address, found.places) == ("", "", {})
    assert found.site_folder == tmp_path / "site"


def test_a_variable_outranks_the_file(tmp_path: Path) -> None:
    (tmp_path / "dalel.toml").write_text('desk_port = 9000\ndesk_address = "https://desk.test/"\n')
    found = configured(tmp_path, DALEL_DESK_PORT="9100")
    assert found.desk_port == 9100
    assert found.desk_address == "https://desk.test"
    assert found.places == {
        "desk_port": "DALEL_DESK_PORT",
        "desk_address": str(tmp_path / "dalel.toml"),
    }


def test_places_where_the_site_also_stands_are_named_in_a_list_or_a_line(tmp_path: Path) -> None:
    places = ["/srv/www/", "we@there.test:site", "s3://bucket/site"]
    (tmp_path / "dalel.toml").write_text(f"mirrors = {places}")
    named = ("/srv/www", "we@there.test:site", "s3://bucket/site")
    assert configured(tmp_path).mirrors == named
    assert configured(tmp_path, DALEL_MIRRORS="~/www").mirrors == (str(Path.home() / "www"),)


def test_a_place_has_one_name_wherever_one_stands_who_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert one_name("s3://bucket/site/") == "s3://bucket/site"
    assert one_name("we@there.test:site/") == "we@there.test:site"
    assert one_name("www/") == one_name("./www") == str(tmp_path / "www")
    assert one_name("~/www/") == str(Path.home() / "www")
    assert one_name("/") == "/"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ('mirrors = ["www"]', "mirrors"),
        ('mirrors = ["/srv/my site"]', "mirrors"),
        ("desk_port = 0", "desk_port"),
        ('site_port = "many"', "site_port"),
        ("site_port = true", "site_port"),
        ('desk_address = "desk.test"', "desk_address"),
        ('database_url = "mysql://x/y"', "database_url"),
        ('database_url = "postgres://host"', "database_url"),
        ('pack = "/nowhere/at/all"', "pack"),
        ("colour = 1", "colour"),
        ('home = "/srv/dalel"', "home"),
        ("places = {}", "places"),
        ("newsroom_of_one = []", "newsroom_of_one"),
        ('ways = { lake = "tor" }', "ways"),
        ('judge_address = "https://models.example.org/v1"', "judge_address"),
        ('judge_address = "http://127.0.0.1:8080/v1"', "judge_model"),
        ("desk_port = = 1", "the file"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_key(tmp_path: Path, written: str, key: str) -> None:
    (tmp_path / "dalel.toml").write_text(written)
    with pytest.raises(ConfigurationError) as caught:
        configured(tmp_path)
    assert caught.value.key == key
    assert str(caught.value).startswith(f"{tmp_path / 'dalel.toml'}: {key}: ")
    assert "pydantic" not in str(caught.value)


def test_a_key_that_is_no_setting_is_told_which_there_are(tmp_path: Path) -> None:
    (tmp_path / "dalel.toml").write_text("colour = 1")
    with pytest.raises(ConfigurationError, match=r"is no setting; there are .*desk_port"):
        configured(tmp_path)


def test_the_file_and_both_names_of_a_database_have_an_order(tmp_path: Path) -> None:
    names = {name: f"postgres://{name}/news" for name in ("file", "host", "ours")}
    (tmp_path / "dalel.toml").write_text(f'database_url = "{names["file"]}"')
    for told, place, variables in (
        ("file", str(tmp_path / "dalel.toml"), {"DATABASE_URL": ""}),
        ("host", "DATABASE_URL", {"DATABASE_URL": names["host"]}),
        (
            "ours",
            "DALEL_DATABASE_URL",
            {"DATABASE_URL": names["host"], "DALEL_DATABASE_URL": names["ours"]},
        ),
    ):
        found = configured(tmp_path, **variables)
        assert found.database_url == names[told]
        assert found.places == {"database_url": place}


def test_two_public_authorities_are_asked_unless_others_or_none_are_named(tmp_path: Path) -> None:
    assert configured(tmp_path).timestamp_urls == PUBLIC_AUTHORITIES
    assert len({urlsplit(url).hostname for url in PUBLIC_AUTHORITIES}) == 2
    one, two = "https://one.test/tsa", "https://two.test"
    for written, named in (
        ('timestamp_urls = "none"', ()),
        ("timestamp_urls = []", ()),
        (f'timestamp_urls = ["{one}", "{two}/", "{one}"]', (one, two)),
        (f'timestamp_url = "{one}"', (one,)),
    ):
        (tmp_path / "dalel.toml").write_text(written)
        found = configured(tmp_path)
        assert found.timestamp_urls == named
        assert found.places == {"timestamp_urls": str(tmp_path / "dalel.toml")}
    told = configured(tmp_path, DALEL_TIMESTAMP_URLS=f"{one} {two}")
    assert told.timestamp_urls == (one, two)
    told = configured(tmp_path, DALEL_TIMESTAMP_URL=two)
    assert (told.timestamp_urls, told.places["timestamp_urls"]) == ((two,), "DALEL_TIMESTAMP_URL")


def test_a_table_of_a_variable_replaces_that_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "dalel.toml").write_text('archive_options = { key = "a", secret = "b" }')
    assert configured(tmp_path).archive_options == {"key": "a", "secret": "b"}
    told = configured(tmp_path, DALEL_ARCHIVE_OPTIONS="key=c")
    assert told.archive_options == {"key": "c"}


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="DALEL_SITE_PORT: site_port: 'x'"):
        configured(tmp_path, DALEL_SITE_PORT="x")


def test_a_database_is_found_under_the_name_that_hosts_give_it(tmp_path: Path) -> None:
    url = "postgres://writer:a%40b@db.test:5433/news?sslmode=require"
    found = configured(tmp_path, DATABASE_URL=url)
    described = database(found.database_url, tmp_path)
    assert described["ENGINE"].endswith("postgresql")
    assert (described["NAME"], described["USER"], described["PASSWORD"]) == (
        "news",
        "writer",
        "a@b",
    )
    assert (described["HOST"], described["PORT"]) == ("db.test", "5433")
    assert described["OPTIONS"] == {"sslmode": "require"}


def test_sqlite_waits_and_takes_its_place_at_the_start(tmp_path: Path) -> None:
    described = database("", tmp_path)
    assert described["NAME"] == tmp_path / "dalel.sqlite3"
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert described["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in described["OPTIONS"]["init_command"]


def test_the_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    inner = tmp_path / "home"
    first = secret_key(inner)
    assert len(first) > 60
    assert secret_key(inner) == first
    assert (inner / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in inner.iterdir()] == ["secret-key"]


def test_of_two_processes_that_make_the_secret_one_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret-key").write_text("the first")
    # The other process writes between our look and our own attempt.
    monkeypatch.setattr(Path, "exists", lambda _file, **_options: False)
    assert secret_key(tmp_path) == "the first"


def test_the_home_is_in_the_checkout_unless_named(tmp_path: Path) -> None:
    assert home({"DALEL_HOME": str(tmp_path)}) == tmp_path
    checkout = home({})
    assert checkout.name == "data"
    assert (checkout.parent / "pyproject.toml").is_file()


def test_without_a_checkout_the_home_is_the_platforms_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("dalel.cli.home._CHECKOUT", tmp_path)
    monkeypatch.setattr("sys.platform", "linux")
    assert home({"XDG_DATA_HOME": "/somewhere"}) == Path("/somewhere/dalel")


@pytest.mark.parametrize(
    ("platform", "ending"),
    [
        ("win32", "AppData/Local"),
        ("darwin", "Library/Application Support"),
        ("linux", ".local/share"),
    ],
)
def test_every_platform_has_its_folder(platform: str, ending: str) -> None:
    assert _platform_folder({}, platform).as_posix().endswith(ending)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8080/v1", "http://10.0.0.7/v1", "http://gpu/v1", "http://a.lan/v1"],
)
def test_a_model_is_asked_in_the_newsrooms_own_network(tmp_path: Path, address: str) -> None:
    found = configured(tmp_path, DALEL_JUDGE_ADDRESS=address, DALEL_JUDGE_MODEL="small")
    assert (found.judge_address, found.judge_model, found.judge_key) == (address, "small", "")
