"""Does the worker begin by itself once a contact is set, and anew when it changes?"""

from threading import Event

from dalel.cli.commands.contact_rounds import rounds


def test_it_waits_for_a_contact_and_then_begins() -> None:
    stop, waited = Event(), list[str]()
    answers = iter(["", "", "", "desk@lake.test", "desk@lake.test", ""])
    found = []
    for contact, this in rounds(
        lambda: next(answers), stop, waiting=lambda: waited.append("told"), look=0
    ):
        found.append(contact)
        assert not this.is_set()
        stop.set()
        assert this.is_set()
        assert this.wait(0)
    assert found == ["desk@lake.test"]
    assert waited == ["told"]


def test_a_round_that_ends_itself_is_followed_by_one_with_the_new_contact() -> None:
    stop, found = Event(), []
    answers = iter(["old@lake.test", "new@lake.test"])
    for contact, this in rounds(lambda: next(answers), stop, waiting=lambda: None):
        found.append(contact)
        this.set()
        assert this.is_set()
        assert this.wait()
        assert not (stop.is_set() and len(found) == 1)
        if len(found) == 2:
            stop.set()
    assert found == ["old@lake.test", "new@lake.test"]


def test_who_is_stopped_while_waiting_begins_no_round() -> None:
    stop = Event()
    assert list(rounds(lambda: "", stop, waiting=stop.set)) == []


def test_what_has_its_time_is_seen_to_while_it_waits() -> None:
    stop, tended = Event(), list[int]()
    looks = 0

    def contact() -> str:
        nonlocal looks
        looks += 1
        if looks > 65:
            stop.set()
        return ""

    rounds_ = rounds(
        contact, stop, waiting=lambda: None, tended=lambda: tended.append(looks), look=0
    )
    assert list(rounds_) == []
    assert len(tended) == 3
