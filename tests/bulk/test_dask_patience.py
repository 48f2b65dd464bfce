"""What is told of a cluster that does not begin."""

import logging

import pytest

from dalel.bulk.engines.dask_cluster import wait_for_workers


class _Slow:
    """A client whose first worker comes after so many waits."""

    def __init__(self, waits: int) -> None:
        self.waits = waits

    def wait_for_workers(self, _count: int, timeout: float) -> None:
        self.waits -= 1
        if self.waits >= 0:
            raise TimeoutError(timeout)


def test_a_scheduler_without_workers_is_told_of_until_one_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        wait_for_workers(_Slow(2), "tcp://127.0.0.1:1", patience=0.0)
    assert caplog.text.count("tcp://127.0.0.1:1: no worker has joined the scheduler yet") == 2
