"""The suite's own surroundings: a data folder that goes away, static files without collecting, quick passwords."""

import os
import tempfile
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone, translation

_home = tempfile.TemporaryDirectory(prefix="opora-tests-")
# Playwright's synchronous interface keeps an event loop running while the tests beside it query the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"


def pytest_configure(config: pytest.Config) -> None:
    """Settings are read before any conftest, so they are replaced here, before Django is set up."""
    from django.conf import settings

    settings.HOME = Path(_home.name)
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STATIC_ROOT = settings.HOME / "static"
    settings.STATIC_ROOT.mkdir()  # WhiteNoise warns of a missing one
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _as_at_the_start() -> None:
    """A request leaves its language and time zone behind in the thread, and counts of wrong guesses in the cache.

    Each test starts in Russian, at home, with an address that has guessed nothing yet.
    """
    translation.activate("ru")
    timezone.deactivate()
    cache.clear()
