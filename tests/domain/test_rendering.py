from datetime import UTC, datetime

from dalel.domain import rendering
from dalel.domain.rendering import (
    MEDIA_TYPES,
    RenderedKind,
    RenderedPart,
    Rendering,
    RenderWish,
    is_part_address,
    part_address,
    part_addresses,
)


def test_every_part_of_a_page_has_a_name_and_a_type_of_its_own() -> None:
    names = [part_address(kind, "https://lake.test/") for kind in RenderedKind]
    assert tuple(names) == part_addresses("https://lake.test/")
    assert len({*names}) == len(RenderedKind) == len(MEDIA_TYPES)
    assert all(is_part_address(name) for name in names)
    assert not is_part_address("https://lake.test/")
    assert not is_part_address("urn:uuid:1")


def test_a_part_that_was_not_made_is_none() -> None:
    picture = RenderedPart(kind=RenderedKind.SCREENSHOT, content=b"x")
    rendering = Rendering(
        url="https://lake.test/",
        final_url="https://lake.test/",
        started=datetime(2031, 6, 2, tzinfo=UTC),
        exchanges=(),
        parts=(picture,),
    )
    assert rendering.part(RenderedKind.SCREENSHOT) is picture
    assert rendering.part(RenderedKind.PDF) is None


def test_what_is_empty_or_of_such_a_source_needs_a_browser() -> None:
    needing = [wish for wish in RenderWish if wish.needs_browser]
    assert needing == [RenderWish.EMPTY, RenderWish.SOURCE]


def test_a_part_leads_back_to_its_page_and_a_page_to_itself() -> None:
    page = "https://tany.test/1"
    assert {rendering.page_of_part(one) for one in rendering.part_addresses(page)} == {page}
    assert rendering.page_of_part(page) == page
