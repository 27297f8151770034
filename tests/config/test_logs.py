"""The log: one object per line, one line per request, keys instead of names."""

import json
import logging
import sys
from pathlib import Path

import pytest
from django.test import Client

from opora.accounts.models import User
from opora.config.logs import HideKeys, JsonFormatter
from opora.core.keys import hidden, new_key
from tests.config.test_settings import opora


def formatted(record: logging.LogRecord) -> dict[str, object]:
    text = JsonFormatter().format(record)
    assert "\n" not in text
    found: dict[str, object] = json.loads(text)
    return found


def requests(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [formatted(record) for record in caplog.records if record.name == "opora.request"]


@pytest.fixture(autouse=True)
def _heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="opora.request")


def test_a_message_is_one_object() -> None:
    record = logging.LogRecord("a.b", logging.WARNING, "x.py", 1, "две\nстроки: %s", ("ёж",), None)
    record.created = 1_646_136_000.25
    assert formatted(record) == {
        "time": "2022-03-01T12:00:00.250+00:00",
        "level": "WARNING",
        "logger": "a.b",
        "message": "две\nстроки: ёж",
    }


def test_an_exception_stays_on_the_line() -> None:
    try:
        raise ValueError("no")  # noqa: TRY301 - an exception with a traceback is what is wanted
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "x.py", 1, "failed", (), sys.exc_info())
    assert str(formatted(record)["exception"]).endswith("ValueError: no")


@pytest.mark.django_db
def test_a_request_is_told_without_its_query(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/gallery/?search=Чижова")
    client.get("/нет/%0Aтакой/")
    first, second = requests(caplog)
    assert {name: first[name] for name in ("level", "method", "path", "status", "actor")} == {
        "level": "INFO",
        "method": "GET",
        "path": "/gallery/",
        "status": 200,
        "actor": "anonymous",
    }
    assert isinstance(first["milliseconds"], float)
    assert (second["status"], second["path"]) == (404, "/%D0%BD%D0%B5%D1%82/%0A%D1%82%D0%B0%D0%BA%D0%BE%D0%B9/")
    assert "Чижова" not in str(requests(caplog))
    assert str(first["message"]).startswith("GET /gallery/ 200 ")


@pytest.mark.django_db
def test_the_key_of_an_address_is_cut(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """Both in our line and in what Django says of a page that is not there."""
    key = new_key()
    client.get(f"/invitations/{key}/")
    assert [one["path"] for one in requests(caplog)] == [f"/invitations/{key[:4]}***/"]
    assert key not in caplog.text


def test_keys_in_lines_of_others_are_cut() -> None:
    key = new_key()
    record = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, "Not Found: %s", (f"/a/{key}.ics",), None)
    assert HideKeys().filter(record)
    assert record.getMessage() == f"Not Found: /a/{key[:4]}***.ics"


def test_only_keys_are_cut() -> None:
    said = ["a" * 42, "a" * 44, "a" * 64, "GET /static/site.0123456789ab.css"]
    assert [hidden(text) for text in said] == said
    assert hidden(f"/x/{'a' * 43}.ics?y") == "/x/aaaa***.ics?y"


@pytest.mark.django_db
def test_who_asked_is_a_key(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    person = User.objects.create(login="chizhova", surname="Чижова", given_name="Елена")
    client.force_login(person)
    client.get("/account/")
    client.get("/health/")
    asked, health = requests(caplog)
    assert asked["actor"] == f"user:{person.pk}"
    assert (health["path"], health["actor"]) == ("/health/", None)
    assert "hizhova" not in str(requests(caplog))
    assert "Чижова" not in str(requests(caplog))


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_form_is_a_setting(tmp_path: Path, form: str) -> None:
    code = "import logging; logging.getLogger('a').warning('ёж')"
    done = opora("shell", "--no-imports", "-c", code, OPORA_HOME=str(tmp_path), OPORA_LOG_FORMAT=form)
    (line,) = done.stderr.splitlines()
    if form == "json":
        assert json.loads(line)["message"] == "ёж"
    else:
        assert line.endswith(" WARNING a: ёж")


def test_another_form_is_refused() -> None:
    done = opora("check", OPORA_LOG_FORMAT="xml")
    assert (done.returncode, done.stderr) == (
        2,
        "opora: OPORA_LOG_FORMAT='xml' cannot be read: expected one of: text, json\n",
    )
