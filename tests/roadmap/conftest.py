from collections.abc import Iterator

import pytest
from django.utils import translation

from opora.accounts.models import User
from opora.programmes.models import Programme
from opora.roadmap.models import Roadmap
from tests.accounts.people import person
from tests.organisations import places
from tests.programmes import years
from tests.roadmap import small_programme


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def made() -> places.Places:
    return places.make()


@pytest.fixture
def programme(made: places.Places) -> Programme:
    return years.make(made)


@pytest.fixture
def roadmap(programme: Programme) -> Roadmap:
    small_programme.load(programme)
    return Roadmap.objects.get(programme=programme)


@pytest.fixture
def siskin() -> User:
    return person("Чижова", "chizhova")
