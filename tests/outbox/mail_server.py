"""A real mail server in a thread of the test: it keeps what it took and refuses what it is told to refuse."""

import asyncio
import email
import socket
import ssl
import subprocess
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Keeper:
    """What aiosmtpd asks. `refusals` answers RCPT by address; `on_data` may answer in place of "250".

    A letter is kept `seconds` before the sender hears that it was taken: whoever is killed in between does not know.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.senders: list[str] = []
        self.refusals: dict[str, str] = {}
        self.on_data: Callable[[SMTP, Envelope], str | None] = lambda _server, _envelope: None
        self.connections = 0
        self.seconds = 0.0

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        answer = self.on_data(server, envelope)
        if answer is not None and not answer.startswith("2"):
            return answer
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        self.recipients.append(list(envelope.rcpt_tos))
        self.senders.append(envelope.mail_from)
        await asyncio.sleep(self.seconds)
        return answer or "250 taken"

    @property
    def ids(self) -> list[str]:
        """Message ids of everything taken, in order."""
        return [letter["Message-ID"] for letter in self.letters]


class MailServer:
    """A server on a free port of this machine. A context manager that gives its keeper as `kept`."""

    def __init__(self, **more: Any) -> None:
        self.kept = Keeper()
        self.port = free_port()
        self._controller = Controller(self.kept, hostname="127.0.0.1", port=self.port, **more)

    def __enter__(self) -> "MailServer":
        self._controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._controller.stop()

    def settings(self, **more: Any) -> dict[str, Any]:
        """OUTBOX_SERVER that leads here."""
        plain = {"host": "127.0.0.1", "port": self.port, "user": "", "password": "", "tls": "none", "ca": ""}
        return {**plain, "timeout": 5.0, "test": False, **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def hang_up(server: SMTP, _envelope: Envelope) -> None:
    """The connection is cut after the whole letter was received, without an answer."""
    server.transport.abort()


def only_with(user: str, password: str) -> Callable[..., AuthResult]:
    """Who may sign in."""

    def judge(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (user.encode(), password.encode()), handled=False)

    return judge


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate of its own for 127.0.0.1 and the file that trusts it."""
    key, made = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-keyout", str(key), "-out", str(made), "-days", "2", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made
