"""Files that go with a letter: small texts such as an entry for a calendar."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST = 200_000
"""Bytes of one file."""
CALENDAR = "text/calendar"
_NAME = re.compile(r"[0-9a-z][0-9a-z_-]*(\.[0-9a-z]+)+")
_MEDIA_TYPE = re.compile(r"text/([a-z0-9.+-]+)((?:; [a-z-]+=[A-Za-z0-9_-]+)*)")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of text for one recipient. It is sent in UTF-8, with the line ends that mail has (CRLF).

    `name` such as "event.ics"; `media_type` a kind of text with its parameters but without a charset, such as
    "text/calendar; method=REQUEST". ValueError for others; ValidationError for a content above LARGEST.
    """

    name: str
    media_type: str
    content: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no plain file name in small Latin letters with an ending")
        if not _MEDIA_TYPE.fullmatch(self.media_type) or "charset=" in self.media_type:
            raise ValueError(f"{self.media_type!r} is no kind of text such as 'text/calendar; method=REQUEST'")
        if len(self.content.encode()) > LARGEST:
            message = _("The file %(name)s of the letter is larger than %(most)d kB.")
            raise ValidationError(message % {"name": self.name, "most": LARGEST // 1000})


def subtype(media_type: str) -> str:
    """The part after the stroke: "calendar"."""
    return media_type.partition(";")[0].partition("/")[2]


def parameters(media_type: str) -> dict[str, str]:
    """What stands behind the kind: {"method": "REQUEST"}."""
    pairs = (part.strip().partition("=") for part in media_type.split(";")[1:])
    return {name: value for name, _sign, value in pairs}
