from collections.abc import Iterator

import pytest

from tests.inbox.desk import Desk, open_desk


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    yield from open_desk()
