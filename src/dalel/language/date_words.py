"""What the reader of dates knows of a language: seasons, parts of years, and words around dates."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DateWords:
    """Regular expressions of a language around its dates.

    ``from_before`` and the like stand before or behind a date and tell its precision; words
    ``beside`` it tell the part of the day. ``seasons`` begin with spring; one without a year
    stands behind ``season_before``; ``halves`` and ``quarters`` of a year are counted from
    the first.
    ``year_before`` and ``year_after`` tell the year of one of these: group ``year``, or ``rel``,
    which begins with one of ``steps``. ``months_of`` are the first months of a year (``count``).
    ``later`` counts from another date, ``span`` tells only a length; both have ``count`` and
    ``unit``, which begins with one of ``units``. ``point`` is a part of the present period
    (``part`` and ``unit``), whose ends begin with ``opening`` or ``closing``. ``coming`` shows that
    a clause speaks of what is still to come, ``past`` of what was, ``since`` behind a date
    too; ``joint`` joins the ends of a range. A date that tells its year has ``year_told`` in it,
    one that tells a week ``week``. ``bare_year`` ends the months of this year: за восемь месяцев
    года. The first end of a range has one of ``from_endings``; ``after_weekday`` are words behind
    a day of the week. ``elapsed_before`` and ``elapsed_after`` stand beside a length of time that
    lies between two dates. ``lone_step`` is one unit by which something is earlier or later,
    ``lone_unit`` one unit that no number counts; both name it by a group. ``event`` follows a month
    that names what happened in it: январские [события]; an ordinal before a ``calendar_day`` is a
    date: оныншы күні.
    """

    prefix: str
    from_before: str
    from_after: str
    until_before: str
    until_after: str
    about_before: str
    about_after: str
    part_before: str
    part_after: str
    beside_before: str
    beside_after: str
    between: str
    no_start: str
    joint: str
    also: str
    year_joint: str
    among: str
    seasons: tuple[str, str, str, str]
    season_before: str
    halves: tuple[str, str]
    quarters: tuple[str, str, str, str]
    year_before: str
    year_after: str
    steps: Mapping[str, int]
    months_of: str
    weekend: str
    later: str
    later_day: str
    year_earlier: str
    span: str
    units: Mapping[str, str]
    point: str
    opening: str
    closing: str
    coming: str
    past: str
    since: str
    year_told: str
    week: str
    elapsed_before: str
    elapsed_after: str
    lone_step: str
    lone_unit: str
    event: str
    calendar_day: str
    bare_year: str = ""
    from_endings: tuple[str, ...] = ()
    after_weekday: frozenset[str] = frozenset()
