"""Texts with a closed set of fields, and kinds of messages that write themselves."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.outbox.attachments import Attachment
from opora.outbox.people import Recipient

LETTER = "letter"
"""The kind of a mailing whose text somebody wrote."""
FIELDS = ("name", "full_name", "post", "place")
LONGEST_SUBJECT = 200
LONGEST_BODY = 20_000
_FIELD = re.compile(r"\{([^{}\n]{1,40})\}")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A subject of one line and a body of plain text."""

    subject: str
    body: str


Write = Callable[[Mapping[str, Any], Recipient], Text]
Attach = Callable[[Mapping[str, Any], Recipient], Sequence[Attachment]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A registered kind: `write` and `attach` are called with the language of the recipient switched on."""

    title: str | Promise
    write: Write
    attach: Attach | None = None


_KINDS: dict[str, Kind] = {}


def register(name: str, title: str | Promise, write: Write, *, attach: Attach | None = None) -> None:
    """Lend a kind of message; its name stands in the database. `attach` gives the files of each recipient's letter."""
    if name in _KINDS or name == LETTER:
        raise ValueError(f"Two kinds of messages are called {name!r}")
    _KINDS[name] = Kind(title, write, attach)


def title(kind: str) -> str:
    """What a kind is called; the name itself when nobody lends it any more."""
    if kind == LETTER:
        return _("letter")
    return str(_KINDS[kind].title) if kind in _KINDS else kind


def cleaned(text: Text) -> Text:
    """The text without signs that nobody sees; the subject in one line, lines of the body without ends of spaces."""
    subject = " ".join(_UNSEEN.sub("", text.subject).split())
    lines = _UNSEEN.sub("", text.body).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Text(subject, "\n".join(line.rstrip() for line in lines).strip("\n"))


def check(text: Text, known: Iterable[str] = FIELDS) -> None:
    """ValidationError by "subject" and "body": empty, too long, a field that is not there."""
    wrong: dict[str, list[str]] = {}
    longest = {"subject": LONGEST_SUBJECT, "body": LONGEST_BODY}
    for part, most in longest.items():
        said = getattr(text, part)
        if not said.strip():
            missing = {"subject": _("Write what it is about."), "body": _("Write the text of the message.")}
            wrong.setdefault(part, []).append(missing[part])
        if len(said) > most:
            wrong.setdefault(part, []).append(_("At most %(most)d characters.") % {"most": most})
        for name in unknown_fields(said, known):
            message = _("There is no field {%(name)s}. There are: %(known)s.")
            listed = ", ".join(f"{{{one}}}" for one in known)
            wrong.setdefault(part, []).append(message % {"name": name, "known": listed})
    if wrong:
        raise ValidationError(wrong)


def unknown_fields(said: str, known: Iterable[str] = FIELDS) -> list[str]:
    """Fields of a text that nobody fills in."""
    return [name for name in dict.fromkeys(_FIELD.findall(said)) if name not in set(known)]


def fill(text: Text, recipient: Recipient) -> Text:
    """The text for one person. What a field says is not looked through for fields again."""
    values = {
        **recipient.fields,
        "name": recipient.greeting or recipient.name,
        "full_name": recipient.name,
        "post": recipient.post,
        "place": recipient.place,
    }

    def value(found: re.Match[str]) -> str:
        return values.get(found[1], found[0])

    return cleaned(Text(_FIELD.sub(value, text.subject), _FIELD.sub(value, text.body)))


def written(kind: str, arguments: Mapping[str, Any], texts: Mapping[str, Any], recipient: Recipient) -> Text:
    """The message of a mailing for one recipient, in their language or else in the first that was written."""
    if kind == LETTER:
        said = texts.get(recipient.language) or next(iter(texts.values()))
        return fill(Text(said["subject"], said["body"]), recipient)
    with translation.override(recipient.language):
        return cleaned(_KINDS[kind].write(arguments, recipient))


def attached(kind: str, arguments: Mapping[str, Any], recipient: Recipient) -> Sequence[Attachment]:
    """The files that go to one recipient; ValidationError when one is too large."""
    attach = _KINDS[kind].attach if kind != LETTER else None
    if attach is None:
        return ()
    with translation.override(recipient.language):
        return attach(arguments, recipient)


def nobody(language: str) -> Recipient:
    """Stands for everybody: a text to all says neither names nor posts."""
    with translation.override(language):
        everybody = _("colleagues")
    return Recipient(key="", name=everybody, greeting=everybody, language=language, post="…", place="…")


def kind_known(kind: str) -> bool:
    """Whether messages of this kind can be written."""
    return kind == LETTER or kind in _KINDS


HELP = gettext_lazy(
    "{name}: given name and patronymic, {full_name}: the whole name, {post}: the post, {place}: school or municipality."
)
