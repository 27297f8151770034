from collections.abc import Iterator

import pytest
from django.utils import translation

from opora.core import clock
from tests.practices.fair import NOW, Fair


@pytest.fixture
def fair(db: None) -> Iterator[Fair]:
    """The last day of June, in English."""
    with clock.at(NOW), translation.override("en"):
        yield Fair()
