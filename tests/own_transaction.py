"""A transaction around what a test does, as Django's own tests have one."""

from django.db import transaction
from django.db.transaction import Atomic


def of_the_test() -> Atomic:
    """A transaction in which whatever decides and writes may begin, as if it were the first."""
    block = transaction.atomic()
    # https://docs.djangoproject.com/en/5.2/topics/testing/tools/#transactiontestcase: such a block
    # lets durable ones begin within it.
    block._from_testcase = True  # type: ignore[attr-defined]  # noqa: SLF001
    return block
