import pytest

from opora.organisations.models import Municipality, Region, School
from tests.organisations import places


@pytest.fixture
def made() -> places.Places:
    return places.make()


@pytest.fixture
def region(made: places.Places) -> Region:
    return made.region


@pytest.fixture
def municipalities(made: places.Places) -> list[Municipality]:
    return [made.bor, made.luga]


@pytest.fixture
def schools(made: places.Places) -> list[School]:
    return made.schools
