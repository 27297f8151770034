from pathlib import Path

import pytest

from opora.accounts.models import User
from opora.programmes.models import Programme
from tests.accounts.people import person
from tests.organisations import places
from tests.organisations.lists import Lists
from tests.programmes import years


@pytest.fixture
def made() -> places.Places:
    return places.make()


@pytest.fixture
def programme(made: places.Places) -> Programme:
    return years.make(made)


@pytest.fixture
def siskin() -> User:
    return person("Чижова", "chizhova")


@pytest.fixture
def starling() -> User:
    return person("Скворцова", "skvortsova")


@pytest.fixture
def lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Lists:
    return Lists(tmp_path, capsys)
