"""`opora run`: the server, and a worker beside it."""

import socket
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from opora.config import beside, env
from opora.core.commands import Command as BaseCommand
from opora.core.commands import database_fault

THREADS = 3
"""Requests that one process works on at once, each with a connection to the database."""
WAITING = 64
"""Requests that one process takes in before it lets the others wait outside."""


class Command(BaseCommand):
    help = gettext_lazy("Serve the pages.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=env.text("OPORA_HOST", "127.0.0.1"), help=_("address to listen at"))
        parser.add_argument("--port", type=int, default=env.number("PORT", 8000), help=_("port to listen at"))
        parser.add_argument(
            "--workers", type=int, default=env.number("OPORA_WORKERS", 2, least=1), help=_("number of server processes")
        )
        parser.add_argument(
            "--no-worker",
            action="store_false",
            dest="worker",
            default=env.flag("OPORA_WORKER", default=True),
            help=_("without a worker beside it: run opora worker yourself"),
        )

    def handle(self, *, host: str, port: int, workers: int, worker: bool, **options: Any) -> None:
        if settings.PRODUCTION:
            self._refuse_unsafe()
        self._refuse_unready()
        self._refuse_taken(host, port)
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(_("Opora answers at http://%(address)s/ (Ctrl+C stops it)") % {"address": f"{shown}:{port}"})
        self.stdout.flush()
        server = Granian(
            "opora.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            backpressure=WAITING,
            # A worker that hangs in a request must not hold up a stop or a restart for ever.
            workers_kill_timeout=20,
            respawn_failed_workers=True,
            log_level=LogLevels.info if settings.DEBUG else LogLevels.warning,
        )
        with beside.worker() if worker else nullcontext():
            server.serve()

    def _refuse_unsafe(self) -> None:
        found = [check for check in checks.run_checks(include_deployment_checks=True) if check.is_serious()]
        if found:
            self.refuse(" ".join(f"{check.msg}. {check.hint or ''}".strip() for check in found))

    def _refuse_unready(self) -> None:
        if fault := database_fault():
            self.refuse(fault)
        if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").exists():
            self.refuse(_("static files are not gathered: run opora collectstatic (or make setup)."))

    def _refuse_taken(self, host: str, port: int) -> None:
        try:
            family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except (OSError, OverflowError) as error:
            told = {"host": host, "port": port, "error": getattr(error, "strerror", None) or error}
            self.refuse(_("cannot listen at %(host)s:%(port)s: %(error)s. Choose another with --port.") % told)
