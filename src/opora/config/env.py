"""Typed readers of the environment, the only door to it: a wrong value is refused with its name and its form."""

import datetime as dt
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

SOURCE_TREE = Path(__file__).resolve().parents[3]

names_read: set[str] = set()
"""Every variable asked for so far; a test holds .env.sample against it."""

_YES = frozenset({"yes", "true", "on", "1"})
_NO = frozenset({"no", "false", "off", "0"})
_LINE = re.compile(r"^(?:export\s+)?([A-Z][A-Z0-9_]*)=(.*)$")


def text(name: str, default: str = "", *, choices: Sequence[str] = ()) -> str:
    """The variable as it stands; an empty one counts as absent."""
    names_read.add(name)
    value = os.environ.get(name, "").strip() or default
    if choices and value not in choices:
        raise _refused(name, value, f"one of: {', '.join(choices)}")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """yes/no, true/false, on/off or 1/0, in any case."""
    value = text(name).lower()
    if value and value not in _YES | _NO:
        raise _refused(name, value, "yes or no")
    return value in _YES if value else default


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number, not below `least`."""
    value = text(name, str(default))
    if not re.fullmatch(r"\d{1,9}", value) or int(value) < least:
        raise _refused(name, value, f"a whole number, {least} or more")
    return int(value)


def listed(name: str, default: Sequence[str] = ()) -> list[str]:
    """Values separated by commas."""
    return [part for raw in text(name).split(",") if (part := raw.strip())] or list(default)


def time_zone(name: str, default: str) -> str:
    """The name of a time zone of the tz database."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise _refused(name, value, "a time zone such as Asia/Barnaul") from None
    return value


def folder(name: str, default: Path) -> Path:
    """A folder; a relative one is taken from the current folder."""
    return Path(text(name, str(default))).expanduser().absolute()


def postgresql(name: str) -> dict[str, Any] | None:
    """Django's settings for `postgresql://user:password@host:port/name?option=value`; None when absent.

    A host may be a socket folder, percent-encoded or as `?host=`; other options go to the driver as they are.
    """
    value = text(name)
    if not value:
        return None
    form = "postgresql://user:password@host:port/name"
    try:
        url = urlsplit(value)
        port = url.port
    except ValueError:
        raise _refused(name, "…", form) from None
    database = unquote(url.path.removeprefix("/"))
    if url.scheme not in {"postgresql", "postgres"} or not database:
        raise _refused(name, f"{url.scheme}://…", form)
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", unquote(url.hostname or "")),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def mail_server(name: str) -> dict[str, Any] | None:
    """The mail server of `smtp://user:password@host:587/?tls=starttls` or `smtps://…`; None when absent: mail is off.

    `ca=FILE` names the certificates that are trusted, `timeout=SECONDS` how long an answer may take, `test=yes` a
    server that delivers nothing, to which also a demonstration may write.
    """
    value = text(name)
    if not value:
        return None
    form = "smtp://user:password@host:587/?tls=starttls or smtps://user:password@host"
    try:
        url = urlsplit(value)
        options = dict(parse_qsl(url.query, strict_parsing=bool(url.query)))
        port, timeout = url.port, float(options.pop("timeout", "30"))
    except ValueError:
        raise _refused(name, "…", form) from None
    implicit = url.scheme == "smtps"
    tls = options.pop("tls", "implicit" if implicit else "none")
    test, authority = options.pop("test", "no"), options.pop("ca", "")
    wrong = url.scheme not in {"smtp", "smtps"} or not url.hostname or options or test not in _YES | _NO
    if wrong or timeout <= 0 or tls not in ({"implicit"} if implicit else {"none", "starttls"}):
        raise _refused(name, f"{url.scheme}://…", form)
    return {
        "host": url.hostname,
        "port": port or {"implicit": 465, "starttls": 587}.get(tls, 25),
        "user": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "tls": tls,
        "ca": authority,
        "timeout": timeout,
        "test": test in _YES,
    }


def site(name: str) -> str:
    """The address of a site without a path, such as https://opora.example.org; "" when absent."""
    value = text(name).rstrip("/")
    if value and not re.fullmatch(r"https?://[^\s/?#@]+", value):
        raise _refused(name, value, "an address such as https://opora.example.org")
    return value


def hours(name: str, default: str) -> tuple[dt.time, dt.time]:
    """Two times of the day, such as 21:00-08:00; they may run over midnight."""
    value = text(name, default)
    begins, _to, ends = value.partition("-")
    try:
        return dt.time.fromisoformat(begins), dt.time.fromisoformat(ends)
    except ValueError:
        raise _refused(name, value, "two times such as 21:00-08:00") from None


def load_file(path: Path) -> None:
    """Take variables from a file of NAME=value lines; what the environment already has stands."""
    if not path.is_file():
        return
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.match(line.strip())
        if match is None:
            raise ImproperlyConfigured(f"{path.name}, line {at}: expected NAME=value")
        os.environ.setdefault(match[1], match[2].strip().strip("'\""))


def _refused(name: str, value: str, form: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}={value!r} cannot be read: expected {form}")
