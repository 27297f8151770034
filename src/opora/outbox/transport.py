"""Handing letters to the mail server: one connection for many, and after each the exact answer to "was it taken?"."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext as _

from opora.outbox import reasons

ENHANCED = {
    "5.1.1": reasons.NO_SUCH_ADDRESS,
    "5.1.2": reasons.NO_SUCH_ADDRESS,
    "5.1.3": reasons.NO_SUCH_ADDRESS,
    "5.1.10": reasons.NO_SUCH_ADDRESS,
    "5.2.2": reasons.MAILBOX_FULL,
    "4.2.2": reasons.MAILBOX_FULL,
}
"""What extended codes of answers (RFC 3463) say clearly; everything else is a refusal in the server's own words."""


class Fate(StrEnum):
    """What became of a letter: taken, put off, refused for good, or nobody knows."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """The fate of one letter, the code of `reasons` and the server's words."""

    fate: Fate
    why: str = ""
    words: str = ""


class NoServerError(Exception):
    """The server cannot be reached or does not let us in: nothing was handed over, wait and try everything later."""


class Transport:
    """A connection that is opened when it is needed and again when it broke. A context manager; closes at the end."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def open(self) -> None:
        """Make sure that the server listens; NoServerError says why it does not."""
        if self._smtp is not None:
            try:
                if self._smtp.rset()[0] == 250:
                    return
            except (smtplib.SMTPException, OSError):
                pass
            self.close()
        self._smtp = connect()

    def hand_over(self, letter: EmailMessage, *, sender: str, to: str) -> Answer:
        """Send one letter over the open connection. Only silence after the last line of a letter leaves it UNKNOWN.

        A connection that breaks earlier took nothing: a server may answer for a letter only when it has its end.
        """
        smtp = self._smtp
        if smtp is None:
            raise NoServerError(_("there is no connection"))
        try:
            refused = _announce(smtp, sender, to)
            if refused:
                self._forget(smtp)
                return refused
            smtp.send(_dotted(letter.as_bytes()))
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            return Answer(Fate.LATER, reasons.REFUSED, _told(error))
        try:
            code, words = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            return Answer(Fate.UNKNOWN, reasons.NO_ANSWER, _told(error))
        return judged(code, words) or Answer(Fate.TAKEN)

    def _forget(self, smtp: smtplib.SMTP) -> None:
        """Let the server forget a letter that it refused; one that hangs up after it has said it all the same."""
        try:
            smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.close()

    def close(self) -> None:
        """Let the server go; it may be gone already."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (smtplib.SMTPException, OSError):
            smtp.close()


def connect() -> smtplib.SMTP:
    """A connection that is signed in, by the settings; NoServerError in one line."""
    server = settings.OUTBOX_SERVER
    if server is None:
        raise NoServerError(_("mail is off: OPORA_EMAIL_URL is empty"))
    where = {"host": server["host"], "port": server["port"], "timeout": server["timeout"]}
    smtp: smtplib.SMTP | None = None
    try:
        context = ssl.create_default_context(cafile=server["ca"] or None)
        smtp = smtplib.SMTP_SSL(**where, context=context) if server["tls"] == "implicit" else smtplib.SMTP(**where)
        if server["tls"] == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if server["user"]:
            smtp.login(server["user"], server["password"])
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        if smtp is not None:
            smtp.close()
        place = f"{server['host']}:{server['port']}"
        raise NoServerError(_("%(place)s: %(words)s") % {"place": place, "words": _told(error)}) from error
    return smtp


def _announce(smtp: smtplib.SMTP, sender: str, to: str) -> Answer | None:
    """Name sender and recipient and begin; the refusal of the first step that is refused."""
    steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
        lambda: smtp.mail(sender),
        lambda: smtp.rcpt(to),
        lambda: smtp.docmd("DATA"),
    )
    for step in steps:
        code, words = step()
        refused = judged(code, words)
        if refused:
            return refused
    return None


def judged(code: int, words: bytes) -> Answer | None:
    """What a refusal means; None when the server agrees. A code that no server gives (-1) is a broken connection."""
    if 200 <= code < 400:
        return None
    if code < 400:
        raise smtplib.SMTPServerDisconnected(words.decode("utf-8", "replace"))
    said = _legible(words.decode("utf-8", "replace"))
    fate = Fate.LATER if code < 500 else Fate.REFUSED
    extended = said.partition(" ")[0]
    return Answer(fate, ENHANCED.get(extended, reasons.REFUSED), f"{code} {said}"[:300])


def _dotted(content: bytes) -> bytes:
    """The letter as it goes over the line: ends of lines, a dot doubled at the start of one, the end."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b"\r\n.\r\n"


def _told(error: Exception) -> str:
    """An error of the connection in one line, without what was sent."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        said = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
        return f"{error.smtp_code} {_legible(said)}"[:300]
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return _("no answer in time")
    return _legible(str(error))[:300] or type(error).__name__


def _legible(words: str) -> str:
    """Words of a server in one line, without signs that no database and no page takes."""
    return "".join(sign for sign in " ".join(words.split()) if sign.isprintable())
