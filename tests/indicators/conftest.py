"""Fixtures of the language's own tests."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from tests.wordbook import world
from tests.wordbook.world import World

Building = Callable[..., AbstractContextManager[World]]


@pytest.fixture
def english() -> Iterator[None]:
    """Messages as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def building(django_db_setup: None, django_db_blocker: Any) -> Building:
    """`with building(seed) as world:` a region that is gone afterwards. Tests inside undo only what is theirs."""

    @contextmanager
    def build(seed: int, **options: Any) -> Iterator[World]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield world.build(seed, **options)
            transaction.set_rollback(True)

    return build
