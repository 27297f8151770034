"""The suite's own surroundings: no variable of the developer's, a data folder that goes away."""

import os
import tempfile

import pytest

_home = tempfile.TemporaryDirectory(prefix="opora-tests-")
for name in [name for name in os.environ if name.startswith("OPORA_")]:
    del os.environ[name]
os.environ["OPORA_HOME"] = _home.name
os.environ["OPORA_TIME_ZONE"] = "Asia/Barnaul"
# Playwright's synchronous interface keeps an event loop running while the tests beside it query the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"


def pytest_configure(config: pytest.Config) -> None:
    """Static files straight from the sources: nothing needs collecting before a test."""
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
