"""The naming rule: whether a person may be named, and in which form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import Final

from dalel.domain.codebook import Labels

NOMINATIVE: Final = "nominative"
#: The stage of what is no legal matter.
NO_STAGE: Final = "none"


class NameForm(StrEnum):
    """How much of a name may be printed."""

    FULL = "full"
    INITIALS = "initials"
    ROLE_ONLY = "role_only"


@dataclass(frozen=True, kw_only=True)
class PersonStanding:
    """Who a person is in a matter: the role, the stage of the matter, what the person did.

    ``public`` is true when the person went public by an act of his or her own, ``consent`` when
    the newsroom has the person's consent to be named.
    """

    role: str
    stage: str
    public: bool
    consent: bool


@dataclass(frozen=True, kw_only=True)
class NamingRule:
    """One row of the table. An empty or missing condition holds for everybody.

    ``indexed`` tells whether the name may stand in lists of people and in search.
    """

    name: str
    form: NameForm
    indexed: bool
    reason: Labels
    roles: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    public: bool | None = None
    consent: bool | None = None

    def covers(self, standing: PersonStanding) -> bool:
        """Whether all conditions of the row hold."""
        return (
            (not self.roles or standing.role in self.roles)
            and (not self.stages or standing.stage in self.stages)
            and self.public in {None, standing.public}
            and self.consent in {None, standing.consent}
        )


@dataclass(frozen=True, kw_only=True)
class Naming:
    """The ordered table: the first row that covers a standing decides.

    ``stage_of`` leads from a case status of the codebook to a stage of this table. ``printed`` is
    what stands instead of a name, by role, language and grammatical case; a role or case that is
    not there is called by its label.
    """

    roles: Mapping[str, Labels]
    stages: Mapping[str, Labels]
    stage_of: Mapping[str, str]
    rules: tuple[NamingRule, ...]
    printed: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    def stage_of_status(self, status: str) -> str:
        """The stage of this table at which a matter of a case status is."""
        return self.stage_of.get(status, NO_STAGE)

    def role_words(self, role: str, language: str, case: str = NOMINATIVE) -> str:
        """What is printed for a person of this role instead of the name."""
        forms = self.printed.get(role, {}).get(language, {})
        return forms.get(case) or forms.get(NOMINATIVE) or self.roles[role][language]

    def standings(self) -> Iterator[PersonStanding]:
        """Every combination that the table must answer."""
        for role, stage, public, consent in product(
            self.roles, self.stages, (True, False), (True, False)
        ):
            yield PersonStanding(role=role, stage=stage, public=public, consent=consent)

    def decide(self, standing: PersonStanding) -> NamingRule:
        """The first row that covers the standing.

        :raises LookupError: when none does; a loaded pack has a row for each.
        """
        for rule in self.rules:
            if rule.covers(standing):
                return rule
        raise LookupError(f"no naming rule for {standing}")
