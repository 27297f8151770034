"""A message as a letter: plain text and its files, with the headings that mail programs expect, to one person only."""

import datetime as dt
from collections.abc import Iterable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings

from opora.outbox.attachments import parameters, subtype
from opora.outbox.models import Message, MessageFile
from opora.outbox.postal import display, wire

NOWHERE = "opora.invalid"
"""The domain of message ids while no sender is set: a name that can never exist."""


def sender() -> tuple[str, str]:
    """Name and address that letters come from, by the setting; ValueError when it holds no address."""
    name, bracket, address = settings.OUTBOX_FROM.rpartition("<")
    return display(name), wire(address.removesuffix(">") if bracket else settings.OUTBOX_FROM)


def sender_set() -> bool:
    """Whether the setting holds an address to write from."""
    try:
        return bool(sender())
    except ValueError:
        return False


def new_message_id() -> str:
    """An id that nobody else gives, at the sender's own domain."""
    try:
        domain = sender()[1].rpartition("@")[2]
    except ValueError:
        domain = NOWHERE
    return f"<{uuid4().hex}@{domain}>"


def letter(message: Message, *, at: dt.datetime, time_zone: str, files: Iterable[MessageFile] = ()) -> EmailMessage:
    """The letter of a message with its files; ValueError when an address or a heading cannot be written."""
    made = EmailMessage(policy=SMTP)
    made["From"] = _address(*sender())
    made["To"] = _address(display(message.name), wire(message.address))
    made["Subject"] = message.subject.replace("=?", "= ?")  # what looks encoded would be decoded
    made["Date"] = format_datetime(at.astimezone(ZoneInfo(time_zone)))
    made["Message-ID"] = message.message_id
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.body + "\n", charset="utf-8", cte="quoted-printable")
    for file in files:
        made.add_attachment(
            file.content,
            subtype=subtype(file.media_type),
            params=parameters(file.media_type),
            filename=file.name,
            cte="base64",  # keeps every line as it is, also those that begin with a point or hold Cyrillic
        )
    made["Content-Language"] = message.language  # after the content, which takes all such headings away
    return made


def _address(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=address)
