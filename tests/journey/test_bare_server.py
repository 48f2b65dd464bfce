"""Does a bare Debian become a server by the manual's own lines, and does it stand up again?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.long
def test_a_bare_debian_becomes_a_server_that_outlives_kills_and_a_restore() -> None:
    script = Path(__file__).parents[2] / "tools" / "bare_server.sh"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(  # noqa: S603 - our own script
        ["/bin/sh", str(script)], env={**os.environ, "PATH": path}, check=True
    )
