from collections.abc import Iterator

import pytest

from opora.core import clock
from tests.events.planned import NOW
from tests.inbox.desk import Desk, open_desk
from tests.inbox.diary import Diary


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    yield from open_desk()


@pytest.fixture
def diary(db: None) -> Iterator[Diary]:
    """The first of April 2022."""
    made = Diary()
    with clock.at(NOW):
        yield made
