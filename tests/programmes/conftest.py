import pytest

from opora.programmes.models import Programme
from tests.organisations import places
from tests.programmes import years


@pytest.fixture
def made() -> places.Places:
    return places.make()


@pytest.fixture
def programme(made: places.Places) -> Programme:
    return years.make(made)
