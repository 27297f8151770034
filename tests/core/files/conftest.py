"""A files folder of the test's own, and the shortest way to store."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from opora.core.actors import SYSTEM
from opora.core.files import actions
from opora.core.models import StoredFile

Store = Callable[..., StoredFile]


@pytest.fixture
def home(settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return settings.HOME


@pytest.fixture
def store(home: Path) -> Store:
    def store(content: bytes, name: str, **more: object) -> StoredFile:
        return actions.store(content=content, name=name, **{"of": "desk:1", "by": SYSTEM, **more})

    return store


@pytest.fixture
def refused(store: Store) -> Callable[..., tuple[str, str]]:
    """Code and text of a refusal, of which nothing may be left."""

    def refused(content: bytes, name: str, **more: object) -> tuple[str, str]:
        with pytest.raises(ValidationError) as caught:
            store(content, name, **more)
        (error,) = caught.value.error_list
        return error.code, " ".join(error.messages)

    return refused
