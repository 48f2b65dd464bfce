"""Do the files for containers say what the others say?"""

import tomllib
from pathlib import Path

from dalel.cli.setup.answers import Answers
from dalel.cli.setup.machine_files import machine_files

ROOT = Path(__file__).parents[2]


def test_the_web_server_of_containers_is_set_up_as_that_of_a_machine() -> None:
    answers = Answers(desk="desk.example.org", site="example.org")
    [text] = [one.text for one in machine_files(answers) if one.path.name == "dalel.caddyfile"]
    text = text.replace("desk.example.org {", "{$DALEL_DESK_ADDRESS} {")
    text = text.replace("example.org {", "{$DALEL_LETTERS_ADDRESS} {")
    head = "# As dalel setup writes it, with the hosts of compose.yaml.\n"
    written = (ROOT / "compose.caddyfile").read_text()
    assert written == head + "".join(text.splitlines(keepends=True)[1:])


def test_the_image_is_built_with_what_builds_the_wheel() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    told = (ROOT / "Dockerfile").read_text()
    assert all(f'"{one}"' in told for one in needed)
