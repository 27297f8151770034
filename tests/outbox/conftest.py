import datetime as dt
from collections.abc import Iterator

import pytest

from opora.core import clock
from tests.outbox.mail_server import MailServer

NOON = dt.datetime(2022, 3, 16, 5, tzinfo=dt.UTC)
"""A Wednesday, 12:00 in Barnaul."""


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    """A server that takes everything, to which the settings lead."""
    with MailServer() as running:
        settings.OUTBOX_SERVER = running.settings()
        settings.OUTBOX_FROM = "Опора <opora@priobye.example>"
        yield running
