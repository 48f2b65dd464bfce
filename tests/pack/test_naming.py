import pytest

from dalel.pack import Pack, default_folder, load
from dalel.pack.naming_rules import NameForm, Naming, NamingRule, PersonStanding

ENDED = ("dismissed", "acquitted", "spent")


@pytest.fixture(scope="module")
def naming() -> Naming:
    pack: Pack = load(default_folder())
    return pack.naming


def decide(
    naming: Naming, role: str, stage: str, *, public: bool = False, consent: bool = False
) -> NamingRule:
    return naming.decide(PersonStanding(role=role, stage=stage, public=public, consent=consent))


def test_a_minor_is_never_named(naming: Naming) -> None:
    forms = {naming.decide(s).form for s in naming.standings() if s.role == "minor"}
    assert forms == {NameForm.ROLE_ONLY}


def test_witnesses_and_relatives_are_never_named(naming: Naming) -> None:
    forms = {naming.decide(s).form for s in naming.standings() if s.role in {"witness", "relative"}}
    assert forms == {NameForm.ROLE_ONLY}


@pytest.mark.parametrize("role", ["private_person", "victim"])
def test_a_private_person_is_named_only_when_public_and_willing(naming: Naming, role: str) -> None:
    named = [s for s in naming.standings() if s.role == role]
    assert all((naming.decide(s).form is NameForm.FULL) == (s.public and s.consent) for s in named)


def test_after_the_end_of_a_matter_no_person_stays_in_lists(naming: Naming) -> None:
    people = [s for s in naming.standings() if s.stage in ENDED and s.role != "outlet"]
    assert people
    assert not any(naming.decide(s).indexed for s in people)


def test_only_outlets_officials_and_people_who_went_public_are_in_lists(naming: Naming) -> None:
    listed = [s for s in naming.standings() if naming.decide(s).indexed]
    assert all(s.role in {"outlet", "official"} or s.public for s in listed)
    assert {s.role for s in listed} == {"outlet", "official", "journalist", "public_figure"}


def test_who_stays_in_lists_is_named_in_full(naming: Naming) -> None:
    rules = [naming.decide(s) for s in naming.standings()]
    assert all(rule.form is NameForm.FULL for rule in rules if rule.indexed)


@pytest.mark.parametrize(
    ("stage", "when_public", "when_not"),
    [
        ("investigation", NameForm.FULL, NameForm.INITIALS),
        ("first_instance", NameForm.FULL, NameForm.INITIALS),
        ("final", NameForm.FULL, NameForm.FULL),
        ("acquitted", NameForm.FULL, NameForm.ROLE_ONLY),
    ],
)
def test_a_journalist_is_named_by_the_stage_of_the_matter(
    naming: Naming, stage: str, when_public: NameForm, when_not: NameForm
) -> None:
    assert decide(naming, "journalist", stage, public=True).form is when_public
    assert decide(naming, "journalist", stage).form is when_not


def test_a_standing_outside_the_table_has_no_rule() -> None:
    empty = Naming(roles={}, stages={}, stage_of={}, rules=())
    with pytest.raises(LookupError, match="no naming rule"):
        decide(empty, "official", "final")
