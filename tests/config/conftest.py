"""One backup of the small demonstration region for the modules that take it apart."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.db import transaction

from opora.config.backup import making
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.files import actions
from opora.demo.loading import load
from opora.demo.size import SMALL

ACT = "Акт № 1".encode()
PICTURE = bytes(range(256)) * 40


@pytest.fixture(scope="session")
def made(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region shown at 2022-10-01, with a session and a file; the base is empty again afterwards."""
    folder = tmp_path_factory.mktemp("backup")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(django_settings, "HOME", folder / "home")
        picture = folder / "home" / "files" / "акты" / "снимок.bin"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(PICTURE)
        load(on=dt.date(2022, 10, 1), password="priobye-2022", size=SMALL)
        for name in ("Акт.txt", "Копия.txt"):
            actions.store(content=ACT, name=name, of="region:1", by=SYSTEM)
        Session.objects.create(session_key="k" * 32, session_data="", expire_date=clock.now())
        making.make(folder / "made.zip")
        transaction.set_rollback(True)
    return folder / "made.zip"


@pytest.fixture
def home(settings, tmp_path: Path) -> Path:
    """An OPORA_HOME of the test's own."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return settings.HOME
