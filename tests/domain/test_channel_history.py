"""Does a text that came from a channel's history tell from which post, and no other text so?"""

from dalel.domain.channel_history import ChannelOrigin, origin_of


def test_a_mark_tells_the_post_that_it_was_made_of() -> None:
    origin = ChannelOrigin(day="2031-02-03", post="t.me/lake/17")
    assert origin_of(origin.note) == origin


def test_a_note_of_another_kind_tells_of_no_post() -> None:
    for note in ("", "2031-02-03 t.me/lake/17", "typed anew"):
        assert origin_of(note) is None
