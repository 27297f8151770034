"""The log: a line for people or a JSON object for programs, and one line for each request. Keys, never names."""

import datetime as dt
import json
import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from opora.core.keys import hidden

REQUEST_FIELDS = ("method", "path", "status", "milliseconds", "actor")
log = logging.getLogger("opora.request")


class JsonFormatter(logging.Formatter):
    """One object per line: time (UTC), level, logger, message; of a request also REQUEST_FIELDS; `exception` if any."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.name == log.name:
            told.update({name: getattr(record, name, None) for name in REQUEST_FIELDS})
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


class HideKeys(logging.Filter):
    """Cuts keys out of every line: an address with a key (of a calendar, an invitation) opens to whoever has it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The record with its message written out; one that cannot be written is left for the handler to report."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            return True
        if (told := hidden(message)) != message:
            record.msg, record.args = told, ()
        return True


class RequestLogMiddleware:
    """Says of every request what was asked (without the query, which may hold what somebody looked for), by whom.

    The actor is a key such as "user:17"; None where the answer came from before the guard (static files, /health/).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        told = {
            "method": request.method,
            "path": hidden(escape_uri_path(request.path)),
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - began) * 1000, 1),
            "actor": getattr(getattr(request, "actor", None), "key", None),
        }
        log.info("%(method)s %(path)s %(status)s %(milliseconds)s ms %(actor)s", told, extra=told)
        return response
