"""Mistakes of the mail settings are named before anybody waits for a letter."""

import pytest

from opora.config import checks
from tests.outbox.mail_server import MailServer

OPEN = "opora.E005"


@pytest.mark.parametrize(
    ("more", "sender", "expected"),
    [
        (None, "", []),
        ({}, "", ["opora.E004"]),
        ({}, "Опора", ["opora.E004"]),
        ({}, "Опора, край <opora@priobye.example>", []),
        ({"host": "mail.example.org"}, "opora@priobye.example", [OPEN]),
        ({"host": "mail.example.org", "tls": "starttls"}, "opora@priobye.example", []),
        ({"test": True}, "opora@priobye.example", ["opora.W003"]),
    ],
)
def test_what_is_wrong_with_mail_is_named(settings, more, sender, expected):
    settings.OUTBOX_SERVER = None if more is None else MailServer().settings(**more)
    settings.OUTBOX_FROM = sender
    assert [one.id for one in checks.mail(None)] == expected


@pytest.mark.parametrize(("user", "serious"), [("", False), ("opora", True)])
def test_a_password_over_an_open_line_is_an_error(settings, user, serious):
    settings.OUTBOX_SERVER = MailServer().settings(host="mail.example.org", user=user)
    settings.OUTBOX_FROM = "opora@priobye.example"
    assert [one.is_serious() for one in checks.mail(None)] == [serious]
