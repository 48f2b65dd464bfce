"""The table of deeds: what can happen in the world of the news, and the words that tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Direction(StrEnum):
    """Whether a deed goes against the one it is done to, or for him."""

    AGAINST = "against"
    FOR = "for"
    NEITHER = ""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One thing that can be done.

    ``event_types`` are codes of the codebook that it speaks for; ``stage`` the step of a case or of
    an act. Who was sentenced was found guilty: that is what it ``implies``. It ``excludes`` what
    cannot be true with it of one matter. A freely translated text may tell it by a deed that is
    ``near``: removal and hiding. It ``undoes`` what it ends; both are then true, one after the
    other. A ``general`` one is told of so much that it alone makes no two claims alike.
    """

    labels: Mapping[str, str]
    event_types: tuple[str, ...] = ()
    stage: str = ""
    direction: Direction = Direction.NEITHER
    implies: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    general: bool = False
    undoes: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of a case or an act; ``tracks`` are those of the codebook that it belongs to."""

    labels: Mapping[str, str]
    tracks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Dictionary words that tell a deed, and where its roles stand, by case or preposition.

    ``roles`` leads from ``agent``, ``patient`` or a further role to cases such as ``acc``,
    ``на+acc`` or ``gen+тарапынан``; a role that it does not name stands where the language has it.
    """

    words: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Tellings:
    """Verbs, and nouns, that tell one deed in one language."""

    verbs: tuple[Telling, ...] = ()
    nouns: tuple[Telling, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoleNoun:
    """What somebody or something is called without a name: lawyer, police, outlet.

    ``words`` are phrases by language, ``codes`` the bodies that it fits. What it is ``akin`` to may
    be the same one, what is ``apart`` cannot; ``rivals`` are those apart of its own kind. A
    ``loose`` one may stand beside another noun: the detained blogger. A ``thing`` may be named by
    whose it is. A ``step`` names the kind of steps that it is one of: appeal is one of instances.
    """

    words: Mapping[str, tuple[str, ...]]
    codes: frozenset[str] = frozenset()
    akin: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()
    loose: bool = False
    thing: bool = False
    step: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class DeedTable:
    """All deeds by id, the stages from first to last, and by language and id the words that tell.

    ``implies`` of its deeds holds what follows by several steps too; what a deed implies excludes,
    it excludes itself; ``excludes`` and ``near`` stand on both sides. Two tables are never equal:
    what was prepared from one is kept by its identity.
    """

    deeds: Mapping[str, Deed] = field(default_factory=dict)
    stages: Mapping[str, Stage] = field(default_factory=dict)
    tellings: Mapping[str, Mapping[str, Tellings]] = field(default_factory=dict)
    #: What those who take part in deeds are called, by id.
    roles: Mapping[str, RoleNoun] = field(default_factory=dict)

    def are_near(self, one: str, other: str) -> bool:
        """Whether two deeds are one, or such as translations interchange."""
        return one == other or (one in self.deeds and other in self.deeds[one].near)

    def bears_out(self, told: str, other: str) -> bool:
        """Whether where ``told`` is true, ``other`` is: the same deed, or one that it implies."""
        return told == other or (told in self.deeds and other in self.deeds[told].implies)

    def exclude(self, one: str, other: str) -> bool:
        """Whether two deeds cannot both be true of one matter."""
        return one in self.deeds and other in self.deeds[one].excludes

    def comes_before(self, one: str, other: str) -> bool | None:
        """Whether a stage comes before another one; None where they share no track."""
        first, second = self.stages.get(one), self.stages.get(other)
        if first is None or second is None or not set(first.tracks) & set(second.tracks):
            return None
        order = list(self.stages)
        return order.index(one) < order.index(other)

    def wordless(self, language: str) -> tuple[str, ...]:
        """The ids of deeds that no word of a language tells, in order."""
        told = self.tellings.get(language, {})
        return tuple(deed for deed in self.deeds if deed not in told)
