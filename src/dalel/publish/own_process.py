"""Drawing and typesetting in a process of its own: what serves people does neither.

The drawer of charts and the typesetter keep threads that no fork survives, and memory that nobody
gives back; and a document that never gets done must not keep a page from answering. Only our own
functions and records go to and fro, between two processes of one program.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable
from threading import Lock
from typing import Final, ParamSpec, TypeVar

from dalel.domain.errors import DalelError

P = ParamSpec("P")
T = TypeVar("T")

#: In seconds; the longest document that was seen took a tenth of it.
LIMIT: Final = 120.0
_COMMAND: Final = (sys.executable, "-c", "from dalel.publish.own_process import answer; answer()")
#: One at a time: each takes its memory anew.
_ONE: Final = Lock()


class NotMadeError(DalelError):
    """The document could not be made; the log has the reason. Try again."""

    permanent = False


def apart(make: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What ``make`` gives for these arguments, made in a fresh process.

    :raises NotMadeError: when the process ends without an answer, or takes longer than ``LIMIT``.
    """
    asked = pickle.dumps((make, args, named))
    with _ONE:
        try:
            done = subprocess.run(  # noqa: S603 - our own command
                _COMMAND, input=asked, stdout=subprocess.PIPE, timeout=LIMIT, check=True
            )
        except subprocess.SubprocessError as error:
            raise NotMadeError from error
    made: T = pickle.loads(done.stdout)  # noqa: S301 - from our own process
    return made


def answer() -> None:
    """Make what is asked for on standard input, and give it on standard output."""
    make, args, named = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    sys.stdout.buffer.write(pickle.dumps(make(*args, **named)))
