"""The lives of workers: when each began, and how it ended."""

from django.db import models


class WorkerRow(models.Model):
    """One life of a worker. ``ended`` None: it works, or nobody has noticed yet that it died."""

    #: The name under which it claims rows; empty where it ended before it had one.
    name = models.CharField(max_length=128, blank=True)
    pid = models.PositiveIntegerField(default=0)
    started = models.DateTimeField()
    #: When it ended, or, of one that nobody watched, when it was missed.
    ended = models.DateTimeField(null=True, blank=True, db_index=True)
    #: Whether it ended without having been asked to.
    died = models.BooleanField(default=False)
    #: Its exit code, negative for a signal; None where nobody saw it end.
    code = models.IntegerField(null=True, blank=True)
    #: The last words of its log.
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.started:%Y-%m-%d %H:%M}"
