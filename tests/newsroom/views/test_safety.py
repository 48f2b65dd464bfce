"""Do browsers get told what they may do, and is nothing of a source ever taken for ours?"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

import dalel.newsroom
from dalel.newsroom.accounts.models import Member

TEMPLATES = Path(dalel.newsroom.__path__[0])
#: What is marked as safe: the help texts of Django's own password fields.
SAFE = {"{{ bound.help_text|safe }}"}
PROBE = """
import json
import django
django.setup()
from django.conf import settings
from django.test import Client
from dalel.newsroom.frame.newsroom_key import make_key
from dalel.newsroom.worker.actions.prepare import bring_up_to_date
bring_up_to_date()
make_key(has_sealed=False)
answer = Client().get("/sign-in/", secure=True, headers={"host": "desk.test"})
print(json.dumps({
    "hsts": answer["Strict-Transport-Security"],
    "csp": answer["Content-Security-Policy"],
    "kept": answer["Cache-Control"],
    "frame": answer["X-Frame-Options"],
    "sniff": answer["X-Content-Type-Options"],
    "referrer": answer["Referrer-Policy"],
    "cookies": {
        name: [
            bool(one["secure"]), bool(one["httponly"]), one["samesite"], one["path"], one["domain"]
        ]
        for name, one in answer.cookies.items()
    },
    "names": [settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME],
    "session": [settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY],
    "open": Client(headers={"host": "elsewhere.test"}).get("/sign-in/").status_code,
}))
"""


def test_behind_https_every_cookie_is_secure_and_browsers_are_told_to_stay(tmp_path: Path) -> None:
    environment = os.environ | {
        "DALEL_HOME": str(tmp_path),
        "DALEL_DESK_ADDRESS": "https://desk.test",
        "DJANGO_SETTINGS_MODULE": "dalel.cli.django_settings",
    }
    told = json.loads(
        subprocess.run(  # noqa: S603 - our own lines
            [sys.executable, "-c", PROBE],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    assert told["hsts"] == "max-age=31536000; includeSubDomains"
    assert "default-src 'none'" in told["csp"]
    assert "unsafe" not in told["csp"]
    assert "no-store" in told["kept"]
    assert (told["frame"], told["sniff"]) == ("DENY", "nosniff")
    assert told["referrer"] == "same-origin"
    assert told["cookies"] == {"__Host-csrftoken": [True, True, "Lax", "/", ""]}
    assert told["names"] == ["__Host-sessionid", "__Host-dalel_language"]
    assert told["session"] == [True, True]
    assert told["open"] == 400


@pytest.mark.django_db
def test_a_file_of_the_desk_has_the_same_policy_as_its_pages(client: Client) -> None:
    answer = client.get("/static/desk/desk.css")
    answer.close()
    assert answer.status_code == 200
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer


def test_no_template_takes_a_text_for_markup() -> None:
    marked = {
        found
        for file in TEMPLATES.rglob("*.html")
        for found in re.findall(r"{{[^}]*\|\s*safe[^}]*}}|{%\s*autoescape[^%]*%}", file.read_text())
    }
    assert marked == SAFE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/account/", "/account/factors/", "/newsroom/members/the-reporter/", "/newsroom/audit/"],
)
def test_nothing_runs_inline_and_nothing_is_kept(
    client: Client, cast: dict[str, Member], path: str
) -> None:
    Member.objects.filter(username="the-reporter").update(name="<script>alert(1)</script>")
    client.force_login(cast["administrator"])
    response = client.get(path)
    assert response["Cache-Control"] == "no-store"
    assert "<script>alert" not in response.text
    assert not re.search(r"<script(?![^>]*( src=|type=\"application/json\"))", response.text)
    assert not re.search(r" on[a-z]+=", response.text)
    assert " style=" not in response.text
