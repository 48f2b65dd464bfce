"""Does a release get to a real bucket, whole, and does what is gone leave it?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from dalel.domain.snapshot import Snapshot
from dalel.newsroom.releases.actions.deliver import deliver
from dalel.outside import mirrors
from dalel.outside.mirrors import NOTES, DeliveryError
from mirror_servers import s3_server
from newsroom.mirrored import NAME, broken, holding, withdraw
from publish.probing import contents

pytestmark = pytest.mark.slow
SECRET = "a-secret-of-the-bucket"  # noqa: S105 - of the local server


@pytest.fixture
def bucket() -> Iterator[tuple[Any, dict[str, str]]]:
    """A client of the server, and what is set in ``mirror_options``."""
    with s3_server() as address:
        options = {"endpoint_url": address, "key": "a-key-of-ours", "secret": SECRET}
        client = boto3.client(
            "s3",
            endpoint_url=address,
            region_name="us-east-1",
            aws_access_key_id=options["key"],
            aws_secret_access_key=SECRET,
        )
        client.create_bucket(Bucket="mirror")
        yield client, options
        client.close()


def objects(client: Any) -> dict[str, bytes]:
    pages = client.get_paginator("list_objects_v2").paginate(Bucket="mirror", Prefix="site/")
    names = [one["Key"] for page in pages for one in page.get("Contents", ())]
    return {
        name.removeprefix("site/"): client.get_object(Bucket="mirror", Key=name)["Body"].read()
        for name in names
    }


def test_a_bucket_gets_the_site_once_and_loses_what_is_gone(
    bucket: tuple[Any, dict[str, str]], snapshot: Snapshot, site: Path
) -> None:
    client, options = bucket
    first = deliver(site, "s3://mirror/site", options)
    assert objects(client) == contents(site)
    assert (first.sent, first.deleted) == (len(contents(site)) - 2, 0)
    head = client.head_object(Bucket="mirror", Key="site/kk/index.html")
    assert head["ContentType"] == "text/html; charset=utf-8"
    again = deliver(site, "s3://mirror/site", options)
    assert (again.sent, again.deleted) == (0, 0)
    withdraw(snapshot, site)
    deliver(site, "s3://mirror/site", options)
    assert objects(client) == contents(site)
    assert holding(objects(client), NAME) == []


def test_a_bucket_that_a_run_left_half_full_is_made_whole_and_holds_nothing_of_before(
    bucket: tuple[Any, dict[str, str]],
    snapshot: Snapshot,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cut off in its first run with the name already there; then the name is withdrawn."""
    client, options = bucket
    left = 4

    put = mirrors._Place._put  # noqa: SLF001

    def cut(place: Any, files: Any, kind: str) -> None:
        nonlocal left
        left -= kind == ".html"
        if left < 0:
            raise KeyboardInterrupt
        put(place, files, kind)

    monkeypatch.setattr(mirrors, "_BATCH", 7)
    with monkeypatch.context() as patched:
        patched.setattr(mirrors._Place, "_put", cut)  # noqa: SLF001
        with pytest.raises(KeyboardInterrupt):
            deliver(site, "s3://mirror/site", options)
    half = objects(client)
    assert "manifest.json" not in half
    assert any(path.startswith(NOTES) for path in half)
    assert broken(half) == []
    resumed = deliver(site, "s3://mirror/site", options)
    assert resumed.sent is not None
    assert resumed.sent < len(contents(site)) - 20
    assert objects(client) == contents(site)
    withdraw(snapshot, site)
    with monkeypatch.context() as patched:
        left = 2
        patched.setattr(mirrors._Place, "_put", cut)  # noqa: SLF001
        with pytest.raises(KeyboardInterrupt):
            deliver(site, "s3://mirror/site", options)
    assert broken(objects(client)) == []
    deliver(site, "s3://mirror/site", options)
    assert objects(client) == contents(site)
    assert holding(objects(client), NAME) == []


def test_a_bucket_that_is_not_there_is_named_and_not_made(
    bucket: tuple[Any, dict[str, str]], site: Path
) -> None:
    client, options = bucket
    with pytest.raises(DeliveryError, match="no such bucket"):
        deliver(site, "s3://miror/site", options)
    assert [one["Name"] for one in client.list_buckets()["Buckets"]] == ["mirror"]


def test_wrong_keys_are_told_without_the_secret(site: Path) -> None:
    with s3_server(INITIAL_NO_AUTH_ACTION_COUNT="0") as address:
        options = {"endpoint_url": address, "key": "a-key-of-ours", "secret": SECRET}
        with pytest.raises(DeliveryError, match="does not accept our key and secret") as failed:
            deliver(site, "s3://mirror/site", options)
    assert SECRET not in str(failed.value)
    assert "a-key-of-ours" not in str(failed.value)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"endpoint_url": "http://127.0.0.1:1", "key": "k", "secret": SECRET}, "does not answer"),
        ({"endpont": "http://127.0.0.1:1"}, "a word that this store does not know"),
    ],
)
def test_a_wrong_setting_is_told_in_words(site: Path, options: dict[str, str], words: str) -> None:
    with pytest.raises(DeliveryError, match=words) as failed:
        deliver(site, "s3://mirror/site", options)
    assert SECRET not in str(failed.value)
