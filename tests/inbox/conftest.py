from collections.abc import Iterator

import pytest

from opora.core import clock
from tests.events.planned import NOW
from tests.inbox.desk import Desk, open_desk
from tests.inbox.diary import Diary
from tests.inbox.letters import Lived, live
from tests.outbox.mail_server import MailServer


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    yield from open_desk()


@pytest.fixture
def diary(db: None) -> Iterator[Diary]:
    """The first of April 2022."""
    made = Diary()
    with clock.at(NOW):
        yield made


@pytest.fixture
def lived(settings) -> Iterator[Lived]:
    settings.SITE = "https://opora.example"
    yield from live()


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    with MailServer() as running:
        settings.OUTBOX_SERVER, settings.OUTBOX_FROM = running.settings(), "opora@village.example"
        yield running
