from pathlib import Path

import pytest

from opora.core.actors import SYSTEM
from opora.organisations import actions
from opora.organisations.models import Municipality, Region, School
from tests.organisations import places
from tests.organisations.lists import MUNICIPALITIES, Lists


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


@pytest.fixture
def lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Lists:
    return Lists(tmp_path, capsys)


@pytest.fixture
def empty_region() -> Region:
    return actions.open_region(name="Приобский край", code="priobye", time_zone="Asia/Barnaul", by=SYSTEM)


@pytest.fixture
def bare(empty_region: Region, lists: Lists) -> Lists:
    """A region with two municipalities and no school."""
    lists.counts("municipalities", lists.csv(MUNICIPALITIES), "--commit")
    return lists
