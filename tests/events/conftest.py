from collections.abc import Iterator

import pytest

from opora.core import clock
from tests.events.planned import NOW, Region


@pytest.fixture
def region(db: None) -> Region:
    return Region()


@pytest.fixture
def april() -> Iterator[None]:
    """The first of April 2022: an event of March lies behind, one of the twentieth ahead."""
    with clock.at(NOW):
        yield
