"""Is Dalel installed from a folder of wheels on a machine that reaches nothing?"""

import base64
import csv
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import Distribution, distributions
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_STORED, ZipFile

import pytest

ROOT: Final = Path(__file__).parents[2]
ABOUT: Final = "Metadata-Version: 2.1\nName: onlysource\nVersion: 1.0\n"
#: Builds a wheel without asking for any other package.
BACKEND: Final = f"""
import zipfile

ABOUT = {ABOUT!r}

def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "onlysource-1.0-py3-none-any.whl"
    about = "onlysource-1.0.dist-info/"
    with zipfile.ZipFile(f"{{folder}}/{{name}}", "w") as wheel:
        wheel.writestr("onlysource.py", "")
        wheel.writestr(about + "METADATA", ABOUT)
        wheel.writestr(about + "WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr(about + "RECORD", "")
    return name
"""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def packed(one: Distribution, folder: Path) -> Path:
    """An installed package as the wheel that it came from, near enough to be installed again."""
    files = [
        file
        for file in one.files or ()
        if ".." not in file.parts and file.suffix != ".pyc" and Path(str(file.locate())).is_file()
    ]
    about = next(file.parts[0] for file in files if file.parts[0].endswith(".dist-info"))
    tags = re.findall(r"(?m)^Tag: (.+)$", one.read_text("WHEEL") or "")
    parts = zip(*(tag.split("-") for tag in tags), strict=True)
    tag = "-".join(".".join(dict.fromkeys(part)) for part in parts)
    wheel = folder / f"{about.removesuffix('.dist-info')}-{tag}.whl"
    rows = BytesIO()
    with ZipFile(wheel, "w", ZIP_STORED) as archive:
        lines = []
        for file in files:
            if file.name in {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}:
                continue
            content = Path(str(file.locate())).read_bytes()
            archive.writestr(file.as_posix(), content)
            digest = base64.urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()
            lines.append([file.as_posix(), f"sha256={digest}", str(len(content))])
        text = "\n".join(",".join(f'"{part}"' for part in line) for line in lines)
        rows.write(f"{text}\n{about}/RECORD,,\n".encode())
        archive.writestr(f"{about}/RECORD", rows.getvalue())
    assert list(csv.reader(text.splitlines()))
    return wheel


def source_archive(folder: Path) -> Path:
    """A package that there is only as source."""
    archive = folder / "onlysource-1.0.tar.gz"
    files = {
        "pyproject.toml": (
            '[build-system]\nrequires = []\nbuild-backend = "own"\nbackend-path = ["."]\n'
        ),
        "own.py": BACKEND,
        "PKG-INFO": ABOUT,
    }
    with tarfile.open(archive, "w:gz") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"onlysource-1.0/{name}")
            entry.size = len(text.encode())
            tar.addfile(entry, BytesIO(text.encode()))
    return archive


def ran(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run in a machine without a network, where one may be had; what pip was told is forgotten."""
    cut_off = ["unshare", "--net"] if os.getuid() == 0 and shutil.which("unshare") else []
    kept: Mapping[str, str] = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))
    }
    return subprocess.run(  # noqa: S603 - no shell
        [*cut_off, *command],
        env={**kept, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an index would give: the locked packages as they are installed here, and one source."""
    folder = tmp_path_factory.mktemp("index")
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = {plain(name) for name in re.findall(r"(?m)^([\w.-]+)(?:\[[^]]*\])?==", lock)}
    archives = [
        packed(one, folder) for one in distributions() if plain(one.metadata["Name"]) in names
    ]
    archives.append(source_archive(folder))
    lines = []
    for archive in archives:
        name, version = archive.name.removesuffix(".tar.gz").split("-")[:2]
        digest = sha256(archive.read_bytes()).hexdigest()
        lines.append(f"{name}=={version} --hash=sha256:{digest}\n")
    (folder / "of-the-test.lock").write_text("".join(lines))
    return folder


@pytest.fixture(scope="module")
def wheels(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is carried to the machine without a network."""
    folder = tmp_path_factory.mktemp("carried") / "wheels"
    made = gathered(index, folder)
    assert made.returncode == 0, made.stderr
    return folder


def gathered(index: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return ran(
        "sh",
        "tools/offline_wheels.sh",
        str(folder),
        str(index / "of-the-test.lock"),
        PYTHON=sys.executable,
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS=str(index),
    )


@pytest.mark.slow
@pytest.mark.long
def test_a_machine_without_a_network_installs_what_was_gathered(
    wheels: Path, tmp_path: Path
) -> None:
    environment, home = tmp_path / "environment", tmp_path / "home"
    assert not list(wheels.glob("*.tar.gz"))
    assert (wheels / "onlysource-1.0-py3-none-any.whl").exists()
    done = ran("sh", str(wheels / "install"), str(environment), PYTHON=sys.executable)
    assert done.returncode == 0, done.stderr
    dalel = str(environment / "bin" / "dalel")
    assert "Usage: dalel" in ran(dalel, "--help").stdout
    told = ran(dalel, "doctor", DALEL_HOME=str(home))
    assert "Traceback" not in told.stderr
    assert f"{environment}/lib" in told.stdout
    assert "relevance" in told.stdout


@pytest.mark.slow
@pytest.mark.long
def test_a_wheel_that_was_exchanged_on_the_way_is_refused(wheels: Path, tmp_path: Path) -> None:
    carried, name = tmp_path / "wheels", "onlysource-1.0-py3-none-any.whl"
    shutil.copytree(wheels, carried, copy_function=os.link)
    (carried / name).unlink()
    shutil.copy(wheels / name, carried / name)
    with ZipFile(carried / name, "a") as wheel:
        wheel.writestr("onlysource_more.py", "")
    done = ran("sh", str(carried / "install"), str(tmp_path / "venv"), PYTHON=sys.executable)
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert not (tmp_path / "venv" / "bin" / "dalel").exists()


@pytest.mark.slow
@pytest.mark.long
def test_an_archive_that_is_not_the_locked_one_is_not_gathered(index: Path, tmp_path: Path) -> None:
    lock = tmp_path / "other.lock"
    lock.write_text(f"onlysource==1.0 --hash=sha256:{'0' * 64}\n")
    made = ran(
        "sh",
        "tools/offline_wheels.sh",
        str(tmp_path / "wheels"),
        str(lock),
        PYTHON=sys.executable,
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS=str(index),
    )
    assert made.returncode != 0
    assert not list((tmp_path / "wheels").glob("*.whl"))


def test_a_folder_with_other_wheels_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other-1.0-py3-none-any.whl").touch()
    made = ran("sh", "tools/offline_wheels.sh", str(tmp_path))
    assert made.returncode == 1
    assert "is not empty" in made.stderr
